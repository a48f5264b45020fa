package dss_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestLibrary(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	const root = "/projects/A/libraries"
	p.same("new", p.must("GET", root+"/contents", nil), []any{
		document{"name": "R", "children": []any{}},
		document{"name": "python", "children": []any{}},
		document{"name": "external-libraries.json"},
	})

	// The official client quotes a path that begins with a slash, and makes empty files without a body.
	p.must("POST", root+"/contents//python/pkg/__init__.py", nil)
	p.must("POST", root+"/contents//python/pkg/a%20b.py", []byte("x = 'ü'\n"))
	p.must("POST", root+"/contents/python/raw.bin", []byte{0xff, 0, 1})
	p.same("empty", p.get(root+"/contents/python/pkg/__init__.py"), document{"data": ""})
	p.same("text", p.get(root+"/contents/python/pkg/a%20b.py"), document{"data": "x = 'ü'\n"})
	p.same("bytes", p.get(root + "/contents/python/raw.bin?dataEncoding=base64")["data"], base64.StdEncoding.EncodeToString([]byte{0xff, 0, 1}))
	p.same("tree", at(p.must("GET", root+"/contents", nil), 1, "children"), []any{
		document{"name": "pkg", "children": []any{document{"name": "__init__.py"}, document{"name": "a b.py"}}},
		document{"name": "raw.bin"},
	})
	p.must("POST", root+"/contents/python/raw.bin", []byte("again"))
	p.same("replaced", p.get(root + "/contents/python/raw.bin")["data"], "again")

	p.refused(p.send("GET", root+"/contents/python/none.py", nil), 500, "IOException", "does not exist")
	p.refused(p.send("GET", root+"/contents/python", nil), 500, "IOException", "Cannot read directory as file")
	p.refused(p.send("POST", root+"/contents/python/raw.bin/x.py", []byte("x")), 500, "IOException", "not a directory")
	p.refused(p.send("POST", root+"/contents/python/pkg", []byte("x")), 500, "IOException", "is a directory")
	p.refused(p.send("POST", root+"/contents/python/%2E%2E/x.py", []byte("x")), 400, "IllegalArgumentException", "Invalid library path")
	p.refused(p.send("DELETE", root+"/contents/python/none.py", nil), 500, "IOException", "does not exist")
}

func TestLibraryItemsMove(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	const root = "/projects/A/libraries"
	p.must("POST", root+"/folders/shared/deep", nil)
	p.must("POST", root+"/contents/python/pkg/a.py", []byte("a"))
	p.must("POST", root+"/contents-actions/rename/", document{"oldPath": "/python/pkg", "newName": "kit"})
	p.same("renamed", p.get(root + "/contents/python/kit/a.py")["data"], "a")
	p.must("POST", root+"/contents-actions/move", document{"oldPath": "/python/kit", "newPath": "shared"})
	p.same("moved", p.get(root + "/contents/shared/kit/a.py")["data"], "a")
	p.must("POST", root+"/contents-actions/move", document{"oldPath": "/shared/kit/a.py", "newPath": "/"})
	p.same("to the root", p.get(root + "/contents/a.py")["data"], "a")

	p.refused(p.send("POST", root+"/folders/shared", nil), 400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", root+"/contents-actions/rename", document{"oldPath": "a.py", "newName": "R"}), 400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", root+"/contents-actions/rename", document{"oldPath": "b.py", "newName": "c.py"}), 500, "IOException", "does not exist")
	p.refused(p.send("POST", root+"/contents-actions/move", document{"oldPath": "a.py", "newPath": "none"}), 500, "IOException", "does not exist")
	p.refused(p.send("POST", root+"/contents-actions/move", document{"oldPath": "shared", "newPath": "shared/deep"}), 400, "IllegalArgumentException", "into itself")

	p.must("DELETE", root+"/contents/shared", nil)
	p.refused(p.send("GET", root+"/contents/shared/deep", nil), 500, "IOException", "does not exist")
	p.must("DELETE", "/projects/A", nil)
	p.project("A", "ROOT")
	p.refused(p.send("GET", root+"/contents/a.py", nil), 500, "IOException", "does not exist")
}

func TestLibrarySettingsAreAFile(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	const file = "/projects/A/libraries/contents/external-libraries.json"
	stored, _ := p.get(file)["data"].(string)
	if !strings.Contains(stored, `"pythonPath": [`) {
		t.Errorf("got %s", stored)
	}
	p.must("POST", file, []byte(strings.Replace(stored, `"python"`, `"python", "extra"`, 1)))
	changed, _ := p.get(file)["data"].(string)
	if !strings.Contains(changed, `"extra"`) {
		t.Errorf("got %s", changed)
	}
	p.refused(p.send("POST", file, []byte("{")), 400, "IllegalArgumentException", "external-libraries.json")
	p.refused(p.send("DELETE", file, nil), 400, "IllegalArgumentException", "cannot be moved or deleted")
}

func TestLibraryNeedsRights(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("PUT", "/projects/A/permissions", document{"owner": "admin", "permissions": []any{document{"user": "jim", "readProjectContent": true}}})
	jim := p.as(emulator.Identity{ID: "jim", Login: "jim"})
	jim.must("GET", "/projects/A/libraries/contents", nil)
	p.refused(jim.send("POST", "/projects/A/libraries/contents/python/x.py", nil), 403, "UnauthorizedException", "writeProjectContent")
}
