// Package project declares projects, their folders, and the documents of a project that are managed apart from it.
package project

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Project,
		Folder,
		Permissions,
		Grant,
		Variables,
		Variable,
	}
}

// permissionsLock is the key of the permissions document, which holds the owner too.
func permissionsLock(projectKey string) string { return "project/" + projectKey + "/permissions" }

// variablesLock is the key of the variables document.
func variablesLock(projectKey string) string { return "project/" + projectKey + "/variables" }

// object returns an object member of a document.
func object(d client.Document, member string) client.Document {
	value, _ := d[member].(client.Document)
	return value
}
