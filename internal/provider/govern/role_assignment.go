package govern

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// RoleAssignment is who gets one role on the artifacts of a blueprint, an entry of its role assignments.
var RoleAssignment = &kit.Resource[*govern.Client]{
	Type:    "govern_role_assignment",
	Summary: "Who has one role on the artifacts of a blueprint. Additive: assignments of other roles are left alone.",
	Detail: "To own all roles of the blueprint, and what it inherits, use `dataiku_govern_role_assignments` instead, never both. All rules of " +
		"the role belong to this resource.",
	Attributes: append([]attr.Attribute{
		assignedBlueprint(),
		reference("role_id", govern.RolePrefix, "Full identifier of the role, such as `ro.legal_reviewer`.").Required(),
	}, ruleAttributes()...),
	Identity: []string{"blueprint_id", "role_id"},
	Scope:    []string{"blueprint_id"},
	NoPlural: true,
	Lock:     assignmentsLock,
	Get:      assignmentsOrNone,
	Put:      putAssignments,
	Member: &kit.Member{
		Find: func(assignments client.Document, v attr.Values) (client.Document, bool) {
			i := slices.IndexFunc(assignedRoles(assignments), isRole(v))
			if i < 0 {
				return nil, false
			}
			return assignment(assignments, assignedRoles(assignments)[i]), true
		},
		Place: func(assignments client.Document, v attr.Values, element client.Document) {
			entry := client.CloneDocument(element)
			delete(entry, "blueprintId")
			list := assignedRoles(assignments)
			if i := slices.IndexFunc(list, isRole(v)); i >= 0 {
				list[i] = entry
				return
			}
			assignments["roles"] = append(list, entry)
		},
		Drop: func(assignments client.Document, v attr.Values) {
			if list := assignedRoles(assignments); slices.ContainsFunc(list, isRole(v)) {
				assignments["roles"] = slices.DeleteFunc(list, isRole(v))
			}
		},
	},
	List: func(ctx context.Context, c *govern.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return func(yield func(client.Document, error) bool) {
			assignments, err := assignmentsOrNone(ctx, c, scope)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, entry := range assignedRoles(assignments) {
				if !yield(assignment(assignments, entry), nil) {
					return
				}
			}
		}
	},
	Validate: func(config attr.Values) []kit.Problem { return checkRules(conditionalRules, "The rules", config) },
}

// assignmentsOrNone returns a document without roles for a blueprint that has no assignments yet.
func assignmentsOrNone(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
	assignments, err := c.RoleAssignments(ctx, v.String("blueprint_id"))
	if errors.Is(err, client.ErrNotFound) {
		return client.Document{"blueprintId": v.String("blueprint_id")}, nil
	}
	return assignments, err
}

// putAssignments makes the document with the first assignment of a blueprint, and removes it with the last one unless
// it says something else.
func putAssignments(ctx context.Context, c *govern.Client, w kit.Write) error {
	blueprintID := w.Values.String("blueprint_id")
	if _, exists := w.Before["roles"]; !exists {
		_, err := c.CreateRoleAssignments(ctx, w.After)
		return err
	}
	rest := client.CloneDocument(w.After)
	delete(rest, "blueprintId")
	if len(client.Unlike(client.Document{}, rest)) == 0 {
		return c.DeleteRoleAssignments(ctx, blueprintID)
	}
	return c.PutRoleAssignments(ctx, blueprintID, w.After)
}

// assignedRoles are the entries in a document.
func assignedRoles(assignments client.Document) []any {
	list, _ := assignments["roles"].([]any)
	return list
}

// isRole finds the entry of the role in v.
func isRole(v attr.Values) func(entry any) bool {
	return func(entry any) bool {
		document, _ := entry.(client.Document)
		return document["roleId"] == v.String("role_id")
	}
}

// assignment is an entry with what identifies it on the node.
func assignment(assignments client.Document, entry any) client.Document {
	document, _ := entry.(client.Document)
	found := client.CloneDocument(document)
	found["blueprintId"] = assignments["blueprintId"]
	return found
}
