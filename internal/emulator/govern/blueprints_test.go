package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestBlueprintLife(t *testing.T) {
	f := start(t, emulator.Options{})
	created := f.ok("POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI","icon":"rule","color":"#da7f15","typo":1}`)
	f.equal(created, `{"blueprint":{"id":"bp.ai","name":"AI","icon":"rule","color":"#da7f15"},"assignedRolesAndPermissionsCtx":{}}`)
	f.equal(f.ok("PUT", "/admin/blueprint/bp.ai", `{"id":"bp.ai","name":"AI 2"}`),
		`{"blueprint":{"id":"bp.ai","name":"AI 2"},"assignedRolesAndPermissionsCtx":{}}`)
	f.equal(at(f.ok("GET", "/blueprint/bp.ai", ""), "blueprint", "name"), "AI 2")

	f.refused(409, "already exists", "POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI"}`)
	f.refused(400, "Invalid identifier", "POST", "/admin/blueprints?newIdentifier=bp.ai", `{"name":"AI"}`)
	f.refused(400, "Invalid identifier", "POST", "/admin/blueprints", `{"name":"AI"}`)
	f.refused(400, "id must not be set", "POST", "/admin/blueprints?newIdentifier=b", `{"id":"bp.b","name":"B"}`)
	f.refused(400, "do not match", "PUT", "/admin/blueprint/bp.ai", `{"id":"bp.b","name":"B"}`)

	f.ok("POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v1", "")
	f.refused(409, "still has versions", "DELETE", "/admin/blueprint/bp.ai", "")
	f.ok("DELETE", "/admin/blueprint/bp.ai/version/bv.v1", "")
	f.ok("DELETE", "/admin/blueprint/bp.ai", "")
	f.refused(404, "bp.ai", "GET", "/admin/blueprint/bp.ai", "")
	f.refused(403, "delivered with the product", "DELETE", "/admin/blueprint/bp.system.govern_project", "")
}

func TestSeededBlueprintsHaveAnActiveVersion(t *testing.T) {
	f := start(t, emulator.Options{})
	all, _ := f.ok("GET", "/blueprints", "").(docs)
	if len(all) != 8 {
		t.Fatalf("%d blueprints", len(all))
	}
	for _, blueprint := range all {
		id, _ := at(blueprint, "blueprint", "id").(string)
		f.equal(at(f.ok("GET", "/blueprint/"+id+"/version/bv.system.default", ""), "blueprintVersionTrace", "status"), "ACTIVE")
	}
	f.equal(at(f.ok("GET", "/blueprint/bp.system.govern_project/version/bv.system.default", ""),
		"blueprintVersion", "workflowDefinition", "stepDefinitions", 4, "id"), "delivery")
}

func TestDesignerNeedsLicenceAndRights(t *testing.T) {
	f := start(t, emulator.Options{})
	_, plain := f.newKey(`{"globalPermissions":{}}`)
	_, manager := f.newKey(`{"globalPermissions":{"mayManageGovern":true}}`)
	f.as(plain).refused(403, "Govern administration", "GET", "/admin/blueprints", "")
	f.as(plain).ok("GET", "/blueprints", "")
	f.as(manager).ok("GET", "/admin/blueprints", "")
	f.as(manager).refused(403, "", "GET", "/admin/users", "")

	f.node.SetQuirks(func(q *emulator.Quirks) { q.GovernLicensed = false })
	f.refused(403, "Your license does not allow you to use the Govern Blueprint Designer", "GET", "/admin/blueprints", "")
	f.refused(403, "Your license does not allow you to use the Govern Blueprint Designer", "POST", "/admin/blueprints?newIdentifier=x", `{"name":"X"}`)
	f.ok("GET", "/admin/roles", "")
	f.ok("GET", "/blueprints", "")
}

func TestRefusalsAsServerErrors(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.SetQuirks(func(q *emulator.Quirks) { q.GovernServerErrors = true })
	f.ok("POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI"}`)
	f.refused(500, "already exists", "POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI"}`)
	f.refused(404, "", "GET", "/admin/blueprint/bp.none", "")
}

