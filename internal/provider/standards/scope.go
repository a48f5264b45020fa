package standards

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// selections are, by selection method, the attribute and the member with what is selected. Only the one that fits the
// method is sent (dss-admin.md 26).
var selections = map[string]struct{ attribute, member string }{
	"BY_PROJECT": {"selected_projects", "selectedProjects"},
	"BY_FOLDER":  {"selected_folders", "selectedFolders"},
	"BY_TAG":     {"selected_tags", "selectedTags"},
}

// Scope is a scope of project standards (dss-admin.md 26).
var Scope = &kit.Resource[*dss.Client]{
	Type:    "project_standards_scope",
	Summary: "A scope of project standards: which checks are for which projects.",
	Detail: "The checks of a project are those of the first scope that selects it, in the order of `dataiku_project_standards_scope_order`. Projects that no " +
		"scope selects have those of `dataiku_project_standards_default_scope`.",
	Since: since,
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the scope, unique on the node.").Required().Validate(attr.Name()),
		attr.String("description", "What the scope is for.").Clears(),
		attr.StringSet("checks", "Identifiers of the checks.").Clears(),
		attr.String("selection_method", "How projects are selected: `BY_PROJECT`, `BY_FOLDER` or `BY_TAG`.").Required().
			Validate(attr.OneOf("BY_PROJECT", "BY_FOLDER", "BY_TAG")),
		attr.StringSet("selected_projects", "Keys of the projects, with `BY_PROJECT` only.").Clears(),
		attr.StringSet("selected_folders", "Identifiers of project folders, with `BY_FOLDER` only.").Clears(),
		attr.StringSet("selected_tags", "Tags of projects, with `BY_TAG` only.").Clears(),
	},
	Identity: []string{"name"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		scope, err := c.StandardsScope(ctx, v.String("name"))
		if err == nil && dss.IsDefaultStandardsScope(scope) {
			return nil, fmt.Errorf("%q is the default scope, which always exists: use dataiku_project_standards_default_scope, "+
				"or give this scope another name", v.String("name"))
		}
		return scope, err
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return nil, c.CreateStandardsScope(ctx, w.After)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutStandardsScope(ctx, w.Values.String("name"), w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteStandardsScope(ctx, v.String("name"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		all, err := c.StandardsScopes(ctx)
		return client.Each(slices.DeleteFunc(all, dss.IsDefaultStandardsScope), err)
	},
	Expand:   dropOtherSelections,
	Validate: checkSelection,
	Lock:     func(attr.Values) string { return scopesLock },
}

// dropOtherSelections leaves out what an earlier method selected.
func dropOtherSelections(doc client.Document, v attr.Values) {
	for method, selection := range selections {
		if selected, _ := doc[selection.member].([]any); method != v.String("selection_method") && len(selected) > 0 {
			delete(doc, selection.member)
		}
	}
	own := selections[v.String("selection_method")].member
	if doc[own] == nil {
		doc[own] = []any{}
	}
}

// checkSelection refuses selections that do not fit the method: the node would drop them.
func checkSelection(config attr.Values) []kit.Problem {
	if !config.Known("selection_method") {
		return nil
	}
	method := config.String("selection_method")
	var problems []kit.Problem
	for _, other := range slices.Sorted(maps.Keys(selections)) {
		attribute := selections[other].attribute
		if other != method && config.Known(attribute) {
			problems = append(problems, kit.Problem{
				Attribute: attribute, Summary: "Selection that does not fit",
				Detail: "`" + attribute + "` belongs to the selection method " + other + ", and `selection_method` is " + method + ".",
			})
		}
	}
	return problems
}
