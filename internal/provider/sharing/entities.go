// Package sharing declares workspaces and data collections, and what is shared in them.
package sharing

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Workspace,
		WorkspaceObject,
		DataCollection,
		DataCollectionObject,
	}
}
