package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestCodeStudioTemplatesCanOnlyBeChanged(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("list", p.must("GET", "/admin/code-studios/", nil), []any{
		document{"id": "jupyterlab", "label": "JupyterLab"}, document{"id": "vscode", "label": "Visual Studio Code"},
	})
	template := p.get("/admin/code-studios/vscode")
	p.same("type", template["type"], "manual")
	template["id"], template["containerConfs"], template["type"] = "other", []any{"gpu"}, "block_based"
	p.must("PUT", "/admin/code-studios/vscode", template)
	template["id"], template["type"] = "vscode", "manual"
	p.same("document", p.get("/admin/code-studios/vscode"), template)
	for method, path := range map[string]string{"POST": "/admin/code-studios/", "DELETE": "/admin/code-studios/vscode"} {
		if a := p.send(method, path, document{}); a.status != 405 {
			t.Errorf("%s %s: %d %s", method, path, a.status, a.text)
		}
	}
	p.refused(p.send("GET", "/admin/code-studios/absent", nil), 404, "NotFoundException", "does not exist")
	p.refused(p.send("PUT", "/admin/code-studios/absent", document{}), 404, "NotFoundException", "does not exist")
}

func TestCodeStudioTemplateBuildNeedsAUser(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	const build = "/admin/code-studios/vscode/build?withNoCache=False"
	global := p.as(emulator.Identity{ID: "global-key", Admin: true})
	p.refused(global.send("POST", build, nil), 403, "UnauthorizedException", "needs a user")
	jane := p.as(emulator.Identity{ID: "jane", Login: "jane", Rights: map[string]bool{"mayManageCodeStudioTemplates": true}})
	jane.must("POST", build, nil)
	p.refused(p.as(emulator.Identity{ID: "jim", Login: "jim"}).send("POST", build, nil), 403, "UnauthorizedException", "templates")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls, q.FailingBuilds = 0, []string{"jupyterlab"} })
	p.same("error", at(p.must("POST", build, nil), "result", "messages", "error"), false)
	p.same("built", at(p.must("GET", "/admin/code-studios/", nil), 1, "lastBuilt"), 1_788_000_000_000)
	p.same("error", at(p.must("POST", "/admin/code-studios/jupyterlab/build", nil), "result", "messages", "error"), true)
}
