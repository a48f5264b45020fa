package dss_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const bulkPath = "/admin/users/actions/bulk"

func newUser(p *probe, login string, more document) {
	p.Helper()
	body := document{"login": login, "password": "secret", "userProfile": "READER"}
	for member, value := range more {
		body[member] = value
	}
	p.must("POST", "/admin/users/", body)
}

func TestUserDocument(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.refused(p.send("GET", "/admin/users/jdoe", nil), 404, "NotFoundException", "User 'jdoe' does not exist")
	newUser(p, "jdoe", document{
		"displayName": "Jane Doe", "email": "j@example.com", "groups": []string{"z", "a", "z"}, "enabled": false,
		"adminProperties": document{"x": 1},
	})
	user := p.get("/admin/users/jdoe")
	p.same("created", user, document{
		"login": "jdoe", "displayName": "Jane Doe", "email": "j@example.com", "groups": []string{"a", "z"},
		"sourceType": "LOCAL", "userProfile": "READER", "enabled": true, "adminProperties": document{},
		"userProperties": document{}, "secrets": []any{}, "credentials": document{}, "preferences": user["preferences"],
		"creationDate": 1_788_000_000_000, "codeAllowed": true, "objectImgHash": 0, "activeWebSocketSesssions": 0,
		"trialStatus": document{"exists": false, "expired": false, "valid": false},
	})
	p.must("PUT", "/admin/users/jdoe", user)
	p.same("a PUT of the GET", p.get("/admin/users/jdoe"), user)

	p.must("PUT", "/admin/users/jdoe", document{
		"login": "other", "enabled": false, "creationDate": 1, "trialStatus": nil, "codeAllowed": false, "unknown": 1,
		"adminProperties": document{"big": uint64(9007199254740993)}, "groups": []string{"b"},
	})
	changed := p.get("/admin/users/jdoe")
	for member, want := range map[string]any{
		"login": "jdoe", "enabled": false, "creationDate": 1_788_000_000_000, "codeAllowed": true, "unknown": nil,
		"adminProperties": document{"big": uint64(9007199254740993)}, "groups": []string{"b"}, "displayName": "",
		"trialStatus": user["trialStatus"],
	} {
		p.same(member, changed[member], want)
	}
	p.must("PUT", "/admin/users/jdoe", document{"preferences": document{"uiLanguage": "fr"}})
	preferences := p.get("/admin/users/jdoe")["preferences"]
	p.same("preferences", []any{at(preferences, "uiLanguage"), at(preferences, "scenarioRunNotifications")}, []any{"fr", true})
	p.must("DELETE", "/admin/users/jdoe?allowSelfDeletion=False", nil)
	p.refused(p.send("DELETE", "/admin/users/jdoe", nil), 404, "NotFoundException", "")
}

func TestUserRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	for part, body := range map[string]document{
		"ERR_SECURITY_USER_EXISTS":          {"login": "admin", "password": "secret"},
		"ERR_SECURITY_INVALID_NEW_PASSWORD": {"login": "short", "password": "1234"},
		"Invalid login":                     {"login": "a b c", "password": "secret"},
		"Invalid login: 'ab'":               {"login": "ab", "password": "secret"},
		"UserSourceType.MAGIC":              {"login": "abc", "password": "secret", "sourceType": "MAGIC"},
		"not allowed by the license":        {"login": "abc", "password": "secret", "userProfile": "KING"},
		"list of groups":                    {"login": "abc", "password": "secret", "groups": "a"},
	} {
		if a := p.send("POST", "/admin/users", body); a.status != 400 || !strings.Contains(compact(a.body), part) {
			t.Errorf("%v: %d %s", body, a.status, a.text)
		}
	}
	p.refused(p.send("POST", "/admin/users", document{"login": "abc"}), 400, "CodedException", "NEW_PASSWORD")
	p.refused(p.send("DELETE", "/admin/users/admin?allowSelfDeletion=False", nil), 400, "IllegalArgumentException", "own user")
	newUser(p, "sso-user", document{"sourceType": "LOCAL_NO_AUTH", "password": nil})
}

