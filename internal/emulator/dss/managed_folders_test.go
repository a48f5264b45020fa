package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// newFolder creates a managed folder of project A as the official client does and returns its id.
func (p *probe) newFolder(name string) string {
	p.Helper()
	id, _ := at(p.must("POST", "/projects/A/managedfolders/", document{
		"name": name, "projectKey": "A", "type": nil, "params": document{"connection": "filesystem_folders", "path": "/${projectKey}/${odbId}"},
	}), "id").(string)
	return id
}

func TestManagedFolders(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	id := p.newFolder("landing")
	path := "/projects/A/managedfolders/" + id
	folder := p.get(path)
	p.same("id", len(id), 8)
	p.same("type", folder["type"], "Filesystem")
	p.same("path", at(folder, "params", "path"), "/${projectKey}/${odbId}")
	p.same("list", p.must("GET", "/projects/A/managedfolders/", nil), []any{folder})
	folder["name"], folder["id"], folder["tags"] = "ignored", "ignored", []any{"b", "a"}
	p.must("PUT", path, folder)
	after := p.get(path)
	p.same("name", after["name"], "landing")
	p.same("tags", after["tags"], []any{"a", "b"})
	p.must("POST", "/projects/A/actions/renameManagedFolder", document{"id": id, "newName": "inbox"})
	p.same("renamed", p.get(path)["name"], "inbox")
	p.must("POST", "/admin/connections/", document{"name": "lake", "type": "EC2", "params": document{}, "allowManagedFolders": true})
	set(after, "lake", "params", "connection")
	p.refused(p.send("PUT", path, after), 400, "IllegalArgumentException", "of type EC2")
	after["type"] = "S3"
	p.must("PUT", path, after)
	p.must("DELETE", path, nil)
	p.refused(p.send("GET", path, nil), 404, "NotFoundException", "does not exist")
}

func TestManagedFolderRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	create := func(name, connection string) answer {
		return p.send("POST", "/projects/A/managedfolders/", document{"name": name, "params": document{"connection": connection}})
	}
	p.refused(create("x", "filesystem_managed"), 403, "UnauthorizedException", "may not create a managed folder on connection filesystem_managed")
	p.refused(create("x", "absent"), 400, "IllegalArgumentException", "does not exist")
	p.refused(create("", "filesystem_folders"), 400, "IllegalArgumentException", "name")
}

func TestManagedFolderFiles(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	id, other := p.newFolder("landing"), p.newFolder("copy")
	path := "/projects/A/managedfolders/" + id
	put := p.sendNamedFile(path+"/contents//in/a%20b.txt", "", []byte("hello"))
	p.same("put", put.body, document{"path": "/in/a b.txt", "size": 5, "lastModified": 1_788_000_000_000})
	p.same("list", at(p.get(path+"/contents"), "items"), []any{put.body})
	p.same("read", p.send("GET", path+"/contents//in/a%20b.txt", nil).text, "hello")
	p.settled(p.must("POST", path+"/actions/copyTo", document{"targetProjectKey": "A", "targetFolderId": other, "writeMode": "OVERWRITE"}))
	p.same("copied", p.send("GET", "/projects/A/managedfolders/"+other+"/contents/in/a%20b.txt", nil).text, "hello")
	p.must("DELETE", path+"/contents/in/a%20b.txt", nil)
	p.must("DELETE", path+"/contents/in/a%20b.txt", nil)
	p.refused(p.send("GET", path+"/contents/in/a%20b.txt", nil), 404, "NotFoundException", "a b.txt")
	p.refused(p.sendNamedFile(path+"/contents/in/%2e%2e/x", "", nil), 400, "IllegalArgumentException", "Invalid path")
	p.same("usages", p.must("GET", path+"/usages", nil), []any{})
}
