package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// RootProjectFolder is the folder that every node has, and where projects are made unless told otherwise.
const RootProjectFolder = "ROOT"

// listedMetadata are the members of the metadata that a list of projects has too. This client keeps them beside the rest.
var listedMetadata = []string{"label", "shortDesc", "description", "tags"}

// Project returns what this client calls a project: {projectKey, label, shortDesc, description, tags, metadata, owner,
// projectFolderId}, composed of the metadata, whose other members are in "metadata", of the owner in the permissions, and
// of the folder that holds the project (dss-project.md 4 to 6). A project that does not exist is an ErrNotFound only for
// a key that sees all projects.
func (c *Client) Project(ctx context.Context, key string) (Document, error) {
	metadata, err := c.Read(ctx, client.Path("projects", key, "metadata"), client.Members("label"))
	if err != nil {
		return nil, c.projectError(ctx, key, err)
	}
	project, err := c.projects.places.Get(ctx, key, func(ctx context.Context) (Document, error) { return c.projectPlace(ctx, key) })
	if err != nil {
		return nil, err
	}
	for _, member := range listedMetadata {
		if value, ok := metadata[member]; ok {
			project[member] = value
			delete(metadata, member)
		}
	}
	project["metadata"] = metadata
	return project, nil
}

// projectPlace returns {projectKey, owner, projectFolderId}, which a list of projects has too.
func (c *Client) projectPlace(ctx context.Context, key string) (Document, error) {
	permissions, err := c.ProjectPermissions(ctx, key)
	if err != nil {
		return nil, err
	}
	folder, err := c.projectFolderOf(ctx, key)
	return Document{"projectKey": key, "owner": permissions["owner"], "projectFolderId": folder}, err
}

func (c *Client) projectFolderOf(ctx context.Context, key string) (string, error) {
	folder, err := c.Read(ctx, client.Path("project-folders", "locate-project", key), client.Named("id"))
	if err != nil {
		return "", c.projectError(ctx, key, err)
	}
	id := client.Text(folder, "id")
	if id == "" {
		return "", fmt.Errorf("%w: the folder of project %s has no id", client.ErrMalformed, key)
	}
	return id, nil
}

// projectError tells a project that does not exist from one that the key may not read. The server refuses both
// alike (observed.md 1.4), so absence is believed only when an administrator's list lacks the project.
func (c *Client) projectError(ctx context.Context, key string, refused error) error {
	if !errors.Is(refused, client.ErrForbidden) {
		return refused
	}
	all, err := c.List(ctx, client.Path("projects"), client.Named("projectKey"))
	if err != nil || slices.ContainsFunc(all, func(p Document) bool { return p["projectKey"] == key }) {
		return refused
	}
	if _, err := c.List(ctx, client.Path("admin", "groups"), client.Named("name")); err != nil {
		return fmt.Errorf("%w: project %s does not exist, or this key may not read it; only an administrator's key can tell", refused, key)
	}
	return fmt.Errorf("%w: there is no project %s on the node", client.ErrNotFound, key)
}

// CreateProject creates a project from the members that a creation takes: key, name, owner, folder, description and
// tags. The rest needs PutProject.
func (c *Client) CreateProject(ctx context.Context, project Document) error {
	key := client.Text(project, "projectKey")
	body := Document{
		"projectKey": key, "name": project["label"], "owner": project["owner"],
		"settings": nil, "description": project["description"], "permissions": []any{}, "tags": []any{},
	}
	if tags, ok := project["tags"]; ok {
		body["tags"] = tags
	}
	query := url.Values{}
	if folder := client.Text(project, "projectFolderId"); folder != "" {
		query.Set("projectFolderId", folder)
	}
	get := func(ctx context.Context) (Document, error) { return c.Project(ctx, key) }
	err := c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"projects"}, Query: query, Body: body,
		Landed: client.LandedAs(get, projectCreation(project)),
	})
	if !errors.Is(err, client.ErrInvalid) {
		return err
	}
	// A used key and a bad one are refused with the same code, in words that no source tells (observed.md 1.4).
	if _, look := c.Read(ctx, client.Path("projects", key, "metadata"), client.Members("label")); look == nil {
		return fmt.Errorf("%w: %w", client.ErrAlreadyExists, err)
	}
	return err
}

// projectCreation are the members of a project that its creation takes.
func projectCreation(project Document) Document {
	return client.Pick(project, "projectKey", "label", "owner", "projectFolderId", "description", "tags")
}

// PutProject changes what differs between two states of a project: its metadata, its folder, its owner. The owner
// comes last, since handing over may take the right to do the rest.
func (c *Client) PutProject(ctx context.Context, key string, before, after Document) error {
	if metadata := metadataOf(after); !client.Equal(metadataOf(before), metadata) {
		if err := c.Put(ctx, client.Path("projects", key, "metadata"), metadata); err != nil {
			return err
		}
	}
	if before["projectFolderId"] != after["projectFolderId"] {
		if err := c.moveProject(ctx, key, client.Text(before, "projectFolderId"), client.Text(after, "projectFolderId")); err != nil {
			return err
		}
	}
	if before["owner"] == after["owner"] {
		return nil
	}
	permissions, err := c.ProjectPermissions(ctx, key)
	if err != nil {
		return err
	}
	permissions["owner"] = after["owner"]
	return c.PutProjectPermissions(ctx, key, permissions)
}

