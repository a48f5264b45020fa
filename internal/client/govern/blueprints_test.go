package govern

import (
	"context"
	"errors"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestBlueprintCalls(t *testing.T) {
	ctx := context.Background()
	blueprint := Document{"name": "AI", "icon": "account_balance", "color": "#fff", "backgroundColor": "#000"}
	answer := Document{"blueprint": Document{"id": "bp.ai", "name": "AI"}, "assignedRolesAndPermissionsCtx": Document{}}
	replay(t, "govern.blueprint.create", answer, func(c *Client) error {
		created, err := c.CreateBlueprint(ctx, "ai", blueprint)
		if err == nil && created["id"] != "bp.ai" {
			t.Errorf("created %v", created)
		}
		return err
	})
	replay(t, "govern.blueprint.get", answer, func(c *Client) error {
		found, err := c.Blueprint(ctx, "bp.ai")
		if err == nil && found["name"] != "AI" {
			t.Errorf("found %v", found)
		}
		return err
	})
	replay(t, "govern.blueprint.update", answer, func(c *Client) error {
		changed := client.CloneDocument(blueprint)
		changed["id"] = "bp.ai"
		return c.PutBlueprint(ctx, "bp.ai", changed)
	})
	replay(t, "govern.blueprint.delete", Document{}, func(c *Client) error { return c.DeleteBlueprint(ctx, "bp.ai") })
	replay(t, "govern.blueprint.list", []any{answer}, func(c *Client) error {
		for found, err := range c.Blueprints(ctx) {
			if err != nil {
				return err
			}
			if found["id"] != "bp.ai" {
				t.Errorf("listed %v", found)
			}
		}
		return nil
	})
}

func TestAnswersWithoutEnvelopeAreMalformed(t *testing.T) {
	if _, err := openBlueprint(Document{"id": "bp.ai"}); !errors.Is(err, client.ErrMalformed) {
		t.Errorf("blueprint: %v", err)
	}
	if _, err := openVersion(Document{"id": Document{"blueprintId": "bp.ai", "versionId": "bv.1"}}); !errors.Is(err, client.ErrMalformed) {
		t.Errorf("version: %v", err)
	}
}
