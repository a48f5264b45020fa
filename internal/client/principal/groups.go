package principal

import (
	"context"
	"iter"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// groupCreation are the members that the creation of a group takes (dss-admin.md 6, govern.md 4).
var groupCreation = []string{"name", "description", "sourceType"}

// Group returns the document of a group with its ability flags (dss-admin.md 6, govern.md 4).
func (c *Calls) Group(ctx context.Context, name string) (Document, error) {
	return c.groups.Get(ctx, name, func(ctx context.Context) (Document, error) {
		return c.node.Read(ctx, client.Path("admin", "groups", name), client.Identity("name", name))
	})
}

// CreateGroup creates a group from the members that a creation takes; abilities need PutGroup.
func (c *Calls) CreateGroup(ctx context.Context, group Document) error {
	name, _ := group["name"].(string)
	body := client.Pick(group, groupCreation...)
	return c.node.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "groups"}, Body: body,
		Landed: client.LandedAs(func(ctx context.Context) (Document, error) { return c.Group(ctx, name) }, body),
	})
}

// PutGroup replaces the document of a group; absent flags become false (dss-admin.md 6).
func (c *Calls) PutGroup(ctx context.Context, name string, group Document) error {
	return c.node.Put(ctx, client.Path("admin", "groups", name), group)
}

// DeleteGroup deletes a group, also one that has members.
func (c *Calls) DeleteGroup(ctx context.Context, name string) error {
	return c.node.Remove(ctx, client.Path("admin", "groups", name))
}

// Groups lists the full documents of all groups.
func (c *Calls) Groups(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.node.List(ctx, client.Path("admin", "groups"), client.Named("name")))
}

func (c *Calls) groupsByName(ctx context.Context) (map[string]Document, error) {
	all, err := c.node.List(ctx, client.Path("admin", "groups"), client.Named("name"))
	return client.ByMember(all, "name"), err
}
