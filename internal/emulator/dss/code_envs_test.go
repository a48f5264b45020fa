package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// codeEnv makes a managed Python environment and waits for it.
func (p *probe) codeEnv(name string, more document) document {
	p.Helper()
	body := document{"deploymentMode": "DESIGN_MANAGED"}
	for member, value := range more {
		body[member] = value
	}
	answer, _ := p.must("POST", "/admin/code-envs/PYTHON/"+name+"?wait=True", body).(document)
	return answer
}

// listed returns the list item of an environment, nil when it is not there.
func (p *probe) listed(name string) any {
	p.Helper()
	list, _ := p.must("GET", "/admin/code-envs/", nil).([]any)
	for _, item := range list {
		if at(item, "envName") == name {
			return item
		}
	}
	return nil
}

func TestFreshNodeHasCodeEnvs(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("internal", p.listed("INTERNAL_rag_v1"), document{
		"envName": "INTERNAL_rag_v1", "envLang": "PYTHON", "deploymentMode": "DSS_INTERNAL", "owner": "admin", "isUptodate": true,
	})
	p.same("default", at(p.get("/admin/code-envs/python/default_v1"), "envName"), "default_v1")
}

func TestCodeEnvCreation(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	answer := p.codeEnv("py312", document{"pythonInterpreter": "PYTHON312", "installJupyterSupport": false})
	p.same("name", answer["envName"], "py312")
	p.same("success says nothing", at(answer, "messages", "success"), false)
	p.same("error", at(answer, "messages", "error"), false)
	p.same("code", at(answer, "messages", "messages", 0, "code"), "INFO_CODEENV_IMPORT_OK")
	env := p.get("/admin/code-envs/PYTHON/py312")
	p.same("version", at(env, "info", "pythonVersion"), "3.12")
	p.same("interpreter", at(env, "desc", "pythonInterpreter"), "PYTHON312")
	p.same("jupyter", at(env, "desc", "installJupyterSupport"), false)
	p.same("container confs", env["allContainerConfs"], true)
	p.same("owner", at(env, "desc", "owner"), "admin")
	if _, there := env["versions"]; there {
		t.Error("a design environment has versions")
	}
	p.same("list item", at(p.listed("py312"), "isUptodate"), true)
	p.codeEnv("plain", nil)
	p.same("default", at(p.get("/admin/code-envs/PYTHON/plain"), "desc", "pythonInterpreter"), "PYTHON39")
	p.must("POST", "/admin/code-envs/R/stats", document{"deploymentMode": "DESIGN_MANAGED"})
	p.same("no python in R", at(p.get("/admin/code-envs/R/stats"), "desc", "pythonInterpreter"), nil)
}

func TestCodeEnvRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.codeEnv("taken", nil)
	managed := document{"deploymentMode": "DESIGN_MANAGED"}
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/taken", managed), 400, "", "ERR_CODEENV_EXISTING_ENV")
	p.refused(p.send("POST", "/admin/code-envs/JULIA/x", managed), 400, "IllegalArgumentException", "JULIA")
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/x", document{}), 400, "IllegalArgumentException", "deployment mode")
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/x", document{"deploymentMode": "AUTOMATION_SINGLE"}), 400,
		"IllegalArgumentException", "AUTOMATION_SINGLE")
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/x", document{
		"deploymentMode": "DESIGN_MANAGED", "pythonInterpreter": "PYTHON99",
	}), 400, "IllegalArgumentException", "PYTHON99")
	for _, method := range []string{"GET", "DELETE"} {
		p.refused(p.send(method, "/admin/code-envs/PYTHON/absent", nil), 500, "CodedIOException", "PYTHON env absent doesn't exist")
	}
	p.refused(p.send("GET", "/admin/code-envs/PYTHON/absent/logs", nil), 500, "CodedIOException", "doesn't exist")
	jane := p.as(emulator.Identity{ID: "jane", Login: "jane", Rights: map[string]bool{"mayCreateCodeEnvs": true}})
	jane.codeEnv("hers", nil)
	p.refused(jane.send("POST", "/admin/code-envs/PYTHON/hers/images", nil), 403, "UnauthorizedException", "")
	p.refused(jane.send("DELETE", "/admin/code-envs/PYTHON/hers", nil), 403, "UnauthorizedException", "")
	joe := p.as(emulator.Identity{ID: "joe", Login: "joe"})
	p.refused(joe.send("GET", "/admin/code-envs/", nil), 403, "UnauthorizedException", "ERR_CODEENV_NO_CREATION_PERMISSION")
}

