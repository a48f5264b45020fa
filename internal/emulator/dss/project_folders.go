package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	projectFolders = "project_folders"
	// projectLocations holds the folder id of each project: no project document has it (observed.md 5).
	projectLocations = "project_locations"
	rootFolder       = "ROOT"
)

func handleProjectFolders(n *emulator.Node) {
	n.Store.Collection(projectFolders).Put(rootFolder, Document{
		"id": rootFolder, "name": nil, "owner": "admin", "permissions": []any{},
	})
	n.Handle("GET /project-folders", func(*emulator.Call) (any, error) { return folderDocument(n, rootFolder) })
	n.Handle("GET /project-folders/{id}", func(c *emulator.Call) (any, error) { return folderDocument(n, c.Arg("id")) })
	n.Handle("POST /project-folders/{id}/children", func(c *emulator.Call) (any, error) {
		return createFolder(c, c.Arg("id"), c.Query("name", ""))
	})
	n.Handle("DELETE /project-folders/{id}", func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, deleteFolder(c, c.Arg("id"))
	})
	n.Handle("GET /project-folders/{id}/settings", func(c *emulator.Call) (any, error) {
		folder, err := findFolder(n, c.Arg("id"))
		return pick(folder, "name", "owner", "permissions"), err
	})
	n.Handle("PUT /project-folders/{id}/settings", func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, replaceFolderSettings(c)
	})
	n.Handle("GET /project-folders/{id}/default-for-project-creation", func(c *emulator.Call) (any, error) {
		return defaultFolder(c, c.Arg("id"))
	}, emulator.Since("13.4.0"))
	handleFolderMoves(n)
}

func findFolder(n *emulator.Node, id string) (Document, error) {
	folder, ok := n.Store.Collection(projectFolders).Get(id)
	if !ok {
		return nil, emulator.NotFound("Project folder '" + id + "' does not exist")
	}
	return folder, nil
}

// folderDocument is the document of dss-admin.md 22: no owner, no permissions, and no parentId for the root.
func folderDocument(n *emulator.Node, id string) (Document, error) {
	folder, err := findFolder(n, id)
	if err != nil {
		return nil, err
	}
	document := pick(folder, "id", "name", "parentId")
	document["childrenIds"], document["projectKeys"] = folderContent(n, id)
	return document, nil
}

func folderContent(n *emulator.Node, id string) (children, projectKeys []any) {
	children, projectKeys = []any{}, []any{}
	for _, folder := range n.Store.Collection(projectFolders).All() {
		if text(folder, "parentId") == id {
			children = append(children, folder["id"])
		}
	}
	locations := n.Store.Collection(projectLocations)
	for _, key := range locations.IDs() {
		if locations.Value(key) == id && n.Store.Collection(projects).Has(key) {
			projectKeys = append(projectKeys, key)
		}
	}
	return children, projectKeys
}

// mayWriteFolder follows the folder's permissions; the root has a global permission of its own.
func mayWriteFolder(c *emulator.Call, folder Document) bool {
	switch {
	case c.Identity.Admin:
		return true
	case text(folder, "id") == rootFolder:
		return c.Identity.May("mayWriteInRootProjectFolder")
	case c.Identity.Login != "" && text(folder, "owner") == c.Identity.Login:
		return true
	}
	return slices.ContainsFunc(objects(folder, "permissions"), func(entry Document) bool {
		// Both spellings of the second flag occur (observed.md 7).
		may := entry["admin"] == true || entry["writeContents"] == true || entry["write"] == true
		return may && inGroups(c, []string{text(entry, "group")})
	})
}

// writableFolder finds a folder whose content the caller may change.
func writableFolder(c *emulator.Call, id string) (Document, error) {
	folder, err := findFolder(c.Node, id)
	if err != nil {
		return nil, err
	}
	if !mayWriteFolder(c, folder) {
		return nil, emulator.Forbidden("You may not write in project folder " + id)
	}
	return folder, nil
}

func createFolder(c *emulator.Call, parent, name string) (any, error) {
	if _, err := writableFolder(c, parent); err != nil {
		return nil, err
	}
	if name == "" {
		return nil, emulator.IllegalArgument("Project folder name is required")
	}
	id := c.Node.RandomID(7)
	c.Node.Store.Collection(projectFolders).Put(id, Document{
		"id": id, "name": name, "parentId": parent, "owner": caller(c), "permissions": []any{},
	})
	return folderDocument(c.Node, id)
}

// deleteFolder refuses a folder with content (observed.md 7), and callers who are no administrators (dss-admin.md 22).
func deleteFolder(c *emulator.Call, id string) error {
	if _, err := writableFolder(c, id); err != nil {
		return err
	}
	if !c.Identity.Admin {
		return emulator.Forbidden("You may not delete project folders")
	}
	if id == rootFolder {
		return emulator.IllegalArgument("The root project folder may not be deleted")
	}
	if children, projectKeys := folderContent(c.Node, id); len(children)+len(projectKeys) > 0 {
		return emulator.IllegalArgument("Project folder '" + id + "' is not empty")
	}
	c.Node.Store.Collection(projectFolders).Delete(id)
	return nil
}

func replaceFolderSettings(c *emulator.Call) error {
	body, err := c.Object()
	if err != nil {
		return err
	}
	folder, err := writableFolder(c, c.Arg("id"))
	if err != nil {
		return err
	}
	switch {
	case c.Arg("id") == rootFolder:
		body["name"] = nil // the root cannot be renamed (dss-admin.md 22)
	case text(body, "name") == "":
		return emulator.IllegalArgument("Project folder name is required")
	}
	if text(body, "owner") == "" {
		return emulator.IllegalArgument("Project folder owner is required")
	}
	folder["name"], folder["owner"], folder["permissions"] = body["name"], body["owner"], []any{}
	if permissions, ok := body["permissions"].([]any); ok {
		folder["permissions"] = permissions
	}
	c.Node.Store.Collection(projectFolders).Put(c.Arg("id"), folder)
	return nil
}

// defaultFolder is the folder itself, else the first one where the caller may create projects (dss-project.md 5).
func defaultFolder(c *emulator.Call, id string) (any, error) {
	folder, err := findFolder(c.Node, id)
	if err != nil {
		return nil, err
	}
	for _, candidate := range append([]Document{folder}, c.Node.Store.Collection(projectFolders).All()...) {
		if mayWriteFolder(c, candidate) {
			return folderDocument(c.Node, text(candidate, "id"))
		}
	}
	return nil, emulator.Forbidden("You may not create projects in any project folder")
}
