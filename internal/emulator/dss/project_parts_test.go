package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestProjectMetadata(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.same("fresh", p.get("/projects/A/metadata"), document{
		"label": "A", "description": "", "shortDesc": "", "tags": []any{}, "checklists": document{"checklists": []any{}},
		"custom": document{"kv": document{}}, "customFields": document{},
	})
	if a := p.send("PUT", "/projects/A/metadata", document{
		"label": "New", "tags": []any{"z", "a", "z"}, "custom": document{"kv": document{"k": "v"}}, "typo": 1,
	}); a.status != 200 {
		t.Fatalf("put: %d %s", a.status, a.text)
	}
	got := p.get("/projects/A/metadata")
	p.same("tags", got["tags"], []any{"a", "z"})
	p.same("custom", at(got, "custom", "kv", "k"), "v")
	p.same("typo", got["typo"], nil)
	p.same("summary", p.get("/projects/A")["name"], "New")
	p.must("PUT", "/projects/A/metadata", document{})
	got = p.get("/projects/A/metadata")
	p.same("replaced tags", got["tags"], []any{})
	p.same("replaced custom", got["custom"], document{"kv": document{}})
	p.same("kept name", got["label"], "New")
}

func TestProjectDescriptionCanBeGenerated(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	answer := p.must("POST", "/projects/A/generate-ai-description?language=english&saveDescription=True", nil)
	p.same("saved", p.get("/projects/A/metadata")["description"], at(answer, "msg"))
	p.refused(p.send("POST", "/projects/A/generate-ai-description?language=klingon", nil), 400, "IllegalArgumentException",
		"klingon")
}

func TestProjectSettings(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	settings := p.get("/projects/A/settings")
	set(settings, document{"containerMode": "EXPLICIT_CONTAINER", "containerConf": "cpu"}, "settings", "container")
	settings["exposedObjects"] = document{"objects": []any{
		document{"type": "DATASET", "localName": "orders", "rules": []any{document{"targetProject": "B", "appearOnFlow": false}}},
	}}
	settings["shortDesc"], settings["projectStatus"] = "dropped", "Production"
	p.must("PUT", "/projects/A/settings", settings)
	delete(settings, "shortDesc")
	p.same("settings", p.get("/projects/A/settings"), settings)
	p.same("status", p.get("/projects/A")["projectStatus"], "Production")

	for _, partial := range []document{
		{},
		{"settings": settings["settings"]},
		{"exposedObjects": settings["exposedObjects"]},
		{"settings": document{"container": document{}}, "exposedObjects": settings["exposedObjects"]},
	} {
		p.refused(p.send("PUT", "/projects/A/settings", partial), 500, "NullPointerException", "")
	}
	p.same("untouched", p.get("/projects/A/settings"), settings)
}

func TestProjectPermissions(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	put := func(entries ...any) {
		p.Helper()
		p.must("PUT", "/projects/A/permissions", document{"owner": "admin", "permissions": entries})
	}
	put(document{"group": "z", "writeProjectContent": true, "mayFly": true}, document{"user": "jane", "editPermissions": true})
	got := p.get("/projects/A/permissions")
	p.same("order", at(got, "permissions", 0, "group"), "z")
	p.same("second", at(got, "permissions", 1, "user"), "jane")
	p.same("not implied", at(got, "permissions", 0, "readProjectContent"), false)
	p.same("unknown flag", at(got, "permissions", 0, "mayFly"), nil)
	p.same("flag of 13.3", at(got, "permissions", 1, "editPermissions"), true)
	p.same("dashboards", got["dashboardAuthorizations"], document{"allAuthorized": false, "authorizations": []any{}})

	put(document{"group": "z", "runScenarios": true})
	p.same("omitted flag", at(p.get("/projects/A/permissions"), "permissions", 0, "writeProjectContent"), true)
	put(document{"group": "z", "writeProjectContent": false})
	p.same("cleared flag", at(p.get("/projects/A/permissions"), "permissions", 0, "writeProjectContent"), false)
	put()
	p.same("emptied", p.get("/projects/A/permissions")["permissions"], []any{})

	p.refused(p.send("PUT", "/projects/A/permissions", document{"permissions": []any{}}), 400, "IllegalArgumentException", "owner")
	p.refused(p.send("PUT", "/projects/A/permissions", document{"owner": "admin", "permissions": []any{document{"admin": true}}}),
		400, "IllegalArgumentException", "user or a group")
}

func TestEditPermissionsIsUnknownBefore133(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "13.2.4"})
	p.project("A", "ROOT")
	p.must("PUT", "/projects/A/permissions", document{"owner": "admin", "permissions": []any{
		document{"group": "g", "editPermissions": true},
	}})
	p.same("flag", at(p.get("/projects/A/permissions"), "permissions", 0, "editPermissions"), nil)
}

