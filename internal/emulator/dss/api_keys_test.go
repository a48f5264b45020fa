package dss_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const keysPath = "/admin/global-api-keys/"

// with is the probe that calls with another key.
func (p *probe) with(key any) *probe {
	other := *p
	other.key, _ = key.(string)
	return &other
}

func createKey(p *probe, body document) (document, string) {
	p.Helper()
	key, _ := p.must("POST", keysPath, body).(document)
	id, _ := key["id"].(string)
	return key, id
}

func TestGlobalKeyLife(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	created, id := createKey(p, document{"label": nil, "description": "d", "globalPermissions": document{"admin": true, "mayCreateProjects": true}})
	secret := created["key"]
	p.same("created", created["globalPermissions"], document{"admin": true})
	read := p.get(keysPath + id)
	p.same("masked", []any{read["key"], read["label"]}, []any{"******", ""})
	p.same("list", p.must("GET", keysPath, nil), []any{read})

	read["label"], read["createdOn"], read["id"], read["unknown"] = "ci", 1, "other", 1
	read["globalPermissions"] = document{"admin": false, "mayCreateProjects": true, "mayFly": true}
	read["expiry"], read["dssUserForImpersonation"] = "2", "admin"
	p.must("PUT", keysPath+id, read)
	changed := p.get(keysPath + id)
	for member, want := range map[string]any{
		"id": id, "label": "ci", "createdOn": created["createdOn"], "unknown": nil, "expiry": "2",
		"globalPermissions": document{"admin": false, "mayCreateProjects": true}, "dssUserForImpersonation": "admin",
		"expiresOn": 1_788_000_000_000 + 2*24*time.Hour.Milliseconds(), "key": "******",
	} {
		p.same(member, changed[member], want)
	}
	changed["expiry"] = "soon"
	p.refused(p.send("PUT", keysPath+id, changed), 400, "IllegalArgumentException", "lifetime")
	delete(changed, "expiry")
	p.must("PUT", keysPath+id, changed)
	p.same("without expiry", p.get(keysPath + id)["expiresOn"], 0)

	p.node.SetQuirks(func(q *emulator.Quirks) { q.HashedKeys = false })
	p.same("in clear", p.get(keysPath + id)["key"], secret)
	p.must("DELETE", keysPath+id, nil)
	p.refused(p.send("GET", keysPath+id, nil), 404, "NotFoundException", id)
	p.same("the key is dead", p.with(secret).send("GET", "/auth/info", nil).status, 401)
}

func TestGlobalKeyRights(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/groups", document{"name": "admins"})
	p.must("PUT", "/admin/groups/admins", document{"admin": true})
	admin, _ := createKey(p, document{"globalPermissions": document{"admin": true}})
	weak, weakID := createKey(p, document{"globalPermissions": document{"admin": false}})
	grouped, groupedID := createKey(p, document{"label": "g", "groups": []string{"admins"}})
	p.same("style", []any{grouped["groups"], grouped["globalPermissions"]}, []any{[]string{"admins"}, nil})
	for key, want := range map[any]int{admin["key"]: 200, weak["key"]: 403, grouped["key"]: 200, "nope": 401} {
		p.same("rights", p.with(key).send("GET", "/admin/users", nil).status, want)
	}
	p.same("auth info", p.with(weak["key"]).get("/auth/info"), document{
		"authIdentifier": weakID, "authSource": "CONFIGURABLE_API_KEY_GLOBAL", "via": []any{},
	})
	p.with(weak["key"]).refused(p.with(weak["key"]).send("GET", "/current-user", nil), 403, "UnauthorizedException", "needs a user")
	p.must("PUT", keysPath+groupedID, document{"groups": []string{}})
	p.same("rights of no group", p.with(grouped["key"]).send("GET", "/admin/users", nil).status, 403)

	weak["dssUserForImpersonation"] = "admin"
	p.must("PUT", keysPath+weakID, weak)
	p.same("login", p.with(weak["key"]).get("/auth/info")["authIdentifier"], "admin")
}

