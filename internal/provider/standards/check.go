package standards

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Check is a check of project standards (dss-admin.md 26).
var Check = &kit.Resource[*dss.Client]{
	Type:    "project_standards_check",
	Summary: "A check of project standards, made of a check spec that a plugin brings.",
	Detail: "A check does nothing until a scope names it. The specs of a node are told by the data source " +
		"`dataiku_project_standards_check_specs`. Several checks may be made of one spec.",
	Since: since,
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier of the check, made by the node. Scopes refer to it.").Stable(),
		attr.String("check_element_type", "Element type of the check spec.").Required().Replaces().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("name", "Name shown in the UI. Unset leaves that of the spec.").Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("description", "What the check is about. Unset leaves that of the spec."),
		attr.Doc("check_params", "Parameters of the check, as a JSON object. The plugin of the spec says which there are."),
		attr.StringSet("tags", "Tags of the check.").Clears(),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.StandardsCheck(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return c.ImportStandardsCheck(ctx, w.Values.String("check_element_type"))
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutStandardsCheck(ctx, w.Values.String("id"), w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteStandardsCheck(ctx, v.String("id"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.StandardsChecks(ctx)
	},
	// A new check is told from the others of its spec by having come last.
	Lock: func(v attr.Values) string {
		if id := v.String("id"); id != "" {
			return "project_standards_check/" + id
		}
		return "project_standards_check/new/" + v.String("check_element_type")
	},
}

// CheckSpecs are what checks can be made of (dss-admin.md 26).
var CheckSpecs = &kit.DataSource[*dss.Client]{
	Type:    "project_standards_check_specs",
	Summary: "The check specs of a DSS node: what checks of project standards can be made of. Plugins bring them.",
	Detail:  "Needs version " + since + " of the node.",
	Attributes: []attr.Attribute{
		attr.StringList("element_types", "Element types of all check specs, in the order of the node.").Computed(),
		attr.ObjectMap("check_specs", "elementType", "All check specs, by element type.",
			attr.String("label", "Name shown in the UI.").Computed(),
			attr.String("description", "What checks of it look at.").Computed(),
			attr.String("owner_plugin_id", "Identifier of the plugin that brings it.").Computed(),
		).Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		specs, err := c.StandardsCheckSpecs(ctx)
		types, all := []any{}, []any{}
		for _, spec := range specs {
			types, all = append(types, spec["elementType"]), append(all, spec)
		}
		return client.Document{"elementTypes": types, "checkSpecs": all}, err
	},
}
