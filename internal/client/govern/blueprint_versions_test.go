package govern

import (
	"context"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// answered is the answer of a version's calls.
func answered(t *testing.T, definition, trace string) Document {
	t.Helper()
	answer, err := client.ParseDocument([]byte(`{"blueprint":{"id":"bp.ai"},"blueprintVersion":` + definition + `,"blueprintVersionTrace":` + trace + `}`))
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestBlueprintVersionCalls(t *testing.T) {
	ctx := context.Background()
	of := func(id string) any {
		return answered(t, `{"id":{"blueprintId":"bp.ai","versionId":"`+id+`"},"name":"v"}`, `{"status":"DRAFT"}`)
	}
	answer := of("bv.1")
	definition := Document{"name": "v", "fieldDefinitions": Document{}, "workflowDefinition": Document{"stepDefinitions": []any{}}}
	replay(t, "govern.blueprint_version.create", of("bv.v1"), func(c *Client) error {
		_, err := c.CreateBlueprintVersion(ctx, "bp.ai", "v1", Document{"definition": Document{"name": "First"}, "status": "ACTIVE"})
		return err
	})
	replay(t, "govern.blueprint_version.fork", of("bv.v2"), func(c *Client) error {
		_, err := c.CreateBlueprintVersion(ctx, "bp.ai", "v2", Document{"definition": Document{"name": "Second"}, "originVersionId": "bv.1"})
		return err
	})
	replay(t, "govern.blueprint_version.get", answer, func(c *Client) error {
		_, err := c.BlueprintVersion(ctx, "bp.ai", "bv.1")
		return err
	})
	replay(t, "govern.blueprint_version.update", answer, func(c *Client) error {
		return c.PutBlueprintVersion(ctx, "bp.ai", "bv.1", definition, false)
	})
	replay(t, "govern.blueprint_version.update.danger", answer, func(c *Client) error {
		return c.PutBlueprintVersion(ctx, "bp.ai", "bv.1", definition, true)
	})
	replay(t, "govern.blueprint_version.status", answer, func(c *Client) error {
		return c.SetBlueprintVersionStatus(ctx, "bp.ai", "bv.1", "ACTIVE")
	})
	replay(t, "govern.blueprint_version.delete", Document{}, func(c *Client) error {
		return c.DeleteBlueprintVersion(ctx, "bp.ai", "bv.1")
	})
	replay(t, "govern.blueprint_version.list", []any{answer}, func(c *Client) error {
		for _, err := range c.BlueprintVersions(ctx, "bp.ai") {
			return err
		}
		return nil
	})
}

func TestVersionsBecomeFlat(t *testing.T) {
	got, err := openVersion(answered(t, `{
		"id": {"blueprintId": "bp.ai", "versionId": "bv.2"}, "name": "Two", "new": {"type": "kept", "absoluteUiIndex": "kept"},
		"fieldDefinitions": {"a": {"listConfig": {}}, "b": {"listConfig": {"cardinalityMin": 2}}, "c": {}},
		"uiDefinition": {"views": {"absoluteUiIndex": {"viewComponent": {"type": "container", "absoluteUiIndex": "x_0", "layout": {"type": "sequential",
			"viewComponents": [{"type": "text-field", "absoluteUiIndex": "x_1", "fieldId": "a"}]}}}}}
	}`, `{"status": "ACTIVE", "originVersionId": "bv.1"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"blueprintId":"bp.ai","definition":{` +
		`"fieldDefinitions":{"a":{"listConfig":{"cardinalityMin":0}},"b":{"listConfig":{"cardinalityMin":2}},"c":{}},"name":"Two",` +
		`"new":{"absoluteUiIndex":"kept","type":"kept"},"uiDefinition":{"views":{"absoluteUiIndex":{"viewComponent":{"layout":{"type":"sequential",` +
		`"viewComponents":[{"fieldId":"a","type":"text-field"}]},"type":"container"}}}}},"originVersionId":"bv.1","status":"ACTIVE","versionId":"bv.2"}`
	if rendered := client.RenderJSON(got); rendered != want {
		t.Errorf("got  %s\nwant %s", rendered, want)
	}
}

func TestBlankDefinitions(t *testing.T) {
	for text, want := range map[string]bool{
		`{"name":"n","instructions":"","iconMode":"INHERIT","fieldDefinitions":{},"workflowDefinition":{"stepDefinitions":[]},"uiDefinition":{"views":{},"uiStepDefinitions":{}}}`: true,
		`{}`: true,
		`{"fieldDefinitions":{"a":{"label":"A"}}}`:                false,
		`{"workflowDefinition":{"stepDefinitions":[{"id":"s"}]}}`: false,
		`{"instructions":"Do this."}`:                             false,
		`{"uiDefinition":{"views":{"v":{}}}}`:                     false,
	} {
		definition, err := client.ParseDocument([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := isBlank(definition); got != want {
			t.Errorf("isBlank(%s) = %v", text, got)
		}
	}
}
