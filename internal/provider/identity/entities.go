package identity

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		AzureADSettings,
		ExternalGroups,
		ExternalUsers,
		GeneralSettings,
		GovernAzureADSettings,
		GovernExternalGroups,
		GovernExternalUsers,
		GovernGeneralSettings,
		GovernLDAPSettings,
		GovernSSOSettings,
		GovernUserProvision,
		GovernUserResync,
		LDAPSettings,
		SSOSettings,
		UserProvision,
		UserResync,
	}
}
