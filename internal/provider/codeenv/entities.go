package codeenv

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		CodeEnv,
		CreateFromPreset,
		CreateInternal,
		SetJupyter,
		UpdateImages,
		UpdatePackages,
		Logs,
		ProjectVersion,
		Usages,
	}
}
