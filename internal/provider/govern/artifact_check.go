package govern

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// warnOfMisfits compares fields and steps that change with the version as it is on the node. These are warnings: the same
// apply may change the version first.
func warnOfMisfits(ctx context.Context, c *govern.Client, p kit.Planned) []kit.Problem {
	if p.Plan == nil {
		return nil
	}
	fields, _ := p.Plan.JSON("fields_json")
	values, _ := fields.(client.Document)
	statuses := p.Plan.StringMap("step_statuses")
	unchanged := p.State != nil && p.Plan["fields_json"].Equal(p.State["fields_json"]) && p.Plan["step_statuses"].Equal(p.State["step_statuses"])
	if unchanged || len(values)+len(statuses) == 0 || !p.Plan.Known("blueprint_id") || !p.Plan.Known("version_id") {
		return nil
	}
	version, err := c.BlueprintVersion(ctx, p.Plan.String("blueprint_id"), p.Plan.String("version_id"))
	if err != nil {
		return nil // it may be made by the same apply, or the key may not read it
	}
	var problems []kit.Problem
	warn := func(attribute, text string) {
		problems = append(problems, kit.Problem{
			Attribute: attribute, Warning: true, Summary: "The artifact does not fit its version",
			Detail: text + " Unless this apply changes the version first, the server will refuse it.",
		})
	}
	definitions := objectAt(version, "definition", "fieldDefinitions")
	for _, id := range slices.Sorted(maps.Keys(values)) {
		if text := misfit(objectAt(definitions, id), values[id]); text != "" {
			warn("fields_json", "Field "+id+" "+text)
		}
	}
	steps, _ := client.Lookup(version, "definition", "workflowDefinition", "stepDefinitions")
	known, _ := steps.([]any)
	for _, id := range slices.Sorted(maps.Keys(statuses)) {
		if !slices.ContainsFunc(known, func(step any) bool { d, _ := step.(client.Document); return d["id"] == id }) {
			warn("step_statuses", "The workflow of the version has no step "+id+".")
		}
	}
	return problems
}

// misfit says what is wrong with the value of a field, "" for nothing (govern.md 14.6).
func misfit(definition client.Document, value any) string {
	switch {
	case definition == nil:
		return "is not defined by the version."
	case definition["sourceType"] == "COMPUTE":
		return "is computed by the node and cannot be set."
	case value == nil:
		return ""
	}
	items, isList := value.([]any)
	if definition["fieldType"] != "JSON" && isList != (definition["listConfig"] != nil) {
		if isList {
			return "takes one value, not a list."
		}
		return "takes a list."
	}
	if definition["listConfig"] == nil || !isList {
		items = []any{value}
	}
	for _, item := range items {
		if text := misfitOfOne(definition, item); text != "" {
			return text
		}
	}
	return ""
}

func misfitOfOne(definition client.Document, value any) string {
	_, isText := value.(string)
	_, isNumber := value.(json.Number)
	_, isBool := value.(bool)
	kind, _ := definition["fieldType"].(string)
	fits := isText
	switch kind {
	case "JSON":
		return ""
	case "NUMBER":
		fits = isNumber
	case "BOOLEAN":
		fits = isBool
	}
	if !fits {
		return fmt.Sprintf("is of type %s and does not take %s.", kind, client.RenderJSON(value))
	}
	if categories, _ := definition["categories"].([]any); kind == "CATEGORY" && !slices.Contains(categories, value) {
		return fmt.Sprintf("has no category %s.", client.RenderJSON(value))
	}
	return ""
}
