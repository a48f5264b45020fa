package standards

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const orderID = "project-standards-scope-order"

// ScopeOrder is the order in which scopes are tried (dss-admin.md 26). The API's one list is split here: {"scopes": those
// that are managed, "others": what follows them}. The default scope is always last and in neither.
var ScopeOrder = &kit.Resource[*dss.Client]{
	Type:    "project_standards_scope_order",
	Summary: "The order in which the scopes of project standards are tried. There is one order per node: use one such resource.",
	Detail: "The scopes that are listed come first, in this order; all others follow as they were, and the default scope is always last. " +
		"Deleting the resource leaves the order as it is.",
	Since: since,
	Attributes: []attr.Attribute{
		attr.String("id", "Always `"+orderID+"`.").Constant(orderID),
		attr.StringList("scopes", "Names of the scopes that come first, in their order.").Required().Validate(
			listvalidator.UniqueValues(), listvalidator.ValueStringsAre(attr.Name())),
	},
	Identity: []string{"id"},
	Get:      getOrder,
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		now := slices.Concat(textsOf(w.Before["scopes"]), textsOf(w.Before["others"]))
		wanted := textsOf(w.After["scopes"])
		for _, name := range wanted {
			if !slices.Contains(now, name) {
				return fmt.Errorf("%w: there is no scope %s on the node that can be moved", client.ErrInvalid, name)
			}
		}
		others := slices.DeleteFunc(slices.Clone(now), func(name string) bool { return slices.Contains(wanted, name) })
		for _, m := range moves(now, slices.Concat(wanted, others)) {
			if err := c.MoveStandardsScope(ctx, m.name, m.index); err != nil {
				return err
			}
		}
		return nil
	},
	Singleton: &kit.Singleton{Release: func(client.Document, attr.Values) {}},
	Lock:      func(attr.Values) string { return scopesLock },
}

// getOrder reads as many scopes as are managed; all of them when that is not known, as in an import.
func getOrder(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
	scopes, err := c.StandardsScopes(ctx)
	if err != nil {
		return nil, err
	}
	order := names(slices.DeleteFunc(scopes, dss.IsDefaultStandardsScope))
	managed := len(order)
	if v.Known("scopes") {
		managed = min(managed, len(v.Strings("scopes")))
	}
	return client.Document{"scopes": list(order[:managed]), "others": list(order[managed:])}, nil
}

// move gives a scope a position among the others: the index counts in the list without it (dss-admin.md 26).
type move struct {
	name  string
	index int
}

// moves are the fewest moves from one order to the other: the longest row of scopes that are in order already stays.
func moves(now, wanted []string) []move {
	stays := longestRow(now, wanted)
	now = slices.Clone(now)
	var out []move
	for i, name := range wanted {
		if slices.Contains(stays, name) {
			continue
		}
		now = slices.DeleteFunc(now, func(other string) bool { return other == name })
		index := 0
		if i > 0 {
			index = slices.Index(now, wanted[i-1]) + 1
		}
		now = slices.Insert(now, index, name)
		out = append(out, move{name, index})
	}
	return out
}

// longestRow is the longest row of names that both orders have in the same order.
func longestRow(now, wanted []string) []string {
	var longest []string
	rows := make([][]string, len(wanted)) // the longest row that ends with this name
	for i, name := range wanted {
		for j := range i {
			if slices.Index(now, wanted[j]) < slices.Index(now, name) && len(rows[j]) > len(rows[i]) {
				rows[i] = rows[j]
			}
		}
		rows[i] = append(slices.Clone(rows[i]), name)
		if len(rows[i]) > len(longest) {
			longest = rows[i]
		}
	}
	return longest
}
