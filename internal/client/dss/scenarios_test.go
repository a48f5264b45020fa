package dss

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestScenarioCalls(t *testing.T) {
	ctx := context.Background()
	for operation, kind := range map[string]string{"steps": "step_based", "python": "custom_python"} {
		replay(t, "scenario.create."+operation, Document{"id": "sc"}, func(c *Client) error {
			_, err := c.CreateScenario(ctx, "CHURN", Document{"name": "sc", "type": kind})
			return err
		})
	}
	replay(t, "scenario.list", []any{Document{"id": "SC"}}, func(c *Client) error {
		for _, err := range c.Scenarios(ctx, "CHURN") {
			return err
		}
		return errors.New("nothing was listed")
	})
	replay(t, "scenario.get", Document{"id": "SC"}, func(c *Client) error {
		_, err := c.Scenario(ctx, "CHURN", "SC")
		return err
	})
	replay(t, "scenario.update", Document{}, func(c *Client) error {
		before := Document{"id": "SC", "active": false, "name": "sc", "type": "step_based", "definition": Document{
			"reporters": []any{}, "triggers": []any{}, "params": Document{},
		}}
		after := client.CloneDocument(before)
		after["active"] = true
		return c.PutScenario(ctx, "CHURN", "SC", before, after)
	})
	replay(t, "scenario.payload.set", Document{}, func(c *Client) error {
		return c.PutScenario(ctx, "CHURN", "SC", Document{"id": "SC", "script": ""}, Document{"id": "SC", "script": "print(1)"})
	})
	replay(t, "scenario.delete", Document{}, func(c *Client) error { return c.DeleteScenario(ctx, "CHURN", "SC") })
}

func TestScenariosWithScripts(t *testing.T) {
	ctx := context.Background()
	node, c := emulate(t, "")
	if err := c.CreateProject(ctx, Document{"projectKey": "A", "label": "A", "owner": "admin"}); err != nil {
		t.Fatal(err)
	}
	wanted := Document{"id": "mine", "name": "Mine", "type": "custom_python", "script": "print(1)\n"}
	if id, err := c.CreateScenario(ctx, "A", wanted); err != nil || id != "mine" {
		t.Fatalf("got %s, %v", id, err)
	}
	found, err := c.Scenario(ctx, "A", "mine")
	if err != nil || found["script"] != "print(1)\n" {
		t.Errorf("got %v, %v", found, err)
	}
	if _, err := c.CreateScenario(ctx, "A", wanted); !errors.Is(err, client.ErrAlreadyExists) {
		t.Errorf("a second one: %v", err)
	}
	node.ResetRequests()
	after := client.CloneDocument(found)
	client.Store(after, []any{Document{"type": "x", "rawParams": Document{"a": 1}}}, "definition", "params", "steps")
	if err := c.PutScenario(ctx, "A", "mine", found, after); err != nil {
		t.Fatal(err)
	}
	got, err := c.Scenario(ctx, "A", "mine")
	steps, _ := client.Lookup(got, "definition", "params", "steps")
	if text := client.RenderJSON(steps); err != nil || got["script"] != "print(1)\n" || !strings.Contains(text, `"x"`) || strings.Contains(text, "raw") {
		t.Errorf("got %v, %v", got, err)
	}
	if sent := len(node.Requests()); sent != 3 {
		t.Errorf("a change of the steps, and a read, made %d requests", sent)
	}
}
