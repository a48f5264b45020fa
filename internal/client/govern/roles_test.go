package govern

import (
	"context"
	"testing"
)

func TestRoleCalls(t *testing.T) {
	ctx := context.Background()
	role := Document{"id": "ro.reviewer", "label": "Reviewer", "description": "d"}
	replay(t, "govern.role.create", role, func(c *Client) error {
		created, err := c.CreateRole(ctx, "reviewer", Document{"label": "Reviewer", "description": "d"})
		if err == nil && created["id"] != "ro.reviewer" {
			t.Errorf("created %v", created)
		}
		return err
	})
	replay(t, "govern.role.get", role, func(c *Client) error {
		_, err := c.Role(ctx, "ro.reviewer")
		return err
	})
	replay(t, "govern.role.update", role, func(c *Client) error {
		return c.PutRole(ctx, "ro.reviewer", Document{"id": "ro.reviewer", "label": "R"})
	})
	replay(t, "govern.role.delete", Document{}, func(c *Client) error { return c.DeleteRole(ctx, "ro.reviewer") })
	replay(t, "govern.role.list", []any{role}, func(c *Client) error {
		for _, err := range c.Roles(ctx) {
			return err
		}
		return nil
	})
}
