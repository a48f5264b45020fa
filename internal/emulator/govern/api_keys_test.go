package govern_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func jsonNumber(text string) json.Number { return json.Number(text) }

// newKey creates a global key and returns its id and secret.
func (f *fixture) newKey(body string) (id, secret string) {
	f.Helper()
	key := f.ok("POST", "/admin/global-api-keys/", body)
	f.equal(at(key, "messages", "error"), false)
	id, _ = at(key, "id").(string)
	secret, _ = at(key, "key").(string)
	return id, secret
}

func TestKeyLife(t *testing.T) {
	f := start(t, emulator.Options{})
	id, secret := f.newKey(`{"label":"ci","description":null,"globalPermissions":{"admin":false}}`)
	f.equal(f.ok("GET", "/admin/global-api-keys/"+id, ""), doc{
		"id": id, "key": "******", "label": "ci", "description": nil, "globalPermissions": doc{"admin": false},
		"dssUserForImpersonation": nil, "createdOn": 1777886130123, "createdBy": "api:admin", "expiresOn": 0,
	})
	f.equal(f.as(secret).ok("GET", "/auth/info", ""), doc{"authIdentifier": id})
	f.as(secret).refused(403, "", "GET", "/admin/users", "")

	f.ok("PUT", "/admin/global-api-keys/"+id, `{"key":"mine","label":"ci2","globalPermissions":{"admin":true}}`)
	f.as(secret).ok("GET", "/admin/users", "")
	f.equal(at(f.ok("GET", "/admin/globalAPIKeys/"+secret, ""), "label"), "ci2")
	f.ok("DELETE", "/admin/global-api-keys/"+id, "")
	f.refused(404, "", "DELETE", "/admin/global-api-keys/"+id, "")
	f.as(secret).refused(401, "Unknown API Key", "GET", "/auth/info", "")
}

func TestKeyOfGroups(t *testing.T) {
	f := start(t, emulator.Options{})
	_, secret := f.newKey(`{"label":"ops","groups":["administrators"]}`)
	f.as(secret).ok("GET", "/admin/groups", "")
	f.equal(at(f.ok("GET", "/admin/global-api-keys", ""), 0, "globalPermissions"), nil)
	f.refused(400, "either", "POST", "/admin/global-api-keys", `{"groups":[],"globalPermissions":{}}`)
}

func TestKeysHaveNoGroupsBefore143(t *testing.T) {
	f := start(t, emulator.Options{Version: "13.5.6"})
	_, secret := f.newKey(`{"label":"ops","groups":["administrators"]}`)
	f.as(secret).refused(403, "", "GET", "/admin/groups", "")
	key := at(f.ok("GET", "/admin/global-api-keys", ""), 0)
	f.equal(docs{at(key, "groups"), at(key, "globalPermissions")}, docs{nil, doc{}})
}

func TestKeyExpires(t *testing.T) {
	f := start(t, emulator.Options{})
	id, secret := f.newKey(`{"label":"short","globalPermissions":{"admin":true}}`)
	f.ok("PUT", "/admin/global-api-keys/"+id, `{"label":"short","globalPermissions":{"admin":true},"expiry":"2"}`)
	f.equal(at(f.ok("GET", "/admin/global-api-keys/"+id, ""), "expiresOn"), jsonNumber("1778058930123"))
	f.as(secret).ok("GET", "/auth/info", "")
	f.node.Do(func(*emulator.Store) { *f.now = f.now.Add(48 * time.Hour) })
	f.as(secret).refused(401, "Unknown API Key", "GET", "/auth/info", "")
}

func TestClearKeysWithoutHashing(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.SetQuirks(func(q *emulator.Quirks) { q.HashedKeys = false })
	id, secret := f.newKey(`{"label":"old","globalPermissions":{}}`)
	f.equal(at(f.ok("GET", "/admin/global-api-keys/"+id, ""), "key"), secret)
}
