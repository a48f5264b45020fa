package project

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// The two maps of variables of a project.
const (
	standardScope = "standard"
	localScope    = "local"
)

// Variables are all variables of a project (dss-project.md 10).
var Variables = &kit.Resource[*dss.Client]{
	Type:    "project_variables",
	Summary: "All variables of a project. Exclusive: variables that are not in the configuration are removed.",
	Detail: "For some variables among others, use `dataiku_project_variable` instead, never both. The plan of the creation names the " +
		"variables that it removes. Deleting the resource removes the variables that it set and leaves others alone. The node keeps " +
		"variables in clear and shows them to every reader of the project; Terraform hides them in its output, but has them in its state.",
	Attributes: []attr.Attribute{
		attr.ProjectKey(),
		attr.JSON(standardScope, "Variables that travel with the project in bundles, as a JSON object: name to any value. `jsonencode({})` "+
			"for none. Numbers keep all their digits.").Required().Sensitive(),
		attr.JSON(localScope, "Variables of this node only, as a JSON object: name to any value. `jsonencode({})` for none.").Required().Sensitive(),
	},
	Identity: []string{"project_key"},
	NoPlural: true,
	Get:      getVariables,
	Put:      putVariables,
	Singleton: &kit.Singleton{
		Release: func(doc client.Document, v attr.Values) {
			for _, scope := range []string{standardScope, localScope} {
				applied, _ := v.JSON(scope + "_json")
				variables, _ := applied.(client.Document)
				for name := range variables {
					delete(object(doc, scope), name)
				}
			}
		},
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return projectKeys(ctx, c)
	},
	Summaries: true,
	Lock:      func(v attr.Values) string { return variablesLock(v.String("project_key")) },
	Validate:  wantObjects,
	Plan:      warnOfRemovedVariables,
}

func getVariables(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
	return c.ProjectVariables(ctx, v.String("project_key"))
}

func putVariables(ctx context.Context, c *dss.Client, w kit.Write) error {
	return c.PutProjectVariables(ctx, w.Values.String("project_key"), w.After)
}

func wantObjects(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	for _, scope := range []string{standardScope, localScope} {
		value, set := config.JSON(scope + "_json")
		if _, isObject := value.(client.Document); set && !isObject {
			problems = append(problems, kit.Problem{
				Attribute: scope + "_json", Summary: "Not a JSON object",
				Detail: "Variables are an object of names and values, such as jsonencode({ region = \"eu\" }).",
			})
		}
	}
	return problems
}

// warnOfRemovedVariables names the variables that a creation removes.
func warnOfRemovedVariables(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	if p.State != nil || !p.Plan.Known("project_key") {
		return nil
	}
	key := p.Plan.String("project_key")
	variables, err := c.ProjectVariables(ctx, key)
	if err != nil {
		return nil // the project is made by the same run, or the error shows again when the variables are written
	}
	var problems []kit.Problem
	for _, scope := range []string{standardScope, localScope} {
		planned, known := p.Plan.JSON(scope + "_json")
		wanted, _ := planned.(client.Document)
		removed := slices.DeleteFunc(slices.Sorted(maps.Keys(object(variables, scope))), func(name string) bool {
			_, stays := wanted[name]
			return stays
		})
		if !known || len(removed) == 0 {
			continue
		}
		problems = append(problems, kit.Problem{
			Attribute: scope + "_json", Warning: true, Summary: "Variables of project " + key + " will be removed",
			Detail: "This resource owns all variables of the project. These " + scope + " ones are not in its configuration and will be " +
				"removed: " + strings.Join(removed, ", ") + ". To keep them, add them, or use dataiku_project_variable, which leaves others alone.",
		})
	}
	return problems
}
