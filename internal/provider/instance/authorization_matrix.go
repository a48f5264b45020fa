package instance

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// AuthorizationMatrix is what the users and groups of a DSS node may do (dss-admin.md 7).
var AuthorizationMatrix = &kit.DataSource[*dss.Client]{
	Type:    "authorization_matrix",
	Summary: "What the enabled users and the groups of a DSS node may do, on the node and in its projects.",
	Detail: "The names of abilities and permissions are those of the API, such as `mayCreateProjects` and `readProjectContent`. What a user or " +
		"group may not do is left out. Needs an administrator's key. The node works it out for every project: on a large one this takes long.",
	Attributes: []attr.Attribute{
		attr.ObjectMap("users", "login", "Enabled users by login, with what they and their groups may do.", rights()...).Computed(),
		attr.ObjectMap("groups", "name", "Groups by name.", rights()...).Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		matrix, err := c.AuthorizationMatrix(ctx)
		if err != nil {
			return nil, err
		}
		users, err := rightsIn(matrix, "perUser", "users", "login")
		if err != nil {
			return nil, err
		}
		groups, err := rightsIn(matrix, "perGroup", "groups", "name")
		return client.Document{"users": users, "groups": groups}, err
	},
}

func rights() []attr.Attribute {
	return []attr.Attribute{
		attr.StringSet("abilities", "Abilities on the node.").Computed(),
		attr.ObjectMap("projects", "projectKey", "Projects with any permission, by key.",
			attr.StringSet("permissions", "Permissions on the project.").Computed(),
		).Computed(),
	}
}

// rightsIn turns a half of the matrix, whose columns are lists with a flag for each name, into one object for each name.
func rightsIn(matrix client.Document, half, kind, key string) ([]any, error) {
	columns, _ := matrix[half].(client.Document)
	names, isList := columns[kind].([]any)
	if !isList {
		return nil, fmt.Errorf("%w: the authorization matrix has no list %s.%s", client.ErrMalformed, half, kind)
	}
	grants, _ := columns["projectsGrants"].([]any)
	rows := []any{}
	for i, name := range names {
		abilities := []any{}
		for _, ability := range slices.Sorted(maps.Keys(columns)) {
			if flags, _ := columns[ability].([]any); i < len(flags) && flags[i] == true {
				abilities = append(abilities, ability)
			}
		}
		rows = append(rows, client.Document{key: name, "abilities": abilities, "projects": projectsOf(grants, i)})
	}
	return rows, nil
}

// projectsOf are the projects in which the name at a place of the lists has any permission.
func projectsOf(grants []any, place int) []any {
	projects := []any{}
	for _, item := range grants {
		project, _ := item.(client.Document)
		all, _ := project["grants"].([]any)
		if place >= len(all) {
			continue
		}
		flags, _ := all[place].(client.Document)
		permissions := []any{}
		for _, permission := range slices.Sorted(maps.Keys(flags)) {
			if flags[permission] == true {
				permissions = append(permissions, permission)
			}
		}
		if len(permissions) > 0 {
			projects = append(projects, client.Document{"projectKey": project["projectKey"], "permissions": permissions})
		}
	}
	return projects
}
