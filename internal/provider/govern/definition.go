package govern

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// validateDefinition refuses what contradicts itself and what only the server may write, and warns about what leaves a
// page blank.
func validateDefinition(config attr.Values) []kit.Problem {
	value, _ := config.JSON(definitionName)
	rest, _ := value.(client.Document)
	problems := slices.Concat(validateFields(config), validateOthers(config, rest), validateSteps(config))
	if _, has := rest["id"]; has {
		problems = append(problems, kit.Problem{
			Attribute: definitionName, Summary: "Member of the server",
			Detail: "`definition_json` holds the member id. The version is named by `blueprint_id` and `identifier`; leave it out.",
		})
	}
	definition := client.Document{}
	attr.Writer{}.Write(definition, versionAttributes, config)
	definition = objectAt(definition, "definition")
	attribute := definitionName
	if config.Known(uiName) {
		attribute = uiName
	}
	if govern.HasStamps(objectAt(definition, "uiDefinition", "views")) {
		problems = append(problems, kit.Problem{
			Attribute: attribute, Summary: "Member of the server",
			Detail: "A component in the views holds the member " + govern.Stamp + ", which the server sets at each save. Leave it out.",
		})
	}
	for _, place := range blankPages(definition) {
		problems = append(problems, kit.Problem{
			Attribute: attribute, Summary: "Blank page", Warning: true,
			Detail: place + " names no view. The server accepts that, and the page stays blank.",
		})
	}
	return problems
}

// blankPages are the places of views that are written and empty (govern.md 14.10).
func blankPages(definition client.Document) []string {
	ui := objectAt(definition, "uiDefinition")
	var places []string
	if ui["artifactPageViewId"] == "" {
		places = append(places, "uiDefinition.artifactPageViewId")
	}
	steps := objectAt(ui, "uiStepDefinitions")
	for _, step := range slices.Sorted(maps.Keys(steps)) {
		if objectAt(steps, step)["viewId"] == "" {
			places = append(places, "uiDefinition.uiStepDefinitions."+step+".viewId")
		}
	}
	return places
}

// checkNewDefinition refuses parts of a version that begins empty which lack what the server needs: it would answer
// with a NullPointerException that names nothing (observed.md 17). Only an open document can lack them.
func checkNewDefinition(p kit.Planned) []kit.Problem {
	if p.State != nil || p.Plan == nil || !p.Config["origin_version_id"].IsNull() || p.Plan[fieldName].IsUnknown() && !p.Config[fieldName].IsNull() {
		return nil
	}
	definition := objectAt(p.Over(client.Document{}), "definition")
	var missing []string
	fields := objectAt(definition, "fieldDefinitions")
	typed, _ := p.Plan[fieldName].(types.Map)
	for _, id := range slices.Sorted(maps.Keys(fields)) {
		needed := []string{"label", "fieldType", "sourceType"}
		if objectAt(fields, id)["fieldType"] == "CATEGORY" {
			needed = append(needed, "categories")
		}
		if _, complete := typed.Elements()[id]; !complete {
			missing = append(missing, lacking("fieldDefinitions."+id, objectAt(fields, id), needed...)...)
		}
	}
	steps, _ := objectAt(definition, "workflowDefinition")["stepDefinitions"].([]any)
	for i, item := range steps {
		step, _ := item.(client.Document)
		if !p.Plan.Known(stepName) {
			missing = append(missing, lacking(fmt.Sprintf("workflowDefinition.stepDefinitions[%d]", i), step, "id", "name")...)
		}
	}
	var problems []kit.Problem
	for _, place := range missing {
		problems = append(problems, kit.Problem{
			Attribute: definitionName, Summary: "Incomplete definition",
			Detail: "The server needs " + place + " of a version that begins empty.",
		})
	}
	return problems
}

func lacking(place string, d client.Document, members ...string) []string {
	var missing []string
	for _, member := range members {
		if d[member] == nil {
			missing = append(missing, place+"."+member)
		}
	}
	return missing
}

// objectAt returns the object at a path, nil when there is none.
func objectAt(d client.Document, path ...string) client.Document {
	found, _ := client.Lookup(d, path...)
	value, _ := found.(client.Document)
	return value
}