// metadataOf puts the metadata together again.
func metadataOf(project Document) Document {
	metadata := client.Pick(project, listedMetadata...)
	rest, _ := project["metadata"].(Document)
	maps.Copy(metadata, rest)
	return metadata
}

// moveProject moves a project from the folder that holds it now (dss-admin.md 22).
func (c *Client) moveProject(ctx context.Context, key, source, destination string) error {
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"project-folders", source, "projects", key, "move"},
		Query: url.Values{"destination": {destination}},
		Landed: func(ctx context.Context) (bool, error) {
			now, err := c.projectFolderOf(ctx, key)
			return now == destination, err
		},
	})
}

// ProjectDeletion says what else goes with a project.
type ProjectDeletion struct {
	ManagedDatasets, OutputManagedFolders, JobAndScenarioLogs bool
}

// DeleteProject deletes a project and waits for it as for a long task, since a node behind a gateway would lose the
// answer of a synchronous deletion (dss-project.md 4).
func (c *Client) DeleteProject(ctx context.Context, key string, with ProjectDeletion) error {
	_, err := c.Future(ctx, client.Request{
		Method: http.MethodDelete, Path: []string{"projects", key},
		Query: url.Values{
			"clearManagedDatasets":      {boolean(with.ManagedDatasets)},
			"clearOutputManagedFolders": {boolean(with.OutputManagedFolders)},
			"clearJobAndScenarioLogs":   {boolean(with.JobAndScenarioLogs)},
			"wait":                      {boolean(false)},
		},
	}, nil)
	if err == nil {
		return nil
	}
	// The task may have ended unseen, or an earlier attempt whose answer was lost.
	if _, look := c.Read(ctx, client.Path("projects", key, "metadata"), client.Members("label")); look != nil && errors.Is(c.projectError(ctx, key, look), client.ErrNotFound) {
		return nil
	}
	return err
}

// boolean spells a boolean as the vendor's client does.
func boolean(value bool) string {
	if value {
		return "True"
	}
	return "False"
}

// Projects lists what Project returns but for the member "metadata", and for the folder where the list does not tell it.
func (c *Client) Projects(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.listProjects(ctx))
}

func (c *Client) listProjects(ctx context.Context) ([]Document, error) {
	items, err := c.List(ctx, client.Path("projects").With(url.Values{"includeLocation": {boolean(true)}}), client.Named("projectKey"))
	if err != nil {
		return nil, err
	}
	finder := &locations{client: c}
	all := make([]Document, 0, len(items))
	for _, item := range items {
		project := client.Pick(item, append([]string{"projectKey"}, listedMetadata...)...)
		project["owner"] = item["ownerLogin"]
		if name, ok := item["name"]; ok { // both spellings occur (dss-project.md 4)
			project["label"] = name
		}
		if folder := finder.folder(ctx, item); folder != "" {
			project["projectFolderId"] = folder
		}
		all = append(all, project)
	}
	return all, nil
}

// placesByKey leaves out what the list does not tell: the places of those projects are read one by one.
func (c *Client) placesByKey(ctx context.Context) (map[string]Document, error) {
	all, err := c.listProjects(ctx)
	told := []Document{}
	for _, project := range all {
		if client.Text(project, "owner") != "" && client.Text(project, "projectFolderId") != "" {
			told = append(told, client.Pick(project, "projectKey", "owner", "projectFolderId"))
		}
	}
	return client.ByMember(told, "projectKey"), err
}

// locations reads the folder of a project out of a list with locations.
type locations struct {
	client *Client
	asked  bool
	// leafLast tells that a path ends with the folder that holds the project.
	leafLast bool
}

// folder returns the folder that holds the project, "" when the item does not tell. No source says which end of the
// path that is (dss-project.md 4), so one folder is asked before a path of several is believed.
func (l *locations) folder(ctx context.Context, item Document) string {
	path, ok := item["projectLocation"].([]any)
	if !ok {
		return ""
	}
	if len(path) == 0 {
		return RootProjectFolder
	}
	last, _ := path[len(path)-1].(Document)
	id := client.Text(last, "id")
	if len(path) == 1 || id == "" {
		return id
	}
	if !l.asked {
		l.asked = true
		folder, err := l.client.Read(ctx, client.Path("project-folders", id), client.Identity("id", id))
		l.leafLast = err == nil && slices.Contains(client.Texts(folder["projectKeys"]), client.Text(item, "projectKey"))
	}
	if !l.leafLast {
		return ""
	}
	return id
}