// definition is the worked example of govern.md 32.1.
const definition = `{
	"id": {"blueprintId": "bp.ai", "versionId": "bv.v1"},
	"name": "Version 1", "instructions": "Add fields freely.",
	"fieldDefinitions": {
		"purpose": {"label": "Purpose", "description": "", "fieldType": "TEXT", "sourceType": "STORE", "required": true},
		"risk_level": {"label": "Risk", "description": "", "fieldType": "CATEGORY", "sourceType": "STORE", "required": false, "categories": ["Low", "High"]},
		"go_live": {"label": "Go-live", "description": "", "fieldType": "DATE", "sourceType": "STORE", "required": false},
		"owners": {"label": "Owners", "description": "", "fieldType": "REFERENCE", "sourceType": "STORE", "required": false,
			"allowedBlueprints": ["bp.system.user", "bp.system.group"], "listConfig": {"cardinalityMin": 1, "cardinalityMax": 2}},
		"budget": {"label": "Budget", "description": "", "fieldType": "NUMBER", "sourceType": "STORE", "required": false}
	},
	"workflowDefinition": {"stepDefinitions": [
		{"id": "draft", "name": "Draft", "displaySignoffAfterView": false},
		{"id": "review", "name": "Review", "displaySignoffAfterView": true},
		{"id": "approved", "name": "Approved", "displaySignoffAfterView": false}
	]},
	"logicalHookList": [{"name": "Default", "description": "", "phases": ["CREATE"], "script": "pass"}],
	"uiDefinition": {
		"views": {"main": {"label": "Overview", "description": "", "viewComponent": {"type": "container", "layout": {"type": "sequential",
			"viewComponents": [
				{"type": "text-field", "fieldId": "purpose", "label": "Purpose", "keepSourceFormat": false},
				{"type": "card-reference-field", "fieldId": "owners", "label": "Owners"}
			]}}}},
		"uiStepDefinitions": {"draft": {"viewId": "main"}},
		"artifactPageViewId": "main"
	}
}`

const versionURL = "/admin/blueprint/bp.ai/version/bv.v1"

// withVersion makes bp.ai with the version bv.v1 of the worked example.
func withVersion(f *fixture) {
	f.Helper()
	f.ok("POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI"}`)
	f.ok("POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v1&name=Version+1", "")
	f.ok("PUT", versionURL, definition)
}

func edited(old, replacement string) string { return strings.Replace(definition, old, replacement, 1) }

func TestVersionLife(t *testing.T) {
	f := start(t, emulator.Options{})
	f.ok("POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI"}`)
	f.equal(f.ok("POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v1&name=Version+1", ""), `{
		"blueprint":{"id":"bp.ai","name":"AI"},
		"blueprintVersion":{"id":{"blueprintId":"bp.ai","versionId":"bv.v1"},"name":"Version 1","fieldDefinitions":{},
			"workflowDefinition":{"stepDefinitions":[]},"logicalHookList":[],"uiDefinition":{"views":{},"uiStepDefinitions":{}}},
		"blueprintVersionTrace":{"blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"originVersionId":null,"status":"DRAFT"}}`)
	f.equal(f.ok("GET", "/blueprint/bp.ai/versions", ""), "[]")
	f.refused(404, "bv.v1", "GET", "/blueprint/bp.ai/version/bv.v1", "")

	saved := f.ok("PUT", versionURL, definition)
	f.equal(at(saved, "blueprintVersionTrace", "status"), "DRAFT")
	f.equal(at(saved, "blueprintVersion", "uiDefinition", "views", "main", "viewComponent", "layout", "viewComponents", 1, "absoluteUiIndex"), "bp.ai_bv.v1_2")
	f.equal(f.ok("PUT", versionURL, string(mustJSON(at(saved, "blueprintVersion")))), saved)

	f.equal(at(f.ok("PUT", versionURL+"/status", `"ACTIVE"`), "blueprintVersionTrace", "status"), "ACTIVE")
	f.equal(at(f.ok("GET", "/blueprint/bp.ai/versions", ""), 0, "blueprintVersion", "id", "versionId"), "bv.v1")
	f.equal(f.ok("GET", versionURL+"/status", ""), "ACTIVE")
	f.refused(400, "No enum constant", "PUT", versionURL+"/status", `"LIVE"`)
	f.refused(400, "JSON string", "PUT", versionURL+"/status", `{"status":"ACTIVE"}`)
	f.refused(409, "already exists", "POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v1", "")
}

