package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// TestWrongTypesAreRefused sends an object where a list belongs, text where a number or a boolean does, and the like, and
// checks that nothing was wiped.
func TestWrongTypesAreRefused(t *testing.T) {
	f := start(t, emulator.Options{Version: "15.0.0"})
	withActiveVersion(f)
	f.ok("POST", gateURL, gate)
	f.ok("POST", "/admin/roles?newIdentifier=r", `{"label":"R"}`)
	f.ok("POST", "/admin/blueprint-role-assignments", `{"blueprintId":"bp.ai","roleAssignmentsRules":{"ro.r":[{"criteria":[],"userContainers":[{"type":"user","login":"admin"}],"fieldIds":[]}]}}`)
	f.ok("POST", "/admin/blueprint-permissions", `{"blueprintId":"bp.ai","everyonePermissions":{"read":true}}`)
	f.ok("POST", "/admin/custom-pages?newIdentifier=p", `{"name":"P"}`)
	f.ok("POST", "/admin/users", `{"login":"ann","password":"secret","groups":["readers"]}`)
	artifact := "/artifact/" + f.newArtifact("A", `{"purpose":"p"}`)
	id, _ := f.newKey(`{"label":"k","globalPermissions":{"admin":true}}`)

	for url, bodies := range map[string][]string{
		"/admin/blueprint/bp.ai": {`{"name":5}`, `[]`},
		versionURL: {
			`{"fieldDefinitions":[]}`, `{"workflowDefinition":{"stepDefinitions":{}}}`, `{"workflowDefinition":[]}`, `{"logicalHookList":{}}`,
			`{"fieldDefinitions":{"a":{"label":"A","fieldType":"TEXT","sourceType":"STORE","required":"true"}}}`,
			`{"fieldDefinitions":{"a":{"label":"A","fieldType":"CATEGORY","sourceType":"STORE","categories":"x"}}}`,
			`{"uiDefinition":{"views":[]}}`, `{"uiDefinition":{"views":{"v":{"viewComponent":{"type":"container","layout":{"viewComponents":{}}}}}}}`,
		},
		gateURL: {
			`{"title":"t","approvers":{}}`, `{"title":"t","feedbackUsersGroups":{}}`, `{"title":"t","mandatory":"true"}`,
			`{"title":"t","recurrenceConfiguration":{"days":"1"}}`, `{"title":"t","feedbackUsersGroups":[{"id":"a","title":"A","users":{}}]}`,
		},
		"/admin/role/ro.r": {`{"label":["R"]}`},
		"/admin/blueprint-role-assignments/bp.ai": {
			`{"roleAssignmentsRules":[]}`, `{"roleAssignmentsRules":{"ro.r":{}}}`, `{"roleAssignmentsRules":{"ro.r":[{"userContainers":{}}]}}`,
		},
		"/admin/blueprint-permissions/bp.ai":   {`{"everyonePermissions":[]}`, `{"rolePermissions":[]}`},
		"/admin/blueprint-permissions/default": {`{"rolePermissions":"x"}`},
		"/admin/custom-page/cp.p":              {`{"name":"P","visible":"true"}`},
		artifact: {
			`{"name":"A","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"fields":[]}`,
			`{"name":"A","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"workflow":{"steps":[]}}`,
		},
		"/admin/users/ann":             {`{"groups":{}}`, `{"enabled":"true"}`, `{"groups":"readers"}`, `{"adminProperties":[]}`},
		"/admin/groups/readers":        {`{"admin":"true"}`, `{"ldapGroupNames":{}}`, `{"ldapGroupNames":"a,b"}`},
		"/admin/global-api-keys/" + id: {`{"globalPermissions":[]}`, `{"globalPermissions":{"admin":"true"}}`},
		"/admin/iam/ldap-settings":     {`{"enabled":"true"}`, `{"authorizedGroups":{}}`},
		"/admin/iam/sso-settings":      {`{"openIDParams":[]}`, `{"remappingRules":{}}`},
		"/admin/iam/azure-ad-settings": {`{"groupsLimit":"100"}`},
		"/admin/general-settings":      {`[]`},
		"/admin/custom-pages/order":    {`{}`, `[1]`},
	} {
		before := f.ok("GET", url, "")
		for _, body := range bodies {
			if status, answer := f.call("PUT", url, body); status != 400 {
				t.Errorf("PUT %s %s: %d %v", url, body, status, answer)
			}
			f.equal(f.ok("GET", url, ""), before)
		}
	}
	for url, body := range map[string]string{
		"/admin/users/actions/bulk": `[{"login":"bob","password":"secret","groups":{}}]`,
		"/time-series":              `[{"timestamp":"1"}]`,
		"/artifacts/search":         `{"artifactSearchSource":{"type":"all"},"artifactFilters":{}}`,
	} {
		f.refused(400, "Expected", "POST", url, body)
	}
}

func TestUnknownMembersOfSettingsStay(t *testing.T) {
	f := start(t, emulator.Options{})
	f.ok("PUT", "/admin/iam/sso-settings", `{"protocol":"SAML","samlSPParams":{"entityId":"e"},"more":{"a":1}}`)
	got := f.ok("GET", "/admin/iam/sso-settings", "")
	f.equal(at(got, "samlSPParams", "entityId"), "e")
	f.equal(at(got, "more", "a"), 1)
	f.ok("PUT", "/admin/general-settings", `{"any":{"thing":[1]}}`)
	f.equal(f.ok("GET", "/admin/general-settings", ""), `{"any":{"thing":[1]}}`)
}

func TestDeliveredBlueprintsCannotBeChanged(t *testing.T) {
	f := start(t, emulator.Options{})
	before := f.ok("GET", "/admin/blueprint/bp.system.govern_project", "")
	f.refused(403, "delivered with the product", "PUT", "/admin/blueprint/bp.system.govern_project", `{"name":"Mine"}`)
	f.equal(f.ok("GET", "/admin/blueprint/bp.system.govern_project", ""), before)
}
