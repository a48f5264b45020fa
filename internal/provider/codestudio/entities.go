// Package codestudio declares the templates of code studios.
package codestudio

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Template,
		Templates,
		Build,
	}
}