func TestVersionDropsWhatItDoesNotKnow(t *testing.T) {
	f := start(t, emulator.Options{})
	withVersion(f)
	version := at(f.ok("PUT", versionURL, `{"name":"x","typo":1,"iconMode":"INHERIT",
		"fieldDefinitions":{"a":{"label":"A","fieldType":"TEXT","sourceType":"STORE","isMandatory":true},
			"n":{"label":"N","fieldType":"NUMBER","sourceType":"STORE","required":true,"range":{"min":1}}},
		"workflowDefinition":{"stepDefinitions":[{"id":"s","name":"S","colour":"red"}]},
		"logicalHookList":[{"name":"h","script":"pass","language":"python"}],
		"uiDefinition":{"views":{"v":{"label":"V","type":"card","viewComponent":{"type":"text-field","fieldId":"a","bold":true}},
			"w":{"viewComponent":{"type":"table-reference-field","fieldId":"r","columns":[1]}}}}}`), "blueprintVersion")
	f.equal(version, `{"id":{"blueprintId":"bp.ai","versionId":"bv.v1"},"name":"x",
		"fieldDefinitions":{"a":{"label":"A","fieldType":"TEXT","sourceType":"STORE","required":false},
			"n":{"label":"N","fieldType":"NUMBER","sourceType":"STORE","required":true,"range":{"min":1}}},
		"workflowDefinition":{"stepDefinitions":[{"id":"s","name":"S","displaySignoffAfterView":false}]},
		"logicalHookList":[{"name":"h","script":"pass","phases":[]}],
		"uiDefinition":{"uiStepDefinitions":{},"views":{
			"v":{"label":"V","viewComponent":{"type":"text-field","fieldId":"a","absoluteUiIndex":"bp.ai_bv.v1_0"}},
			"w":{"viewComponent":{"type":"table-reference-field","fieldId":"r","columns":[1],"absoluteUiIndex":"bp.ai_bv.v1_0"}}}}}`)

	newer := start(t, emulator.Options{Version: "15.0.0"})
	withVersion(newer)
	version = at(newer.ok("PUT", versionURL, `{"actions":{"ac.x":{"script":"pass"}}}`), "blueprintVersion")
	newer.equal(at(version, "iconMode"), "INHERIT")
	newer.equal(at(version, "actions"), `{"ac.x":{"script":"pass"}}`)
	newer.equal(at(version, "postLogicalHookList"), `[]`)
}

func TestVersionRefusals(t *testing.T) {
	f := start(t, emulator.Options{})
	withVersion(f)
	f.refused(400, "Blueprint version IDs do not match", "PUT", versionURL, edited(`"bv.v1"`, `"bv.v2"`))
	f.refused(400, "No enum constant FieldType.STRING", "PUT", versionURL, edited(`"TEXT"`, `"STRING"`))
	f.refused(400, "No enum constant", "PUT", versionURL, edited(`"STORE"`, `"KEEP"`))
	f.refused(400, "No enum constant", "PUT", versionURL, edited(`"CREATE"`, `"create"`))
	f.refused(400, `"container", "plugin-action"`, "PUT", versionURL, edited(`"text-field"`, `"markdown-field"`))
	f.refused(500, "null", "PUT", versionURL, edited(`"label": "Purpose", "description": ""`, `"description": ""`))
	f.refused(400, "defined twice", "PUT", versionURL, edited(`"id": "review"`, `"id": "draft"`))
	f.refused(404, "bv.none", "PUT", "/admin/blueprint/bp.ai/version/bv.none", `{}`)
	f.refused(403, "delivered with the product", "PUT", "/admin/blueprint/bp.system.user/version/bv.system.default", `{}`)
	f.equal(at(f.ok("GET", versionURL, ""), "blueprintVersion", "name"), "Version 1")
}

