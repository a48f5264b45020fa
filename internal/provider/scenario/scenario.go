package scenario

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

const stepBased = "step_based"

// Scenario is a scenario of a project: its definition and, where it is one, its script (dss-project.md 28).
var Scenario = &kit.Resource[*dss.Client]{
	Type:    "scenario",
	Summary: "A scenario of a project: what it does, what triggers it and whom it tells.",
	Detail: "Steps, triggers and reporters lie in `definition_json` as the API has them. DSS completes them with identifiers and defaults; only " +
		"members that are written are compared. Build a scenario in the UI and import it to see what to write.",
	Attributes: []attr.Attribute{
		attr.ProjectKey(),
		attr.String("scenario_id", "Identifier of the scenario in the project. The function `scenario_id` derives it from a name as DSS does.").
			At("id").Required().Validate(attr.Name(), stringvalidator.NoneOf( // they would shadow routes (dss-project.md 28)
			"trigger", "testing-status", "last-test-scenario-runs-report", "last-test-scenario-runs-html-report")),
		attr.String("name", "Name shown in the UI.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("type", "`step_based` for a sequence of steps, `custom_python` for a script.").Required().Replaces().
			Validate(attr.OneOf(stepBased, dss.ScriptedScenario)),
		attr.Bool("active", "Whether the triggers start the scenario. It can be run by hand in any case."),
		attr.String("run_as_user", "Login of the user that the scenario runs as; only administrators may set another user than the present one. "+
			"Unset, it runs as whoever changed it last: after an apply, the user of the API key.").Vanishes(),
		attr.String("short_desc", "One line that says what the scenario is.").Clears(),
		attr.String("description", "Long description, in Markdown.").Clears(),
		attr.StringSet("tags", "Tags of the scenario.").Clears(),
		attr.String("script", "Python code of a `custom_python` scenario, as it is. It is stored in the state: no secret belongs here.").Clears(),
		attr.Doc("definition", "Further members of the scenario as a JSON object: `params` with the `steps` of a `step_based` scenario or the "+
			"`envSelection` of a `custom_python` one, `triggers`, `reporters`, `delayedTriggersBehavior` and others. Members that are not named are "+
			"left alone; a list that is named is owned as a whole. A trigger's `startingFrom` belongs here as a fixed date. It is stored in the "+
			"state: no secret belongs here."),
	},
	Identity: []string{"project_key", "scenario_id"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.Scenario(ctx, v.String("project_key"), v.String("scenario_id"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		id, err := c.CreateScenario(ctx, w.Values.String("project_key"), w.After)
		if id == "" {
			return nil, err
		}
		return client.Document{"projectKey": w.Values.String("project_key"), "id": id}, err
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutScenario(ctx, w.Values.String("project_key"), w.Values.String("scenario_id"), w.Before, w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteScenario(ctx, v.String("project_key"), v.String("scenario_id"))
	},
	List: func(ctx context.Context, c *dss.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return c.Scenarios(ctx, scope.String("project_key"))
	},
	Summaries: true,
	Scope:     []string{"project_key"},
	Validate:  checkContent,
}

// checkContent keeps a member from being set in two places, and tells what the type of the scenario does not have. Empty
// values say nothing: generated configurations hold them.
func checkContent(config attr.Values) []kit.Problem {
	value, _ := config.JSON("definition_json")
	definition, _ := value.(client.Document)
	var problems []kit.Problem
	for _, member := range slices.Sorted(maps.Keys(definition)) {
		if dss.IsScenarioMember(member) {
			problems = append(problems, kit.Problem{
				Attribute: "definition_json", Summary: "Member with a place of its own",
				Detail: "`definition_json` holds " + member + ", which has an attribute of its own or is made by the node. Leave it out here.",
			})
		}
	}
	steps, _ := client.Lookup(definition, "params", "steps")
	list, _ := steps.([]any)
	switch {
	case config.String("type") == stepBased && config.String("script") != "":
		problems = append(problems, kit.Problem{
			Attribute: "script", Summary: "Script of a scenario with steps",
			Detail: "`script` is for scenarios of the type custom_python; this one is step_based. A step may be a script, too.",
		})
	case config.String("type") == dss.ScriptedScenario && len(list) > 0:
		problems = append(problems, kit.Problem{
			Attribute: "definition_json", Warning: true, Summary: "Steps without effect",
			Detail: "`params.steps` is for scenarios of the type step_based; this one is custom_python.",
		})
	}
	return problems
}
