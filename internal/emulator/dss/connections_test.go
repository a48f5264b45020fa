package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func postgres(more document) document {
	connection := document{
		"name": "warehouse", "type": "PostgreSQL", "description": nil, "usableBy": "ALL", "allowedGroups": []any{},
		"params": document{"host": "db.example.com", "port": "5432", "db": "dss", "user": "dss", "password": "hunter2"},
	}
	for member, value := range more {
		connection[member] = value
	}
	return connection
}

func TestFactoryConnectionsAreListedByName(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	list := p.get("/admin/connections/")
	for _, name := range []string{"filesystem_managed", "filesystem_folders", "filesystem_root"} {
		if at(list, name, "type") != "Filesystem" {
			t.Errorf("%s is not seeded: %s", name, compact(list))
		}
	}
	p.same("list item", list["filesystem_managed"], p.get("/admin/connections/filesystem_managed"))
}

func TestConnectionIsCompletedAtCreation(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/connections/", postgres(document{"allowWrite": false, "nonsense": 1}))
	got := p.get("/admin/connections/warehouse")
	p.same("description", got["description"], "")
	p.same("allowWrite", got["allowWrite"], false)
	p.same("allowManagedDatasets", got["allowManagedDatasets"], true)
	p.same("allowKnowledgeBanks", got["allowKnowledgeBanks"], false)
	p.same("port", at(got, "params", "port"), 5432)
	p.same("detailsReadability", got["detailsReadability"], document{"readableBy": "NONE", "allowedGroups": []any{}})
	p.same("creator", at(got, "creationTag", "lastModifiedBy", "login"), "admin")
	if _, kept := got["nonsense"]; kept {
		t.Error("unknown member was kept")
	}
	old := newProbe(t, emulator.Options{Version: "13.0.0"})
	if _, there := old.get("/admin/connections/filesystem_root")["allowKnowledgeBanks"]; there {
		t.Error("allowKnowledgeBanks exists before 13.2.1")
	}
}

func TestConnectionRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	missing := "Connection 'absent' does not exist"
	p.refused(p.send("GET", "/admin/connections/absent", nil), 400, "IllegalArgumentException", missing)
	p.refused(p.send("PUT", "/admin/connections/absent", document{}), 400, "IllegalArgumentException", missing)
	p.refused(p.send("DELETE", "/admin/connections/absent", nil), 400, "IllegalArgumentException", missing)
	p.refused(p.send("GET", "/connections/absent/info", nil), 400, "IllegalArgumentException", missing)
	p.must("POST", "/admin/connections", postgres(nil))
	p.refused(p.send("POST", "/admin/connections", postgres(nil)), 400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", "/admin/connections", postgres(document{"name": "s3", "type": "S3"})), 500, "Exception", "")
	p.refused(p.send("POST", "/admin/connections", postgres(document{"name": "x", "usableBy": "SOME"})), 400,
		"IllegalArgumentException", "usableBy")
}

func TestConnectionKeepsItsIdentity(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/connections/", postgres(nil))
	before := p.get("/admin/connections/warehouse")
	changed := p.get("/admin/connections/warehouse")
	changed["name"], changed["type"], changed["creationTag"] = "other", "EC2", document{}
	p.must("PUT", "/admin/connections/warehouse", changed)
	p.same("document", p.get("/admin/connections/warehouse"), before)
	p.must("DELETE", "/admin/connections/warehouse", nil)
	p.refused(p.send("GET", "/admin/connections/warehouse", nil), 400, "IllegalArgumentException", "does not exist")
}

