// Package instance declares what exists once per node: its variables, its licence and who asks.
package instance

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Variables,
		Variable,
		Instance,
		License,
		CurrentIdentity,
		GovernCurrentIdentity,
		GovernInstance,
		GovernLicense,
		GovernAuthorizationMatrix,
		AuthorizationMatrix,
		UsageSummary,
		UserActivity,
		LLMCostCounters,
		Logs,
		Log,
		SanityCheck,
		GovernSync,
		GovernDeployerSync,
		CatalogIndex,
		AuditEntry,
		GovernNode,
	}
}
