package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestUserLife(t *testing.T) {
	f := start(t, emulator.Options{})
	f.refused(404, "User 'alice' does not exist", "GET", "/admin/users/alice", "")
	f.ok("POST", "/admin/users/", `{"login":"alice","password":"secret","displayName":"Alice","groups":["readers"],
		"userProfile":"DESIGNER","email":null,"enabled":false,"adminProperties":{"a":1}}`)
	user := f.ok("GET", "/admin/users/alice", "")
	f.equal(user, `{"login":"alice","displayName":"Alice","email":"","groups":["readers"],"userProfile":"DESIGNER",
		"sourceType":"LOCAL","enabled":true,"creationDate":1777886130123,"userProperties":{},"adminProperties":{}}`)
	f.refused(400, "already exists", "POST", "/admin/users", `{"login":"alice","password":"secret"}`)

	f.ok("PUT", "/admin/users/alice", `{"login":"other","displayName":"A","groups":[],"userProfile":"READER","password":"newone",
		"enabled":false,"creationDate":1,"adminProperties":{"a":9007199254740993},"unknown":1}`)
	f.equal(f.ok("GET", "/admin/users/alice", ""), `{"login":"alice","displayName":"A","email":"","groups":[],"userProfile":"READER",
		"sourceType":"LOCAL","enabled":false,"creationDate":1777886130123,"userProperties":{},"adminProperties":{"a":9007199254740993}}`)
	f.equal(at(f.ok("GET", "/users/alice", "")), `{"login":"alice","displayName":"A","email":"","groups":[],"enabled":false}`)
	f.equal(at(f.ok("GET", "/admin/users/?includeSettings=True", ""), 1, "adminProperties", "a"), any(jsonNumber("9007199254740993")))
	f.equal(at(f.ok("GET", "/admin/users/?includeSettings=False", ""), 1, "adminProperties"), nil)
	f.equal(f.ok("GET", "/admin/users-activity?enabledUsersOnly=True", ""),
		`[{"login":"admin","lastSuccessfulLogin":0,"lastFailedLogin":0,"lastSessionActivity":0}]`)

	f.ok("DELETE", "/admin/users/alice?allowSelfDeletion=False", "")
	f.refused(404, "", "DELETE", "/admin/users/alice", "")
}

func TestUserRefusals(t *testing.T) {
	f := start(t, emulator.Options{})
	f.refused(400, "Invalid login", "POST", "/admin/users", `{"login":"a b c","password":"secret"}`)
	f.refused(400, "at least 5", "POST", "/admin/users", `{"login":"bob","password":"1234"}`)
	f.refused(400, "No enum constant", "POST", "/admin/users", `{"login":"bob","sourceType":"MAGIC"}`)
	f.refused(400, "not allowed by the license", "POST", "/admin/users", `{"login":"bob","password":"secret","userProfile":"KING"}`)
	f.ok("POST", "/admin/users", `{"login":"bob","sourceType":"LDAP","password":null}`)
	f.refused(401, "", "GET", "/current-user", "")
	f.refused(400, "your own user", "DELETE", "/admin/users/admin?allowSelfDeletion=False", "")
}

func TestBulkUsersAnswerPerUser(t *testing.T) {
	f := start(t, emulator.Options{})
	f.equal(f.ok("POST", "/admin/users/actions/bulk", `[{"login":"ann","password":"secret"},{"login":"admin","password":"secret"}]`),
		`[{"login":"ann","status":"SUCCESS","error":""},{"login":"admin","status":"FAILURE","error":"User 'admin' already exists"}]`)
	f.ok("PUT", "/admin/users/actions/bulk", `[{"login":"ann","displayName":"Ann"}]`)
	ann := f.ok("GET", "/admin/users/ann", "")
	f.equal(at(ann, "displayName"), "Ann")
	f.equal(at(ann, "enabled"), true)
	f.equal(at(f.ok("DELETE", "/admin/users/actions/bulk", `["ann","ghost"]`), 1, "status"), "FAILURE")
}

func TestProxiedUserHasItsOwnRights(t *testing.T) {
	f := start(t, emulator.Options{})
	f.ok("POST", "/admin/users", `{"login":"alice","password":"secret","groups":["readers"]}`)
	alice := f.acting("alice")
	f.equal(alice.ok("GET", "/auth/info", ""), `{"authIdentifier":"alice","groups":["readers"]}`)
	f.equal(at(alice.ok("GET", "/current-user", ""), "login"), "alice")
	alice.ok("PUT", "/current-user", `{"userProperties":{"theme":"dark"},"enabled":false}`)
	f.equal(at(f.ok("GET", "/admin/users/alice", ""), "userProperties"), `{"theme":"dark"}`)
	f.equal(at(f.ok("GET", "/admin/users/alice", ""), "enabled"), true)
	alice.refused(403, "", "GET", "/admin/users", "")
	f.acting("ghost").refused(400, "ghost", "GET", "/auth/info", "")
}

func TestSuppliersStartFutures(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	f.equal(at(f.ok("GET", "/admin/external-groups?userSourceType=LDAP", ""), "result"), `[]`)
	f.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 2 })
	f.node.Do(func(s *emulator.Store) {
		s.Collection("external-groups").Put("staff", doc{})
		s.Collection("external-users").Put("eve", doc{"login": "eve", "email": "eve@example.com", "sourceGroupNames": docs{"staff"}})
		s.Collection("external-users").Put("dan", doc{"login": "dan"})
	})
	finish := func(state any) any {
		id, _ := at(state, "jobId").(string)
		for range 10 {
			state = f.ok("GET", "/futures/"+id+"?peek=False", "")
			if at(state, "hasResult") == true {
				return at(state, "result")
			}
		}
		t.Fatal("the task did not end")
		return nil
	}
	f.equal(finish(f.ok("GET", "/admin/external-groups?userSourceType=LDAP", "")), `["staff"]`)
	f.equal(at(finish(f.ok("GET", "/admin/external-users?userSourceType=LDAP&groupName=staff", "")), 0, "login"), "eve")
	f.equal(finish(f.ok("POST", "/admin/users/actions/resync-multi", "")), `["admin"]`)
	f.equal(finish(f.ok("POST", "/admin/users/actions/resync-multi", "[]")), `[]`)
	finish(f.ok("POST", "/admin/users/actions/provision", `{"userSourceType":"LDAP","users":[{"login":"eve","dkuGroupNames":["readers"]}]}`))
	f.equal(at(f.ok("GET", "/admin/users/eve", ""), "groups"), `["readers"]`)
	f.refused(400, "No enum constant", "GET", "/admin/external-users?userSourceType=LOCAL", "")
}
