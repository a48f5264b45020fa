package dss

import (
	"context"
	"testing"
)

// The creation is compared without the calls around it, and the update not at all: the vendor's client sends the
// secret back, this one leaves it out (dss-admin.md 8 allows both).
func TestGlobalAPIKeyCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "global_api_key.create", Document{"id": "k1", "key": "secret"}, func(c *Client) error {
		_, err := c.createPending(ctx, "ci", Document{"description": "d"})
		return err
	})
	replay(t, "global_api_key.create.groups", Document{"id": "k1", "key": "secret"}, func(c *Client) error {
		_, err := c.createPending(ctx, "ci", Document{"description": "d", "groups": []any{"g"}})
		return err
	})
	replay(t, "global_api_key.get", Document{"id": "k1"}, func(c *Client) error {
		_, err := c.GlobalAPIKey(ctx, "k1")
		return err
	})
	replay(t, "global_api_key.delete", Document{}, func(c *Client) error { return c.DeleteGlobalAPIKey(ctx, "k1") })
	replay(t, "global_api_key.list", []any{}, func(c *Client) error {
		for _, err := range c.GlobalAPIKeys(ctx) {
			return err
		}
		return nil
	})
}
