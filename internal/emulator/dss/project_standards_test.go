package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const sizeSpec = "project-standards_flow-size"

func TestStandardsChecks(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("spec", at(p.must("GET", "/project-standards/check-specs", nil), 0, "elementType"), sizeSpec)
	made := p.must("POST", "/project-standards/checks/actions/import?checkSpecElementTypes="+sizeSpec+"&checkSpecElementTypes="+sizeSpec, nil)
	first, second := at(made, 0, "id"), at(made, 1, "id")
	if first == second || first == nil {
		t.Errorf("two imports made %v and %v", first, second)
	}
	id, _ := first.(string)
	check := p.get("/project-standards/checks/" + id)
	p.same("an imported check", check, document{
		"id": id, "name": "Flow size", "description": "The flow has not too many datasets", "checkElementType": sizeSpec,
		"checkParams": document{}, "tags": []any{},
	})
	check["name"], check["checkParams"], check["unknown"] = "Small flow", document{"max": 50}, 1
	stored := p.must("PUT", "/project-standards/checks/"+id, check)
	delete(check, "unknown")
	p.same("the answer of a PUT", stored, check)
	check["checkElementType"], check["id"] = "other", "other"
	p.same("what cannot change", p.must("PUT", "/project-standards/checks/"+id, check), stored)
	p.same("list", at(p.must("GET", "/project-standards/checks", nil), 0), stored)
	p.must("DELETE", "/project-standards/checks/"+id, nil)
	p.refused(p.send("GET", "/project-standards/checks/"+id, nil), 404, "NotFoundException", id)
	p.refused(p.send("POST", "/project-standards/checks/actions/import", nil), 400, "IllegalArgumentException", "required")
	p.refused(p.send("POST", "/project-standards/checks/actions/import?checkSpecElementTypes=x", nil), 400, "IllegalArgumentException", "Unknown check spec 'x'")
	p.refused(p.as(member("eve")).send("POST", "/project-standards/checks/actions/import", nil), 403, "UnauthorizedException", "")
}

// scope makes a scope by tag.
func (p *probe) scope(name, tag string) {
	p.Helper()
	p.must("POST", "/project-standards/scopes/"+name, document{
		"name": name, "description": "", "checks": []any{}, "selectionMethod": "BY_TAG", "selectedTags": []any{tag},
	})
}

func (p *probe) scopeNames() []any {
	p.Helper()
	names := []any{}
	for i := 0; ; i++ {
		name := at(p.must("GET", "/project-standards/scopes", nil), i, "name")
		if name == nil {
			return names
		}
		names = append(names, name)
	}
}

func TestStandardsScopes(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	for _, name := range []string{"a", "b", "c"} {
		p.scope(name, name)
	}
	p.same("order", p.scopeNames(), []any{"a", "b", "c", "default"})
	p.must("POST", "/project-standards/scopes/a/actions/reorder?index=2", nil)
	p.must("POST", "/project-standards/scopes/c/actions/reorder?index=0", nil)
	p.same("after moves", p.scopeNames(), []any{"c", "b", "a", "default"})
	p.refused(p.send("POST", "/project-standards/scopes/a/actions/reorder?index=3", nil), 400, "IllegalArgumentException", "index")
	p.refused(p.send("POST", "/project-standards/scopes/default/actions/reorder?index=0", nil), 400, "IllegalArgumentException", "default")
	p.refused(p.send("DELETE", "/project-standards/scopes/default", nil), 400, "IllegalArgumentException", "default")

	changed := document{
		"name": "a", "description": "New", "checks": []any{"x"}, "selectionMethod": "BY_PROJECT", "selectedProjects": []any{"P"},
	}
	p.same("the answer of a PUT", p.must("PUT", "/project-standards/scopes/a", changed), changed)
	p.same("after a PUT", p.get("/project-standards/scopes/a"), changed)
	changed["selectionMethod"] = "ALL"
	p.refused(p.send("PUT", "/project-standards/scopes/a", changed), 400, "IllegalArgumentException", "selection method")
	p.refused(p.send("POST", "/project-standards/scopes/b", document{"name": "b", "selectionMethod": "BY_TAG"}), 400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", "/project-standards/scopes/d", document{"name": "e", "selectionMethod": "BY_TAG"}), 400, "IllegalArgumentException", "path")
	p.must("DELETE", "/project-standards/scopes/b", nil)
	p.refused(p.send("GET", "/project-standards/scopes/b", nil), 404, "NotFoundException", "b")
	p.same("order after a deletion", p.scopeNames(), []any{"c", "a", "default"})

	before := p.get("/project-standards/default-scope")
	p.must("PUT", "/project-standards/scopes/default", document{"name": "default", "description": "mine", "selectionMethod": "BY_TAG", "checks": []any{"x"}})
	before["checks"] = []any{"x"}
	p.same("the default scope", p.get("/project-standards/default-scope"), before)
}

func TestStandardsOfProjects(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	team := p.folder("ROOT", "Team")
	p.project("P", team)
	scope := func() string { return p.send("GET", "/projects/P/project-standards/scope", nil).text }
	if got := scope(); got != "default" {
		t.Errorf("without scopes it is %q", got)
	}
	if a := p.send("GET", "/projects/P/project-standards/last-report", nil); a.status != 200 || a.text != "" {
		t.Errorf("without a run: %d %q", a.status, a.text)
	}
	made := p.must("POST", "/project-standards/checks/actions/import?checkSpecElementTypes="+sizeSpec, nil)
	id, _ := at(made, 0, "id").(string)
	p.must("POST", "/project-standards/scopes/team", document{"name": "team", "selectionMethod": "BY_FOLDER", "selectedFolders": []any{team}, "checks": []any{id, "gone"}})
	if got := scope(); got != "team" {
		t.Errorf("with a scope of the folder it is %q", got)
	}
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	report := at(p.must("POST", "/projects/P/project-standards/actions/run", nil), "result")
	p.same("scope of the run", at(report, "scope"), "team")
	p.same("result", at(report, "bundleChecksRunInfo", id, "result", "status"), "RUN_SUCCESS")
	p.same("last report", p.must("GET", "/projects/P/project-standards/last-report", nil), report)
	none := at(p.must("POST", "/projects/P/project-standards/actions/run?checkIds=gone", nil), "result", "bundleChecksRunInfo")
	p.same("a run of named checks", none, document{})
}

func TestOldNodesLackStandards(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "14.1.1"})
	if a := p.send("GET", "/project-standards/checks", nil); a.status != 404 || a.body != nil {
		t.Errorf("answered %d %s", a.status, a.text)
	}
}
