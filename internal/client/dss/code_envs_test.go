package dss

import (
	"context"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// The recordings of the calls that build wait for the end, this client always asks for a task (dss-admin.md 12.1).
func TestCodeEnvCalls(t *testing.T) {
	ctx := context.Background()
	fine := Document{"messages": Document{"success": false, "error": false, "messages": []any{}}}
	building := func(operation string, call func(*Client) error) {
		t.Helper()
		clienttest.ReplayBut(t, "wait", operation, fine, func(base *client.Client) error { return call(over(base)) })
	}
	create := func(desc Document) func(*Client) error {
		return func(c *Client) error {
			request := c.codeEnvCreationRequest("PYTHON", "ml", Document{"deploymentMode": "DESIGN_MANAGED", "desc": desc, "owner": "a"})
			_, err := c.codeEnvTask(ctx, request, "PYTHON", "ml", nil)
			return err
		}
	}
	update := func(o PackagesUpdate) func(*Client) error {
		return func(c *Client) error {
			_, err := c.UpdateCodeEnvPackages(ctx, "PYTHON", "ml", o, nil)
			return err
		}
	}
	building("code_env.create", create(Document{"installCorePackages": true, "pythonInterpreter": "PYTHON311", "owner": "a"}))
	replay(t, "code_env.create.nowait", fine, create(Document{}))
	building("code_env.packages", update(PackagesUpdate{}))
	replay(t, "code_env.packages.rebuild.nowait", fine, update(PackagesUpdate{Rebuild: true}))
	building("code_env.images", func(c *Client) error { return c.UpdateCodeEnvImages(ctx, "PYTHON", "ml", "", nil) })
	building("code_env.jupyter", func(c *Client) error { return c.SetCodeEnvJupyter(ctx, "PYTHON", "ml", true, nil) })
	building("code_env.delete", func(c *Client) error { return c.DeleteCodeEnv(ctx, "PYTHON", "ml") })

	env := Document{
		"envName": "ml", "envLang": "PYTHON", "deploymentMode": "DESIGN_MANAGED", "specPackageList": "", "path": "x",
		"currentVersion": "v1", "desc": Document{"installCorePackages": true, "pythonInterpreter": "PYTHON39"},
	}
	replay(t, "code_env.get", env, func(c *Client) error {
		_, err := c.CodeEnv(ctx, "PYTHON", "ml")
		return err
	})
	replay(t, "code_env.update", env, func(c *Client) error { return c.PutCodeEnv(ctx, "PYTHON", "ml", env) })
	replay(t, "code_env.list", []any{}, func(c *Client) error {
		for _, err := range c.CodeEnvs(ctx) {
			return err
		}
		return nil
	})
	replay(t, "code_env.usages", []any{}, func(c *Client) error {
		_, err := c.CodeEnvUsages(ctx, "PYTHON", "ml")
		return err
	})
	replay(t, "code_env.logs", []any{}, func(c *Client) error {
		_, err := c.CodeEnvLogs(ctx, "PYTHON", "ml")
		return err
	})
	replay(t, "code_env.log", "text", func(c *Client) error {
		_, err := c.CodeEnvLog(ctx, "PYTHON", "ml", "l.log")
		return err
	})
	replay(t, "future.list", []any{}, func(c *Client) error {
		_, err := c.taskAbout(ctx, aboutCodeEnv, "ml")
		return err
	})
}
