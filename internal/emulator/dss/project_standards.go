package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// standardsSpecs, by element type, come from plugins; tests and users of the emulator may add theirs.
	standardsSpecs  = "project_standards_check_specs"
	standardsChecks = "project_standards_checks"
)

// seededSpecs are type, label and description. They are invented: which ones the vendor's plugin has is not published.
var seededSpecs = [][3]string{
	{"project-standards_flow-size", "Flow size", "The flow has not too many datasets"},
	{"project-standards_has-description", "Has a description", "The project is described"},
	{"project-standards_no-failing-scenario", "No failing scenario", "The last run of each scenario worked"},
}

// handleProjectStandards serves dss-admin.md 26. Who may do what is not known: here everybody may read, and
// administrators write.
func handleProjectStandards(n *emulator.Node) {
	for _, spec := range seededSpecs {
		n.Store.Collection(standardsSpecs).Put(spec[0], Document{
			"elementType": spec[0], "label": spec[1], "description": spec[2], "ownerPluginId": "project-standards",
		})
	}
	since := emulator.Since("14.1.2")
	n.Handle("GET /project-standards/check-specs", func(*emulator.Call) (any, error) {
		return n.Store.Collection(standardsSpecs).All(), nil
	}, since)
	n.Handle("POST /project-standards/checks/actions/import", byAdministrators(importChecks), since)
	n.Handle("GET /project-standards/checks", func(*emulator.Call) (any, error) {
		return n.Store.Collection(standardsChecks).All(), nil
	}, since)
	n.Handle("GET /project-standards/checks/{id}", func(c *emulator.Call) (any, error) { return findCheck(c) }, since)
	n.Handle("PUT /project-standards/checks/{id}", byAdministrators(replaceCheck), since)
	n.Handle("DELETE /project-standards/checks/{id}", byAdministrators(func(c *emulator.Call) (any, error) {
		_, err := findCheck(c)
		if err == nil {
			// Scopes that name the check keep its id: what a real node does then is not known.
			n.Store.Collection(standardsChecks).Delete(c.Arg("id"))
		}
		return emulator.Empty{}, err
	}), since)
	handleStandardsScopes(n)
	handleStandardsRuns(n)
}

func byAdministrators(h emulator.Handler) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		if !c.Identity.Admin {
			return nil, emulator.Forbidden("You may not manage project standards")
		}
		return h(c)
	}
}

func findCheck(c *emulator.Call) (Document, error) {
	check, ok := c.Node.Store.Collection(standardsChecks).Get(c.Arg("id"))
	if !ok {
		return nil, emulator.NotFound("Project standards check '" + c.Arg("id") + "' does not exist")
	}
	return check, nil
}

// importChecks makes a check of each spec in the query, also of one that was imported before.
func importChecks(c *emulator.Call) (any, error) {
	made := []any{}
	for _, elementType := range c.QueryAll("checkSpecElementTypes") {
		spec, ok := c.Node.Store.Collection(standardsSpecs).Get(elementType)
		if !ok {
			return nil, emulator.IllegalArgument("Unknown check spec '" + elementType + "'")
		}
		made = append(made, Document{
			"id": c.Node.RandomID(8), "name": spec["label"], "description": spec["description"],
			"checkElementType": elementType, "checkParams": Document{}, "tags": []any{},
		})
	}
	if len(made) == 0 {
		return nil, emulator.IllegalArgument("checkSpecElementTypes is required")
	}
	for _, check := range made {
		document, _ := check.(Document)
		c.Node.Store.Collection(standardsChecks).Put(text(document, "id"), document)
	}
	return made, nil
}

func replaceCheck(c *emulator.Call) (any, error) {
	stored, err := findCheck(c)
	if err != nil {
		return nil, err
	}
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	check := pick(body, "name", "description", "checkParams", "tags")
	keep(check, stored, "id")
	keep(check, stored, "checkElementType")
	if text(check, "name") == "" {
		return nil, emulator.IllegalArgument("The name of the check is required")
	}
	complete(check, Document{"description": "", "checkParams": Document{}, "tags": []any{}})
	c.Node.Store.Collection(standardsChecks).Put(c.Arg("id"), check)
	return check, nil
}
