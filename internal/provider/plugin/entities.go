// Package plugin declares plugins, their settings and their presets.
package plugin

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Plugin,
		Usages,
		Settings,
		Preset,
		ProjectPreset,
	}
}
