package govern

import (
	"context"
	"testing"
)

func TestCustomPageCalls(t *testing.T) {
	ctx := context.Background()
	page := Document{"id": "cp.home", "name": "Home"}
	replay(t, "govern.custom_page.create", page, func(c *Client) error {
		created, err := c.CreateCustomPage(ctx, "home", Document{"name": "Home"})
		if err == nil && created["id"] != "cp.home" {
			t.Errorf("created %v", created)
		}
		return err
	})
	replay(t, "govern.custom_page.get", page, func(c *Client) error {
		_, err := c.CustomPage(ctx, "cp.home")
		return err
	})
	replay(t, "govern.custom_page.update", page, func(c *Client) error {
		return c.PutCustomPage(ctx, "cp.home", Document{"id": "cp.home"})
	})
	replay(t, "govern.custom_page.delete", Document{}, func(c *Client) error { return c.DeleteCustomPage(ctx, "cp.home") })
	replay(t, "govern.custom_page.list", []any{page}, func(c *Client) error {
		for _, err := range c.CustomPages(ctx) {
			return err
		}
		return nil
	})
}

func TestCustomPagesOrderCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "govern.custom_page.order.get", []any{"cp.home"}, func(c *Client) error {
		order, err := c.CustomPagesOrder(ctx)
		if err == nil && (len(order) != 1 || order[0] != "cp.home") {
			t.Errorf("order %v", order)
		}
		return err
	})
	replay(t, "govern.custom_page.order.save", []any{"cp.home"}, func(c *Client) error {
		return c.PutCustomPagesOrder(ctx, []string{"cp.home"})
	})
}
