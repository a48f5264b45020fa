package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// managedFolders are stored by KEY/ID (dss-project.md 24, project-documents.md 7).
const managedFolders = "managed_folders"

func handleManagedFolders(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/managedfolders", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return itemsOf(n, managedFolders, key), nil
	}))
	n.Handle("POST /projects/{projectKey}/managedfolders", onProject("writeProjectContent", createManagedFolder))
	n.Handle("GET /projects/{projectKey}/managedfolders/{folderId}", onManagedFolder("read",
		func(_ *emulator.Call, folder Document) (any, error) { return folder, nil }))
	n.Handle("PUT /projects/{projectKey}/managedfolders/{folderId}", onManagedFolder("writeProjectContent", replaceManagedFolder))
	n.Handle("DELETE /projects/{projectKey}/managedfolders/{folderId}", onManagedFolder("writeProjectContent",
		func(_ *emulator.Call, folder Document) (any, error) {
			ref := itemRef{"MANAGED_FOLDER", text(folder, "projectKey"), text(folder, "id")}
			n.Store.Collection(managedFolders).Delete(ref.id())
			leaveZones(n, ref)
			forgetState(n, ref)
			return emulator.Empty{}, nil
		}))
	n.Handle("POST /projects/{projectKey}/actions/renameManagedFolder", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			folder, err := findManagedFolder(n, key, text(body, "id"))
			if err != nil {
				return nil, err
			}
			if text(body, "newName") == "" {
				return nil, emulator.IllegalArgument("Managed folder name is required")
			}
			folder["name"] = body["newName"]
			saveItem(c, managedFolders, "id", folder, folder)
			return emulator.Empty{}, nil
		}))
	handleManagedFolderFiles(n)
}

func findManagedFolder(n *emulator.Node, key, id string) (Document, error) {
	folder, ok := n.Store.Collection(managedFolders).Get(key + "/" + id)
	if !ok { // how the server words it was not recorded
		return nil, emulator.NotFound("managed folder does not exist: " + key + "." + id)
	}
	return folder, nil
}

// onManagedFolder finds the folder of the path and guards it by a right on the project.
func onManagedFolder(right string, h func(c *emulator.Call, folder Document) (any, error)) emulator.Handler {
	return onProject(right, func(c *emulator.Call, key string) (any, error) {
		folder, err := findManagedFolder(c.Node, key, c.Arg("folderId"))
		if err != nil {
			return nil, err
		}
		return h(c, folder)
	})
}

func createManagedFolder(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	id, err := addManagedFolder(c, key, body)
	if err != nil {
		return nil, err
	}
	return c.Node.Store.Collection(managedFolders).Value(key + "/" + id), nil
}

// addManagedFolder is also how recipes create their outputs. The type follows the connection unless it is given.
func addManagedFolder(c *emulator.Call, key string, body Document) (id string, err error) {
	folder, err := c.Node.Typed(managedFolderShape, pick(body, "name", "type", "params"))
	if err != nil {
		return "", err
	}
	if text(folder, "name") == "" {
		return "", emulator.IllegalArgument("Managed folder name is required")
	}
	complete(folder, Document{"params": Document{"connection": "filesystem_folders", "path": "/${projectKey}/${odbId}"}})
	connection, err := findConnection(c.Node, text(object(folder, "params"), "connection"))
	if err != nil {
		return "", err
	}
	if connection["allowManagedFolders"] != true { // observed.md 1.4
		return "", emulator.Forbidden("may not create a managed folder on connection " + text(connection, "name"))
	}
	if text(folder, "type") == "" {
		folder["type"] = storageType(text(connection, "type"))
	}
	if err := checkFolderType(c.Node, folder); err != nil {
		return "", err
	}
	id = c.Node.RandomID(8)
	tag := newTag(c.Node, caller(c))
	folder["projectKey"], folder["id"], folder["versionTag"], folder["creationTag"] = key, id, tag, tag
	complete(folder, defaultManagedFolder(c.Node, folder))
	c.Node.Store.Collection(managedFolders).Put(key+"/"+id, folder)
	return id, nil
}

// checkFolderType refuses a type that does not fit the connection (dss-project.md 24). Connections that are not there are
// not looked at: documents outlive them.
func checkFolderType(n *emulator.Node, folder Document) error {
	connection, ok := n.Store.Collection(connections).Get(text(object(folder, "params"), "connection"))
	if !ok {
		return nil
	}
	kind, want := text(folder, "type"), storageType(text(connection, "type"))
	if kind == want || text(connection, "type") == "SSH" && kind == "SCP" {
		return nil
	}
	return emulator.IllegalArgument("Managed folder of type " + kind + " cannot be on connection " + text(connection, "name") + " of type " +
		text(connection, "type"))
}

// defaultManagedFolder has neither contentType nor selection: no real document has (project-documents.md 7).
func defaultManagedFolder(n *emulator.Node, folder Document) Document {
	params := filePart(n)
	complete(params, storageParams[text(folder, "type")])
	return Document{
		"flowOptions": defaultFlowOptions(n), "params": params, "tags": []any{}, "customFields": Document{},
		"checklists": Document{"checklists": []any{}},
		"metrics": Document{
			"probes": []any{probe("basic", "PARTITION", "Basic data")}, "engineConfig": defaultMetricsEngine(),
			"displayedState": Document{"columns": []any{}, "metrics": []any{"basic:COUNT_FILES", "basic:SIZE"}},
		},
		"checks": Document{"runOnBuild": false, "checks": []any{}, "displayedState": Document{"partition": "NP", "checks": []any{}}},
	}
}

// replaceManagedFolder never moves files. The name stays: another one comes with the rename action (dss-project.md 24).
func replaceManagedFolder(c *emulator.Call, stored Document) (any, error) {
	body, err := c.Typed(managedFolderShape.Knowing(stored))
	if err != nil {
		return nil, err
	}
	dropNulls(body)
	body["name"] = stored["name"]
	if text(object(body, "params"), "connection") != text(object(stored, "params"), "connection") {
		if err := checkFolderType(c.Node, body); err != nil {
			return nil, err
		}
	}
	restore(body, stored, defaultManagedFolder(c.Node, body))
	saveItem(c, managedFolders, "id", stored, body)
	return Document{"msg": "Updated managed folder " + text(stored, "id")}, nil
}
