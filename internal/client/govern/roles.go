package govern

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// RolePrefix begins the identifiers of roles; the server adds it (govern.md 1.5).
const RolePrefix = "ro."

// Role returns a role (govern.md 18).
func (c *Client) Role(ctx context.Context, id string) (Document, error) {
	return c.roles.Get(ctx, id, func(ctx context.Context) (Document, error) {
		return c.Read(ctx, client.Path("admin", "role", id), client.Identity("id", id))
	})
}

// CreateRole creates a role under an identifier without prefix and returns it.
func (c *Client) CreateRole(ctx context.Context, identifier string, role Document) (Document, error) {
	get := func(ctx context.Context) (Document, error) { return c.Role(ctx, RolePrefix+identifier) }
	answer, err := c.create(ctx, client.Request{
		Path: []string{"admin", "roles"}, Body: role, Landed: client.LandedAs(get, role),
	}, identifier, client.Identity("id", RolePrefix+identifier))
	if err != nil || answer != nil {
		return answer, err
	}
	return get(ctx)
}

// PutRole replaces a role, which must come from Role.
func (c *Client) PutRole(ctx context.Context, id string, role Document) error {
	return c.Put(ctx, client.Path("admin", "role", id), role)
}

// DeleteRole deletes a role. What names it is not known to keep the server from it.
func (c *Client) DeleteRole(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("admin", "role", id))
}

// Roles lists all roles. The list holds whole objects (govern.md 1.12).
func (c *Client) Roles(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", "roles"), client.Named("id")))
}

func (c *Client) rolesByID(ctx context.Context) (map[string]Document, error) {
	all, err := c.List(ctx, client.Path("admin", "roles"), client.Named("id"))
	return client.ByMember(all, "id"), err
}
