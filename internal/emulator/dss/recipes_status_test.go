package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func columnsOf(names ...string) document {
	list := []any{}
	for _, name := range names {
		list = append(list, document{"name": name, "type": "string"})
	}
	return document{"columns": list}
}

func TestRecipeStatus(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b", "c")
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.newRecipe("A", "gone", "python", "absent", "c")
	status := p.get("/projects/A/recipes/ab/status")
	p.same("engine", at(status, "selectedEngine", "type"), "DSS")
	p.same("severity", at(status, "allMessagesForFrontend", "maxSeverity"), nil)
	status = p.get("/projects/A/recipes/gone/status")
	p.same("no engine", status["selectedEngine"], nil)
	p.same("severity", at(status, "allMessagesForFrontend", "maxSeverity"), "ERROR")
}

// Payloads name the columns that a visual recipe writes.
func TestSchemaUpdatesOfVisualRecipes(t *testing.T) {
	for kind, c := range map[string]struct {
		payload string
		want    []any
	}{
		"sync":     {``, []any{"id", "label"}},
		"grouping": {`{"keys": [{"column": "id"}], "values": [{"column": "label", "max": true}], "globalCount": true}`, []any{"id", "label_max", "count"}},
		"shaker": {
			`{"steps": [{"type": "ColumnRenamer", "params": {"renamings": [{"from": "label", "to": "name"}]}},
			{"metaType": "GROUP", "steps": [{"type": "CreateColumnWithGREL", "params": {"column": "n"}}]},
			{"type": "ColumnsSelector", "disabled": true, "params": {"columns": ["id"]}}]}`, []any{"id", "name", "n"},
		},
		"vstack": {`{"mode": "UNION"}`, []any{"id", "label"}},
		"join":   {`{"selectedColumns": [{"table": 0, "name": "label", "alias": "text"}, {"table": 7, "name": "x"}]}`, []any{"text"}},
	} {
		p := newProbe(t, emulator.Options{})
		p.flow("a", "b")
		p.must("PUT", "/projects/A/datasets/a/schema", columnsOf("id", "label"))
		p.must("POST", "/projects/A/datasets/b/data", []byte("1"))
		p.must("POST", "/projects/A/recipes/", document{
			"recipePrototype": prototype("A", "r", kind, "a", "b"), "creationSettings": document{"rawCreation": true, "rawPayload": c.payload},
		})
		update := p.get("/projects/A/recipes/r/schema-update")
		p.same(kind+" updates", update["totalIncompatibilities"], 1)
		p.must("POST", "/projects/A/recipes/r/actions/updateOutputSchema", document{
			"computableType": "DATASET", "computableId": at(update, "computables", 0, "datasetName"),
			"newSchema": at(update, "computables", 0, "newSchema"), "dropAndRecreate": true, "synchronizeMetastore": true,
		})
		for i, name := range c.want {
			p.same(kind+" column", at(p.get("/projects/A/datasets/b/schema"), "columns", i, "name"), name)
		}
		p.same(kind+" columns", at(p.get("/projects/A/datasets/b/schema"), "columns", len(c.want)), nil)
		p.same(kind+" done", p.get("/projects/A/recipes/r/schema-update")["totalIncompatibilities"], 0)
		p.refused(p.send("GET", "/projects/A/datasets/b/data/", nil), 500, "DataStoreIOException", "b") // dropped and made again
	}
}

func TestSchemaUpdateRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b")
	p.newRecipe("A", "ab", "python", "a", "b")
	p.refused(p.send("GET", "/projects/A/recipes/ab/schema-update", nil), 400, "IllegalArgumentException", "python")
	p.refused(p.send("POST", "/projects/A/recipes/ab/actions/updateOutputSchema", document{"computableType": "DATASET", "computableId": "a"}), 400,
		"IllegalArgumentException", "not an output")
}
