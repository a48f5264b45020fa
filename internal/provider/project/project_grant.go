package project

import (
	"context"
	"iter"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Grant is the permissions of one group or one user on a project, an entry of the permissions document.
var Grant = &kit.Resource[*dss.Client]{
	Type:    "project_grant",
	Summary: "The permissions of one group or one user on a project. Additive: other entries are left alone.",
	Detail: "To own all permissions on the project, use `dataiku_project_permissions` instead, never both. A flag that is not set is " +
		"false; flags that this release does not know are left alone. Permissions that another one implies are shown as they are " +
		"stored, not as they work.",
	Attributes: append([]attr.Attribute{
		attr.ProjectKey(),
		attr.String("principal_type", "Who gets the permissions: `group` or `user`.").Required().
			Validate(attr.OneOf(groupPrincipal, userPrincipal)),
		attr.Login("principal", "Name of the group, or login of the user.").Required(),
	}, flags()...),
	Identity: []string{"project_key", "principal_type", "principal"},
	Get:      getPermissions,
	Put:      putPermissions,
	Member: &kit.Member{
		Find: func(permissions client.Document, v attr.Values) (client.Document, bool) {
			i := slices.IndexFunc(entries(permissions), isFor(v))
			if i < 0 {
				return nil, false
			}
			return grant(v.String("project_key"), entries(permissions)[i]), true
		},
		Place: func(permissions client.Document, v attr.Values, element client.Document) {
			entry := client.CloneDocument(element)
			for _, member := range []string{"projectKey", "principalType", "principal"} {
				delete(entry, member)
			}
			entry[v.String("principal_type")] = v.String("principal")
			list := entries(permissions)
			if i := slices.IndexFunc(list, isFor(v)); i >= 0 {
				list[i] = entry
				return
			}
			permissions["permissions"] = append(list, entry)
		},
		Drop: func(permissions client.Document, v attr.Values) {
			permissions["permissions"] = slices.DeleteFunc(entries(permissions), isFor(v))
		},
	},
	Lock:  func(v attr.Values) string { return permissionsLock(v.String("project_key")) },
	Scope: []string{"project_key"},
	List: func(ctx context.Context, c *dss.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return func(yield func(client.Document, error) bool) {
			permissions, err := getPermissions(ctx, c, scope)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, entry := range entries(permissions) {
				if !yield(grant(scope.String("project_key"), entry), nil) {
					return
				}
			}
		}
	},
}

// isFor finds the entry of the principal in v.
func isFor(v attr.Values) func(entry any) bool {
	return func(entry any) bool {
		kind, name := principalOf(entry)
		return kind == v.String("principal_type") && name == v.String("principal")
	}
}

// grant is an entry with what identifies it on the node.
func grant(projectKey string, entry any) client.Document {
	document, _ := entry.(client.Document)
	kind, name := principalOf(entry)
	found := client.CloneDocument(document)
	found["projectKey"], found["principalType"], found["principal"] = projectKey, kind, name
	return found
}
