package dss

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestCodeStudioTemplateCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "code_studio_template.list", []any{Document{"id": "t"}}, func(c *Client) error {
		for _, err := range c.CodeStudioTemplates(ctx) {
			return err
		}
		return errors.New("nothing was listed")
	})
	replay(t, "code_studio_template.get", Document{"type": "block_based"}, func(c *Client) error {
		_, err := c.CodeStudioTemplate(ctx, "t")
		return err
	})
	replay(t, "code_studio_template.build", Document{"hasResult": true, "result": Document{}}, func(c *Client) error {
		_, err := c.BuildCodeStudioTemplate(ctx, "t", false, nil)
		return err
	})
}

func TestBuildOfACodeStudioTemplate(t *testing.T) {
	ctx := context.Background()
	node, c := emulate(t, "")
	if _, err := c.BuildCodeStudioTemplate(ctx, "vscode", true, nil); err != nil {
		t.Fatal(err)
	}
	for template, err := range c.CodeStudioTemplates(ctx) {
		if built := template["lastBuilt"] != nil; err != nil || built != (template["id"] == "vscode") {
			t.Errorf("got %v, %v", template, err)
		}
	}
	node.SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = []string{"jupyterlab"} })
	if _, err := c.BuildCodeStudioTemplate(ctx, "jupyterlab", false, nil); err == nil || !strings.Contains(err.Error(), "docker build: exit status 1") {
		t.Errorf("a failing build: %v", err)
	}
}

func TestFailedBuildShowsItsLog(t *testing.T) {
	for name, log := range map[string]any{
		"text": "Step 1/9\nno space left on device\n", "lines": Document{"lines": []any{"Step 1/9", "no space left on device"}},
	} {
		c := serve(t, answer(Document{"jobId": "j", "hasResult": true, "log": log, "result": Document{
			"messages": Document{"error": true, "messages": []any{Document{"severity": "ERROR", "title": "Build failed"}}},
		}}))
		_, err := c.BuildCodeStudioTemplate(context.Background(), "t", false, nil)
		if err == nil || !strings.Contains(err.Error(), "Build failed") || !strings.HasSuffix(err.Error(), "  Step 1/9\n  no space left on device") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