func TestProjectVariables(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.same("fresh", p.get("/projects/A/variables/"), document{"standard": document{}, "local": document{}})
	p.must("PUT", "/projects/A/variables/", []byte(`{"standard":{"big":9007199254740993,"nested":{"a":[1,2]}},"local":{"h":"x"},"more":1}`))
	if a := p.send("GET", "/projects/A/variables/", nil); strings.TrimSpace(a.text) !=
		`{"local":{"h":"x"},"standard":{"big":9007199254740993,"nested":{"a":[1,2]}}}` {
		t.Errorf("got %s", a.text)
	}
	p.refused(p.send("PUT", "/projects/A/variables/", document{"standard": document{}}), 400, "IllegalArgumentException", "local")
}

func TestResolvedVariables(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("PUT", "/admin/variables", document{"a": 1, "b": "instance", "c": "instance"})
	p.must("PUT", "/projects/A/variables", document{"standard": document{"b": []any{1}, "c": "project"}, "local": document{"c": "local"}})
	p.same("as text", p.get("/projects/A/variables-resolved?typed=false"), document{"a": "1", "b": "[1]", "c": "local"})
	p.same("typed", p.get("/projects/A/variables-resolved?typed=true"), document{"a": 1, "b": []any{1}, "c": "local"})
}

func TestProjectTagPalette(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.same("fresh", p.get("/projects/A/tags"), document{"tags": document{}})
	palette := document{"tags": document{"red": document{"color": "#ff0000"}}}
	p.must("PUT", "/projects/A/tags", palette)
	p.same("palette", p.get("/projects/A/tags"), palette)
	p.must("PUT", "/projects/A/tags", document{})
	p.same("emptied", p.get("/projects/A/tags"), document{"tags": document{}})
}

func TestProjectSettingsAreTyped(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	settings := p.get("/projects/A/settings")
	set(settings, 1, "settings", "typo")
	set(settings, 1, "settings", "codeEnvs", "python", "typo")
	set(settings, 1, "settings", "flowBuildSettings", "typo")
	set(settings, []any{document{"type": "DATASET", "localName": "d", "typo": 1, "rules": []any{document{"targetProject": "B", "typo": 1}}}},
		"exposedObjects", "objects")
	p.must("PUT", "/projects/A/settings", settings)
	got := p.get("/projects/A/settings")
	for name, path := range map[string][]any{
		"settings": {"settings", "typo"}, "environment": {"settings", "codeEnvs", "python", "typo"},
		"flow": {"settings", "flowBuildSettings", "typo"}, "exposed": {"exposedObjects", "objects", 0, "typo"},
		"rule": {"exposedObjects", "objects", 0, "rules", 0, "typo"},
	} {
		p.same(name, at(got, path...), nil)
	}
	p.same("on the flow", at(got, "exposedObjects", "objects", 0, "rules", 0, "appearOnFlow"), true)
	for place, wrong := range map[string]any{
		"settings.disableAutomaticTriggers": "false", "exposedObjects.objects": document{}, "settings.container": "INHERIT",
	} {
		settings := p.get("/projects/A/settings")
		set(settings, wrong, strings.Split(place, ".")...)
		p.refused(p.send("PUT", "/projects/A/settings", settings), 400, "JsonSyntaxException", "$."+place)
	}
	p.same("unchanged", p.get("/projects/A/settings"), got)
}

func TestNewProjectSettings(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "14.3.3"})
	p.project("A", "ROOT")
	settings := p.get("/projects/A/settings")["settings"]
	for member, want := range map[string]any{
		"gitCommitMode": "AUTO", "disableAutomaticTriggers": false, "sharingRequestsEnabled": "INHERIT",
		"integrations": document{"integrations": []any{}}, "wikiSettings": document{"promoted": false},
		"autogeneratedDocumentationEnabled": true,
	} {
		p.same(member, at(settings, member), want)
	}
	older := newProbe(t, emulator.Options{Version: "13.5.6"})
	older.project("A", "ROOT")
	older.same("since 14", at(older.get("/projects/A/settings"), "settings", "autogeneratedDocumentationEnabled"), nil)
}

func TestPartsOfProjectsAreTyped(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	for path, wrong := range map[string]document{
		"/projects/A/metadata":    {"label": "A", "tags": "a"},
		"/projects/A/permissions": {"owner": "admin", "permissions": []any{document{"user": "admin", "admin": "true"}}},
		"/projects/A/variables":   {"standard": []any{}, "local": document{}},
		"/projects/A/tags":        {"tags": []any{}},
	} {
		before := p.get(path)
		p.refused(p.send("PUT", path, wrong), 400, "JsonSyntaxException", "Expected")
		p.same(path, p.get(path), before)
	}
	p.refused(p.send("POST", "/projects", document{"projectKey": "B", "name": "b", "owner": "admin", "tags": document{}}),
		400, "JsonSyntaxException", "$.tags")
}
