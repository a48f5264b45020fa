package instance

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Variable is one global variable, an element of the document of all (dss-admin.md 16).
var Variable = &kit.Resource[*dss.Client]{
	Type:    "instance_variable",
	Summary: "One global variable of a DSS node. Additive: other variables are left alone.",
	Detail: "To own all variables of the node, use `dataiku_instance_variables` instead, never both. " +
		"Variables are not encrypted: do not keep secrets in them.",
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the variable.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.JSON("value", "The value: any JSON value, such as `jsonencode(\"eu\")`. Numbers keep all their digits.").Required(),
	},
	Identity: []string{"name"},
	NoPlural: true, // dataiku_instance_variables is the data source of all variables
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		return c.InstanceVariables(ctx)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutInstanceVariables(ctx, w.After)
	},
	Member: &kit.Member{
		Find: func(variables client.Document, v attr.Values) (client.Document, bool) {
			value, ok := variables[v.String("name")]
			return variable(v.String("name"), value), ok
		},
		Place: func(variables client.Document, v attr.Values, element client.Document) {
			variables[v.String("name")] = element["value"]
		},
		Drop: func(variables client.Document, v attr.Values) { delete(variables, v.String("name")) },
	},
	Lock: func(attr.Values) string { return variablesLock },
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return func(yield func(client.Document, error) bool) {
			variables, err := c.InstanceVariables(ctx)
			if err != nil {
				yield(nil, err)
			}
			for _, name := range slices.Sorted(maps.Keys(variables)) {
				if !yield(variable(name, variables[name]), nil) {
					return
				}
			}
		}
	},
}

func variable(name string, value any) client.Document {
	return client.Document{"name": name, "value": value}
}