func TestPasswordsAreKeptApart(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	newUser(p, "jdoe", nil)
	password := func() any {
		var value any
		p.node.Do(func(s *emulator.Store) { value = s.Collection("user_passwords").Value("jdoe") })
		return value
	}
	user := p.get("/admin/users/jdoe")
	p.must("PUT", "/admin/users/jdoe", user)
	p.same("kept", password(), "secret")
	user["password"] = "another"
	p.must("PUT", "/admin/users/jdoe", user)
	p.same("set", password(), "another")
	if strings.Contains(compact(p.get("/admin/users/jdoe")), "another") {
		t.Error("the password is answered")
	}
	user["password"] = "four"
	p.refused(p.send("PUT", "/admin/users/jdoe", user), 400, "CodedException", "NEW_PASSWORD")
	user["password"] = ""
	p.must("PUT", "/admin/users/jdoe", user)
	p.same("cleared", password(), nil)
}

func TestUserSecretsAndCredentials(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	newUser(p, "jdoe", nil)
	const plugin = `"PLUGIN", "p", "s", "r", "a"`
	user := p.get("/admin/users/jdoe")
	user["secrets"] = []any{document{"name": "token", "value": "hush", "secret": true}, document{"name": "other", "value": "hush"}}
	user["credentials"] = document{
		"pg":   document{"type": "BASIC", "user": "u", "password": "hush"},
		plugin: document{"type": "OAUTH_REFRESH_TOKEN", "refreshToken": "hush"},
	}
	p.must("PUT", "/admin/users/jdoe", user)
	first := p.get("/admin/users/jdoe")
	if strings.Contains(compact(first), "hush") {
		t.Fatalf("a secret in clear: %s", compact(first))
	}
	p.same("flag", at(first, "secrets", 1, "secret"), true)
	p.same("user", at(first, "credentials", "pg", "user"), "u")
	p.same("stamp", at(first, "credentials", plugin, "lastUpdate"), 1_788_000_000_000)
	p.must("PUT", "/admin/users/jdoe", first)
	p.same("echoed", p.get("/admin/users/jdoe"), first)
	p.must("PUT", "/admin/users/jdoe", user)
	if again := p.get("/admin/users/jdoe"); at(again, "secrets", 0, "value") == at(first, "secrets", 0, "value") {
		t.Error("a new write has the old ciphertext")
	}
	info := p.proxied("jdoe").get("/auth/info?withSecrets=True")
	p.same("own secrets", info["secrets"], []any{
		document{"key": "token", "value": "hush"}, document{"key": "other", "value": "hush"},
	})
}

func TestUserLists(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	newUser(p, "jdoe", document{"groups": []string{"g"}, "email": "j@example.com"})
	p.same("summary", at(p.must("GET", "/admin/users/?includeSettings=False", nil), 1, "preferences"), nil)
	p.same("full", at(p.must("GET", "/admin/users/?includeSettings=True", nil), 1), p.get("/admin/users/jdoe"))
	info := document{"login": "jdoe", "displayName": "", "groups": []string{"g"}, "email": "j@example.com", "enabled": true}
	p.same("info", p.get("/users/jdoe"), info)
	p.same("infos", at(p.must("GET", "/users", nil), 1), info)
	p.same("activity", p.get("/admin/users/jdoe/activity"),
		document{"login": "jdoe", "lastSuccessfulLogin": 0, "lastFailedLogin": 0, "lastSessionActivity": 0})
	user := p.get("/admin/users/jdoe")
	user["enabled"] = false
	p.must("PUT", "/admin/users/jdoe", user)
	p.same("activity of enabled users", len(list(p.must("GET", "/admin/users-activity?enabledUsersOnly=True", nil))), 1)
	p.same("activity of all users", len(list(p.must("GET", "/admin/users-activity?enabledUsersOnly=False", nil))), 2)
	p.same("no trials", p.must("GET", "/admin/list-trial-expired-users", nil), []any{})
	p.change("users", "jdoe", func(d document) { d["trialStatus"] = document{"exists": true, "expired": true} })
	p.same("trials", at(p.must("GET", "/admin/list-trial-expired-users", nil), 0, "login"), "jdoe")
}

