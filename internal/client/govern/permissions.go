package govern

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// blueprintPermissions is the address of the permissions, the default ones and those of single blueprints.
const blueprintPermissions = "blueprint-permissions"

// DefaultPermissions returns the permissions on all blueprints that have none of their own (govern.md 20).
func (c *Client) DefaultPermissions(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("admin", blueprintPermissions, "default"), client.Members("everyonePermissions", "rolePermissions"))
}

// PutDefaultPermissions replaces the permissions, which must come from DefaultPermissions.
func (c *Client) PutDefaultPermissions(ctx context.Context, permissions Document) error {
	return c.Put(ctx, client.Path("admin", blueprintPermissions, "default"), permissions)
}

// BlueprintPermissions returns the permissions of a blueprint, which take the place of the default ones (govern.md 20).
func (c *Client) BlueprintPermissions(ctx context.Context, blueprintID string) (Document, error) {
	return c.Read(ctx, client.Path("admin", blueprintPermissions, blueprintID), client.Identity("blueprintId", blueprintID))
}

// CreateBlueprintPermissions gives the blueprint that the document names permissions of its own and returns them.
func (c *Client) CreateBlueprintPermissions(ctx context.Context, permissions Document) (Document, error) {
	return c.createForBlueprint(ctx, blueprintPermissions, permissions, c.BlueprintPermissions)
}

// PutBlueprintPermissions replaces the permissions of a blueprint, which must come from BlueprintPermissions.
func (c *Client) PutBlueprintPermissions(ctx context.Context, blueprintID string, permissions Document) error {
	return c.Put(ctx, client.Path("admin", blueprintPermissions, blueprintID), permissions)
}

// DeleteBlueprintPermissions gives a blueprint the default permissions back.
func (c *Client) DeleteBlueprintPermissions(ctx context.Context, blueprintID string) error {
	return c.Remove(ctx, client.Path("admin", blueprintPermissions, blueprintID))
}

// AllBlueprintPermissions lists the blueprints that have permissions of their own. Nothing but their identifiers is
// known to be in the list (govern.md 20.2).
func (c *Client) AllBlueprintPermissions(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", blueprintPermissions), client.Named("blueprintId")))
}
