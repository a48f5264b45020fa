package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// withActiveVersion makes bp.ai/bv.v1 ready for artifacts.
func withActiveVersion(f *fixture) {
	f.Helper()
	withVersion(f)
	f.ok("PUT", versionURL+"/status", `"ACTIVE"`)
}

// newArtifact creates one on bp.ai/bv.v1 and returns its id.
func (f *fixture) newArtifact(name, fields string) string {
	f.Helper()
	created := f.ok("POST", "/artifacts", artifactBody(name, fields))
	id, _ := at(created, "artifactId").(string)
	return id
}

func artifactBody(name, fields string) string {
	return `{"name":"` + name + `","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"fields":` + fields + `}`
}

// userArtifact is the artifact that stands for a user or group.
func (f *fixture) userArtifact(blueprint, name string) string {
	f.Helper()
	found := f.ok("POST", "/artifacts/search", `{"artifactSearchSource":{"type":"all"},"artifactFilters":[
		{"type":"blueprints","blueprintIds":["`+blueprint+`"]},{"type":"field","conditionType":"EQUALS","condition":"`+name+`"}]}`)
	id, _ := at(found, "uiArtifacts", 0, "artifact", "id").(string)
	return id
}

func TestArtifactLife(t *testing.T) {
	f := start(t, emulator.Options{})
	withActiveVersion(f)
	admin := f.userArtifact("bp.system.user", "Administrator")
	readers := f.userArtifact("bp.system.group", "readers")
	id := f.newArtifact("Churn", `{"purpose":"p","go_live":"2026-10-01T00:00:00.000Z","owners":["`+admin+`","`+readers+`","`+admin+`"],"budget":1200.50,"risk_level":null}`)
	got := f.ok("GET", "/artifact/"+id, "")
	f.equal(at(got, "artifact"), `{"id":"`+id+`","name":"Churn","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},
		"fields":{"purpose":"p","go_live":"2026-10-01T00:00:00.000Z","owners":["`+admin+`","`+readers+`"],"budget":1200.50},
		"workflow":{"steps":{"draft":{"status":"NOT_STARTED","visible":true},"review":{"status":"NOT_STARTED","visible":true},"approved":{"status":"NOT_STARTED","visible":true}}},
		"status":{"stepId":null,"archived":false}}`)
	f.equal(at(got, "blueprint", "name"), "AI")

	saved := f.ok("PUT", "/artifact/"+id, `{"id":"`+id+`","name":"Churn 2","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},
		"fields":{"purpose":"p"},"workflow":{"steps":{"draft":{"status":"FINISHED","visible":true}}},"status":{"archived":true,"stepId":"approved"}}`)
	f.equal(at(saved, "artifact", "status"), `{"stepId":"review","archived":true}`)
	f.equal(at(saved, "artifact", "fields"), `{"purpose":"p"}`)
	f.refused(400, "do not match", "PUT", "/artifact/"+id, `{"id":"ar.1","name":"x"}`)
	f.refused(500, "null", "PUT", "/artifact/"+id, `{"name":"x","fields":{}}`)
	f.refused(400, "No enum constant", "PUT", "/artifact/"+id, `{"name":"x","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},
		"fields":{"purpose":"p"},"workflow":{"steps":{"draft":{"status":"DONE"}}}}`)
	f.ok("DELETE", "/artifact/"+id, "")
	f.refused(404, id, "GET", "/artifact/"+id, "")
}

