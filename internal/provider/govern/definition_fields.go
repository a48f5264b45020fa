package govern

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// validateFields checks that a field has what its type needs, and nothing of another type (govern.md 14.6).
func validateFields(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	fields := config.Objects(fieldName)
	for _, id := range slices.Sorted(maps.Keys(fields)) {
		for _, text := range fieldMistakes(fields[id]) {
			problems = append(problems, kit.Problem{Attribute: fieldName, Summary: "Field " + id + " contradicts itself", Detail: text})
		}
	}
	parent := config.String("hierarchical_parent_field_id")
	if kind := fields[parent].String("field_type"); kind != "" && kind != "REFERENCE" {
		problems = append(problems, kit.Problem{
			Attribute: "hierarchical_parent_field_id", Summary: "Not a reference",
			Detail: "The field " + parent + " is a " + kind + ". Only a REFERENCE can name the parent of an artifact.",
		})
	}
	return problems
}

func fieldMistakes(field attr.Values) []string {
	var mistakes []string
	kind, set := field.String("field_type"), func(name string) bool { return !field[name].IsNull() }
	switch {
	case kind == "":
		return nil // not known yet
	case kind == "CATEGORY" && !set("categories"):
		mistakes = append(mistakes, "A CATEGORY needs `categories`.")
	case kind == "REFERENCE" && !set("allowed_blueprints") && !field["source_type"].IsUnknown() && field.String("source_type") != "COMPUTE":
		mistakes = append(mistakes, "A REFERENCE that is stored needs `allowed_blueprints`.")
	}
	for _, owned := range [][2]string{{"categories", "CATEGORY"}, {"allowed_blueprints", "REFERENCE"}} {
		if member, owner := owned[0], owned[1]; set(member) && kind != owner {
			mistakes = append(mistakes, "`"+member+"` belongs to a "+owner+"; this is a "+kind+".")
		}
	}
	list := field.Object("list_config")
	if low, high := list.Int("cardinality_min"), list.Int("cardinality_max"); list.Known("cardinality_max") && low > high {
		mistakes = append(mistakes, fmt.Sprintf("`cardinality_min` %d is more than `cardinality_max` %d.", low, high))
	}
	return mistakes
}

// checkFork asks what is to become of the fields of the origin that `field` does not name.
func checkFork(p kit.Planned) []kit.Problem {
	if p.State != nil || p.Plan == nil || p.Config["origin_version_id"].IsNull() || p.Config[fieldName].IsNull() || !p.Config[keepName].IsNull() {
		return nil
	}
	return []kit.Problem{{
		Attribute: keepName, Summary: "Fields of the origin",
		Detail: "A fork begins with the fields of its origin. Set `" + keepName + " = true` to keep those that `" + fieldName +
			"` does not name, or false to remove them.",
	}}
}

// validateOthers refuses fields that `field`, which holds all, does not name.
func validateOthers(config attr.Values, rest client.Document) []kit.Problem {
	if !config.Known(fieldName) || config.Bool(keepName) || config[keepName].IsUnknown() {
		return nil
	}
	var problems []kit.Problem
	fields, _ := config[fieldName].(types.Map)
	for _, id := range slices.Sorted(maps.Keys(objectAt(rest, "fieldDefinitions"))) {
		if _, named := fields.Elements()[id]; !named {
			problems = append(problems, kit.Problem{
				Attribute: definitionName, Summary: "Field in another place",
				Detail: "`" + definitionName + "` defines the field " + id + ", but `" + fieldName + "` holds all fields. Define it there, or set `" +
					keepName + " = true`.",
			})
		}
	}
	return problems
}

// validateSteps refuses steps of the same identifier.
func validateSteps(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	seen := map[string]bool{}
	for _, step := range config.ObjectList(stepName) {
		id := step.String("id")
		if id != "" && seen[id] {
			problems = append(problems, kit.Problem{
				Attribute: stepName, Summary: "Defined twice", Detail: "Two steps have the identifier " + id + ".",
			})
		}
		seen[id] = true
	}
	return problems
}
