package dss

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ProjectPermissions returns the owner and the permissions of a project (dss-project.md 9), and the key for those who
// handle several.
func (c *Client) ProjectPermissions(ctx context.Context, key string) (Document, error) {
	return c.projectPart(ctx, key, "permissions")
}

// PutProjectPermissions replaces the document. A flag that an entry lacks keeps its value (observed.md 6).
func (c *Client) PutProjectPermissions(ctx context.Context, key string, permissions Document) error {
	return c.putProjectPart(ctx, key, "permissions", permissions)
}

// partMembers are the members that the documents of a project always have (dss-project.md 9, 10).
var partMembers = map[string]client.Holds{
	"permissions": client.Members("owner", "permissions"), "variables": client.Members("standard", "local"),
}

// projectPart reads a document of a project. The elements of one document are resources of their own, so the reads of
// a refresh share a call.
func (c *Client) projectPart(ctx context.Context, key, part string) (Document, error) {
	read := func(ctx context.Context) (Document, error) {
		document, err := c.Read(ctx, client.Path("projects", key, part), partMembers[part])
		if err != nil {
			return nil, c.projectError(ctx, key, err)
		}
		document["projectKey"] = key
		return document, nil
	}
	return c.projects.parts.get(ctx, c.Client, []string{"projects", key}, key+"/"+part, read)
}

func (c *Client) putProjectPart(ctx context.Context, key, part string, document Document) error {
	body := client.CloneDocument(document)
	delete(body, "projectKey")
	return c.Put(ctx, client.Path("projects", key, part), body)
}
