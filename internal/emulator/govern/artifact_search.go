package govern

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// searchShape is that of govern.md 17 and 23. Filters have the members of their type.
var searchShape = newSearchShape()

func newSearchShape() emulator.Shape {
	filter := emulator.OpenObject(emulator.Members{
		"type": emulator.String, "blueprintIds": emulator.List(emulator.String), "blueprintVersionIds": emulator.List(versionIDShape),
		"artifactIds": emulator.List(emulator.String), "conditionType": emulator.String, "condition": emulator.String,
		"fieldId": emulator.String, "negateCondition": emulator.Bool, "caseSensitive": emulator.Bool, "isArchived": emulator.Bool,
	})
	return emulator.Like(Document{
		"artifactSearchSort": Document{
			"direction": "", "column": Document{"type": "", "fields": []any{Document{"blueprintId": "", "fieldId": ""}}},
		},
		"artifactSearchPagination": Document{"pageSize": 0, "lastArtifactId": ""},
	}, emulator.Members{"artifactSearchSource": filter, "artifactFilters": emulator.List(filter)})
}

func handleArtifactSearch(n *emulator.Node) {
	serve(n, anyone, "POST /artifacts/search", searchArtifacts)
}

// searchArtifacts finds, sorts, then cuts the page after lastArtifactId (govern.md 23, 29).
func searchArtifacts(c *emulator.Call) (any, error) {
	body, err := c.Typed(searchShape)
	if err != nil {
		return nil, err
	}
	filters := append([]any{body["artifactSearchSource"]}, list(body["artifactFilters"])...)
	found, err := filterArtifacts(c.Node.Store.Collection(artifacts).All(), filters)
	if err != nil {
		return nil, err
	}
	if err := sortArtifacts(c.Node, found, object(body["artifactSearchSort"])); err != nil {
		return nil, err
	}
	found, more, err := page(found, object(body["artifactSearchPagination"]))
	if err != nil {
		return nil, err
	}
	details := identityDetails(c.Node)
	hits := []any{}
	for _, artifact := range found {
		hit := wrapArtifact(c.Node, artifact)
		hit["uiArtifactDetails"] = object(details[text(artifact, "id")])
		hits = append(hits, hit)
	}
	return Document{"uiArtifacts": hits, "hasNextPage": more}, nil
}

func filterArtifacts(found []Document, filters []any) ([]Document, error) {
	for _, item := range filters {
		if item == nil {
			return nil, emulator.NullPointer()
		}
		keep, err := filterOf(object(item))
		if err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(found, func(artifact Document) bool { return !keep(artifact) })
	}
	return found, nil
}

// filterOf serves filters and, since the 2022 client had the same types there, sources (govern.md 17, 23).
func filterOf(filter Document) (func(Document) bool, error) {
	switch kind := text(filter, "type"); kind {
	case "all":
		return func(Document) bool { return true }, nil
	case "blueprints":
		ids := stringList(filter["blueprintIds"])
		return func(a Document) bool {
			return slices.Contains(ids, text(object(a["blueprintVersionId"]), "blueprintId"))
		}, nil
	case "blueprintVersions":
		keys := []string{}
		for _, id := range list(filter["blueprintVersionIds"]) {
			keys = append(keys, keyOf(id))
		}
		return func(a Document) bool { return slices.Contains(keys, keyOf(a["blueprintVersionId"])) }, nil
	case "artifacts":
		ids := stringList(filter["artifactIds"])
		return func(a Document) bool { return slices.Contains(ids, text(a, "id")) }, nil
	case "archived":
		return func(a Document) bool {
			return filter["isArchived"] == true || object(a["status"])["archived"] != true
		}, nil
	case "field":
		return fieldFilter(filter)
	default:
		return nil, unknownType("ArtifactFilter", kind, []string{"blueprints", "blueprintVersions", "artifacts", "field", "archived"})
	}
}

