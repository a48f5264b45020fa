package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const gateURL = versionURL + "/workflow/step/review/signoff"

// gate is the worked example of govern.md 32.1 with people of a new node.
const gate = `{
	"title": "Review gate", "description": "d", "mandatory": true,
	"feedbackUsersGroups": [{"id": "business", "title": "Business", "users": [{"usersContainer": {"type": "group", "groupName": "readers"}}]}],
	"approvers": [{"usersContainer": {"type": "role", "roleId": "ro.final_approver"}}],
	"recurrenceConfiguration": {"activated": true, "days": 0, "weeks": 0, "months": 0, "years": 1, "reloadConf": true}
}`

func TestSignoffConfigurationLife(t *testing.T) {
	f := start(t, emulator.Options{})
	withVersion(f)
	f.refused(404, "review", "GET", gateURL, "")
	created := f.ok("POST", gateURL, gate)
	f.equal(created, `{"id":{"blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"stepId":"review"},
		"title":"Review gate","description":"d","mandatory":true,
		"feedbackUsersGroups":[{"id":"business","title":"Business","users":[{"addedBy":"api:admin","addedOn":"2026-05-04T09:15:30.123456Z","usersContainer":{"type":"group","groupName":"readers"}}]}],
		"approvers":[{"addedBy":"api:admin","addedOn":"2026-05-04T09:15:30.123456Z","usersContainer":{"type":"role","roleId":"ro.final_approver"}}],
		"recurrenceConfiguration":{"activated":true,"days":0,"weeks":0,"months":0,"years":1,"reloadConf":true}}`)
	f.equal(f.ok("GET", gateURL, ""), created)
	f.equal(f.ok("GET", versionURL+"/signoffs", ""), docs{created})
	f.refused(409, "already exists", "POST", gateURL, gate)

	_, secret := f.newKey(`{"globalPermissions":{"admin":true}}`)
	saved := f.as(secret).ok("PUT", gateURL, `{"title":"T","approvers":[{"usersContainer":{"type":"role","roleId":"ro.final_approver"}},
		{"usersContainer":{"type":"user","login":"admin"},"addedBy":"nobody"}]}`)
	f.equal(at(saved, "approvers", 0, "addedBy"), "api:admin")
	if by, _ := at(saved, "approvers", 1, "addedBy").(string); len(by) != len("api:")+16 {
		t.Errorf("a key is stamped as %q", by)
	}
	f.equal(at(saved, "mandatory"), false)
	f.equal(f.ok("PUT", gateURL, string(mustJSON(saved))), saved)
	byUser := f.acting("admin").ok("PUT", gateURL, `{"title":"T","approvers":[{"usersContainer":{"type":"user","login":"admin"}},{"usersContainer":{"type":"group","groupName":"readers"}}]}`)
	f.equal(at(byUser, "approvers", 1, "addedBy"), "admin")
	f.ok("DELETE", gateURL, "")
	f.refused(404, "", "DELETE", gateURL, "")
}

func TestSignoffConfigurationRefusals(t *testing.T) {
	f := start(t, emulator.Options{})
	withVersion(f)
	f.refused(400, "signoffConfiguration.id must not be set in creation", "POST", gateURL, `{"id":{"stepId":"review"},"title":"T"}`)
	f.refused(400, "SignoffConfiguration title is required", "POST", gateURL, `{"description":"d"}`)
	f.refused(400, "Users group title is required", "POST", gateURL, `{"title":"T","feedbackUsersGroups":[{"id":"g"}]}`)
	f.refused(400, `unknown type "USER"`, "POST", gateURL, `{"title":"T","approvers":[{"usersContainer":{"type":"USER","login":"admin"}}]}`)
	f.refused(400, `"role", "global-api-key", "user", "group"`, "POST", gateURL, `{"title":"T","approvers":[{"usersContainer":{"type":"FIELD"}}]}`)
	f.refused(500, "null", "POST", gateURL, `{"title":"T","approvers":[{"type":"user","login":"admin"}]}`)
	f.refused(400, "positive period", "POST", gateURL, `{"title":"T","recurrenceConfiguration":{"activated":true}}`)
	f.refused(404, "does not exist", "POST", versionURL+"/workflow/step/none/signoff", gate)
	// Misspelt lists are accepted and lost (govern.md 15.1).
	f.equal(at(f.ok("POST", gateURL, `{"title":"T","feedbackGroups":[{"id":"g"}]}`), "feedbackUsersGroups"), "[]")
	f.refused(400, "do not match", "PUT", gateURL, `{"title":"T","id":{"stepId":"draft"}}`)
}
