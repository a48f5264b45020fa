package dss_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const hidden = "Failed to read project permissions"

func TestProjectCreation(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	created := p.must("POST", "/projects/", document{
		"projectKey": "CHURN", "name": "Churn", "owner": "admin", "description": "Why they leave", "tags": []any{"b", "a", "b"},
		"permissions": []any{document{"group": "analysts", "readProjectContent": true}},
		"settings":    document{"codeEnvs": document{"python": document{"mode": "EXPLICIT_ENV", "envName": "py312"}}},
	})
	p.same("answer", created, document{"msg": "Created project CHURN"})
	summary := p.get("/projects/CHURN")
	for member, want := range map[string]any{
		"projectKey": "CHURN", "name": "Churn", "description": "Why they leave", "ownerLogin": "admin",
		"tags": []any{"a", "b"}, "projectStatus": "Sandbox",
	} {
		p.same(member, summary[member], want)
	}
	p.same("list item", at(p.must("GET", "/projects/", nil), 0), summary)
	settings := p.get("/projects/CHURN/settings")
	p.same("seeded setting", at(settings, "settings", "codeEnvs", "python", "envName"), "py312")
	p.same("default beside it", at(settings, "settings", "codeEnvs", "r", "mode"), "INHERIT")
	p.same("folder", p.get("/project-folders/ROOT")["projectKeys"], []any{"CHURN"})
	entry := at(p.get("/projects/CHURN/permissions"), "permissions", 0)
	p.same("absent flag", at(entry, "admin"), false)
	p.same("given flag", at(entry, "readProjectContent"), true)
}

func TestProjectCreationRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("TAKEN", "ROOT")
	for _, c := range []struct {
		body       document
		kind, part string
		folder     string
		status     int
	}{
		{document{"projectKey": "X", "name": "X"}, "IllegalArgumentException", "owner", "ROOT", 400},
		{document{"projectKey": "X", "name": "X", "owner": "ghost"}, "IllegalArgumentException", "ghost", "ROOT", 400},
		{document{"projectKey": "X", "owner": "admin"}, "IllegalArgumentException", "name", "ROOT", 400},
		{document{"projectKey": "TAKEN", "name": "X", "owner": "admin"}, "", "ERR_PROJECT_INVALID_PROJECT_KEY", "ROOT", 400},
		{document{"projectKey": "a-b", "name": "X", "owner": "admin"}, "", "ERR_PROJECT_INVALID_PROJECT_KEY", "ROOT", 400},
		{document{"projectKey": "X", "name": "X", "owner": "admin"}, "NotFoundException", "absent", "absent", 404},
	} {
		p.refused(p.send("POST", "/projects/?projectFolderId="+c.folder, c.body), c.status, c.kind, c.part)
	}
	p.refused(p.send("GET", "/projects/X", nil), 403, "UnauthorizedException", hidden)
}

func TestUnknownProjectLooksLikeAHiddenOne(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("SECRET", "ROOT")
	jane := p.as(emulator.Identity{ID: "jane", Login: "jane", Groups: []string{"analysts"}})
	for _, path := range []string{"", "/metadata", "/settings", "/permissions", "/variables/", "/tags", "/timeline", "/interest"} {
		p.refused(p.send("GET", "/projects/ABSENT"+path, nil), 403, "UnauthorizedException", hidden)
		p.refused(jane.send("GET", "/projects/SECRET"+path, nil), 403, "UnauthorizedException", hidden)
	}
	p.refused(p.send("PUT", "/projects/ABSENT/variables", document{"standard": document{}, "local": document{}}), 403,
		"UnauthorizedException", hidden)
	p.refused(p.send("DELETE", "/projects/ABSENT", nil), 403, "UnauthorizedException", hidden)
	p.same("list of jane", jane.must("GET", "/projects", nil), []any{})
}

