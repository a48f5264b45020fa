package dss

import (
	"context"
	"testing"
)

func TestGroupCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "group.create", Document{}, func(c *Client) error {
		return c.CreateGroup(ctx, Document{"name": "data team", "description": "d", "sourceType": "LOCAL", "mayCreateProjects": true})
	})
	replay(t, "group.get", Document{"name": "data team"}, func(c *Client) error {
		_, err := c.Group(ctx, "data team")
		return err
	})
	replay(t, "group.update", Document{}, func(c *Client) error {
		return c.PutGroup(ctx, "readers", Document{"name": "readers", "mayCreateProjects": true})
	})
	replay(t, "group.delete", Document{}, func(c *Client) error { return c.DeleteGroup(ctx, "readers") })
	replay(t, "group.list", []any{}, func(c *Client) error {
		for _, err := range c.Groups(ctx) {
			return err
		}
		return nil
	})
}
