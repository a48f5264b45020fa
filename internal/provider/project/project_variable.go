package project

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

// Variable is one variable of a project, an element of the document of all (dss-project.md 10).
var Variable = &kit.Resource[*dss.Client]{
	Type:    "project_variable",
	Summary: "One variable of a project. Additive: other variables are left alone.",
	Detail: "To own all variables of the project, use `dataiku_project_variables` instead, never both. The node keeps variables in clear " +
		"and shows them to every reader of the project; Terraform hides them in its output, but has them in its state.",
	Attributes: []attr.Attribute{
		attr.ProjectKey(),
		attr.String("scope", "Where the variable lives: `standard` (travels with the project in bundles) or `local` (this node only).").
			Required().Validate(attr.OneOf(standardScope, localScope)),
		attr.String("name", "Name of the variable.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.JSON("value", "The value: any JSON value, such as `jsonencode(\"eu\")`. Numbers keep all their digits.").Required().Sensitive(),
	},
	Identity: []string{"project_key", "scope", "name"},
	NoPlural: true, // dataiku_project_variables is the data source of all variables
	Get:      getVariables,
	Put:      putVariables,
	Member: &kit.Member{
		Find: func(variables client.Document, v attr.Values) (client.Document, bool) {
			value, ok := object(variables, v.String("scope"))[v.String("name")]
			return variable(v.String("project_key"), v.String("scope"), v.String("name"), value), ok
		},
		Place: func(variables client.Document, v attr.Values, element client.Document) {
			client.Store(variables, element["value"], v.String("scope"), v.String("name"))
		},
		Drop: func(variables client.Document, v attr.Values) {
			client.Remove(variables, v.String("scope"), v.String("name"))
		},
	},
	Lock:  func(v attr.Values) string { return variablesLock(v.String("project_key")) },
	Scope: []string{"project_key"},
	List: func(ctx context.Context, c *dss.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return func(yield func(client.Document, error) bool) {
			variables, err := getVariables(ctx, c, scope)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, kind := range []string{standardScope, localScope} {
				for _, name := range slices.Sorted(maps.Keys(object(variables, kind))) {
					if !yield(variable(scope.String("project_key"), kind, name, object(variables, kind)[name]), nil) {
						return
					}
				}
			}
		}
	},
}

func variable(projectKey, scope, name string, value any) client.Document {
	return client.Document{"projectKey": projectKey, "scope": scope, "name": name, "value": value}
}
