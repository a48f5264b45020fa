package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Blueprint,
		BlueprintPermissions,
		BlueprintVersion,
		DefaultPermissions,
		Role,
		RoleAssignment,
		RoleAssignments,
		SignoffConfiguration,
		CustomPage,
		CustomPagesOrder,
		Artifact,
		Artifacts,
		ArtifactCreateSignoff,
		SignoffStatus,
		UploadedFile,
		TimeSeries,
		TimeSeriesPush,
		User,
		Group,
		GlobalAPIKey,
		EphemeralGlobalAPIKey,
	}
}
