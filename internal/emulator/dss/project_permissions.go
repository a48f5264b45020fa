package dss

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// projectFlags are the flags of a permission entry (observed.md 6).
var projectFlags = []string{
	"admin", "editPermissions", "readProjectContent", "writeProjectContent", "exportDatasetsData", "readDashboards",
	"writeDashboards", "moderateDashboards", "publishToDataCollections", "shareToWorkspaces", "runScenarios",
	"manageDashboardAuthorizations", "manageExposedElements", "manageAdditionalDashboardUsers", "executeApp",
}

// permissionsShape is that of observed.md 6 and project-documents.md 7; what stands for a dashboard user is not known.
var permissionsShape = newPermissionsShape()

func newPermissionsShape() emulator.Shape {
	entry := emulator.Members{"user": emulator.String, "group": emulator.String, "invitationEmailStatus": emulator.String}
	for _, flag := range projectFlags {
		entry[flag] = emulator.Bool
	}
	return emulator.Object(emulator.Members{
		"owner": emulator.String, "permissions": emulator.List(emulator.Object(entry)),
		"additionalDashboardUsers": emulator.Object(emulator.Members{"users": emulator.List(emulator.Any)}),
		"dashboardAuthorizations": emulator.Like(Document{
			"allAuthorized": false, "authorizations": []any{Document{
				"objectRef": Document{"objectId": "", "objectType": "", "projectKey": ""}, "modes": []any{""},
			}},
		}),
	})
}

func handleProjectPermissions(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/permissions", readProjectPart(projectPermissions))
	n.Handle("PUT /projects/{projectKey}/permissions", onProject("editPermissions",
		func(c *emulator.Call, key string) (any, error) {
			stored, _ := n.Store.Collection(projectPermissions).Get(key)
			body, err := c.Typed(permissionsShape.Knowing(stored))
			if err != nil {
				return nil, err
			}
			permissions, err := newPermissions(n, body, objects(stored, "permissions"))
			if err != nil {
				return nil, err
			}
			saveProjectPart(c, projectPermissions, key, permissions)
			return emulator.Empty{}, nil
		}))
}

// onProject guards a handler: the caller needs "read", or a flag of projectFlags, on the project of the path.
func onProject(right string, h func(c *emulator.Call, key string) (any, error)) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		key := c.Arg("projectKey")
		switch {
		case !mayProject(c, key, "read"):
			// Unknown and hidden projects look the same (observed.md 1.4).
			return nil, emulator.Forbidden("Failed to read project permissions")
		case !mayProject(c, key, right):
			return nil, emulator.Forbidden("You lack the permission " + right + " on project " + key)
		}
		answer, err := h(c, key)
		return answer, missingIn(c.Node, err)
	}
}

// missingIn is the error for something that a project lacks: routes differ in its status (observed.md 1.4).
func missingIn(n *emulator.Node, err error) error {
	var missing *emulator.Error
	if !n.Quirks.MissingServerErrors || !errors.As(err, &missing) || missing.Status != http.StatusNotFound ||
		strings.HasPrefix(missing.Message, "dataset ") {
		return err
	}
	return &emulator.Error{Status: http.StatusInternalServerError, Type: "java.io.IOException", Message: missing.Message}
}

// mayProject applies the implications that GET never shows (observed.md 6).
func mayProject(c *emulator.Call, key, right string) bool {
	permissions, ok := c.Node.Store.Collection(projectPermissions).Get(key)
	switch {
	case !ok, !c.Node.Store.Collection(projects).Has(key):
		return false
	case c.Identity.Admin, c.Identity.Login != "" && text(permissions, "owner") == c.Identity.Login:
		return true
	}
	return slices.ContainsFunc(objects(permissions, "permissions"), func(entry Document) bool {
		login, group := text(entry, "user"), text(entry, "group")
		if login == "" && !inGroups(c, []string{group}) || login != "" && login != c.Identity.Login {
			return false
		}
		if right == "read" {
			return entry["admin"] == true || entry["readProjectContent"] == true || entry["writeProjectContent"] == true
		}
		return entry["admin"] == true || entry[right] == true
	})
}

// newPermissions checks and completes a permissions document. The order of the entries stays.
func newPermissions(n *emulator.Node, body Document, stored []Document) (Document, error) {
	if !n.Store.Collection(users).Has(text(body, "owner")) {
		return nil, emulator.IllegalArgument("Project owner '" + text(body, "owner") + "' does not exist")
	}
	entries := []any{}
	for _, entry := range objects(body, "permissions") {
		if (text(entry, "user") == "") == (text(entry, "group") == "") {
			return nil, emulator.IllegalArgument("A permission needs either a user or a group")
		}
		entries = append(entries, newPermission(n, entry, stored))
	}
	permissions := pick(body, "owner", "additionalDashboardUsers", "dashboardAuthorizations")
	permissions["permissions"] = entries
	complete(permissions, emptyPermissions(text(body, "owner")))
	return permissions, nil
}

func emptyPermissions(owner string) Document {
	return Document{
		"owner": owner, "permissions": []any{}, "additionalDashboardUsers": Document{"users": []any{}},
		"dashboardAuthorizations": Document{"allAuthorized": false, "authorizations": []any{}},
	}
}

// newPermission drops flags that the version does not know. An omitted flag keeps the value of the entry that is
// replaced (dss-project.md 9, 60.9) and is false without one; implied flags are not written.
func newPermission(n *emulator.Node, entry Document, stored []Document) Document {
	var before Document
	i := slices.IndexFunc(stored, func(other Document) bool {
		return text(other, "user") == text(entry, "user") && text(other, "group") == text(entry, "group")
	})
	if i >= 0 {
		before = stored[i]
	}
	permission := Document{}
	for member, value := range entry { // real entries hold more than flags, such as `invitationEmailStatus`
		permission[member] = value
	}
	for _, flag := range projectFlags {
		if flag == "editPermissions" && !n.AtLeast("13.3.0") {
			delete(permission, flag)
			continue
		}
		value, given := entry[flag].(bool)
		permission[flag] = value || !given && before[flag] == true
	}
	return permission
}