func TestCodeEnvCreationWithoutWaiting(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	state := p.must("POST", "/admin/code-envs/PYTHON/slow?wait=False", document{"deploymentMode": "DESIGN_MANAGED"})
	job, _ := at(state, "jobId").(string)
	p.same("running", at(state, "hasResult"), false)
	p.refused(p.send("GET", "/admin/code-envs/PYTHON/slow", nil), 500, "IOException", "Not a file")
	p.get("/futures/" + job)
	done := p.get("/futures/" + job)
	p.same("result", at(done, "result", "messages", "error"), false)
	p.get("/admin/code-envs/PYTHON/slow")
	job, _ = at(p.must("DELETE", "/admin/code-envs/PYTHON/slow?wait=False", nil), "jobId").(string)
	p.get("/admin/code-envs/PYTHON/slow")
	p.get("/futures/" + job)
	p.get("/futures/" + job)
	p.same("gone", p.listed("slow"), nil)
}

func TestWaitIsIgnoredByOlderServers(t *testing.T) {
	for name, o := range map[string]emulator.Options{"old version": {Version: "14.3.2"}, "quirk": {}} {
		p := newProbe(t, o)
		p.node.SetQuirks(func(q *emulator.Quirks) { q.WaitIgnored = o.Version == "" })
		answer := p.must("POST", "/admin/code-envs/PYTHON/x?wait=False", document{"deploymentMode": "DESIGN_MANAGED"})
		if at(answer, "jobId") != nil || at(answer, "messages") == nil {
			t.Errorf("%s: got %s", name, compact(answer))
		}
	}
}

func TestFailedBuildLeavesTheNameBehind(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = []string{"broken"} })
	answer := p.codeEnv("broken", nil)
	p.same("error inside 200", at(answer, "messages", "error"), true)
	p.refused(p.send("GET", "/admin/code-envs/PYTHON/broken", nil), 500, "IOException", "/python/broken/desc.json")
	p.same("log", at(p.must("GET", "/admin/code-envs/PYTHON/broken/logs", nil), 0, "name"), "createPythonEnv.log")
	log := p.send("GET", "/admin/code-envs/PYTHON/broken/logs/createPythonEnv.log", nil)
	if !strings.Contains(log.text, "python3.9: command not found") || log.body != nil {
		t.Errorf("log: %d %q", log.status, log.text)
	}
	p.refused(p.send("GET", "/admin/code-envs/PYTHON/broken/logs/other.log", nil), 404, "NotFoundException", "other.log")
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/broken", document{"deploymentMode": "DESIGN_MANAGED"}), 400, "",
		"ERR_CODEENV_EXISTING_ENV")
	p.same("listed", at(p.listed("broken"), "isUptodate"), false)
	p.must("DELETE", "/admin/code-envs/PYTHON/broken", nil)
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = nil })
	p.codeEnv("broken", nil)
	p.get("/admin/code-envs/PYTHON/broken")
}

func TestCodeEnvSettingsAreMirrored(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.codeEnv("e", nil)
	env := p.get("/admin/code-envs/PYTHON/e")
	p.same("unchanged", p.must("PUT", "/admin/code-envs/PYTHON/e", env), env)

	set(env, false, "usableByAll")
	set(env, []any{"cpu"}, "containerConfs")
	set(env, []any{"other"}, "desc", "containerConfs")
	set(env, "jane", "desc", "owner")
	set(env, "ignored", "owner")
	set(env, "ignored", "envName")
	set(env, "ignored", "actualPackageList")
	set(env, "dropped", "typo")
	set(env, "dropped", "desc", "typo")
	set(env, "COPY", "desc", "dockerImageResources")
	answer := p.must("PUT", "/admin/code-envs/PYTHON/e", env)
	got := p.get("/admin/code-envs/PYTHON/e")
	p.same("answer", answer, got)
	p.same("usableByAll", at(got, "desc", "usableByAll"), false)
	p.same("top level wins", at(got, "desc", "containerConfs"), []any{"cpu"})
	p.same("owner", got["owner"], "jane")
	p.same("name", got["envName"], "e")
	p.same("actual", got["actualPackageList"], "")
	p.same("typo", got["typo"], nil)
	p.same("typo in desc", at(got, "desc", "typo"), nil)
	p.same("desc only", at(got, "desc", "dockerImageResources"), "COPY")

	delete(got, "usableByAll")
	set(got, true, "desc", "usableByAll")
	p.must("PUT", "/admin/code-envs/PYTHON/e", got)
	p.same("desc alone", p.get("/admin/code-envs/PYTHON/e")["usableByAll"], true)
}

