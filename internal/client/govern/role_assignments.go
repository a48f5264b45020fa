package govern

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// roleAssignments is the address of the assignments, at most one document per blueprint (govern.md 19).
const roleAssignments = "blueprint-role-assignments"

// RoleAssignments returns the assignments of a blueprint (govern.md 19). The rules, of which a role has a list in the
// API, are opened here:
//
//	{"blueprintId", …, "roles": [{"roleId", "userContainers", "fieldIds", "conditionalRules"}]}
//
// Rules only ever add (govern.md 19.2), so those without criteria are one here. Rules with criteria, and with members
// that are not known, are the conditional ones, as they are.
func (c *Client) RoleAssignments(ctx context.Context, blueprintID string) (Document, error) {
	answer, err := c.assignments.Get(ctx, blueprintID, func(ctx context.Context) (Document, error) {
		return c.assignmentsOf(ctx, blueprintID)
	})
	if err != nil {
		return nil, err
	}
	return openAssignments(answer), nil
}

// assignmentsOf reads the document. Whether one that is not there is an error or an empty object is not known.
func (c *Client) assignmentsOf(ctx context.Context, blueprintID string) (Document, error) {
	answer, err := c.Read(ctx, client.Path("admin", roleAssignments, blueprintID), client.Identity("blueprintId", blueprintID).OrEmpty())
	if err == nil && len(answer) == 0 {
		return nil, fmt.Errorf("%w: role assignments of %s", client.ErrNotFound, blueprintID)
	}
	return answer, err
}

// CreateRoleAssignments makes the assignments of a blueprint that has none, and returns them. An empty document, as the removal of
// the last assignment leaves it, is filled.
func (c *Client) CreateRoleAssignments(ctx context.Context, assignments Document) (Document, error) {
	answer, err := c.createForBlueprint(ctx, roleAssignments, closeAssignments(assignments), c.assignmentsOf)
	if errors.Is(err, client.ErrAlreadyExists) {
		blueprintID := client.Text(assignments, "blueprintId")
		found, readErr := c.RoleAssignments(ctx, blueprintID)
		if readErr != nil || !assignsNothing(found) {
			return nil, errors.Join(err, readErr)
		}
		found = client.Overlay(found, assignments, nil)
		return found, c.PutRoleAssignments(ctx, blueprintID, found)
	}
	if err != nil {
		return nil, err
	}
	return openAssignments(answer), nil
}

// assignsNothing tells whether a document of assignments holds nothing but the name of its blueprint.
func assignsNothing(assignments Document) bool {
	for member, value := range assignments {
		if member != "blueprintId" && !client.IsBlank(value) {
			return false
		}
	}
	return true
}

// PutRoleAssignments replaces the assignments of a blueprint, which must come from RoleAssignments.
func (c *Client) PutRoleAssignments(ctx context.Context, blueprintID string, assignments Document) error {
	return c.Put(ctx, client.Path("admin", roleAssignments, blueprintID), closeAssignments(assignments))
}

// DeleteRoleAssignments removes all assignments of a blueprint.
func (c *Client) DeleteRoleAssignments(ctx context.Context, blueprintID string) error {
	return c.Remove(ctx, client.Path("admin", roleAssignments, blueprintID))
}

// AllRoleAssignments lists the assignments of all blueprints. The list holds whole documents (govern.md 19.2).
func (c *Client) AllRoleAssignments(ctx context.Context) iter.Seq2[Document, error] {
	all, err := c.List(ctx, client.Path("admin", roleAssignments), client.Named("blueprintId"))
	for i := range all {
		all[i] = openAssignments(all[i])
	}
	return client.Each(all, err)
}

func (c *Client) assignmentsByBlueprint(ctx context.Context) (map[string]Document, error) {
	all, err := c.List(ctx, client.Path("admin", roleAssignments), client.Named("blueprintId"))
	out := map[string]Document{}
	for _, d := range all {
		if id := client.Text(d, "blueprintId"); id != "" {
			out[id] = d
		}
	}
	return out, err
}

// openAssignments makes the document of RoleAssignments out of an answer.
func openAssignments(answer Document) Document {
	out := client.CloneDocument(answer)
	delete(out, "roleAssignmentsRules")
	rules := object(answer, "roleAssignmentsRules")
	roles := []any{}
	for _, role := range slices.Sorted(maps.Keys(rules)) {
		roles = append(roles, openRules(role, items(rules[role])))
	}
	out["roles"] = roles
	return out
}

func openRules(role string, rules []any) Document {
	users, fields, conditional := []any{}, []any{}, []any{}
	for _, value := range rules {
		rule, _ := value.(Document)
		if !isUnconditional(rule) {
			conditional = append(conditional, value)
			continue
		}
		users = appendNew(users, items(rule["userContainers"]))
		fields = appendNew(fields, items(rule["fieldIds"]))
	}
	out := Document{"roleId": role, "userContainers": users, "fieldIds": fields}
	if len(conditional) > 0 {
		out["conditionalRules"] = conditional
	}
	return out
}

// isUnconditional tells whether a rule always holds and has the known members only.
func isUnconditional(rule Document) bool {
	for member := range rule {
		if !slices.Contains(ruleMembers, member) {
			return false
		}
	}
	return rule != nil && len(items(rule["criteria"])) == 0
}

// ruleMembers are always sent: a rule without one of them was seen to be stored as an empty one (govern.md 19.2).
var ruleMembers = []string{"criteria", "userContainers", "fieldIds"}

// closeAssignments makes of a document of RoleAssignments the one of the API.
func closeAssignments(assignments Document) Document {
	out := client.CloneDocument(assignments)
	roles, given := out["roles"].([]any)
	if !given {
		return out
	}
	delete(out, "roles")
	all := Document{}
	for _, value := range roles {
		role, _ := value.(Document)
		rules := []any{}
		users, fields := items(role["userContainers"]), items(role["fieldIds"])
		if len(users) > 0 || len(fields) > 0 {
			rules = append(rules, Document{"criteria": []any{}, "userContainers": users, "fieldIds": fields})
		}
		all[client.Text(role, "roleId")] = append(rules, items(role["conditionalRules"])...)
	}
	out["roleAssignmentsRules"] = all
	return out
}

// appendNew appends the items that are not there yet.
func appendNew(list, more []any) []any {
	for _, item := range more {
		if !slices.ContainsFunc(list, func(other any) bool { return client.Equal(item, other) }) {
			list = append(list, item)
		}
	}
	return list
}

// items returns a value as a list, an empty one when it is something else.
func items(value any) []any {
	if list, ok := value.([]any); ok {
		return list
	}
	return []any{}
}
