package project

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Permissions are all permissions on a project (dss-project.md 9).
var Permissions = &kit.Resource[*dss.Client]{
	Type:    "project_permissions",
	Summary: "All permissions of groups and users on a project. Exclusive: entries that are not in the configuration are removed.",
	Detail: "For some entries among others, use `dataiku_project_grant` instead, never both. The plan of the creation names the entries " +
		"that it removes. The owner may do everything and needs no entry; it belongs to `dataiku_project`. A flag that is not set is " +
		"false; flags that this release does not know and the users and authorizations of dashboards are left alone. Permissions that " +
		"another one implies are shown as they are stored, not as they work. Deleting the resource removes the entries that it set.",
	Attributes: []attr.Attribute{
		attr.ProjectKey(),
		attr.ObjectMap("groups", "group", "Permissions of groups, by name of the group. Unset means none.", flags()...).At("permissions").Clears(),
		attr.ObjectMap("users", "user", "Permissions of users, by login. Unset means none.", flags()...).At("permissions").Clears(),
	},
	Identity: []string{"project_key"},
	NoPlural: true,
	Get:      getPermissions,
	Put:      putPermissions,
	Singleton: &kit.Singleton{
		Release: func(doc client.Document, v attr.Values) {
			groups, users := v.Objects("groups"), v.Objects("users")
			doc["permissions"] = slices.DeleteFunc(entries(doc), func(entry any) bool {
				kind, name := principalOf(entry)
				_, ours := groups[name]
				if kind == userPrincipal {
					_, ours = users[name]
				}
				return ours
			})
		},
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return projectKeys(ctx, c)
	},
	Summaries: true,
	Lock:      func(v attr.Values) string { return permissionsLock(v.String("project_key")) },
	Plan:      warnOfRemovedEntries,
}

// projectKeys lists what belongs to each project once: a key, and nothing that only a read of the project tells.
func projectKeys(ctx context.Context, c *dss.Client) iter.Seq2[client.Document, error] {
	return func(yield func(client.Document, error) bool) {
		for project, err := range c.Projects(ctx) {
			if !yield(client.Document{"projectKey": project["projectKey"]}, err) {
				return
			}
		}
	}
}

func getPermissions(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
	return c.ProjectPermissions(ctx, v.String("project_key"))
}

func putPermissions(ctx context.Context, c *dss.Client, w kit.Write) error {
	return c.PutProjectPermissions(ctx, w.Values.String("project_key"), w.After)
}

// The two kinds of principals, which are also the members that name them in an entry.
const (
	groupPrincipal = "group"
	userPrincipal  = "user"
)

// entries are the permissions in a document.
func entries(permissions client.Document) []any {
	list, _ := permissions["permissions"].([]any)
	return list
}

// principalOf tells whom an entry is for.
func principalOf(entry any) (kind, name string) {
	document, _ := entry.(client.Document)
	if user := client.Text(document, userPrincipal); user != "" {
		return userPrincipal, user
	}
	return groupPrincipal, client.Text(document, groupPrincipal)
}

// warnOfRemovedEntries names the entries that a creation removes.
func warnOfRemovedEntries(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	if p.State != nil || !p.Plan.Known("project_key") || p.Plan["groups"].IsUnknown() || p.Plan["users"].IsUnknown() {
		return nil
	}
	key := p.Plan.String("project_key")
	permissions, err := c.ProjectPermissions(ctx, key)
	if err != nil {
		return nil // the project is made by the same run, or the error shows again when the permissions are written
	}
	groups, users := p.Plan.Objects("groups"), p.Plan.Objects("users")
	var removed []string
	for _, entry := range entries(permissions) {
		kind, name := principalOf(entry)
		_, stays := groups[name]
		if kind == userPrincipal {
			_, stays = users[name]
		}
		if !stays {
			removed = append(removed, kind+" "+name)
		}
	}
	if len(removed) == 0 {
		return nil
	}
	return []kit.Problem{{
		Warning: true, Summary: "Permissions on project " + key + " will be removed",
		Detail: "This resource owns all permissions on the project. These are not in its configuration and will be removed: " +
			strings.Join(removed, ", ") + ". To keep them, add them, or use dataiku_project_grant, which leaves others alone.",
	}}
}

// flags are the confirmed permissions of an entry (observed.md 6).
func flags() []attr.Attribute {
	all := []attr.Attribute{
		attr.Bool("admin", "Everything."),
		attr.Bool("edit_permissions", "Change permissions, as far as one's own reach.").Since("13.3.0"),
		attr.Bool("read_project_content", "Read the project. Implies reading dashboards."),
		attr.Bool("write_project_content", "Change the project. Implies reading it, running scenarios and writing dashboards."),
		attr.Bool("export_datasets_data", "Download datasets."),
		attr.Bool("read_dashboards", "Read dashboards."),
		attr.Bool("write_dashboards", "Change dashboards. Implies reading them."),
		attr.Bool("moderate_dashboards", "Moderate the dashboards of others."),
		attr.Bool("publish_to_data_collections", "Publish datasets to data collections."),
		attr.Bool("share_to_workspaces", "Share objects to workspaces."),
		attr.Bool("run_scenarios", "Run scenarios; alone, only those that run as a set user."),
		attr.Bool("manage_dashboard_authorizations", "Say which objects dashboards may show."),
		attr.Bool("manage_exposed_elements", "Share objects with other projects."),
		attr.Bool("manage_additional_dashboard_users", "Say who else may read dashboards."),
		attr.Bool("execute_app", "Use the project as an application. Has a meaning for applications only."),
	}
	for i := range all {
		all[i] = all[i].Default(false)
	}
	return all
}
