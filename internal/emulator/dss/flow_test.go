package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestFlowGraph(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b", "b_copy")
	p.project("B", "ROOT")
	p.newDataset("B", "far", "UploadedFiles", document{})
	folder := p.newFolder("landing")
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.newRecipe("A", "from_far", "python", "B.far", folder)
	p.newRecipe("A", "b_copy", "sync", "b", "b_copy")
	nodes := object(p.get("/projects/A/flow/graph/"), "nodes")
	p.same("recipe", nodes["ab"], document{
		"type": "RUNNABLE_RECIPE", "ref": "ab", "predecessors": []any{"a"}, "successors": []any{"b"},
	})
	p.same("dataset", at(nodes, "a", "type"), "COMPUTABLE_DATASET")
	p.same("folder", at(nodes, folder, "type"), "COMPUTABLE_FOLDER")
	p.same("foreign", at(nodes, "B.far", "successors"), []any{"from_far"})
	p.same("same name", at(nodes, "recipe:b_copy", "successors"), []any{"b_copy"})
	zone := p.newZone("One")
	p.must("POST", "/projects/A/flow/zones/"+zone+"/items", document{"objectId": "b", "objectType": "DATASET"})
	inZone := object(p.get("/projects/A/flow/zones/"+zone+"/graph"), "nodes")
	p.same("of the zone, with what its recipe reads", len(inZone), 3)
	if at(inZone, "ab") == nil || at(inZone, "a") == nil || at(inZone, "b") == nil {
		t.Errorf("zone graph: %s", compact(inZone))
	}
}

func TestLabelingTasksAreInTheFlow(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.process(map[string]string{
		"params.json": `{"name": "Shop"}`, "datasets/texts.json": `{"type": "Inline"}`, "datasets/labels.json": `{"type": "Labels"}`,
		"labeling_tasks/abc.json": `{"name": "Label", "inputs": {"main": {"items": [{"ref": "texts"}]}}, "outputs": {"main": {"items": [{"ref": "labels"}]}}}`,
	}, document{"targetProjectKey": "SHOP"})
	p.same("task", at(p.get("/projects/SHOP/flow/graph"), "nodes", "abc"), document{
		"type": "RUNNABLE_LABELING_TASK", "ref": "abc", "predecessors": []any{"texts"}, "successors": []any{"labels"},
	})
}

func TestFlowDocumentation(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b")
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	result := p.settled(p.must("POST", "/projects/A/flow/documentation/generate", nil))
	id, _ := at(result, "exportId").(string)
	if got := p.send("GET", "/projects/A/flow/documentation/generated/"+id, nil).text; !strings.Contains(got, "ab: a -> b") {
		t.Errorf("document: %s", got)
	}
	folder := p.newFolder("templates")
	p.refused(p.send("POST", "/projects/A/flow/documentation/generate-with-template-in-folder?folderId="+folder+"&path=t.docx", nil), 404,
		"NotFoundException", "t.docx")
	p.settled(p.sendFile("/projects/A/flow/documentation/generate-with-template", []byte("t")).body)
}

func TestFlowTools(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	id := p.send("POST", "/projects/A/flow/tools/?type=CHECK_CONSISTENCY", document{}).text
	p.same("state", p.must("GET", "/projects/A/flow/tools/"+id+"/state", document{}), document{"type": "CHECK_CONSISTENCY", "data": document{}})
	p.must("PUT", "/projects/A/flow/tools/"+id+"/action", document{})
	p.settled(p.must("POST", "/projects/A/flow/tools/"+id+"/update", document{}))
	p.must("POST", "/projects/A/flow/tools/"+id+"/stop", nil)
	p.refused(p.send("GET", "/projects/A/flow/tools/"+id+"/state", nil), 404, "NotFoundException", id)
	p.refused(p.send("POST", "/projects/A/flow/tools/?type=TAGS", document{}), 400, "IllegalArgumentException", "TAGS")
}

func TestSchemaPropagation(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b", "c", "d", "e")
	p.must("PUT", "/projects/A/datasets/a/schema", document{"columns": []any{document{"name": "id", "type": "bigint"}}})
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.newRecipe("A", "bc", "sync", "b", "c")
	p.newRecipe("A", "cd", "python", "c", "d")
	p.newRecipe("A", "ae", "sync", "a", "e")
	p.settled(p.must("POST", "/projects/A/flow/tools/propagate-schema/", document{
		"sources": []any{document{"projectKey": "A", "id": "a"}}, "options": document{"excludedRecipes": []any{"ae"}, "autoRebuild": false},
	}))
	for name, want := range map[string]any{"b": "id", "c": "id", "d": nil, "e": nil} {
		p.same(name, at(p.get("/projects/A/datasets/"+name+"/schema"), "columns", 0, "name"), want)
	}
}
