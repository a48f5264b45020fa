package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// folder makes a project folder and returns its id.
func (p *probe) folder(parent, name string) string {
	p.Helper()
	created := p.must("POST", "/project-folders/"+parent+"/children?name="+name, nil)
	id, _ := at(created, "id").(string)
	return id
}

// project makes a project of the administrator.
func (p *probe) project(key, folder string) {
	p.Helper()
	p.must("POST", "/projects/?projectFolderId="+folder, document{"projectKey": key, "name": key, "owner": "admin"})
}

func TestRootFolder(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	root := document{"id": "ROOT", "name": nil, "childrenIds": []any{}, "projectKeys": []any{}}
	p.same("root by id", p.get("/project-folders/ROOT"), root)
	p.same("root", p.get("/project-folders/"), root)
	p.refused(p.send("DELETE", "/project-folders/ROOT", nil), 400, "IllegalArgumentException", "root")
	p.refused(p.send("POST", "/project-folders/ROOT/move?destination=ROOT", nil), 400, "IllegalArgumentException", "root")
	settings := p.get("/project-folders/ROOT/settings")
	settings["name"] = "Top"
	p.must("PUT", "/project-folders/ROOT/settings", settings)
	p.same("name of the root", p.get("/project-folders/ROOT"), root)
}

func TestFolderTree(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	team := p.folder("ROOT", "Team%20A")
	inner := p.folder(team, "Inner")
	p.same("folder", p.get("/project-folders/"+team), document{
		"id": team, "name": "Team A", "parentId": "ROOT", "childrenIds": []any{inner}, "projectKeys": []any{},
	})
	p.refused(p.send("POST", "/project-folders/ROOT/children", nil), 400, "IllegalArgumentException", "name")
	p.refused(p.send("GET", "/project-folders/absent", nil), 404, "NotFoundException", "absent")
	p.refused(p.send("POST", "/project-folders/absent/children?name=x", nil), 404, "NotFoundException", "absent")

	p.refused(p.send("POST", "/project-folders/"+team+"/move?destination="+inner, nil), 400, "IllegalArgumentException", "")
	p.must("POST", "/project-folders/"+inner+"/move?destination=ROOT", nil)
	p.same("parent", p.get("/project-folders/" + inner)["parentId"], "ROOT")
	p.same("left", p.get("/project-folders/" + team)["childrenIds"], []any{})

	if a := p.send("DELETE", "/project-folders/"+team, nil); a.status != 200 || a.text != "" {
		t.Errorf("delete answered %d %s", a.status, a.text)
	}
	p.refused(p.send("GET", "/project-folders/"+team, nil), 404, "NotFoundException", team)
}

func TestFolderSettingsKeepEitherSpelling(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	id := p.folder("ROOT", "Team")
	p.same("fresh", p.get("/project-folders/"+id+"/settings"), document{"name": "Team", "owner": "admin", "permissions": []any{}})
	settings := document{"name": "Renamed", "owner": "jdoe", "permissions": []any{
		document{"group": "b", "admin": false, "write": true, "read": true},
		document{"group": "a", "admin": false, "writeContents": true, "read": true},
	}}
	p.must("PUT", "/project-folders/"+id+"/settings", settings)
	p.same("settings", p.get("/project-folders/"+id+"/settings"), settings)
	p.same("name", p.get("/project-folders/" + id)["name"], "Renamed")
}

func TestFolderWithContentIsNotDeleted(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	id := p.folder("ROOT", "Team")
	p.project("CHURN", id)
	p.refused(p.send("DELETE", "/project-folders/"+id, nil), 400, "IllegalArgumentException", "not empty")
	p.must("DELETE", "/projects/CHURN", nil)
	child := p.folder(id, "Child")
	p.refused(p.send("DELETE", "/project-folders/"+id, nil), 400, "IllegalArgumentException", "not empty")
	p.must("DELETE", "/project-folders/"+child, nil)
	p.must("DELETE", "/project-folders/"+id, nil)
}

func TestProjectMovesFromItsCurrentFolder(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	from, to := p.folder("ROOT", "From"), p.folder("ROOT", "To")
	p.project("CHURN", from)
	p.same("located", p.get("/project-folders/locate-project/CHURN")["id"], from)
	p.refused(p.send("POST", "/project-folders/ROOT/projects/CHURN/move?destination="+to, nil), 400,
		"IllegalArgumentException", "CHURN")
	p.refused(p.send("POST", "/project-folders/"+from+"/projects/CHURN/move?destination=absent", nil), 404,
		"NotFoundException", "absent")
	p.must("POST", "/project-folders/"+from+"/projects/CHURN/move?destination="+to, nil)
	p.same("located", p.get("/project-folders/locate-project/CHURN")["projectKeys"], []any{"CHURN"})
	p.same("old folder", p.get("/project-folders/" + from)["projectKeys"], []any{})
	p.refused(p.send("GET", "/project-folders/locate-project/ABSENT", nil), 403, "UnauthorizedException", "Failed to read")
}

func TestDefaultFolderForProjects(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	id := p.folder("ROOT", "Team")
	p.must("PUT", "/project-folders/"+id+"/settings", document{"name": "Team", "owner": "admin", "permissions": []any{
		document{"group": "analysts", "writeContents": true},
	}})
	p.same("administrator", p.get("/project-folders/ROOT/default-for-project-creation")["id"], "ROOT")
	jane := p.as(emulator.Identity{ID: "jane", Login: "jane", Groups: []string{"analysts"}})
	p.same("other user", jane.get("/project-folders/ROOT/default-for-project-creation")["id"], id)
	p.refused(jane.send("POST", "/project-folders/ROOT/children?name=x", nil), 403, "UnauthorizedException", "ROOT")
	mine := jane.folder(id, "Mine")
	p.refused(jane.send("DELETE", "/project-folders/"+mine, nil), 403, "UnauthorizedException", "delete")
	old := newProbe(t, emulator.Options{Version: "13.3.0"})
	if a := old.send("GET", "/project-folders/ROOT/default-for-project-creation", nil); a.status != 404 || a.body != nil {
		t.Errorf("the route exists before 13.4.0: %d %s", a.status, a.text)
	}
}
