package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	workspaces = "workspaces"
	// workspaceObjects are stored by KEY/ID.
	workspaceObjects = "workspace_objects"
)

var workspaceReferenceTypes = []string{"DATASET", "ARTICLE", "DASHBOARD"}

// handleWorkspaces serves dss-admin.md 23. Whether the creator becomes an administrator is not known; here the creator
// does not.
func handleWorkspaces(n *emulator.Node) {
	since := emulator.Since("11.4.1")
	n.Handle("GET /workspaces", func(c *emulator.Call) (any, error) {
		list := []any{}
		for _, workspace := range n.Store.Collection(workspaces).All() {
			if maySharing(c, workspace, "read") {
				list = append(list, shownSharing(c, workspace))
			}
		}
		return list, nil
	})
	n.Handle("POST /workspaces", createWorkspace)
	n.Handle("GET /workspaces/{workspaceKey}", onWorkspace("read", func(c *emulator.Call, workspace Document) (any, error) {
		return shownSharing(c, workspace), nil
	}), since)
	n.Handle("PUT /workspaces/{workspaceKey}", onWorkspace("admin", func(c *emulator.Call, workspace Document) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		keep(body, workspace, "workspaceKey")
		if workspace, err = sharingDocument(n, body, "workspaceKey"); err != nil {
			return nil, err
		}
		n.Store.Collection(workspaces).Put(c.Arg("workspaceKey"), workspace)
		return emulator.Empty{}, nil
	}), since)
	n.Handle("DELETE /workspaces/{workspaceKey}", onWorkspace("admin", func(c *emulator.Call, _ Document) (any, error) {
		key := c.Arg("workspaceKey")
		n.Store.Collection(workspaces).Delete(key)
		for _, item := range itemsOf(n, workspaceObjects, key) {
			n.Store.Collection(workspaceObjects).Delete(key + "/" + text(item, "id"))
		}
		return emulator.Empty{}, nil
	}), since)
	n.Handle("GET /workspaces/{workspaceKey}/objects", onWorkspace("read", func(c *emulator.Call, _ Document) (any, error) {
		return itemsOf(n, workspaceObjects, c.Arg("workspaceKey")), nil
	}), since)
	n.Handle("POST /workspaces/{workspaceKey}/objects", onWorkspace("write", addWorkspaceObject), since)
	n.Handle("DELETE /workspaces/{workspaceKey}/objects/{objectId}", onWorkspace("write", func(c *emulator.Call, _ Document) (any, error) {
		if !n.Store.Collection(workspaceObjects).Delete(c.Arg("workspaceKey") + "/" + c.Arg("objectId")) {
			return nil, emulator.NotFound("Workspace object '" + c.Arg("objectId") + "' does not exist")
		}
		return emulator.Empty{}, nil
	}), since)
}

// onWorkspace finds the workspace and guards it. A caller without the right is refused, which is a guess.
func onWorkspace(right string, h func(c *emulator.Call, workspace Document) (any, error)) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		key := c.Arg("workspaceKey")
		workspace, ok := c.Node.Store.Collection(workspaces).Get(key)
		if !ok {
			return nil, emulator.NotFound("Workspace '" + key + "' does not exist")
		}
		if !maySharing(c, workspace, right) {
			return nil, emulator.Forbidden("You lack the permission " + right + " on workspace " + key)
		}
		return h(c, workspace)
	}
}

func createWorkspace(c *emulator.Call) (any, error) {
	if !c.Identity.May("mayCreateWorkspaces") {
		return nil, emulator.Forbidden("You may not create workspaces")
	}
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	key := text(body, "workspaceKey")
	switch {
	case key == "":
		return nil, emulator.IllegalArgument("The workspace key is required")
	case c.Node.Store.Collection(workspaces).Has(key):
		return nil, emulator.IllegalArgument("Workspace '" + key + "' already exists")
	}
	workspace, err := sharingDocument(c.Node, body, "workspaceKey")
	if err != nil {
		return nil, err
	}
	c.Node.Store.Collection(workspaces).Put(key, workspace)
	return Document{"msg": "Created workspace " + key}, nil
}

// addWorkspaceObject takes one of three shapes. Whether the thing exists is not looked at, and it may be added twice:
// what a real node does then is not known.
func addWorkspaceObject(c *emulator.Call, workspace Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	item := Document{}
	for _, member := range []string{"reference", "appId", "htmlLink"} {
		if body[member] != nil {
			item[member] = body[member]
		}
	}
	if len(item) != 1 {
		return nil, emulator.IllegalArgument("A workspace object is either a reference, an app or an HTML link")
	}
	reference, isReference := item["reference"].(Document)
	link, isLink := item["htmlLink"].(Document)
	switch {
	case isReference && (text(reference, "projectKey") == "" || text(reference, "id") == "" ||
		!slices.Contains(workspaceReferenceTypes, text(reference, "type"))):
		return nil, emulator.IllegalArgument("A reference needs projectKey, id and one of the types DATASET, ARTICLE, DASHBOARD")
	case isReference && reference["workspaceKey"] != workspace["workspaceKey"]:
		return nil, emulator.IllegalArgument("The reference is for another workspace")
	case isLink && (text(link, "name") == "" || text(link, "url") == ""):
		return nil, emulator.IllegalArgument("An HTML link needs a name and a URL")
	case !isReference && !isLink && text(item, "appId") == "":
		return nil, emulator.IllegalArgument("The object is malformed")
	}
	id := c.Node.RandomID(8)
	item["id"] = id
	c.Node.Store.Collection(workspaceObjects).Put(c.Arg("workspaceKey")+"/"+id, item)
	return item, nil
}
