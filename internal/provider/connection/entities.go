package connection

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Connection,
		PostgreSQL,
		S3,
		Filesystem,
		Info,
		Test,
	}
}
