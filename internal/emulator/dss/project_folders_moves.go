package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func handleFolderMoves(n *emulator.Node) {
	n.Handle("POST /project-folders/{id}/move", func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, moveFolder(c, c.Arg("id"), c.Query("destination", ""))
	})
	n.Handle("POST /project-folders/{id}/projects/{projectKey}/move", onProject("admin",
		func(c *emulator.Call, key string) (any, error) {
			return emulator.Empty{}, moveProject(c, key, c.Arg("id"), c.Query("destination", ""))
		}))
	n.Handle("GET /project-folders/locate-project/{projectKey}", onProject("read",
		func(_ *emulator.Call, key string) (any, error) { return folderDocument(n, projectFolder(n, key)) }))
}

func moveFolder(c *emulator.Call, id, destination string) error {
	folder, err := writableFolder(c, id)
	if err != nil {
		return err
	}
	if _, err := writableFolder(c, destination); err != nil {
		return err
	}
	if id == rootFolder {
		return emulator.IllegalArgument("The root project folder may not be moved")
	}
	for above := destination; above != ""; {
		if above == id {
			return emulator.IllegalArgument("A project folder may not be moved below itself")
		}
		next, err := findFolder(c.Node, above)
		if err != nil {
			return err
		}
		above = text(next, "parentId")
	}
	folder["parentId"] = destination
	c.Node.Store.Collection(projectFolders).Put(id, folder)
	return nil
}

// moveProject insists on the current folder of the project (dss-admin.md 22).
func moveProject(c *emulator.Call, key, source, destination string) error {
	if _, err := writableFolder(c, source); err != nil {
		return err
	}
	if _, err := writableFolder(c, destination); err != nil {
		return err
	}
	if projectFolder(c.Node, key) != source {
		return emulator.IllegalArgument("Project " + key + " is not in project folder '" + source + "'")
	}
	c.Node.Store.Collection(projectLocations).Put(key, destination)
	return nil
}

func projectFolder(n *emulator.Node, key string) string {
	id, ok := n.Store.Collection(projectLocations).Value(key).(string)
	if !ok {
		return rootFolder
	}
	return id
}

// folderPath lists the folders from the top down to id, without the root.
func folderPath(n *emulator.Node, id string) []any {
	path := []any{}
	for id != rootFolder {
		folder, ok := n.Store.Collection(projectFolders).Get(id)
		if !ok {
			break
		}
		path = append([]any{pick(folder, "id", "name")}, path...)
		id = text(folder, "parentId")
	}
	return path
}