func TestConnectionSecretsAreEncryptedInPlace(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/connections/", postgres(nil))
	first := p.get("/admin/connections/warehouse")
	blob, _ := at(first, "params", "password").(string)
	if !strings.HasPrefix(blob, "e:AES:") {
		t.Fatalf("password is %q", blob)
	}
	p.must("PUT", "/admin/connections/warehouse", first)
	p.same("echoed secret", at(p.get("/admin/connections/warehouse"), "params", "password"), blob)

	set(first, "hunter2", "params", "password")
	set(first, []any{
		document{"name": "sslkey", "value": "shh", "secret": true}, document{"name": "ssl", "value": "true", "secret": false},
	}, "params", "properties")
	p.must("PUT", "/admin/connections/warehouse", first)
	second := p.get("/admin/connections/warehouse")
	if at(second, "params", "password") == blob {
		t.Error("a clear write must give another ciphertext")
	}
	p.same("plain property", at(second, "params", "properties", 1, "value"), "true")
	info := p.get("/connections/warehouse/info")
	p.same("credential", info["resolvedBasicCredential"], document{"user": "dss", "password": "hunter2"})
	p.same("property in clear", at(info, "params", "properties", 0, "value"), "shh")
}

func TestSecretParamsDependOnTheType(t *testing.T) {
	for _, c := range []struct {
		version, kind, member string
		secret                bool
	}{
		{"", "EC2", "accessKey", false},
		{"", "EC2", "secretKey", true},
		{"", "Azure", "accessKey", true},
		{"", "GCS", "appSecretContent", true},
		{"13.2.2", "GCS", "appSecretContent", false},
		{"", "Databricks", "personalAccessToken", true},
		{"", "OpenAI", "apiKey", true},
		{"", "Snowflake", "warehouse", false},
	} {
		p := newProbe(t, emulator.Options{Version: c.version})
		p.must("POST", "/admin/connections", document{
			"name": "c", "type": c.kind, "params": document{c.member: "clear"},
		})
		value, _ := at(p.get("/admin/connections/c"), "params", c.member).(string)
		if strings.HasPrefix(value, "e:AES:") != c.secret {
			t.Errorf("%s %s %s: got %q, secret should be %v", c.version, c.kind, c.member, value, c.secret)
		}
	}
}

func TestForeignCiphertextCannotBeResolved(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/connections", document{
		"name": "c", "type": "PostgreSQL", "params": document{"user": "u", "password": "e:AES:Zm9yZWlnbg=="},
	})
	p.refused(p.send("GET", "/connections/c/info", nil), 400, "CodedException", "ERR_SECURITY_DECRYPTION_FAILED")
}

func TestConnectionInfoResolvesCredentialsAndVariables(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("PUT", "/admin/variables", document{"bucket": "lake", "other": 1})
	p.must("POST", "/admin/connections", document{"name": "s3", "type": "EC2", "params": document{
		"credentialsMode": "KEYPAIR", "accessKey": "AK", "secretKey": "SK", "defaultManagedBucket": "${bucket}-${unknown}",
	}})
	info := p.get("/connections/s3/info")
	p.same("key pair", info["resolvedAWSCredential"], document{"accessKey": "AK", "secretKey": "SK"})
	p.same("raw", at(info, "params", "defaultManagedBucket"), "${bucket}-${unknown}")
	p.same("resolved", at(info, "resolvedParams", "defaultManagedBucket"), "lake-${unknown}")

	p.must("POST", "/admin/connections", document{"name": "sts", "type": "EC2"})
	if at(p.get("/connections/sts/info"), "resolvedAWSCredential", "sessionToken") == nil {
		t.Error("credentials of the environment are a session")
	}
	p.must("POST", "/admin/connections", document{"name": "bq", "type": "BigQuery", "params": document{"authType": "OAUTH"}})
	if at(p.get("/connections/bq/info"), "resolvedOAuth2Credential", "accessToken") == nil {
		t.Error("no OAuth2 credential")
	}
}

func TestPerUserConnectionUsesTheCredentialOfTheCaller(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/connections", postgres(document{"credentialsMode": "PER_USER"}))
	if _, there := p.get("/connections/warehouse/info")["resolvedBasicCredential"]; there {
		t.Error("a user without credential got one")
	}
	user := p.get("/admin/users/admin")
	user["credentials"] = document{"warehouse": document{"type": "BASIC", "user": "me", "password": "mine"}}
	p.must("PUT", "/admin/users/admin", user)
	p.same("credential", p.get("/connections/warehouse/info")["resolvedBasicCredential"],
		document{"user": "me", "password": "mine"})
	p.refused(p.send("GET", "/connections/warehouse/test", nil), 400, "IllegalArgumentException", "per-user")
}

