package dss

import (
	"errors"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestWorkspaceCalls(t *testing.T) {
	ctx := t.Context()
	document := Document{"workspaceKey": "WS", "displayName": "V", "color": "#fff", "description": "", "permissions": []any{}}
	replay(t, "workspace.create", "", func(c *Client) error {
		return c.CreateWorkspace(ctx, Document{"workspaceKey": "WS", "displayName": "W", "description": "d"})
	})
	replay(t, "workspace.get", document, func(c *Client) error {
		_, err := c.Workspace(ctx, "WS")
		return err
	})
	replay(t, "workspace.update", Document{}, func(c *Client) error { return c.PutWorkspace(ctx, "WS", document, document) })
	replay(t, "workspace.delete", Document{}, func(c *Client) error { return c.DeleteWorkspace(ctx, "WS") })
	replay(t, "workspace.list", []any{}, func(c *Client) error { return walk(c.Workspaces(ctx)) })
}

func TestDataCollectionCalls(t *testing.T) {
	ctx := t.Context()
	replay(t, "data_collection.create", Document{"id": "dc1"}, func(c *Client) error {
		_, err := c.CreateDataCollection(ctx, Document{"id": "dc1", "displayName": "DC", "description": "d", "tags": []any{"t"}})
		return err
	})
	replay(t, "data_collection.get", Document{"id": "dc1"}, func(c *Client) error {
		_, err := c.DataCollection(ctx, "dc1")
		return err
	})
	replay(t, "data_collection.delete", Document{}, func(c *Client) error { return c.DeleteDataCollection(ctx, "dc1") })
	replay(t, "data_collection.list", []any{}, func(c *Client) error { return walk(c.DataCollections(ctx)) })
}

// walk is the first error of a list.
func walk(all func(func(Document, error) bool)) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestHiddenPermissionsAreNeverWiped(t *testing.T) {
	node, c := onEmulator(t)
	node.ResetRequests()
	hidden := Document{"workspaceKey": "WS", "displayName": "W", "permissions": nil}
	for name, err := range map[string]error{
		"workspace WS":          c.PutWorkspace(t.Context(), "WS", hidden, Document{"permissions": []any{}}),
		"data collection dc000": c.PutDataCollection(t.Context(), "dc000", Document{}, Document{"permissions": []any{}}),
	} {
		if !errors.Is(err, client.ErrForbidden) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if requests := node.Requests(); len(requests) > 0 {
		t.Errorf("sent %v", requests)
	}
}

// A creation whose answer is lost is found again: a workspace by its key, an object by what it is, a collection by the
// id that was made up for it.
func TestSharingWithLostAnswers(t *testing.T) {
	node, c := onEmulator(t)
	ctx := t.Context()
	lose := func(pattern string) { node.SetFaults(once("POST", pattern, "lost-answer")) }
	lose("/workspaces")
	if err := c.CreateWorkspace(ctx, Document{"workspaceKey": "WS", "displayName": "W"}); err != nil {
		t.Fatal(err)
	}
	link := Document{"htmlLink": Document{"name": "Wiki", "url": "https://example.com"}}
	for _, object := range []Document{link, {"appId": "APP"}, {"reference": Document{"projectKey": "P", "type": "DATASET", "id": "x"}}} {
		lose("/workspaces/{workspaceKey}/objects")
		made, err := c.AddWorkspaceObject(ctx, "WS", object)
		if err != nil {
			t.Fatal(err)
		}
		again, err := c.AddWorkspaceObject(ctx, "WS", object)
		if !errors.Is(err, client.ErrAlreadyExists) || again["id"] != made["id"] {
			t.Errorf("once more: %v, %v", again, err)
		}
	}
	lose("/data-collections")
	made, err := c.CreateDataCollection(ctx, Document{"displayName": "DC"})
	if err != nil {
		t.Fatal(err)
	}
	id := client.Text(made, "id")
	lose("/data-collections/{id}/objects")
	if err := c.AddToDataCollection(ctx, id, "P", "x"); err != nil {
		t.Fatal(err)
	}
	if err := c.AddToDataCollection(ctx, id, "P", "x"); !errors.Is(err, client.ErrAlreadyExists) {
		t.Errorf("once more: %v", err)
	}
	node.Do(func(s *emulator.Store) {
		for collection, want := range map[string]int{"workspaces": 1, "workspace_objects": 3, "data_collections": 1, "data_collection_objects": 1} {
			if got := len(s.Collection(collection).IDs()); got != want {
				t.Errorf("%s: %d, want %d", collection, got, want)
			}
		}
	})
}

func TestDataCollectionsOfTheBrokenRelease(t *testing.T) {
	node, c := onEmulator(t)
	node.SetQuirks(func(q *emulator.Quirks) { q.DataCollectionsBroken = true })
	node.Version = "14.1.2"
	if made, err := c.CreateDataCollection(t.Context(), Document{"displayName": "DC"}); made != nil || err == nil || !strings.Contains(err.Error(), "14.2.0 repairs it") {
		t.Errorf("%v, %v", made, err)
	}
}

// The objects of one workspace are read with its list.
func TestObjectsShareReads(t *testing.T) {
	node, c := onEmulator(t)
	if err := c.CreateWorkspace(t.Context(), Document{"workspaceKey": "WS", "displayName": "W"}); err != nil {
		t.Fatal(err)
	}
	made, err := c.AddWorkspaceObject(t.Context(), "WS", Document{"appId": "APP"})
	if err != nil {
		t.Fatal(err)
	}
	ctx := client.Coalesced(t.Context())
	node.ResetRequests()
	for range 50 {
		if item, err := c.WorkspaceObject(ctx, "WS", client.Text(made, "id")); err != nil || item["appId"] != "APP" {
			t.Fatal(item, err)
		}
	}
	if n := len(node.Requests()); n > 4 {
		t.Errorf("50 reads took %d requests", n)
	}
	if err := c.RemoveWorkspaceObject(ctx, "WS", client.Text(made, "id")); err != nil {
		t.Fatal(err)
	}
	if _, err := c.WorkspaceObject(ctx, "WS", client.Text(made, "id")); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("a removed object: %v", err)
	}
}
