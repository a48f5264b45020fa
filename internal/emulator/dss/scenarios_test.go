package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestScenarios(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.same("made", p.must("POST", "/projects/A/scenarios/", document{"name": "Nightly build", "type": "step_based", "params": document{}}),
		document{"id": "Nightly_build"})
	p.refused(p.send("POST", "/projects/A/scenarios/", document{"name": "Nightly-build", "type": "step_based"}),
		400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", "/projects/A/scenarios/", document{"name": "x", "type": "sql"}), 400, "IllegalArgumentException", "type")
	p.refused(p.send("POST", "/projects/A/scenarios/", document{"type": "step_based"}), 400, "IllegalArgumentException", "name")

	const path = "/projects/A/scenarios/Nightly_build"
	scenario := p.get(path)
	p.same("steps", at(scenario, "params", "steps"), []any{})
	p.same("version", at(scenario, "versionTag", "versionNumber"), 0)
	scenario["tags"], scenario["type"] = []any{"z", "a"}, "custom_python"
	scenario["params"] = document{"steps": []any{document{"type": "build_flowitem", "name": "Build"}}}
	scenario["triggers"] = []any{document{"type": "temporal", "active": true, "name": "Daily", "params": document{"hour": 2}}}
	p.must("PUT", path, scenario)
	got := p.get(path)
	p.same("tags", got["tags"], []any{"a", "z"})
	p.same("type", got["type"], "step_based")
	p.same("step", at(got, "params", "steps", 0, "runConditionType"), "RUN_IF_STATUS_MATCH")
	p.same("trigger", at(got, "triggers", 0, "delay"), 5)
	p.same("version", at(got, "versionTag", "versionNumber"), 1)

	p.must("PUT", path+"/light", document{"active": true, "name": "dropped"})
	light := p.get(path + "/light")
	p.same("active", light["active"], true)
	p.same("name", light["name"], "Nightly build")
	p.same("digest", light["triggerDigest"], "Daily")
	p.same("listed", at(p.must("GET", "/projects/A/scenarios/", nil), 0, "params"), nil)
	p.same("active", at(p.must("GET", "/projects/A/scenarios/", nil), 0, "active"), true)
	p.refused(p.send("GET", path+"/payload", nil), 400, "IllegalArgumentException", "no script")

	p.must("DELETE", path, nil)
	p.refused(p.send("GET", path, nil), 404, "NotFoundException", "does not exist")
}

func TestScriptsOfScenarios(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("POST", "/projects/A/scenarios/", document{"id": "mine", "name": "Custom", "type": "custom_python"})
	const path = "/projects/A/scenarios/mine"
	p.same("environment", at(p.get(path), "params", "envSelection", "envMode"), "INHERIT")
	p.must("PUT", path+"/payload", document{"script": "print(1)\n"})
	p.same("script", p.must("GET", path+"/payload", document{"extension": "py"}), document{"script": "print(1)\n"})
	p.same("apart", p.get(path)["script"], nil)
	p.must("PUT", path, document{"name": "Renamed"})
	p.same("kept", p.get(path + "/payload")["script"], "print(1)\n")
	p.must("DELETE", "/projects/A", nil)
	p.project("A", "ROOT")
	p.same("gone with the project", p.must("GET", "/projects/A/scenarios/", nil), []any{})
}

func TestScenariosNeedRights(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("POST", "/projects/A/scenarios/", document{"name": "s", "type": "step_based"})
	p.must("PUT", "/projects/A/permissions", document{"owner": "admin", "permissions": []any{
		document{"user": "jane", "writeProjectContent": true}, document{"user": "jim", "readProjectContent": true},
	}})
	jane, jim := p.as(emulator.Identity{ID: "jane", Login: "jane"}), p.as(emulator.Identity{ID: "jim", Login: "jim"})
	jim.must("GET", "/projects/A/scenarios/s", nil)
	p.refused(jim.send("DELETE", "/projects/A/scenarios/s", nil), 403, "UnauthorizedException", "writeProjectContent")
	p.refused(jane.send("PUT", "/projects/A/scenarios/s", document{"name": "s", "runAsUser": "admin"}), 403, "UnauthorizedException", "administrators")
	jane.must("PUT", "/projects/A/scenarios/s", document{"name": "t"})
	p.must("PUT", "/projects/A/scenarios/s", document{"name": "t", "runAsUser": "jim"})
	p.same("user", p.get("/projects/A/scenarios/s")["runAsUser"], "jim")
}