func TestProjectRights(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("CHURN", "ROOT")
	jane := p.as(emulator.Identity{ID: "jane", Login: "jane", Groups: []string{"analysts"}})
	grant := func(flags document) {
		p.must("PUT", "/projects/CHURN/permissions", document{"owner": "admin", "permissions": []any{}})
		p.must("PUT", "/projects/CHURN/permissions", document{"owner": "admin", "permissions": []any{flags}})
	}
	variables := document{"standard": document{}, "local": document{}}
	grant(document{"group": "analysts", "readProjectContent": true})
	jane.get("/projects/CHURN/variables")
	p.refused(jane.send("PUT", "/projects/CHURN/variables", variables), 403, "UnauthorizedException", "writeProjectContent")
	grant(document{"user": "jane", "writeProjectContent": true})
	jane.must("PUT", "/projects/CHURN/variables", variables)
	p.refused(jane.send("DELETE", "/projects/CHURN", nil), 403, "UnauthorizedException", "admin")
	grant(document{"user": "jane", "admin": true})
	jane.must("DELETE", "/projects/CHURN", nil)
	p.refused(jane.send("POST", "/projects", document{"projectKey": "X", "name": "X", "owner": "admin"}), 403,
		"UnauthorizedException", "create projects")
}

func TestProjectListFiltersAndLocation(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	outer := p.folder("ROOT", "Outer")
	inner := p.folder(outer, "Inner")
	p.project("A", "ROOT")
	p.must("POST", "/projects/?projectFolderId="+inner, document{
		"projectKey": "B", "name": "B", "owner": "admin", "tags": []any{"red"},
	})
	tagged, _ := p.must("GET", "/projects/?tags=red&tags=blue", nil).([]any)
	if len(tagged) != 1 || at(tagged, 0, "projectKey") != "B" {
		t.Errorf("tags filter: %s", compact(tagged))
	}
	located := p.must("GET", "/projects/?includeLocation=True", nil)
	p.same("in the root", at(located, 0, "projectLocation"), []any{})
	p.same("nested", at(located, 1, "projectLocation"),
		[]any{document{"id": outer, "name": "Outer"}, document{"id": inner, "name": "Inner"}})
}

func TestProjectDeletion(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	done := p.must("DELETE", "/projects/A?clearManagedDatasets=False&clearJobAndScenarioLogs=True&wait=True", nil)
	p.same("state", at(done, "hasResult"), true)
	p.same("result", at(done, "result", "error"), false)
	p.refused(p.send("GET", "/projects/A/variables", nil), 403, "UnauthorizedException", hidden)
	p.project("A", "ROOT")
	state := p.must("DELETE", "/projects/A?wait=False", nil)
	job, _ := at(state, "jobId").(string)
	p.same("running", at(state, "hasResult"), false)
	p.get("/projects/A")
	p.get("/futures/" + job)
	p.same("ended", p.get("/futures/" + job)["hasResult"], true)
	p.refused(p.send("GET", "/projects/A", nil), 403, "UnauthorizedException", hidden)
	p.same("folder", p.get("/project-folders/ROOT")["projectKeys"], []any{})
}

func TestProjectChangesMoveTheVersionTag(t *testing.T) {
	now := time.UnixMilli(1_788_000_000_000)
	p := newProbe(t, emulator.Options{Now: func() time.Time { return now }})
	p.project("A", "ROOT")
	now = now.Add(time.Minute)
	p.must("PUT", "/projects/A/variables", document{"standard": document{}, "local": document{}})
	summary := p.get("/projects/A")
	p.same("version", at(summary, "versionTag", "versionNumber"), 1)
	p.same("changed", at(summary, "versionTag", "lastModifiedOn"), now.UnixMilli())
	p.same("created", at(summary, "creationTag", "lastModifiedOn"), now.Add(-time.Minute).UnixMilli())
	timeline := p.get("/projects/A/timeline?itemCount=5")
	p.same("timeline", timeline["lastModifiedOn"], now.UnixMilli())
	p.same("contributors", timeline["allContributors"], []any{"admin"})
	p.same("interest", p.get("/projects/A/interest"), document{"starCount": 0, "watchCount": 0})
	p.same("plugins", p.must("GET", "/projects/A/plugins/usages", nil), []any{})
	if at(p.must("POST", "/projects/A/actions/sync", nil), "jobId") == nil {
		t.Error("sync is a task")
	}
}

