package govern

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// checkDangerZone finds out what a change would do to artifacts of the version. Without consent the server refuses to
// remove or retype a field that artifacts have (govern.md 14.2). Whether it also refuses other changes is open: then the
// apply fails, and says so.
func checkDangerZone(ctx context.Context, c *govern.Client, p kit.Planned) []kit.Problem {
	same := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(name string) bool { return !p.Plan[name].Equal(p.State[name]) })
	}
	if p.State == nil || p.Plan == nil || !same("blueprint_id", "identifier", "origin_version_id") || // the last two replace the version
		same(fieldName, stepName, definitionName) {
		return nil
	}
	blueprintID, versionID := p.State.String("blueprint_id"), p.State.String("version_id")
	version, err := c.BlueprintVersion(ctx, blueprintID, versionID)
	if err != nil {
		return nil // the apply says why
	}
	before, after := objectAt(version, "definition"), objectAt(p.Over(version), "definition")
	fields, steps := lostFields(before, after), lostSteps(before, after)
	if len(fields)+len(steps) == 0 {
		return nil
	}
	using, err := c.VersionArtifacts(ctx, blueprintID, versionID, 1)
	if err != nil || len(using) == 0 {
		return nil
	}
	first := artifactNames(using, nil)[0]
	var problems []kit.Problem
	if len(fields) > 0 {
		problems = append(problems, fieldsProblem(p, first, fields))
	}
	if len(steps) > 0 {
		problems = append(problems, kit.Problem{
			Attribute: stepName, Warning: true, Summary: "Artifacts go through steps that are removed",
			Detail: "Artifacts use the version, the first is " + first + ". What they did in these steps is lost: " + strings.Join(steps, ", ") + ".",
		})
	}
	return problems
}

func fieldsProblem(p kit.Planned, artifact string, fields []string) kit.Problem {
	problem := kit.Problem{
		Attribute: "accept_danger_zone", Summary: "The change discards values of artifacts",
		Detail: "Artifacts use the version, the first is " + artifact + ". The change discards the values that they have in: " +
			strings.Join(fields, ", ") + ".",
	}
	if problem.Warning = p.Plan.Bool("accept_danger_zone") || p.Plan["accept_danger_zone"].IsUnknown(); problem.Warning {
		return problem
	}
	problem.Detail += " If that is wanted, set accept_danger_zone = true; a new version of the blueprint leaves the artifacts alone."
	return problem
}

// lostFields are those that are removed, or get another type, or become a list or no list, each with what happens to it.
func lostFields(before, after client.Document) []string {
	old, now := objectAt(before, "fieldDefinitions"), objectAt(after, "fieldDefinitions")
	var lost []string
	for _, id := range slices.Sorted(maps.Keys(old)) {
		was, is := objectAt(old, id), objectAt(now, id)
		switch {
		case is == nil:
			lost = append(lost, id+" (removed)")
		case was["fieldType"] != is["fieldType"]:
			lost = append(lost, fmt.Sprintf("%s (%v becomes %v)", id, was["fieldType"], is["fieldType"]))
		case was["listConfig"] == nil && is["listConfig"] != nil:
			lost = append(lost, id+" (becomes a list)")
		case was["listConfig"] != nil && is["listConfig"] == nil:
			lost = append(lost, id+" (is no list any more)")
		}
	}
	return lost
}

// lostSteps are the identifiers of the steps that are removed.
func lostSteps(before, after client.Document) []string {
	now := stepsOf(after)
	return slices.DeleteFunc(stepsOf(before), func(id string) bool { return slices.Contains(now, id) })
}

func stepsOf(definition client.Document) []string {
	found, _ := client.Lookup(definition, "workflowDefinition", "stepDefinitions")
	steps, _ := found.([]any)
	var ids []string
	for _, item := range steps {
		step, _ := item.(client.Document)
		ids = append(ids, client.Text(step, "id"))
	}
	return ids
}
