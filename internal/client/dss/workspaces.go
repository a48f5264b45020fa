package dss

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Workspace returns the settings of a workspace, without permissions for callers who are not its administrators
// (dss-admin.md 23).
func (c *Client) Workspace(ctx context.Context, key string) (Document, error) {
	return c.Read(ctx, client.Path("workspaces", key), client.Identity("workspaceKey", key))
}

// CreateWorkspace creates a workspace with all its settings.
func (c *Client) CreateWorkspace(ctx context.Context, workspace Document) error {
	key := client.Text(workspace, "workspaceKey")
	body := Document{"color": nil, "description": nil, "permissions": nil}
	maps.Copy(body, client.Pick(workspace, "workspaceKey", "displayName", "color", "description", "permissions"))
	look := func(ctx context.Context) (Document, error) {
		found, err := c.Workspace(ctx, key)
		return sameSharing(found, body), err
	}
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"workspaces"}, Body: body, Landed: client.LandedAs(look, body),
	})
}

// PutWorkspace replaces the settings of a workspace as they were read before. It refuses to do so when the node has
// hidden the permissions.
func (c *Client) PutWorkspace(ctx context.Context, key string, before, after Document) error {
	if err := CheckPermissionsShown(before, "workspace "+key); err != nil {
		return err
	}
	return c.Put(ctx, client.Path("workspaces", key), after)
}

// DeleteWorkspace deletes a workspace; what was shared in it stays where it is.
func (c *Client) DeleteWorkspace(ctx context.Context, key string) error {
	return c.Remove(ctx, client.Path("workspaces", key))
}

// Workspaces lists the workspaces that the caller may see. That an item has more than its key is not certain
// (dss-admin.md 23).
func (c *Client) Workspaces(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("workspaces"), client.Named("workspaceKey")))
}

// WorkspaceObject returns what is shared in a workspace under that id, with its workspaceKey. No call reads one.
func (c *Client) WorkspaceObject(ctx context.Context, key, id string) (Document, error) {
	item, err := c.shared.item(ctx, c, func(item Document) string { return client.Text(item, "id") }, id, "workspaces", key, "objects")
	if err != nil {
		return nil, err
	}
	item["workspaceKey"] = key
	return item, nil
}

// WorkspaceObjects lists what is shared in a workspace.
func (c *Client) WorkspaceObjects(ctx context.Context, key string) iter.Seq2[Document, error] {
	all, err := c.List(ctx, client.Path("workspaces", key, "objects"), client.Named("id"))
	for _, item := range all {
		item["workspaceKey"] = key
	}
	return client.Each(all, err)
}

// AddWorkspaceObject shares one of {reference}, {appId} and {htmlLink} in a workspace and returns it with the id that the
// node gave it. What the answer holds is not known, the list tells the id in any case (dss-admin.md 23). What the workspace has already is returned beside an
// ErrAlreadyExists. There may be one call for a workspace at a time.
func (c *Client) AddWorkspaceObject(ctx context.Context, key string, object Document) (Document, error) {
	body := client.Pick(object, "reference", "appId", "htmlLink")
	if reference, ok := body["reference"].(Document); ok {
		reference = client.CloneDocument(reference)
		reference["workspaceKey"] = key
		body["reference"] = reference
	}
	look := func(ctx context.Context) (Document, error) { return c.findWorkspaceObject(ctx, key, body) }
	there, err := look(ctx)
	if err != nil {
		return nil, err
	}
	if there != nil {
		return there, fmt.Errorf("%w: workspace %s has it under the id %s", client.ErrAlreadyExists, key, client.Text(there, "id"))
	}
	var answer any
	err = c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"workspaces", key, "objects"}, Body: body,
		Landed: func(ctx context.Context) (bool, error) {
			made, err := look(ctx)
			return made != nil, err
		},
		Holds: client.Anything,
	}, &answer)
	if err != nil {
		return nil, err
	}
	if made, ok := answer.(Document); ok && client.Text(made, "id") != "" && sameWorkspaceObject(made, body) {
		made["workspaceKey"] = key
		return made, nil
	}
	made, err := look(ctx)
	if err == nil && made == nil {
		err = fmt.Errorf("%w: workspace %s took the object but does not list it", client.ErrMalformed, key)
	}
	return made, err
}

// findWorkspaceObject looks for an object by what it is, nil when the workspace lacks it.
func (c *Client) findWorkspaceObject(ctx context.Context, key string, object Document) (Document, error) {
	for item, err := range c.WorkspaceObjects(ctx, key) {
		if err != nil {
			return nil, err
		}
		if sameWorkspaceObject(item, object) {
			return item, nil
		}
	}
	return nil, nil
}

// sameWorkspaceObject compares what identifies an object; items may tell more of it.
func sameWorkspaceObject(item, object Document) bool {
	if app := client.Text(object, "appId"); app != "" {
		return client.Text(item, "appId") == app
	}
	for member, identifying := range map[string][]string{
		"reference": {"projectKey", "type", "id"},
		"htmlLink":  {"name", "url", "description"},
	} {
		wanted, isWanted := object[member].(Document)
		found, isFound := item[member].(Document)
		if isWanted {
			return isFound && !slices.ContainsFunc(identifying, func(name string) bool {
				return client.Text(found, name) != client.Text(wanted, name)
			})
		}
	}
	return false
}

// RemoveWorkspaceObject takes an object out of a workspace.
func (c *Client) RemoveWorkspaceObject(ctx context.Context, key, id string) error {
	return c.Remove(ctx, client.Path("workspaces", key, "objects", id))
}
