package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	codeStudioTemplates = "code_studio_templates"
	// codeStudioBuilds holds buildFor and lastBuilt by id, which only the list shows (dss-admin.md 25).
	codeStudioBuilds = "code_studio_builds"
)

// handleCodeStudioTemplates has neither creation nor deletion (dss-admin.md 25).
func handleCodeStudioTemplates(n *emulator.Node) {
	seedCodeStudioTemplates(n)
	n.Handle("GET /admin/code-studios", withTemplateRight(func(*emulator.Call) (any, error) {
		list := []any{}
		for _, template := range n.Store.Collection(codeStudioTemplates).All() {
			item := pick(template, "id", "label")
			build, _ := n.Store.Collection(codeStudioBuilds).Get(text(template, "id"))
			keep(item, build, "buildFor")
			keep(item, build, "lastBuilt")
			list = append(list, item)
		}
		return list, nil
	}), emulator.Open())
	n.Handle("GET /admin/code-studios/{id}", withTemplateRight(func(c *emulator.Call) (any, error) {
		return findCodeStudioTemplate(n, c.Arg("id"))
	}), emulator.Open())
	n.Handle("PUT /admin/code-studios/{id}", withTemplateRight(func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		stored, err := findCodeStudioTemplate(n, c.Arg("id"))
		if err != nil {
			return nil, err
		}
		keep(body, stored, "id")
		keep(body, stored, "type") // a guess: the params belong to the type
		complete(body, emptyCodeStudioTemplate())
		n.Store.Collection(codeStudioTemplates).Put(c.Arg("id"), body)
		return emulator.Empty{}, nil
	}), emulator.Open())
	n.Handle("POST /admin/code-studios/{id}/build", withTemplateRight(buildCodeStudioTemplate), emulator.Open())
}

// withTemplateRight guards the calls. That a build needs a user and no administrator is known; that the calls need one of
// the rights that exist for templates is a guess.
func withTemplateRight(h emulator.Handler) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		if !c.Identity.May("mayCreateCodeStudioTemplates") && !c.Identity.May("mayManageCodeStudioTemplates") {
			return nil, emulator.Forbidden("You may not manage code studio templates")
		}
		return h(c)
	}
}

// emptyCodeStudioTemplate are the members of dss-admin.md 25 with the values of a template that nobody edited. The
// values are a guess.
func emptyCodeStudioTemplate() Document {
	return Document{
		"label": "", "icon": "", "tags": []any{}, "isEditor": false, "owner": "admin", "defaultPermission": "NONE",
		"permissions": []any{}, "allContainerConfs": false, "containerConfs": []any{}, "defaultContainerConf": "",
		"allowContainerConfOverride": false, "params": Document{},
	}
}

// seedCodeStudioTemplates makes up two templates, of the two types that are no plugins.
func seedCodeStudioTemplates(n *emulator.Node) {
	for _, template := range []Document{
		{
			"id": "jupyterlab", "label": "JupyterLab", "type": "block_based", "icon": "icon-code", "isEditor": true,
			"params": Document{"blocks": []any{Document{"type": "jupyterlab", "params": Document{"launchParameters": ""}}}},
		},
		{
			"id": "vscode", "label": "Visual Studio Code", "type": "manual", "icon": "icon-code", "isEditor": true,
			"params": Document{"dockerfile": "FROM dku-exec-base\n"},
		},
	} {
		complete(template, emptyCodeStudioTemplate())
		n.Store.Collection(codeStudioTemplates).Put(text(template, "id"), template)
	}
}

// findCodeStudioTemplate answers as most families do; how the server words it was not recorded.
func findCodeStudioTemplate(n *emulator.Node, id string) (Document, error) {
	template, ok := n.Store.Collection(codeStudioTemplates).Get(id)
	if !ok {
		return nil, emulator.NotFound("Code studio template '" + id + "' does not exist")
	}
	return template, nil
}

// buildCodeStudioTemplate needs a user: a personal key, or a global key that impersonates one (dss-admin.md 25). A
// template without container configurations builds nothing. What the result holds is a guess.
func buildCodeStudioTemplate(c *emulator.Call) (any, error) {
	template, err := findCodeStudioTemplate(c.Node, c.Arg("id"))
	if err != nil {
		return nil, err
	}
	if c.Identity.Login == "" {
		return nil, emulator.Forbidden("This call needs a user, and the API key has none")
	}
	id := text(template, "id")
	return c.Future("Build code studio template "+id, func() (any, error) {
		if slices.Contains(c.Node.Quirks.FailingBuilds, id) {
			return failed("ERR_CODE_STUDIO_BUILD_FAILED", "Code studio template build failed", "docker build: exit status 1"), nil
		}
		c.Node.Store.Collection(codeStudioBuilds).Put(id, Document{
			"buildFor": template["containerConfs"], "lastBuilt": c.Node.Millis(),
		})
		return succeeded("INFO_CODE_STUDIO_BUILD_OK", "Image built"), nil
	})
}
