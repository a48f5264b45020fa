// Package scenario declares the scenarios of projects.
package scenario

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Scenario,
	}
}
