package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ProjectFolder returns the document of a folder with its settings as the member "settings" (dss-admin.md 22). Two
// calls hold them, and no list holds either, so that nothing is saved by reading several folders together.
func (c *Client) ProjectFolder(ctx context.Context, id string) (Document, error) {
	folder, err := c.Read(ctx, client.Path("project-folders", id), client.Identity("id", id))
	if err != nil {
		return nil, err
	}
	folder["settings"], err = c.folderSettings(ctx, id)
	return folder, err
}

func (c *Client) folderSettings(ctx context.Context, id string) (Document, error) {
	return c.Read(ctx, client.Path("project-folders", id, "settings"), client.Members("permissions"))
}

// CreateProjectFolder makes a folder in the parent that folder names, and returns its document; PutProjectFolder gives it
// an owner and permissions. A document beside an error is that of a folder that was made. Names need not be unique: namesakes are the
// folders of that name that the parent had before, one of which an interrupted creation may have left.
func (c *Client) CreateProjectFolder(ctx context.Context, folder Document) (created Document, namesakes []string, err error) {
	parent, name := client.Text(folder, "parentId"), client.Text(folder, "name")
	if parent == "" {
		parent = RootProjectFolder
	}
	if namesakes, err = c.childrenNamed(ctx, parent, name); err != nil {
		return nil, nil, err
	}
	var landed string
	created, err = c.postFolder(ctx, parent, name, func(ctx context.Context) (bool, error) {
		after, err := c.childrenNamed(ctx, parent, name)
		for _, id := range after {
			if !slices.Contains(namesakes, id) {
				landed = id
			}
		}
		return landed != "", err
	})
	if err != nil {
		return nil, namesakes, err
	}
	if landed != "" {
		if created, err = c.Read(ctx, client.Path("project-folders", landed), client.Identity("id", landed)); err != nil {
			return Document{"id": landed}, namesakes, err
		}
	}
	created["settings"], err = c.folderSettings(ctx, client.Text(created, "id"))
	return created, namesakes, err
}

func (c *Client) postFolder(ctx context.Context, parent, name string, landed func(context.Context) (bool, error)) (Document, error) {
	var created Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"project-folders", parent, "children"}, Query: url.Values{"name": {name}},
		Landed: landed, Holds: client.Named("id"),
	}, &created)
	return created, err
}

// childrenNamed are the folders of that name in a folder. What children were called is remembered, so that many creations in
// one parent read each child once.
func (c *Client) childrenNamed(ctx context.Context, parent, name string) ([]string, error) {
	above, err := c.Read(ctx, client.Path("project-folders", parent), client.Identity("id", parent))
	if err != nil {
		return nil, err
	}
	var named []string
	for _, id := range client.Texts(above["childrenIds"]) {
		known, ok := c.projects.folderNames.Load(id)
		if !ok {
			child, err := c.Read(ctx, client.Path("project-folders", id), client.Identity("id", id))
			if errors.Is(err, client.ErrNotFound) {
				continue // deleted in the meantime
			}
			if err != nil {
				return nil, err
			}
			known = client.Text(child, "name")
			c.projects.folderNames.Store(id, known)
		}
		if known == name {
			named = append(named, id)
		}
	}
	return named, nil
}

// PutProjectFolder changes what differs between two states of a folder: its settings, among them the name, and its
// parent.
func (c *Client) PutProjectFolder(ctx context.Context, id string, before, after Document) error {
	if !client.Equal(before["settings"], after["settings"]) {
		if err := c.Put(ctx, client.Path("project-folders", id, "settings"), after["settings"]); err != nil {
			return err
		}
	}
	parent := client.Text(after, "parentId")
	if client.Text(before, "parentId") == parent {
		return nil
	}
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"project-folders", id, "move"}, Query: url.Values{"destination": {parent}},
		Landed: func(ctx context.Context) (bool, error) {
			folder, err := c.Read(ctx, client.Path("project-folders", id), client.Identity("id", id))
			return err == nil && client.Text(folder, "parentId") == parent, err
		},
	})
}

// DeleteProjectFolder deletes an empty folder. The refusal of another one names what is in it.
func (c *Client) DeleteProjectFolder(ctx context.Context, id string) error {
	folder, err := c.Read(ctx, client.Path("project-folders", id), client.Identity("id", id))
	if err != nil {
		return err
	}
	if content := c.describeContent(ctx, folder); len(content) > 0 {
		return fmt.Errorf("%w: project folder %s (%q) is not empty, it holds %s; move or delete that first", client.ErrConflict, id, client.Text(folder, "name"), strings.Join(content, ", "))
	}
	return c.Remove(ctx, client.Path("project-folders", id))
}

// mostNamed is how many folders and projects an error names.
const mostNamed = 10

func (c *Client) describeContent(ctx context.Context, folder Document) []string {
	var content []string
	for _, id := range client.Texts(folder["childrenIds"]) {
		name := "" // a folder that cannot be read is named by its id alone
		if len(content) < mostNamed {
			child, err := c.Read(ctx, client.Path("project-folders", id), client.Identity("id", id))
			if errors.Is(err, client.ErrNotFound) {
				continue
			}
			name = client.Text(child, "name")
		}
		content = append(content, fmt.Sprintf("folder %s (%q)", id, name))
	}
	for _, key := range client.Texts(folder["projectKeys"]) {
		content = append(content, "project "+key)
	}
	if left := len(content) - mostNamed; left > 0 {
		content = append(content[:mostNamed], fmt.Sprintf("and %d more", left))
	}
	return content
}

// ProjectFolders walks all folders but the root from the top, parents before children, without their settings: the
// API has no list.
func (c *Client) ProjectFolders(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		root, err := c.Read(ctx, client.Path("project-folders", RootProjectFolder), client.Identity("id", RootProjectFolder))
		if err != nil {
			yield(nil, err)
			return
		}
		seen := map[string]bool{RootProjectFolder: true}
		for waiting := client.Texts(root["childrenIds"]); len(waiting) > 0; waiting = waiting[1:] {
			if seen[waiting[0]] {
				continue // moved during the walk
			}
			seen[waiting[0]] = true
			folder, err := c.Read(ctx, client.Path("project-folders", waiting[0]), client.Identity("id", waiting[0]))
			if errors.Is(err, client.ErrNotFound) {
				continue // deleted during the walk
			}
			if !yield(folder, err) || err != nil {
				return
			}
			waiting = append(waiting, client.Texts(folder["childrenIds"])...)
		}
	}
}
