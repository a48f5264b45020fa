package dss

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestProjectFolderCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "project_folder.create", Document{"id": "f2"}, func(c *Client) error {
		_, err := c.postFolder(ctx, "f1", "sub dir", nil)
		return err
	})
	replay(t, "project_folder.update", Document{}, func(c *Client) error {
		settings := Document{"name": "x", "owner": "bob", "permissions": []any{}}
		return c.PutProjectFolder(ctx, "f1", Document{}, Document{"settings": settings})
	})
	replay(t, "project_folder.move", Document{}, func(c *Client) error {
		return c.PutProjectFolder(ctx, "f1", Document{"parentId": "f2"}, Document{"parentId": "f1"})
	})
	replay(t, "project_folder.delete", Document{"id": "f1"}, func(c *Client) error { return c.DeleteProjectFolder(ctx, "f1") })
	replay(t, "project_folder.root", Document{"id": "ROOT", "childrenIds": []any{}}, func(c *Client) error {
		for _, err := range c.ProjectFolders(ctx) {
			return err
		}
		return nil
	})
}

func makeFolder(t *testing.T, c *Client, parent, name string) string {
	t.Helper()
	folder, _, err := c.CreateProjectFolder(t.Context(), Document{"parentId": parent, "name": name})
	if err != nil {
		t.Fatal(err)
	}
	return client.Text(folder, "id")
}

// Names need not be unique: a new folder is made, and the others of its name are told.
func TestFoldersOfOneName(t *testing.T) {
	_, c := onEmulator(t)
	first := makeFolder(t, c, "ROOT", "Team")
	makeFolder(t, c, first, "Team")
	folder, namesakes, err := c.CreateProjectFolder(t.Context(), Document{"name": "Team"})
	if err != nil || folder["id"] == first || !slices.Equal(namesakes, []string{first}) {
		t.Errorf("got %v beside %v, %v", folder, namesakes, err)
	}
}

func TestFolderCreationWithLostAnswer(t *testing.T) {
	for _, kind := range []string{"lost-answer", "truncate", "reset"} {
		node, c := onEmulator(t)
		before := 0
		node.Do(func(s *emulator.Store) { before = len(s.Collection("project_folders").IDs()) })
		node.SetFaults(once("POST", "/project-folders/{id}/children", kind))
		id := makeFolder(t, c, "ROOT", "Team")
		folder, err := c.ProjectFolder(t.Context(), id)
		if err != nil || client.Text(folder, "name") != "Team" {
			t.Errorf("%s: %v, %v", kind, folder, err)
		}
		node.Do(func(s *emulator.Store) {
			if after := len(s.Collection("project_folders").IDs()); after != before+1 {
				t.Errorf("%s: %d folders were made", kind, after-before)
			}
		})
	}
}

func TestMoveOfAFolderWithLostAnswer(t *testing.T) {
	node, c := onEmulator(t)
	parent, id := makeFolder(t, c, "ROOT", "Parent"), makeFolder(t, c, "ROOT", "Child")
	node.SetFaults(once("POST", "/project-folders/{id}/move", "lost-answer"))
	if err := c.PutProjectFolder(t.Context(), id, Document{"parentId": "ROOT"}, Document{"parentId": parent}); err != nil {
		t.Fatal(err)
	}
	if folder, err := c.ProjectFolder(t.Context(), id); err != nil || client.Text(folder, "parentId") != parent {
		t.Errorf("the folder is %v, %v", folder, err)
	}
}

func TestDeletionOfAFolderNamesItsContent(t *testing.T) {
	_, c := onEmulator(t)
	id := makeFolder(t, c, "ROOT", "Team")
	inner := makeFolder(t, c, id, "Inner")
	for _, key := range []string{"P0", "P1"} {
		if err := c.moveProject(t.Context(), key, "ROOT", id); err != nil {
			t.Fatal(err)
		}
	}
	err := c.DeleteProjectFolder(t.Context(), id)
	for _, want := range []string{id, `"Team"`, "folder " + inner, `"Inner"`, "project P0", "project P1"} {
		if !errors.Is(err, client.ErrConflict) || !strings.Contains(err.Error(), want) {
			t.Errorf("the refusal lacks %s: %v", want, err)
		}
	}
	if err := c.DeleteProjectFolder(t.Context(), inner); err != nil {
		t.Error(err)
	}
	for range mostNamed + 3 {
		makeFolder(t, c, id, "Inner")
	}
	if err := c.DeleteProjectFolder(t.Context(), id); err == nil || !strings.Contains(err.Error(), "and 5 more") || strings.Contains(err.Error(), "project P0") {
		t.Errorf("a long refusal: %v", err)
	}
	if err := c.DeleteProjectFolder(t.Context(), "gone"); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("a missing folder: %v", err)
	}
}

func TestFoldersAreWalkedFromTheTop(t *testing.T) {
	_, c := onEmulator(t)
	a := makeFolder(t, c, "ROOT", "A")
	b := makeFolder(t, c, a, "B")
	makeFolder(t, c, b, "C")
	seen := map[string]bool{RootProjectFolder: true}
	names := ""
	for folder, err := range c.ProjectFolders(t.Context()) {
		if err != nil || !seen[client.Text(folder, "parentId")] {
			t.Errorf("%v came before its parent, %v", folder, err)
		}
		seen[client.Text(folder, "id")] = true
		names += client.Text(folder, "name") + " "
	}
	for _, name := range []string{"A ", "B ", "C ", "Below P2 ", "Below P8 "} {
		if !strings.Contains(names, name) {
			t.Errorf("%s is missing in %s", name, names)
		}
	}
}
