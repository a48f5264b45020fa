// Package standards declares project standards: checks, and the scopes that say which projects they are for.
package standards

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// since is the first version with these calls (dss-admin.md 28).
const since = "14.1.2"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Check,
		CheckSpecs,
		Scope,
		ScopeOrder,
		DefaultScope,
	}
}

// scopesLock keeps those apart who make, delete and order scopes.
const scopesLock = "project-standards/scopes"

// list makes a list of the API.
func list(texts []string) []any {
	out := []any{}
	for _, text := range texts {
		out = append(out, text)
	}
	return out
}

// textsOf are the strings of a list of the API.
func textsOf(value any) []string {
	items, _ := value.([]any)
	var out []string
	for _, item := range items {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}

// names are the names of scopes.
func names(scopes []client.Document) []string {
	var out []string
	for _, scope := range scopes {
		out = append(out, client.Text(scope, "name"))
	}
	return out
}
