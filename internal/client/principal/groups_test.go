package principal

import (
	"context"
	"testing"
)

func TestGroupCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "group.create", Document{}, func(c *Calls) error {
		return c.CreateGroup(ctx, Document{"name": "data team", "description": "d", "sourceType": "LOCAL", "mayCreateProjects": true})
	})
	replay(t, "group.get", Document{"name": "data team"}, func(c *Calls) error {
		_, err := c.Group(ctx, "data team")
		return err
	})
	replay(t, "group.update", Document{}, func(c *Calls) error {
		return c.PutGroup(ctx, "readers", Document{"name": "readers", "mayCreateProjects": true})
	})
	replay(t, "group.delete", Document{}, func(c *Calls) error { return c.DeleteGroup(ctx, "readers") })
	replay(t, "group.list", []any{}, func(c *Calls) error {
		for _, err := range c.Groups(ctx) {
			return err
		}
		return nil
	})
}

func TestGovernGroupCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "govern.group.create", Document{}, func(c *Calls) error {
		return c.CreateGroup(ctx, Document{"name": "gg", "description": "d", "sourceType": "LOCAL", "admin": true})
	})
	replay(t, "govern.group.get", Document{"name": "gg"}, func(c *Calls) error {
		_, err := c.Group(ctx, "gg")
		return err
	})
	replay(t, "govern.group.update", Document{}, func(c *Calls) error { return c.PutGroup(ctx, "gg", Document{"name": "gg"}) })
	replay(t, "govern.group.delete", Document{}, func(c *Calls) error { return c.DeleteGroup(ctx, "gg") })
}
