package identity

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		AzureADSettings,
		GeneralSettings,
		GovernAzureADSettings,
		GovernGeneralSettings,
		GovernLDAPSettings,
		GovernSSOSettings,
		LDAPSettings,
		SSOSettings,
	}
}
