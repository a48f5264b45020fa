package govern

import (
	"context"
	"testing"
)

func TestSignoffConfigurationCalls(t *testing.T) {
	ctx := context.Background()
	configuration := Document{"id": Document{"stepId": "review"}, "title": "Review"}
	// The vendor's recordings hold made-up bodies; members are those of govern.md 15.1.
	replay(t, "govern.signoff_config.create", configuration, func(c *Client) error {
		return c.CreateSignoffConfiguration(ctx, "bp.ai", "bv.1", "review", Document{"id": "left out", "feedbackGroups": []any{}})
	})
	replay(t, "govern.signoff_config.get", configuration, func(c *Client) error {
		_, err := c.SignoffConfiguration(ctx, "bp.ai", "bv.1", "review")
		return err
	})
	replay(t, "govern.signoff_config.update", configuration, func(c *Client) error {
		return c.PutSignoffConfiguration(ctx, "bp.ai", "bv.1", "review", Document{"stepId": "review"})
	})
	replay(t, "govern.signoff_config.delete", Document{}, func(c *Client) error {
		return c.DeleteSignoffConfiguration(ctx, "bp.ai", "bv.1", "review")
	})
	replay(t, "govern.signoff_config.list", []any{configuration}, func(c *Client) error {
		for _, err := range c.SignoffConfigurations(ctx, "bp.ai", "bv.1") {
			return err
		}
		return nil
	})
}
