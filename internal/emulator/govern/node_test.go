package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestNodeSurvivesARestart(t *testing.T) {
	f := start(t, emulator.Options{})
	ids := withArtifacts(f)
	_, secret := f.newKey(`{"globalPermissions":{"admin":true}}`)
	f.ok("PUT", "/admin/general-settings", `{"password":"clear"}`)
	f.upload("a.txt", []byte("a"))
	var saved []byte
	f.node.Do(func(s *emulator.Store) { saved = s.Snapshot() })

	again := start(t, emulator.Options{}).as(secret)
	var failed error
	again.node.Do(func(s *emulator.Store) { failed = s.Restore(saved) })
	if failed != nil {
		t.Fatal(failed)
	}
	for _, path := range []string{"/artifact/" + ids[0], versionURL, "/admin/general-settings", "/admin/users/admin", "/uploaded-file/uf.1"} {
		again.equal(again.ok("GET", path, ""), f.ok("GET", path, ""))
	}
	f.ok("DELETE", "/artifact/"+ids[2], "")
	if id := f.newArtifact("new", `{"purpose":"p"}`); id == ids[2] {
		t.Error("the identifier of a deleted artifact is used again")
	}
}
