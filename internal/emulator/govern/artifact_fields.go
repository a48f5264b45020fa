package govern

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// checkFields validates the values of an artifact in the words of govern.md 1.6 and returns what is stored: values of
// computed fields and nulls are not.
func checkFields(n *emulator.Node, definition Document, artifactID string, fields Document) (Document, error) {
	definitions := object(definition["fieldDefinitions"])
	unknown := slices.DeleteFunc(slices.Sorted(maps.Keys(fields)), func(id string) bool { return definitions[id] != nil })
	if len(unknown) > 0 {
		return nil, validation("Some fields of Artifact were not found in its blueprint version reference. Field names: " +
			strings.Join(unknown, ", "))
	}
	kept := Document{}
	for _, id := range slices.Sorted(maps.Keys(definitions)) {
		field, value := object(definitions[id]), fields[id]
		if field["sourceType"] == "COMPUTE" {
			continue
		}
		if value == nil || len(list(value)) == 0 && field["listConfig"] != nil && isList(value) {
			if field["required"] == true {
				return nil, validation("Field " + id + " value is required for artifact: " + artifactID)
			}
		}
		if value == nil {
			continue
		}
		checked, err := checkField(n, field, id, artifactID, value)
		if err != nil {
			return nil, err
		}
		kept[id] = checked
	}
	return kept, nil
}

func isList(value any) bool { _, ok := value.([]any); return ok }

func checkField(n *emulator.Node, field Document, id, artifactID string, value any) (any, error) {
	if field["listConfig"] == nil {
		return value, checkValue(n, field, id, value)
	}
	items, ok := value.([]any)
	if !ok {
		return nil, validation("Field `" + id + "` is a list in artifact: " + artifactID)
	}
	kept := []any{}
	for _, item := range items {
		if err := checkValue(n, field, id, item); err != nil {
			return nil, err
		}
		if field["fieldType"] == "REFERENCE" && slices.Contains(kept, item) {
			continue // duplicates are removed (govern.md 14.6)
		}
		kept = append(kept, item)
	}
	// Whether an unset list must reach the minimum is not known, so an empty one need not (govern.md 32.1).
	limits, size := object(field["listConfig"]), int64(len(kept))
	if size > 0 && size < integer(limits["cardinalityMin"]) ||
		limits["cardinalityMax"] != nil && size > integer(limits["cardinalityMax"]) {
		return nil, validation(fmt.Sprintf("Field %#q has a wrong number of values: %d in artifact: %s", id, size, artifactID))
	}
	return kept, nil
}

// checkValue validates one value that is not null.
func checkValue(n *emulator.Node, field Document, id string, value any) error {
	fieldType := text(field, "fieldType")
	name, isText := value.(string)
	valid := isText
	switch fieldType {
	case "JSON":
		return nil
	case "NUMBER":
		_, valid = value.(json.Number)
	case "BOOLEAN":
		_, valid = value.(bool)
	}
	if !valid {
		return validation("Invalid type for field value: " + javaType(value))
	}
	switch fieldType {
	case "DATE": // a date without time and zone is refused (govern.md 14.6)
		if _, err := time.Parse(time.RFC3339, name); err != nil {
			return validation("'" + name + "' for field ID '" + id + "' is not a valid date")
		}
	case "CATEGORY":
		if !slices.Contains(stringList(field["categories"]), name) {
			return validation("'" + name + "' for field ID '" + id + "' is not a valid category")
		}
	case "REFERENCE":
		return checkReference(n, field, id, name)
	case "UPLOADED_FILE":
		if !n.Store.Collection(uploadedFiles).Has(name) {
			return validation("Uploaded file '" + name + "' of field ID '" + id + "' does not exist")
		}
	case "TIME_SERIES":
		if !n.Store.Collection(timeSeries).Has(name) {
			return validation("Time series '" + name + "' of field ID '" + id + "' does not exist")
		}
	}
	return nil
}

func checkReference(n *emulator.Node, field Document, id, target string) error {
	artifact, err := findArtifact(n, target)
	if err != nil {
		return validation("Artifact '" + target + "' of field ID '" + id + "' does not exist")
	}
	allowed := stringList(field["allowedBlueprints"])
	blueprint := text(object(artifact["blueprintVersionId"]), "blueprintId")
	if len(allowed) > 0 && !slices.Contains(allowed, blueprint) {
		return validation("Artifact '" + target + "' of blueprint '" + blueprint + "' is not allowed for field ID '" + id + "'")
	}
	return nil
}

// javaType names a JSON value in the words of the server: double and map were seen (govern.md 1.6).
func javaType(value any) string {
	switch value.(type) {
	case json.Number:
		return "double"
	case Document:
		return "map"
	case []any:
		return "list"
	case bool:
		return "boolean"
	case nil:
		return "null"
	}
	return "string"
}