func TestPackagesAreInstalledByTheirOwnCall(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.codeEnv("e", nil)
	env := p.get("/admin/code-envs/PYTHON/e")
	env["specPackageList"] = "tabulate\nbokeh<2.0\n# comment\nnameparser==1.1.3"
	p.must("PUT", "/admin/code-envs/PYTHON/e", env)
	p.same("not built", p.get("/admin/code-envs/PYTHON/e")["actualPackageList"], "")
	p.same("not up to date", at(p.listed("e"), "isUptodate"), false)
	answer := p.must("POST", "/admin/code-envs/PYTHON/e/packages?forceRebuildEnv=False&wait=True", nil)
	p.same("error", at(answer, "messages", "error"), false)
	built := "bokeh==1.0.0\nnameparser==1.1.3\ntabulate==1.0.0"
	p.same("built", p.get("/admin/code-envs/PYTHON/e")["actualPackageList"], built)
	p.same("up to date", at(p.listed("e"), "isUptodate"), true)

	env["specPackageList"] = "this-package-does-not-exist-at-all==1"
	p.must("PUT", "/admin/code-envs/PYTHON/e", env)
	a := p.send("POST", "/admin/code-envs/PYTHON/e/packages", nil)
	if a.status != 200 || at(a.body, "messages", "fatal") != true ||
		at(a.body, "messages", "messages", 0, "code") != "ERR_CODEENV_UPDATE_FAILED" {
		t.Errorf("failure: %d %s", a.status, a.text)
	}
	p.same("kept", p.get("/admin/code-envs/PYTHON/e")["actualPackageList"], built)
	if log := p.send("GET", "/admin/code-envs/PYTHON/e/logs/updatePackages.log", nil); !strings.Contains(log.text, "does-not-exist") {
		t.Errorf("log: %q", log.text)
	}
	if at(p.must("POST", "/admin/code-envs/PYTHON/e/packages?wait=False", nil), "jobId") == nil {
		t.Error("not a task without waiting")
	}
}

func TestCodeEnvActions(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.codeEnv("e", nil)
	before := p.get("/admin/code-envs/PYTHON/e")
	for _, action := range []string{"jupyter?active=True&wait=True", "images?wait=True"} {
		p.same(action, at(p.must("POST", "/admin/code-envs/PYTHON/e/"+action, nil), "messages", "error"), false)
	}
	p.same("document", p.get("/admin/code-envs/PYTHON/e"), before)
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/e/jupyter", nil), 400, "IllegalArgumentException", "active")
	p.must("POST", "/admin/code-envs/PYTHON/outside", document{"deploymentMode": "DESIGN_NON_MANAGED"})
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/outside/packages", nil), 400, "",
		"ERR_CODEENV_UNSUPPORTED_OPERATION_FOR_ENV_TYPE")
}

func TestCodeEnvNamesThatShadowRoutes(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	for _, name := range []string{"usages", "internal-env", "from-python-preset"} {
		p.refused(p.send("POST", "/admin/code-envs/PYTHON/"+name, document{"deploymentMode": "DESIGN_MANAGED"}), 400, "IllegalArgumentException", "reserved")
	}
}

func TestCodeEnvUsages(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.codeEnv("e", nil)
	p.project("A", "ROOT")
	p.same("unused", p.must("GET", "/admin/code-envs/PYTHON/e/usages", nil), []any{})
	settings := p.get("/projects/A/settings")
	set(settings, document{"mode": "EXPLICIT_ENV", "envName": "e", "useBuiltinEnv": false}, "settings", "codeEnvs", "python")
	p.must("PUT", "/projects/A/settings", settings)
	usage := document{"envLang": "PYTHON", "envName": "e", "envUsage": "PROJECT", "projectKey": "A", "accessible": true}
	p.same("of one", p.must("GET", "/admin/code-envs/PYTHON/e/usages", nil), []any{usage})
	p.same("of all", p.must("GET", "/admin/code-envs/usages", nil), []any{usage})
	p.same("of another", p.must("GET", "/admin/code-envs/PYTHON/default_v1/usages", nil), []any{})
	p.must("POST", "/plugins/actions/createDev", document{"pluginId": "geo", "creationMode": "EMPTY"})
	p.must("POST", "/plugins/geo/settings", document{"codeEnvName": "e"})
	byPlugin := document{"envLang": "PYTHON", "envName": "e", "envUsage": "PLUGIN", "objectId": "geo", "accessible": true}
	p.same("of a plugin", p.must("GET", "/admin/code-envs/PYTHON/e/usages", nil), []any{usage, byPlugin})
	p.same("of all", p.must("GET", "/admin/code-envs/usages", nil), []any{usage, byPlugin})
	p.must("POST", "/projects/A/scenarios", document{"id": "code", "name": "code", "type": "custom_python", "params": document{"envSelection": document{"envMode": "EXPLICIT_ENV", "envName": "e"}}})
	p.must("POST", "/projects/A/scenarios", document{
		"id": "steps", "name": "steps", "type": "step_based",
		"params": document{"steps": []any{
			document{"type": "custom_python", "params": document{"envSelection": document{"envMode": "EXPLICIT_ENV", "envName": "e"}}},
			document{"type": "custom_python", "params": document{"envSelection": document{"envMode": "INHERIT", "envName": "e"}}},
		}},
		"triggers": []any{document{"type": "custom_python", "params": document{"envSelection": document{"envMode": "EXPLICIT_ENV", "envName": "e"}}}},
	})
	var kinds []any
	for _, usage := range list(p.must("GET", "/admin/code-envs/PYTHON/e/usages", nil)) {
		kinds = append(kinds, at(usage, "envUsage"), at(usage, "objectId"))
	}
	p.same("scenarios", kinds, []any{"PROJECT", nil, "SCENARIO", "code", "SCENARIO_STEP", "steps", "SCENARIO_TRIGGER", "steps", "PLUGIN", "geo"})
	p.same("version", p.get("/admin/code-envs/PYTHON/e/A/version"), document{"lang": "PYTHON", "name": "e", "projectKey": "A"})
}