func TestKeysExpire(t *testing.T) {
	now := time.UnixMilli(1_788_000_000_000)
	p := newProbe(t, emulator.Options{Now: func() time.Time { return now }})
	key, id := createKey(p, document{"globalPermissions": document{"admin": true}})
	p.must("PUT", keysPath+id, document{"expiry": 1, "globalPermissions": document{"admin": true}})
	p.same("alive", p.with(key["key"]).send("GET", "/admin/users", nil).status, 200)
	now = now.Add(25 * time.Hour)
	p.same("expired", p.with(key["key"]).send("GET", "/admin/users", nil).status, 401)
}

func TestKeysOfOlderVersions(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "13.0.0"})
	p.same("new path", p.send("GET", keysPath, nil).status, 404)
	created, _ := p.must("POST", "/admin/globalAPIKeys/", document{"label": "x", "groups": []string{"g"}}).(document)
	p.same("no groups yet", created["groups"], nil)
	secret, _ := created["key"].(string)
	read := p.get("/admin/globalAPIKeys/" + secret)
	p.same("by secret", read["id"], created["id"])
	read["label"] = "y"
	p.must("PUT", "/admin/globalAPIKeys/"+secret, read)
	p.same("list", at(p.must("GET", "/admin/globalAPIKeys", nil), 0, "label"), "y")
	p.must("DELETE", "/admin/globalAPIKeys/"+secret, nil)
	p.refused(p.send("GET", "/admin/globalAPIKeys/"+secret, nil), 404, "NotFoundException", "")
}

func TestPersonalKeys(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	newUser(p, "jdoe", nil)
	newUser(p, "other", nil)
	created, _ := p.must("POST", "/admin/personal-api-keys/", document{"user": "jdoe", "label": "l", "description": ""}).(document)
	jdoe := p.with(created["key"])
	id, _ := created["id"].(string)
	p.same("masked", jdoe.get("/personal-api-keys/" + id)["key"], "******")
	own, _ := jdoe.must("POST", "/personal-api-keys/", document{"label": "mine", "description": ""}).(document)
	p.same("owner", []any{own["user"], own["createdBy"]}, []any{"jdoe", "jdoe"})
	p.same("own list", len(list(jdoe.must("GET", "/personal-api-keys/", nil))), 2)
	p.same("list of the administrator", len(list(p.must("GET", "/personal-api-keys/", nil))), 0)
	p.same("list of all", len(list(p.must("GET", "/admin/personal-api-keys/", nil))), 2)

	jdoe.must("PUT", "/personal-api-keys/"+id, document{"label": "new", "description": "d", "user": "admin"})
	changed := p.get("/personal-api-keys/" + id)
	p.same("changed", []any{changed["label"], changed["user"]}, []any{"new", "jdoe"})
	other := p.proxied("other")
	other.refused(other.send("GET", "/personal-api-keys/"+id, nil), 403, "UnauthorizedException", "")
	p.refused(p.send("POST", "/admin/personal-api-keys/", document{"user": "ghost"}), 404, "NotFoundException", "ghost")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.PersonalKeysOwnersOnly = true })
	for method, body := range map[string]any{"GET": nil, "PUT": document{"label": "x"}, "DELETE": nil} {
		p.refused(p.send(method, "/personal-api-keys/"+id, body), 403, "UnauthorizedException", "other users")
	}
	p.node.SetQuirks(func(q *emulator.Quirks) { q.PersonalKeysOwnersOnly = false })
	p.must("DELETE", "/personal-api-keys/"+id, nil)
	p.same("the key is dead", jdoe.send("GET", "/auth/info", nil).status, 401)
	p.change("users", "jdoe", func(d document) { d["enabled"] = false })
	p.same("its user is disabled", p.with(own["key"]).send("GET", "/auth/info", nil).status, 401)
}

func TestKeysOfOldNodes(t *testing.T) {
	for version, want := range map[string][]bool{"13.0.0": {true, false}, "13.2.0": {false, false}, "13.3.0": {false, true}} {
		p := newProbe(t, emulator.Options{Version: version})
		created, _ := p.must("POST", "/admin/globalAPIKeys/", document{"label": "ci"}).(document)
		listed := at(p.must("GET", "/admin/globalAPIKeys/", nil), 0)
		_, ends := created["expiresOn"]
		p.same("in clear, with an end, on "+version, []bool{at(listed, "key") == created["key"], ends}, want)
	}
}
