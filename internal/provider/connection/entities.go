package connection

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	entities := []kit.Entity{
		Connection,
		Names,
		Info,
		Test,
		SyncACLs,
	}
	for _, d := range typed() {
		entities = append(entities, d.resource())
	}
	return entities
}
