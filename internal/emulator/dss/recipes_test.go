package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// newRecipe creates a recipe with one input and one output, as they are.
func (p *probe) newRecipe(key, name, kind, input, output string) {
	p.Helper()
	p.must("POST", "/projects/"+key+"/recipes/", document{
		"recipePrototype": prototype(key, name, kind, input, output), "creationSettings": document{"rawCreation": true},
	})
}

func prototype(key, name, kind, input, output string) document {
	return document{
		"type": kind, "name": name, "projectKey": key,
		"inputs":  document{"main": document{"items": []any{document{"ref": input}}}},
		"outputs": document{"main": document{"items": []any{document{"ref": output, "appendMode": false}}}},
	}
}

// flow is a project A with datasets of these names.
func (p *probe) flow(names ...string) {
	p.Helper()
	p.project("A", "ROOT")
	for _, name := range names {
		p.newDataset("A", name, "Filesystem", document{"connection": "filesystem_managed", "path": "/" + name})
	}
}

func TestCodeRecipes(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("orders", "clean")
	p.same("name", p.must("POST", "/projects/A/recipes/", document{
		"recipePrototype":  prototype("A", "", "python", "orders", "clean"),
		"creationSettings": document{"script": "print(1)\n", "partitioningOptionId": "copy:dataset:orders"},
	}), document{"name": "compute_clean"})
	const path = "/projects/A/recipes/compute_clean"
	got := p.get(path)
	p.same("payload", got["payload"], "print(1)\n")
	p.same("environment", at(got, "recipe", "params", "envSelection", "envMode"), "INHERIT")
	p.same("item", at(got, "recipe", "inputs", "main", "items", 0), document{"ref": "orders", "deps": []any{}})
	p.same("listed without payload", p.must("GET", "/projects/A/recipes/", nil), []any{got["recipe"]})
	set(got, "sql_query", "recipe", "type")
	set(got, []any{"z", "a"}, "recipe", "tags")
	got["payload"] = "print(2)\n"
	p.must("PUT", path, got)
	after := p.get(path)
	p.same("payload", after["payload"], "print(2)\n")
	p.same("type stays", at(after, "recipe", "type"), "python")
	p.same("tags", at(after, "recipe", "tags"), []any{"a", "z"})
	p.same("version", at(after, "recipe", "versionTag", "versionNumber"), 1)
	delete(after, "payload")
	p.must("PUT", path, after)
	p.same("payload stays", p.get(path)["payload"], "print(2)\n")
	p.refused(p.send("PUT", path, document{"recipe": after["recipe"], "payload": document{}}), 400, "JsonSyntaxException", "string")
	p.must("PUT", path+"/metadata", document{"description": "Cleans", "tags": []any{}})
	p.same("description", p.get(path + "/metadata")["description"], "Cleans")
	p.must("POST", "/projects/A/actions/renameRecipe", document{"oldName": "compute_clean", "newName": "clean (new).v2"})
	p.same("payload moves along", p.get("/projects/A/recipes/clean%20(new).v2")["payload"], "print(2)\n")
	p.must("DELETE", "/projects/A/recipes/clean%20(new).v2", nil)
	if a := p.send("GET", "/projects/A/recipes/clean%20(new).v2", nil); a.status != 200 || a.text != "" {
		t.Errorf("a missing recipe: %d %q", a.status, a.text)
	}
	p.get("/projects/A/datasets/clean")
}

func TestRecipeRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b", "c")
	p.newRecipe("A", "ab", "sync", "a", "b")
	create := func(prototype, settings document) answer {
		return p.send("POST", "/projects/A/recipes/", document{"recipePrototype": prototype, "creationSettings": settings})
	}
	none := document{}
	p.refused(create(prototype("A", "x", "python", "a", "absent"), none), 404, "NotFoundException", "A.absent")
	p.refused(create(prototype("A", "x", "python", "absent", "c"), none), 404, "NotFoundException", "A.absent")
	p.refused(create(prototype("A", "x", "python", "a", "b"), none), 400, "IllegalArgumentException", "already an output of recipe ab")
	p.refused(create(document{"name": "x"}, none), 400, "IllegalArgumentException", "type")
	p.refused(create(document{"name": "x", "type": "join", "outputs": prototype("A", "", "", "", "c")["outputs"]}, none), 500,
		"NullPointerException", "")
	p.same("taken name", at(create(prototype("A", "ab", "sync", "a", "c"), none).body, "name"), "ab_1")
}

func TestVisualRecipesCreateTheirOutputs(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b")
	p.must("POST", "/projects/A/recipes/", document{
		"recipePrototype": document{"type": "join", "name": "join_ab", "projectKey": "A", "inputs": document{}, "outputs": prototype("A", "", "", "", "joined")["outputs"]},
		"creationSettings": document{
			"virtualInputs": []any{"a", "b"}, "createOutputDataset": true, "outputDatasetSettings": document{"connectionId": "filesystem_managed"},
			"createOutputFolder": nil, "outputFolderSettings": nil,
		},
	})
	p.same("managed output", p.get("/projects/A/datasets/joined")["managed"], true)
	got := p.get("/projects/A/recipes/join_ab")
	p.same("second input", at(got, "recipe", "inputs", "main", "items", 1, "ref"), "b")
	text, _ := got["payload"].(string)
	payload, err := emulator.ParseJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p.same("virtual input", at(payload, "virtualInputs", 1, "index"), 1)
	p.must("POST", "/projects/A/recipes/", document{
		"recipePrototype":  prototype("A", "export", "export", "a", "files"),
		"creationSettings": document{"createOutputFolder": true, "outputFolderSettings": document{"connectionId": "filesystem_folders"}},
	})
	id, _ := at(p.get("/projects/A/recipes/export"), "recipe", "outputs", "main", "items", 0, "ref").(string)
	p.same("folder", p.get("/projects/A/managedfolders/" + id)["name"], "files")
}
