package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// newZone creates a zone of project A and returns its id.
func (p *probe) newZone(name string) string {
	p.Helper()
	id, _ := at(p.must("POST", "/projects/A/flow/zones", document{"name": name, "color": "#123456"}), "id").(string)
	return id
}

func TestFlowZones(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b")
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.same("default", p.get("/projects/A/flow/zones/default")["name"], "Default")
	first, second := p.newZone("One"), p.newZone("One")
	zones, _ := p.must("GET", "/projects/A/flow/zones", nil).([]any)
	p.same("default is first", at(zones, 0, "id"), "default")
	p.same("names repeat", len(zones), 3)
	path := "/projects/A/flow/zones/" + first
	p.must("POST", path+"/items", document{"objectId": "b", "objectType": "DATASET"})
	local := []any{document{"objectId": "b", "objectType": "DATASET"}, document{"objectId": "ab", "objectType": "RECIPE"}}
	p.same("the recipe moves along", p.get(path)["items"], local)
	p.must("POST", "/projects/A/flow/zones/"+second+"/add-items", []any{document{"objectId": "a", "objectType": "DATASET", "projectKey": "A"}, local[0]})
	p.same("moved out", p.get(path)["items"], []any{})
	zone := p.get("/projects/A/flow/zones/" + second)
	p.same("moved in", zone["items"], []any{document{"objectId": "a", "objectType": "DATASET"}, local[0], local[1]})
	zone["name"], zone["color"], zone["items"] = "Two", "#000000", []any{}
	p.must("PUT", "/projects/A/flow/zones/"+second, zone)
	after := p.get("/projects/A/flow/zones/" + second)
	p.same("name", after["name"], "Two")
	p.same("items stay", at(after, "items", 2), local[1])
	p.must("POST", "/projects/A/flow/zones/default/items", document{"objectId": "a", "objectType": "DATASET"})
	p.same("default has no list", p.get("/projects/A/flow/zones/default")["items"], []any{})
	p.must("POST", path+"/shared", document{"objectId": "a", "objectType": "DATASET"})
	p.same("shared", p.get(path)["shared"], []any{document{"objectId": "a", "objectType": "DATASET"}})
	p.must("DELETE", path+"/shared/DATASET/a", nil)
	p.same("shared no more", p.get(path)["shared"], []any{})
	p.must("DELETE", "/projects/A/datasets/b", nil)
	p.same("gone with its recipe", p.get("/projects/A/flow/zones/" + second)["items"], []any{})
	p.must("DELETE", path, nil)
	p.refused(p.send("GET", path, nil), 404, "NotFoundException", "Zone "+first+" does not exist")
	p.refused(p.send("DELETE", "/projects/A/flow/zones/default", nil), 400, "IllegalArgumentException", "default zone")
	p.refused(p.send("POST", "/projects/A/flow/zones/default/items", document{"objectId": "x", "objectType": "DATASET"}), 404, "NotFoundException", "A.x")
	p.refused(p.send("POST", "/projects/A/flow/zones/default/items", document{"objectId": "x", "objectType": "NOTE"}), 400, "IllegalArgumentException", "NOTE")
}

func TestNewRecipesGoWhereTheirOutputIs(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b")
	zone := p.newZone("Out")
	p.must("POST", "/projects/A/flow/zones/"+zone+"/items", document{"objectId": "b", "objectType": "DATASET"})
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.same("recipe", at(p.get("/projects/A/flow/zones/"+zone), "items", 1), document{"objectId": "ab", "objectType": "RECIPE"})
}

func TestZonesNeedALicence(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.Community = true })
	p.refused(p.send("GET", "/projects/A/flow/zones", nil), 404, "NotFoundException", "license")
	p.refused(p.send("GET", "/projects/A/flow/zones/default", nil), 404, "NotFoundException", "license")
}

func TestMissingObjectsMayBeServerErrors(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.MissingServerErrors = true })
	p.refused(p.send("DELETE", "/projects/A/recipes/x", nil), 500, "IOException", "recipe does not exist: A.x")
	p.refused(p.send("GET", "/projects/A/flow/zones/x", nil), 500, "IOException", "does not exist")
	p.refused(p.send("GET", "/projects/A/datasets/x", nil), 404, "NotFoundException", "dataset does not exist: A.x")
}
