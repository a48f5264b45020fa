package security

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		User,
		UserSecret,
		UserConnectionCredential,
		UserPluginCredential,
		Group,
		GroupMember,
		GlobalAPIKey,
		EphemeralGlobalAPIKey,
		PersonalAPIKey,
		EphemeralPersonalAPIKey,
	}
}
