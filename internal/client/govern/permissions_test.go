package govern

import (
	"context"
	"testing"
)

func TestPermissionCalls(t *testing.T) {
	ctx := context.Background()
	permissions := Document{"blueprintId": "bp.ai", "everyonePermissions": Document{}, "rolePermissions": Document{}}
	replay(t, "govern.permissions.default.get", permissions, func(c *Client) error {
		_, err := c.DefaultPermissions(ctx)
		return err
	})
	replay(t, "govern.permissions.default.update", permissions, func(c *Client) error {
		return c.PutDefaultPermissions(ctx, Document{"defaultPermissions": Document{}})
	})
	replay(t, "govern.permissions.create", permissions, func(c *Client) error {
		created, err := c.CreateBlueprintPermissions(ctx, Document{"blueprintId": "bp.ai"})
		if err == nil && created["rolePermissions"] == nil {
			t.Errorf("created %v", created)
		}
		return err
	})
	replay(t, "govern.permissions.get", permissions, func(c *Client) error {
		_, err := c.BlueprintPermissions(ctx, "bp.ai")
		return err
	})
	replay(t, "govern.permissions.update", permissions, func(c *Client) error {
		return c.PutBlueprintPermissions(ctx, "bp.ai", Document{"blueprintId": "bp.ai"})
	})
	replay(t, "govern.permissions.delete", Document{}, func(c *Client) error { return c.DeleteBlueprintPermissions(ctx, "bp.ai") })
	replay(t, "govern.permissions.list", []any{permissions}, func(c *Client) error {
		for _, err := range c.AllBlueprintPermissions(ctx) {
			return err
		}
		return nil
	})
}