func TestArtifactValidation(t *testing.T) {
	f := start(t, emulator.Options{})
	withActiveVersion(f)
	for fields, message := range map[string]string{
		`{}`:                                                       "Field purpose value is required for artifact: ar.",
		`{"purpose":null}`:                                         "Field purpose value is required for artifact: ar.",
		`{"purpose":"p","z":1,"field3":2}`:                         "were not found in its blueprint version reference. Field names: field3, z",
		`{"purpose":"p","owners":"ar.1"}`:                          "Field `owners` is a list in artifact: ar.",
		`{"purpose":"p","go_live":12.5}`:                           "Invalid type for field value: double",
		`{"purpose":{"a":1}}`:                                      "Invalid type for field value: map",
		`{"purpose":["a"]}`:                                        "Invalid type for field value: list",
		`{"purpose":"p","budget":"12"}`:                            "Invalid type for field value: string",
		`{"purpose":"p","go_live":"2026-10-01"}`:                   "is not a valid date",
		`{"purpose":"p","risk_level":"low"}`:                       "'low' for field ID 'risk_level' is not a valid category",
		`{"purpose":"p","owners":["ar.999"]}`:                      "does not exist",
		`{"purpose":"p","owners":["ar.1","ar.2","ar.3"]}`:          "wrong number of values",
		`{"purpose":"p","unknown":1}`:                              "Field names: unknown",
		`{"purpose":true}`:                                         "Invalid type for field value: boolean",
		`{"purpose":"p","owners":[3]}`:                             "Invalid type for field value: double",
		`{"purpose":"p","risk_level":"Low","go_live":"not a day"}`: "is not a valid date",
	} {
		f.refused(400, message, "POST", "/artifacts", artifactBody("A", fields))
	}
	f.refused(400, "Name is required", "POST", "/artifacts", artifactBody("", `{"purpose":"p"}`))
	f.refused(404, "bv.none", "POST", "/artifacts", `{"name":"A","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.none"}}`)
	f.refused(403, "synchronized", "POST", "/artifacts", `{"name":"A","blueprintVersionId":{"blueprintId":"bp.system.user","versionId":"bv.system.default"}}`)
	own := f.newArtifact("A", `{"purpose":"p"}`)
	f.refused(400, "is not allowed for field ID 'owners'", "POST", "/artifacts", artifactBody("B", `{"purpose":"p","owners":["`+own+`"]}`))

	f.ok("PUT", versionURL+"/status", `"ARCHIVED"`)
	f.refused(400, "is not active", "POST", "/artifacts", artifactBody("A", `{"purpose":"p"}`))
	f.ok("PUT", "/artifact/"+own, artifactBody("A2", `{"purpose":"p"}`))
}

func TestArtifactRevisionsSince15(t *testing.T) {
	f := start(t, emulator.Options{Version: "15.0.0"})
	withActiveVersion(f)
	id := f.newArtifact("A", `{"purpose":"p"}`)
	created := at(f.ok("GET", "/artifact/"+id, ""), "artifact", "creationRevision")
	f.equal(at(created, "author"), "api:admin")
	_, secret := f.newKey(`{"globalPermissions":{"admin":true}}`)
	saved := at(f.as(secret).ok("PUT", "/artifact/"+id, artifactBody("B", `{"purpose":"p"}`)), "artifact")
	f.equal(at(saved, "creationRevision"), created)
	if at(saved, "lastModificationRevision", "author") == "api:admin" {
		t.Error("the last revision is not stamped")
	}
}

func TestIdentityArtifactsFollowUsersAndGroups(t *testing.T) {
	f := start(t, emulator.Options{})
	f.ok("POST", "/admin/users", `{"login":"alice","password":"secret","displayName":"Alice"}`)
	id := f.userArtifact("bp.system.user", "Alice")
	f.ok("PUT", "/admin/users/alice", `{"displayName":"Alice B","enabled":true}`)
	f.equal(f.userArtifact("bp.system.user", "Alice B"), id)
	f.ok("DELETE", "/admin/users/alice", "")
	f.refused(404, id, "GET", "/artifact/"+id, "")
	f.ok("POST", "/admin/groups", `{"name":"legal"}`)
	group := f.userArtifact("bp.system.group", "legal")
	f.ok("DELETE", "/admin/groups/legal", "")
	f.refused(404, group, "GET", "/artifact/"+group, "")
}