func TestInternalAndPresetCodeEnvs(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	answer := p.must("POST", "/admin/code-envs/internal-env/create?dssInternalCodeEnvType=PII_DETECTION_CODE_ENV&wait=True", nil)
	name, _ := at(answer, "envName").(string)
	p.same("internal", p.get("/admin/code-envs/python/" + name)["deploymentMode"], "DSS_INTERNAL")
	p.refused(p.send("POST", "/admin/code-envs/internal-env/create?dssInternalCodeEnvType=NONE", nil), 400,
		"IllegalArgumentException", "NONE")
	preset := "/admin/code-envs/from-python-preset/ml?prefix=team_&interpreter=PYTHON311"
	p.same("preset", at(p.must("POST", preset, nil), "envName"), "team_ml")
	p.same("updated", at(p.must("POST", preset+"&allowUpdate=True", nil), "messages", "error"), false)
	p.refused(p.send("POST", preset+"&allowUpdate=False", nil), 400, "", "ERR_CODEENV_EXISTING_ENV")
}

func TestAutomationCodeEnvs(t *testing.T) {
	p := newProbe(t, emulator.Options{NodeType: "automation"})
	p.must("POST", "/admin/code-envs/PYTHON/single", document{"deploymentMode": "AUTOMATION_SINGLE", "pythonInterpreter": "PYTHON312"})
	env := p.get("/admin/code-envs/PYTHON/single")
	p.same("versions", env["versions"], []any{})
	p.same("desc", at(env, "currentVersion", "desc", "pythonInterpreter"), "PYTHON312")
	if _, there := env["specPackageList"]; there {
		t.Error("the spec belongs to the version")
	}
	set(env, "jane", "owner")
	set(env, "tabulate", "currentVersion", "specPackageList")
	set(env, "other", "currentVersion", "versionId")
	p.must("PUT", "/admin/code-envs/PYTHON/single", env)
	p.must("POST", "/admin/code-envs/PYTHON/single/packages", nil)
	got := p.get("/admin/code-envs/PYTHON/single")
	p.same("owner", got["owner"], "jane")
	p.same("version id", at(got, "currentVersion", "versionId"), "v1")
	p.same("actual", at(got, "currentVersion", "actualPackageList"), "tabulate==1.0.0")

	p.must("POST", "/admin/code-envs/PYTHON/versioned", document{"deploymentMode": "AUTOMATION_VERSIONED"})
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/versioned/packages?versionToUpdate=v7", nil), 400,
		"IllegalArgumentException", "v7")
	p.must("POST", "/admin/code-envs/PYTHON/path", document{"deploymentMode": "AUTOMATION_NON_MANAGED_PATH"})
	if at(p.get("/admin/code-envs/PYTHON/path"), "noVersion") == nil {
		t.Error("no noVersion")
	}
	p.refused(p.send("POST", "/admin/code-envs/PYTHON/x", document{"deploymentMode": "DESIGN_MANAGED"}), 400,
		"IllegalArgumentException", "DESIGN_MANAGED")

	deployer := newProbe(t, emulator.Options{NodeType: "deployer"})
	deployer.must("POST", "/admin/code-envs/PYTHON/single", document{"deploymentMode": "AUTOMATION_SINGLE"})
	deployer.same("deployer", deployer.get("/admin/code-envs/PYTHON/single")["versions"], []any{})
}