func TestProjectDuplicate(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("PUT", "/projects/A/variables", document{"standard": document{"x": 1}, "local": document{"host": "h"}})
	p.must("POST", "/projects/A/duplicate/", document{
		"targetProjectKey": "B", "targetProjectName": "Second", "duplicationMode": "MINIMAL", "remapping": document{},
	})
	p.same("name", p.get("/projects/B")["name"], "Second")
	p.same("variables", p.get("/projects/B/variables"), document{"standard": document{"x": 1}, "local": document{}})
	p.refused(p.send("POST", "/projects/A/duplicate/", document{"targetProjectKey": "B", "targetProjectName": "x"}), 400, "",
		"ERR_PROJECT_INVALID_PROJECT_KEY")
	p.refused(p.send("POST", "/projects/A/duplicate/", document{
		"targetProjectKey": "C", "targetProjectName": "x", "duplicationMode": "ALL",
	}), 400, "IllegalArgumentException", "ALL")
}

func TestProjectExportAndImport(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	archive := p.send("POST", "/projects/A/export", document{})
	if archive.status != http.StatusOK {
		t.Fatalf("export: %d", archive.status)
	}
	id := p.upload([]byte(archive.text))
	failed := p.must("POST", "/projects/import/"+id+"/process", document{"_": "_"})
	p.same("key in use", at(failed, "success"), false)
	p.same("message", at(failed, "messages", "error"), true)
	p.refused(p.send("POST", "/projects/import/"+id+"/process", document{}), 400, "IllegalArgumentException", "")
	done := p.must("POST", "/projects/import/"+id+"/process", document{"targetProjectKey": "B"})
	p.same("imported", at(done, "usedProjectKey"), "B")
	p.same("name", p.get("/projects/B")["name"], "A")
}

// upload sends an archive the way the official client does and returns the id of the import.
func (p *probe) upload(archive []byte) string {
	p.Helper()
	a := p.sendFile("/projects/import/upload", archive)
	id, _ := at(a.body, "id").(string)
	if id == "" {
		p.Fatalf("upload answered %d %s", a.status, a.text)
	}
	return id
}

// A deletion whose answer was lost is started twice. The task that nobody follows must not take a project that was made
// after it.
func TestLateDeletionSparesALaterProject(t *testing.T) {
	now := time.UnixMilli(1_788_000_000_000)
	p := newProbe(t, emulator.Options{Now: func() time.Time { return now }})
	p.project("CHURN", "ROOT")
	p.must("DELETE", "/projects/CHURN?wait=False", nil)
	p.must("DELETE", "/projects/CHURN", nil)
	now = now.Add(time.Second)
	p.project("CHURN", "ROOT")
	now = now.Add(time.Hour)
	p.same("project", p.get("/projects/CHURN")["projectKey"], "CHURN")
}

func TestPartsOfAProjectThatIsGone(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("POST", "/projects/A/scenarios", document{"name": "s", "type": "step_based"})
	p.node.Do(func(s *emulator.Store) { s.Collection("projects").Delete("A") })
	for _, path := range []string{"", "/metadata", "/settings", "/permissions", "/variables", "/tags", "/scenarios", "/scenarios/s"} {
		p.refused(p.send("GET", "/projects/A"+path, nil), 403, "UnauthorizedException", "Failed to read project permissions")
	}
	for _, path := range []string{"/metadata", "/settings", "/permissions", "/variables", "/tags"} {
		p.refused(p.send("PUT", "/projects/A"+path, document{}), 403, "UnauthorizedException", "Failed to read project permissions")
	}
	p.refused(p.send("DELETE", "/projects/A", nil), 403, "UnauthorizedException", "Failed to read project permissions")
	p.same("folder", p.get("/project-folders/ROOT")["projectKeys"], []any{})
	p.project("A", "ROOT")
	p.same("nothing is left", p.must("GET", "/projects/A/scenarios", nil), []any{})

	p.node.Do(func(s *emulator.Store) { s.Collection("project_settings").Delete("A") })
	p.refused(p.send("GET", "/projects/A/settings", nil), 500, "NullPointerException", "")
}