// fieldFilter compares as text, the name when no field is given; a list matches with one of its values.
func fieldFilter(filter Document) (func(Document) bool, error) {
	tests := map[string]func(value, condition string) bool{
		"EQUALS":     func(value, condition string) bool { return value == condition },
		"CONTAINS":   strings.Contains,
		"START_WITH": strings.HasPrefix,
		"END_WITH":   strings.HasSuffix,
	}
	test, ok := tests[text(filter, "conditionType")]
	if !ok {
		return nil, badEnum("ConditionType", text(filter, "conditionType"))
	}
	fold := strings.ToLower
	if filter["caseSensitive"] == true {
		fold = func(s string) string { return s }
	}
	return func(artifact Document) bool {
		value := artifact["name"]
		if id := text(filter, "fieldId"); id != "" {
			value = object(artifact["fields"])[id]
		}
		matches := slices.ContainsFunc(fieldTexts(value), func(s string) bool {
			return test(fold(s), fold(text(filter, "condition")))
		})
		return matches != (filter["negateCondition"] == true)
	}, nil
}

func fieldTexts(value any) []string {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		all := []string{}
		for _, item := range v {
			all = append(all, fieldTexts(item)...)
		}
		return all
	}
	return []string{fmt.Sprint(value)}
}

// sortArtifacts sorts by the wish of the caller, then by number.
func sortArtifacts(n *emulator.Node, found []Document, order Document) error {
	column := object(order["column"])
	compare := func(Document, Document) int { return 0 }
	switch kind := text(column, "type"); kind {
	case "":
	case "name":
		compare = func(a, b Document) int {
			return cmp.Compare(strings.ToLower(text(a, "name")), strings.ToLower(text(b, "name")))
		}
	case "workflow":
		compare = func(a, b Document) int { return cmp.Compare(workflowPosition(n, a), workflowPosition(n, b)) }
	case "field":
		compare = func(a, b Document) int { return compareValues(sortValue(a, column), sortValue(b, column)) }
	default:
		return unknownType("ArtifactSearchSortColumn", kind, []string{"name", "workflow", "field"})
	}
	direction := 1
	if order["direction"] == "DESC" {
		direction = -1
	}
	slices.SortStableFunc(found, func(a, b Document) int {
		return cmp.Or(direction*compare(a, b), cmp.Compare(artifactNumber(a), artifactNumber(b)))
	})
	return nil
}

func workflowPosition(n *emulator.Node, artifact Document) int {
	step, _ := object(artifact["status"])["stepId"].(string)
	return slices.Index(stepIDs(definitionOf(n, artifact)), step)
}

// sortValue is that of the column's field for the blueprint of the artifact.
func sortValue(artifact, column Document) any {
	for _, item := range list(column["fields"]) {
		field := object(item)
		if text(field, "blueprintId") == text(object(artifact["blueprintVersionId"]), "blueprintId") {
			return object(artifact["fields"])[text(field, "fieldId")]
		}
	}
	return nil
}

func compareValues(a, b any) int {
	x, isNumber := a.(json.Number)
	y, areNumbers := b.(json.Number)
	if isNumber && areNumbers {
		left, _ := x.Float64()
		right, _ := y.Float64()
		return cmp.Compare(left, right)
	}
	return cmp.Compare(strings.Join(fieldTexts(a), ","), strings.Join(fieldTexts(b), ","))
}

func artifactNumber(artifact Document) int {
	number, _ := strconv.Atoi(strings.TrimPrefix(text(artifact, "id"), "ar."))
	return number
}

// page returns what follows the last artifact of the page before, and whether more follows.
func page(found []Document, pagination Document) ([]Document, bool, error) {
	size := 20 // the default of the official client
	if pagination["pageSize"] != nil {
		size = int(integer(pagination["pageSize"]))
	}
	if size <= 0 {
		return nil, false, emulator.IllegalArgument("Invalid page size")
	}
	if last := text(pagination, "lastArtifactId"); last != "" {
		position := slices.IndexFunc(found, func(a Document) bool { return text(a, "id") == last })
		if position < 0 {
			return nil, false, nil // a cursor that no longer matches ends the search
		}
		found = found[position+1:]
	}
	if len(found) > size {
		return found[:size], true, nil
	}
	return found, false, nil
}

// identityDetails are the extra members of hits that stand for users and groups (govern.md 3.2).
func identityDetails(n *emulator.Node) Document {
	details := Document{}
	index := n.Store.Collection(identityArtifacts)
	for _, key := range index.IDs() {
		artifactID, _ := index.Value(key).(string)
		if login, isUser := strings.CutPrefix(key, userBlueprint+"/"); isUser {
			details[artifactID] = Document{"user": Document{"login": login}}
			continue
		}
		details[artifactID] = Document{"group": Document{"name": strings.TrimPrefix(key, groupBlueprint+"/")}}
	}
	return details
}