func TestConnectionDetailsReadability(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	jane := p.as(emulator.Identity{ID: "jane", Login: "jane", Groups: []string{"analysts"}})
	key := p.as(emulator.Identity{ID: "K1", Groups: []string{"analysts"}})
	p.must("POST", "/admin/connections", postgres(nil))
	for _, c := range []struct {
		readability document
		jane, key   int
	}{
		{document{"readableBy": "NONE"}, 403, 403},
		{document{"readableBy": "ALLOWED", "allowedGroups": []any{"others"}}, 403, 403},
		{document{"readableBy": "ALLOWED", "allowedGroups": []any{"analysts"}}, 200, 403},
		{document{"readableBy": "ALL"}, 200, 403},
	} {
		connection := p.get("/admin/connections/warehouse")
		connection["detailsReadability"] = c.readability
		p.must("PUT", "/admin/connections/warehouse", connection)
		if got := jane.send("GET", "/connections/warehouse/info", nil).status; got != c.jane {
			t.Errorf("%s: a user got %d, want %d", compact(c.readability), got, c.jane)
		}
		if got := key.send("GET", "/connections/warehouse/info", nil).status; got != c.key {
			t.Errorf("%s: a key without user got %d, want %d", compact(c.readability), got, c.key)
		}
	}
	p.refused(jane.send("GET", "/admin/connections", nil), 403, "UnauthorizedException", "")
}

func TestConnectionTest(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/connections", postgres(nil))
	p.same("works", p.get("/connections/warehouse/test"), document{"connectionOK": true})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingConnections = []string{"warehouse"} })
	p.same("fails", p.get("/connections/warehouse/test"), document{"connectionOK": false, "errorMessage": "Connection refused"})

	p.must("POST", "/admin/connections", document{"name": "llm", "type": "OpenAI"})
	for _, name := range []string{"filesystem_managed", "llm"} {
		p.refused(p.send("GET", "/connections/"+name+"/test", nil), 500, "NotImplementedException", "Not implemented")
	}
	old := newProbe(t, emulator.Options{Version: "14.1.3"})
	if a := old.send("GET", "/connections/filesystem_managed/test", nil); a.status != 404 || a.body != nil {
		t.Errorf("the route exists before 14.2.0: %d %s", a.status, a.text)
	}
}

func TestConnectionNames(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/connections", postgres(document{"usableBy": "ALLOWED", "allowedGroups": []any{"analysts"}}))
	factory := []any{"filesystem_folders", "filesystem_managed", "filesystem_root"}
	p.same("all", p.must("GET", "/connections/get-names?type=all", nil), append(factory, "warehouse"))
	p.same("one type", p.must("GET", "/connections/get-names?type=PostgreSQL", nil), []any{"warehouse"})
	joe := p.as(emulator.Identity{ID: "joe", Login: "joe"})
	p.same("usable ones", joe.must("GET", "/connections/get-names?type=all", nil), factory)
}

func TestConnectionSyncIsATask(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	state := p.must("POST", "/admin/connections/filesystem_root/sync", document{"root": true})
	job, _ := at(state, "jobId").(string)
	p.get("/futures/" + job)
	p.same("done", p.get("/futures/" + job)["hasResult"], true)
}

func TestInstanceVariablesAreReplaced(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("fresh", p.get("/admin/variables/"), document{})
	p.must("PUT", "/admin/variables/", []byte(`{"big": 9007199254740993, "list": [1, "a", null]}`))
	p.must("PUT", "/admin/variables/", []byte(`{"big": 9007199254740993}`))
	if a := p.send("GET", "/admin/variables/", nil); strings.TrimSpace(a.text) != `{"big":9007199254740993}` {
		t.Errorf("got %s", a.text)
	}
	p.refused(p.send("PUT", "/admin/variables/", []byte(`[]`)), 400, "JsonSyntaxException", "")
}