func TestForkCopiesDefinitionAndGates(t *testing.T) {
	f := start(t, emulator.Options{})
	withVersion(f)
	f.ok("POST", versionURL+"/workflow/step/review/signoff", `{"title":"Gate"}`)
	fork := f.ok("POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v2&originVersionId=bv.v1&name=Two", "")
	f.equal(at(fork, "blueprintVersionTrace", "originVersionId"), "bv.v1")
	f.equal(at(fork, "blueprintVersionTrace", "status"), "DRAFT")
	f.equal(at(fork, "blueprintVersion", "id", "versionId"), "bv.v2")
	f.equal(at(fork, "blueprintVersion", "name"), "Two")
	f.equal(at(fork, "blueprintVersion", "fieldDefinitions", "purpose", "label"), "Purpose")
	f.equal(at(f.ok("GET", "/admin/blueprint/bp.ai/version/bv.v2/signoffs", ""), 0, "id", "blueprintVersionId", "versionId"), "bv.v2")
	f.refused(404, "bv.none", "POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v3&originVersionId=bv.none", "")

	f.node.SetQuirks(func(q *emulator.Quirks) { q.GovernForkDropsSignoffs = true })
	f.ok("POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v3&originVersionId=bv.v1", "")
	f.equal(f.ok("GET", "/admin/blueprint/bp.ai/version/bv.v3/signoffs", ""), "[]")
}

func TestImportKeepsRolesOnly(t *testing.T) {
	f := start(t, emulator.Options{})
	f.ok("POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI"}`)
	body := `{"originVersionId":"bv.gone","blueprintVersion":` + definition + `,"signoffsConfigurations":[
		{"id":{"blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"stepId":"review"},"title":"Gate",
		"feedbackUsersGroups":[{"id":"g","title":"G","users":[{"usersContainer":{"type":"user","login":"admin"}}]}],
		"approvers":[{"usersContainer":{"type":"role","roleId":"ro.reader"}},{"usersContainer":{"type":"role","roleId":"ro.unknown"}}]}]}`
	f.refused(404, "bv.gone", "POST", "/admin/blueprint/bp.ai/versions/import", body)
	imported := f.ok("POST", "/admin/blueprint/bp.ai/versions/import?ignoreOriginVersionErrors=true&signoffImportRoles=EXISTING", body)
	f.equal(at(imported, "blueprintVersionTrace", "status"), "DRAFT")
	gate := at(f.ok("GET", "/admin/blueprint/bp.ai/version/bv.v1/signoffs", ""), 0)
	f.equal(at(gate, "feedbackUsersGroups", 0, "users"), "[]")
	f.equal(at(gate, "approvers", 0, "usersContainer", "roleId"), "ro.reader")
	f.equal(at(gate, "approvers", 1), nil)
	f.refused(409, "already exists", "POST", "/admin/blueprint/bp.ai/versions/import?ignoreOriginVersionErrors=true", body)
}

func TestDangerZone(t *testing.T) {
	f := start(t, emulator.Options{})
	withVersion(f)
	f.ok("PUT", versionURL+"/status", `"ACTIVE"`)
	artifact, _ := at(f.ok("POST", "/artifacts", `{"name":"A","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},
		"fields":{"purpose":"p","budget":12}}`), "artifactId").(string)
	f.refused(409, "used by artifacts", "DELETE", versionURL, "")
	f.ok("PUT", versionURL, edited(`"Version 1"`, `"Renamed"`))

	retyped := edited(`"fieldType": "NUMBER"`, `"fieldType": "TEXT"`)
	f.refused(409, "dangerZoneAccepted", "PUT", versionURL, retyped)
	f.refused(409, "dangerZoneAccepted", "PUT", versionURL+"?dangerZoneAccepted=False", retyped)
	f.ok("PUT", versionURL+"?dangerZoneAccepted=True", retyped)
	f.equal(at(f.ok("GET", "/artifact/"+artifact, ""), "artifact", "fields"), `{"purpose":"p"}`)

	f.node.SetQuirks(func(q *emulator.Quirks) { q.GovernStrictDangerZone = true })
	f.refused(409, "dangerZoneAccepted", "PUT", versionURL, retyped)
	f.ok("DELETE", "/artifact/"+artifact, "")
	f.ok("PUT", versionURL, retyped)
	f.ok("DELETE", versionURL, "")
}
