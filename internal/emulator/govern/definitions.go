package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// completeDefinition is what the server makes of a version document: unknown members are dropped, missing lists are
// empty, wrong enumerations are refused (govern.md 1.9, 14.5 to 14.8; observed.md 17).
func completeDefinition(n *emulator.Node, id, body Document) (Document, error) {
	definition := pick(body, "instructions", "hierarchicalParentFieldId")
	definition["id"], definition["name"] = id, text(body, "name")
	var err error
	if definition["fieldDefinitions"], err = fieldDefinitions(body["fieldDefinitions"]); err != nil {
		return nil, err
	}
	if definition["workflowDefinition"], err = workflowDefinition(body["workflowDefinition"]); err != nil {
		return nil, err
	}
	if definition["logicalHookList"], err = hooks(body["logicalHookList"]); err != nil {
		return nil, err
	}
	if definition["uiDefinition"], err = uiDefinition(n, id, object(body["uiDefinition"])); err != nil {
		return nil, err
	}
	if n.AtLeast("14.4") {
		definition["actions"], definition["iconMode"] = object(body["actions"]), "INHERIT"
		if mode := text(body, "iconMode"); mode != "" {
			definition["iconMode"] = mode
		}
	}
	if n.AtLeast("15") {
		if definition["postLogicalHookList"], err = hooks(body["postLogicalHookList"]); err != nil {
			return nil, err
		}
	}
	return definition, nil
}

var (
	fieldTypes       = []string{"TEXT", "NUMBER", "BOOLEAN", "DATE", "CATEGORY", "REFERENCE", "UPLOADED_FILE", "TIME_SERIES", "JSON"}
	fieldSourceTypes = []string{"STORE", "COMPUTE"}
	fieldMembers     = []string{
		"label", "description", "fieldType", "sourceType", "required", "listConfig", "analysisDefinition", "categories",
		"allowedBlueprints",
	}
)

// hasOpenMembers tells the fields with members whose names the contract does not know: ranges, axis labels, reference
// options, computations (govern.md 14.6). Nothing is dropped from those.
func hasOpenMembers(field Document) bool {
	return field["sourceType"] == "COMPUTE" || slices.Contains([]any{"NUMBER", "REFERENCE", "TIME_SERIES"}, field["fieldType"])
}

func fieldDefinitions(value any) (Document, error) {
	fields := Document{}
	for id, definition := range object(value) {
		field := object(definition)
		// observed.md 17: a missing attribute ends in a NullPointerException.
		if field["label"] == nil || field["fieldType"] == nil || field["sourceType"] == nil {
			return nil, emulator.NullPointer()
		}
		if fieldType := text(field, "fieldType"); !slices.Contains(fieldTypes, fieldType) {
			return nil, badEnum("FieldType", fieldType)
		}
		if sourceType := text(field, "sourceType"); !slices.Contains(fieldSourceTypes, sourceType) {
			return nil, badEnum("FieldSourceType", sourceType)
		}
		if field["fieldType"] == "CATEGORY" && field["categories"] == nil {
			return nil, emulator.NullPointer()
		}
		if !hasOpenMembers(field) {
			field = pick(field, fieldMembers...)
		}
		field["required"] = field["required"] == true
		fields[id] = field
	}
	return fields, nil
}

// workflowDefinition keeps the order of the steps, which is the order of the workflow (govern.md 14.7).
func workflowDefinition(value any) (Document, error) {
	steps, ids := []any{}, []string{}
	for _, item := range list(object(value)["stepDefinitions"]) {
		step := object(item)
		id := text(step, "id")
		if id == "" || step["name"] == nil {
			return nil, emulator.NullPointer()
		}
		if slices.Contains(ids, id) {
			return nil, validation("Workflow step '" + id + "' is defined twice")
		}
		step["displaySignoffAfterView"] = step["displaySignoffAfterView"] == true
		steps, ids = append(steps, step), append(ids, id)
	}
	workflow := pick(object(value), "initialStepId")
	workflow["stepDefinitions"] = steps
	return workflow, nil
}

// stepIDs lists the steps of a completed definition in order.
func stepIDs(definition Document) []string {
	ids := []string{}
	for _, step := range list(object(definition["workflowDefinition"])["stepDefinitions"]) {
		ids = append(ids, text(object(step), "id"))
	}
	return ids
}

func hooks(value any) ([]any, error) {
	all := []any{}
	for _, item := range list(value) {
		hook := object(item)
		for _, phase := range stringList(hook["phases"]) {
			if !slices.Contains([]string{"CREATE", "UPDATE", "DELETE"}, phase) {
				return nil, badEnum("LogicalHookPhase", phase)
			}
		}
		hook["phases"] = list(hook["phases"])
		all = append(all, hook)
	}
	return all, nil
}