func TestBulkUsers(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	result := func(method string, body any) string {
		a := p.send(method, bulkPath, body)
		if a.status != 200 {
			t.Fatalf("%s: %d %s", method, a.status, a.text)
		}
		return a.text
	}
	got := result("POST", []any{document{"login": "ann", "password": "secret", "groups": nil}, document{"login": "admin", "password": "secret"}})
	want := `[{"error":"","login":"ann","status":"SUCCESS"},{"error":"User 'admin' already exists","login":"admin","status":"FAILURE"}]`
	if got != want {
		t.Errorf("created: %s", got)
	}
	result("PUT", []any{document{"login": "ann", "displayName": "Ann", "groups": []string{"g"}, "credentials": document{"x": 1}}})
	ann := p.get("/admin/users/ann")
	p.same("changed", []any{ann["displayName"], ann["groups"], ann["enabled"], ann["credentials"]}, []any{"Ann", []string{"g"}, true, document{}})
	if got := result("PUT", []any{document{"login": "ghost"}}); !strings.Contains(got, "FAILURE") {
		t.Errorf("changed nobody: %s", got)
	}
	if got := result("DELETE", []string{"ann", "admin"}); strings.Count(got, "FAILURE") != 1 {
		t.Errorf("deleted: %s", got)
	}
}

func TestUsersOfOlderVersions(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "13.4.0"})
	newUser(p, "jdoe", document{"email": "j@example.com"})
	p.same("email", p.get("/admin/users/jdoe")["email"], "")
	p.same("includeSettings", at(p.must("GET", "/admin/users/?includeSettings=True", nil), 1, "preferences"), nil)
	for _, path := range []string{"/users", "/users/jdoe", "/groups"} {
		if a := p.send("GET", path, nil); a.status != 404 || !strings.HasPrefix(a.text, "<html>") {
			t.Errorf("%s: %d %s", path, a.status, a.text)
		}
	}
	if a := p.send("POST", bulkPath, []any{}); a.status != 404 {
		t.Errorf("bulk: %d %s", a.status, a.text)
	}
}

func TestUsersJoinADefaultGroupOn15(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "15.0.0"})
	newUser(p, "jdoe", document{"groups": []string{"g"}})
	p.same("groups", p.get("/admin/users/jdoe")["groups"], []string{"all_users", "g"})
	user := p.get("/admin/users/jdoe")
	user["groups"] = []string{"g"}
	p.must("PUT", "/admin/users/jdoe", user)
	p.same("groups after a PUT", p.get("/admin/users/jdoe")["groups"], []string{"g"})
	p.same("activity", p.get("/admin/users/jdoe/activity")["lastLoaded"], 1_788_000_000_000)
}

