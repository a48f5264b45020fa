package standards

import (
	"context"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const defaultScopeID = "project-standards-default-scope"

// DefaultScope is the scope of all projects that no other selects (dss-admin.md 26).
var DefaultScope = &kit.Resource[*dss.Client]{
	Type:    "project_standards_default_scope",
	Summary: "The checks of the projects that no scope of project standards selects. There is one default scope per node: use one such resource.",
	Detail: "Checks that are not in the configuration are removed from the scope. Nothing else of the default scope can be changed, and it can be " +
		"neither deleted nor moved: deleting the resource removes the checks that it set.",
	Since: since,
	Attributes: []attr.Attribute{
		attr.String("id", "Always `"+defaultScopeID+"`.").Constant(defaultScopeID),
		attr.StringSet("checks", "Identifiers of the checks.").Required(),
		attr.String("name", "Name of the default scope on the node.").Computed(),
		attr.String("description", "Description of the default scope on the node.").Computed(),
	},
	Identity: []string{"id"},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		return c.DefaultStandardsScope(ctx)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutStandardsScope(ctx, client.Text(w.Before, "name"), w.After)
	},
	Singleton: &kit.Singleton{Release: func(doc client.Document, v attr.Values) {
		ours := v.Strings("checks")
		doc["checks"] = list(slices.DeleteFunc(textsOf(doc["checks"]), func(id string) bool { return slices.Contains(ours, id) }))
	}},
}
