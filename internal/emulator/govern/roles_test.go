package govern_test

import (
	"encoding/json"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func mustJSON(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

func TestRoleLife(t *testing.T) {
	f := start(t, emulator.Options{})
	f.equal(f.ok("GET", "/admin/role/ro.reader", ""), `{"id":"ro.reader","label":"Reader","description":""}`)
	f.equal(f.ok("POST", "/admin/roles/?newIdentifier=legal", `{"label":"Legal","typo":1}`), `{"id":"ro.legal","label":"Legal","description":""}`)
	f.equal(at(f.ok("GET", "/admin/roles", ""), 7, "id"), "ro.legal")
	f.ok("PUT", "/admin/role/ro.legal", `{"id":"ro.legal","label":"Legal","description":"d"}`)
	f.equal(at(f.ok("GET", "/admin/role/ro.legal", ""), "description"), "d")
	f.refused(409, "already exists", "POST", "/admin/roles?newIdentifier=legal", `{"label":"L"}`)
	f.refused(400, "label is required", "POST", "/admin/roles?newIdentifier=x", `{"description":"d"}`)
	f.refused(400, "do not match", "PUT", "/admin/role/ro.legal", `{"id":"ro.other","label":"L"}`)
	f.ok("DELETE", "/admin/role/ro.legal", "")
	f.refused(404, "ro.legal", "DELETE", "/admin/role/ro.legal", "")
}

func TestRoleAssignments(t *testing.T) {
	f := start(t, emulator.Options{})
	const path = "/admin/blueprint-role-assignments"
	f.refused(404, "", "GET", path+"/bp.system.govern_project", "")
	f.equal(f.ok("POST", path, `{"blueprintId":"bp.system.govern_project"}`),
		`{"blueprintId":"bp.system.govern_project","roleAssignmentsRules":{},"inheritBlueprintId":null,"inheritArtifactFieldId":null}`)
	f.refused(409, "already exist", "POST", path, `{"blueprintId":"bp.system.govern_project"}`)
	f.refused(404, "bp.none", "POST", path, `{"blueprintId":"bp.none"}`)

	saved := f.ok("PUT", path+"/bp.system.govern_project", `{"blueprintId":"bp.system.govern_project","inheritBlueprintIds":["bp.system.user"],
		"roleAssignmentsRules":{"ro.reader":[{"criteria":[{"type":"x"}],"userContainers":[{"type":"group","groupName":"readers","extra":1}],"fieldIds":[]},
		{"usersContainers":[{"type":"user","login":"admin"}]}]}}`)
	f.equal(at(saved, "roleAssignmentsRules", "ro.reader"), `[{"criteria":[{"type":"x"}],"userContainers":[{"type":"group","groupName":"readers"}],"fieldIds":[]},
		{"criteria":[],"userContainers":[],"fieldIds":[]}]`)
	f.equal(at(saved, "inheritBlueprintIds"), `["bp.system.user"]`)
	f.refused(400, `unknown type "USER"`, "PUT", path+"/bp.system.govern_project",
		`{"roleAssignmentsRules":{"ro.reader":[{"userContainers":[{"type":"USER","login":"admin"}]}]}}`)
	f.equal(f.ok("GET", path, ""), docs{saved})
	f.ok("DELETE", path+"/bp.system.govern_project", "")
	f.equal(f.ok("GET", path, ""), "[]")
}

func TestPermissionsRoundTrip(t *testing.T) {
	f := start(t, emulator.Options{})
	const path = "/admin/blueprint-permissions"
	f.equal(f.ok("GET", path+"/default", ""), `{"everyonePermissions":{},"rolePermissions":{}}`)
	f.ok("PUT", path+"/default", `{"everyonePermissions":{"any":{"thing":true}},"rolePermissions":{}}`)
	f.equal(at(f.ok("GET", path+"/default", ""), "everyonePermissions"), `{"any":{"thing":true}}`)
	f.equal(f.ok("GET", path, ""), "[]")
	override := `{"blueprintId":"bp.system.govern_project","rolePermissions":{"ro.reader":{"x":1}}}`
	f.equal(f.ok("POST", path, override), override)
	f.refused(409, "already exist", "POST", path, override)
	f.ok("PUT", path+"/bp.system.govern_project", `{"rolePermissions":{}}`)
	f.equal(f.ok("GET", path+"/bp.system.govern_project", ""), `{"blueprintId":"bp.system.govern_project","rolePermissions":{}}`)
	f.ok("DELETE", path+"/bp.system.govern_project", "")
	f.refused(404, "", "GET", path+"/bp.system.govern_project", "")
}

func TestRolesAudit(t *testing.T) {
	f := start(t, emulator.Options{})
	const path, version = "/admin/roles-audit/", `{"blueprintId":"bp.system.govern_project","versionId":"bv.system.default"}`
	asked := `{"userLogin":"admin","blueprintId":"bp.system.govern_project"}`
	f.equal(f.ok("POST", path+"level-blueprint", asked), asked)
	f.refused(404, "bp.none", "POST", path+"level-blueprint", `{"userLogin":"admin","blueprintId":"bp.none"}`)
	f.refused(404, "nobody", "POST", path+"level-blueprint", `{"userLogin":"nobody","blueprintId":"bp.system.govern_project"}`)
	for _, level := range []string{"level-blueprint-version", "level-deleted-artifact"} {
		f.ok("POST", path+level, `{"userLogin":"admin","blueprintVersionId":`+version+`}`)
		f.refused(404, "does not exist", "POST", path+level, `{"userLogin":"admin","blueprintVersionId":{"blueprintId":"bp.none","versionId":"bv.none"}}`)
	}
	f.refused(404, "ar.0", "POST", path+"level-existing-artifact", `{"userLogin":"admin","artifactId":"ar.0"}`)
}
