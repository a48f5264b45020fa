package govern

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// SignoffConfiguration is the sign-off of a workflow step of a blueprint version (govern.md 15).
var SignoffConfiguration = &kit.Resource[*govern.Client]{
	Type:    "govern_signoff_configuration",
	Summary: "The sign-off of a workflow step of a blueprint version: who gives feedback and who approves.",
	Detail: "The step must be in the version when the sign-off is created; artifacts that exist already do not get one by themselves. " +
		"Sign-offs that artifacts have begun keep the configuration they began with, until they are reset with a reload of it. Who " +
		"delegated to whom is not part of the configuration.",
	Attributes: []attr.Attribute{
		reference("blueprint_id", govern.BlueprintPrefix, "Full identifier of the blueprint, such as `bp.ai_use_case`.").
			At("id.blueprintVersionId.blueprintId").Required(),
		reference("version_id", govern.VersionPrefix, "Full identifier of the version, such as `bv.v1`.").At("id.blueprintVersionId.versionId").Required(),
		attr.String("step_id", "Identifier of the workflow step.").At("id.stepId").Required().Validate(attr.Name()),
		attr.String("title", "Name shown in the UI.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("description", "What the sign-off is for.").Clears(),
		attr.Bool("mandatory", "Whether the next step needs the approval.").Required(),
		attr.Object("approvers", "Who gives the final approval.", usersContainers("approvers", true, "usersContainer")...).At("").Required(),
		attr.ObjectMap("feedback_groups", "id", "Who gives feedback, by the identifier of the group of reviewers. Without one there is only the final approval.",
			slices.Concat([]attr.Attribute{
				attr.String("title", "Name shown in the UI.").Required().Validate(stringvalidator.LengthAtLeast(1)),
			}, usersContainers("users", true, "usersContainer"))...).At("feedbackUsersGroups").Clears(),
		attr.Object("recurrence", "When an approved sign-off is reset. The interval is the sum of all periods.",
			attr.Bool("activated", "Whether it is reset at all. Needs a period. The server's default is false."),
			period("days"), period("weeks"), period("months"), period("years"),
			attr.Bool("reload_configuration", "Whether the reset takes the configuration of the version again. The server's default is false.").At("reloadConf"),
		).At("recurrenceConfiguration"),
	},
	Identity: []string{"blueprint_id", "version_id", "step_id"},
	Scope:    []string{"blueprint_id", "version_id"},
	Expand:   func(doc client.Document, _ attr.Values) { completeSignoff(doc) },
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.SignoffConfiguration(ctx, v.String("blueprint_id"), v.String("version_id"), v.String("step_id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		v := w.Values
		return nil, c.CreateSignoffConfiguration(ctx, v.String("blueprint_id"), v.String("version_id"), v.String("step_id"), w.After)
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		v := w.Values
		return c.PutSignoffConfiguration(ctx, v.String("blueprint_id"), v.String("version_id"), v.String("step_id"), w.After)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.DeleteSignoffConfiguration(ctx, v.String("blueprint_id"), v.String("version_id"), v.String("step_id"))
	},
	List: func(ctx context.Context, c *govern.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return c.SignoffConfigurations(ctx, scope.String("blueprint_id"), scope.String("version_id"))
	},
	Validate: validateSignoff,
}

// periods are what the interval of a recurrence is summed of.
var periods = []string{"days", "weeks", "months", "years"}

func period(name string) attr.Attribute {
	return attr.Int(name, "Number of "+name+". The server's default is 0.").Validate(int64validator.AtLeast(0))
}

// completeSignoff spells out what must always be sent (govern.md 15.1).
func completeSignoff(doc client.Document) {
	absent := func(d client.Document, member string, value any) {
		if d[member] == nil {
			d[member] = value
		}
	}
	absent(doc, "approvers", []any{})
	absent(doc, "feedbackUsersGroups", []any{})
	groups, _ := doc["feedbackUsersGroups"].([]any)
	for _, item := range groups {
		if group, ok := item.(client.Document); ok {
			absent(group, "users", []any{})
		}
	}
	absent(doc, "recurrenceConfiguration", client.Document{})
	recurrence, ok := doc["recurrenceConfiguration"].(client.Document)
	if !ok {
		return
	}
	absent(recurrence, "activated", false)
	absent(recurrence, "reloadConf", false)
	for _, name := range periods {
		absent(recurrence, name, json.Number("0"))
	}
}

// validateSignoff finds sign-offs that nobody can give, and recurrences without an interval.
func validateSignoff(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	if config.Bool("mandatory") && config.Known("approvers") && namesNobody(config.Object("approvers")) {
		problems = append(problems, kit.Problem{
			Attribute: "approvers", Warning: true, Summary: "Nobody can approve",
			Detail: "The sign-off is mandatory and names no approver, so no artifact can pass the step.",
		})
	}
	groups := config.Objects("feedback_groups")
	for _, id := range slices.Sorted(maps.Keys(groups)) {
		if namesNobody(groups[id]) {
			problems = append(problems, kit.Problem{
				Attribute: "feedback_groups", Warning: true, Summary: "Nobody can give feedback",
				Detail: "The feedback group " + id + " names nobody.",
			})
		}
	}
	recurrence := config.Object("recurrence")
	hasInterval := slices.ContainsFunc(periods, func(name string) bool {
		value := recurrence[name]
		return value != nil && (value.IsUnknown() || recurrence.Int(name) > 0)
	})
	if recurrence.Bool("activated") && !hasInterval {
		problems = append(problems, kit.Problem{
			Attribute: "recurrence", Summary: "No interval", Detail: "A recurrence that is activated needs days, weeks, months or years.",
		})
	}
	return problems
}