func TestSuppliers(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	newUser(p, "jdoe", nil)
	logins := func(body any) string {
		return compact(at(p.must("POST", "/admin/users/actions/resync-multi", body), "result"))
	}
	if all, none, one := logins(nil), logins([]string{}), logins([]string{"jdoe"}); none != "[]" ||
		strings.Count(all, "SUCCESS") != 2 || strings.Count(one, "SUCCESS") != 1 {
		t.Errorf("all %s, none %s, one %s", all, none, one)
	}
	p.must("POST", "/admin/users/jdoe/actions/resync", nil)
	p.refused(p.send("POST", "/admin/users/ghost/actions/resync", nil), 404, "NotFoundException", "ghost")

	p.change("external_directories", "LDAP", func(d document) {
		d["groups"] = []any{"devs", "admins"}
		d["users"] = []any{
			document{"login": "u1", "email": "u1@x", "sourceGroupNames": []any{"devs"}}, document{"login": "u2", "sourceGroupNames": []any{}},
		}
	})
	for _, prefix := range []string{"/admin/", "/admin/users/actions/"} {
		p.same("groups", at(p.must("GET", prefix+"external-groups?userSourceType=LDAP", nil), "result"), []string{"admins", "devs"})
		for query, want := range map[string]int{"": 2, "&login=u1": 1, "&email=u1@x": 1, "&groupName=devs": 1, "&login=ghost": 0} {
			found := p.must("GET", prefix+"external-users?userSourceType=LDAP"+query, nil)
			p.same("users "+query, len(list(at(found, "result"))), want)
		}
	}
	p.refused(p.send("GET", "/admin/external-groups?userSourceType=LOCAL", nil), 400, "IllegalArgumentException", "LOCAL")
	p.must("POST", "/admin/users/actions/provision", document{
		"userSourceType": "LDAP", "users": []any{document{"login": "u01", "displayName": "U", "dkuGroupNames": []string{"g"}}},
	})
	user := p.get("/admin/users/u01")
	p.same("provisioned", fmt.Sprint(user["sourceType"], user["groups"], user["displayName"]), "LDAP[g]U")
}

func TestOwnUser(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	newUser(p, "jdoe", document{"displayName": "Jane"})
	p.change("users", "jdoe", func(d document) { d["adminProperties"] = document{"cost": 1} })
	jdoe := p.proxied("jdoe")
	own := jdoe.get("/current-user")
	if _, has := own["adminProperties"]; has || own["login"] != "jdoe" {
		t.Errorf("own document: %s", compact(own))
	}
	own["userProperties"], own["displayName"], own["groups"] = document{"a": 1}, "X", []string{"administrators"}
	own["secrets"] = []any{document{"name": "s", "value": "hush", "secret": true}}
	jdoe.must("PUT", "/current-user", own)
	stored := p.get("/admin/users/jdoe")
	p.same("after the PUT", []any{stored["userProperties"], stored["displayName"], stored["groups"], stored["adminProperties"]},
		[]any{document{"a": 1}, "Jane", []any{}, document{"cost": 1}})
	p.must("PUT", "/admin/general-settings", document{"security": document{"enableEmailAndDisplayNameModification": true}})
	jdoe.must("PUT", "/current-user", own)
	p.same("allowed", p.get("/admin/users/jdoe")["displayName"], "X")
	jdoe.refused(jdoe.send("GET", "/admin/users", nil), 403, "UnauthorizedException", "")
	p.must("PUT", "/current-user", p.get("/current-user"))
}

// proxied is the probe with a personal key of a user.
func (p *probe) proxied(login string) *probe {
	p.Helper()
	key, _ := at(p.must("POST", "/admin/personal-api-keys/", document{"user": login}), "key").(string)
	other := *p
	other.key = key
	return &other
}

// change edits a stored document behind the API.
func (p *probe) change(collection, id string, edit func(document)) {
	p.node.Do(func(s *emulator.Store) {
		d, _ := s.Collection(collection).Get(id)
		edit(d)
		s.Collection(collection).Put(id, d)
	})
}

func list(value any) []any {
	items, _ := value.([]any)
	return slices.Clone(items)
}

func TestDataikuCloudRefusesToWriteUsers(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.CloudUsers = true })
	user := p.get("/admin/users/admin")
	for _, call := range []string{"POST /admin/users/", "PUT /admin/users/admin", "DELETE /admin/users/admin", "POST /admin/users/actions/bulk"} {
		method, path, _ := strings.Cut(call, " ")
		p.refused(p.send(method, path, user), 403, "UnauthorizedException", "Dataiku Cloud")
	}
	p.same("still there", p.get("/admin/users/admin"), user)
}
