package dss

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestPluginCalls(t *testing.T) {
	ctx := context.Background()
	fine := Document{"hasResult": true, "result": Document{"success": true, "pluginDesc": Document{"id": "geoadmin"}}}
	task := func(request func(*Client) client.Request) func(*Client) error {
		return func(c *Client) error {
			_, err := c.pluginTask(ctx, request(c), nil)
			return err
		}
	}
	git := PluginSource{Repository: "git@example.com:p.git", Checkout: "v1", Subpath: "x"}
	replay(t, "plugin.install.store", fine, task(func(c *Client) client.Request { return c.pluginInstallation("geoadmin", PluginSource{}) }))
	replay(t, "plugin.install.git", fine, task(func(c *Client) client.Request { return c.pluginInstallation("geoadmin", git) }))
	replay(t, "plugin.update.store", fine, task(func(c *Client) client.Request { return c.pluginUpdate("geoadmin", PluginSource{}) }))
	git.Checkout, git.Subpath = "v2", ""
	replay(t, "plugin.update.git", fine, task(func(c *Client) client.Request { return c.pluginUpdate("geoadmin", git) }))
	replay(t, "plugin.delete", fine, func(c *Client) error { return c.DeletePlugin(ctx, "geoadmin", true) })
	replay(t, "plugin.list", []any{}, func(c *Client) error {
		for _, err := range c.Plugins(ctx) {
			return err
		}
		return nil
	})
	replay(t, "plugin.usages", Document{"usages": []any{}, "missingTypes": []any{}}, func(c *Client) error {
		_, err := c.PluginUsages(ctx, "geoadmin", "")
		return err
	})

	settings := Document{"codeEnvName": "x", "config": Document{"a": 1}, "detailsNotVisible": false, "parameterSets": []any{}}
	replay(t, "plugin.settings.get", Document{"presets": []any{}}, func(c *Client) error {
		_, err := c.PluginSettings(ctx, "geoadmin", "")
		return err
	})
	replay(t, "plugin.settings.update", settings, func(c *Client) error { return c.PutPluginSettings(ctx, "geoadmin", "", settings) })
	env := Document{"hasResult": true, "result": Document{"envName": "e"}}
	replay(t, "plugin.code_env.create", env, func(c *Client) error {
		name, err := c.CreatePluginCodeEnv(ctx, "geoadmin", "PYTHON39", false)
		if name != "e" {
			t.Errorf("the environment is %q", name)
		}
		return err
	})
	replay(t, "plugin.code_env.update", env, func(c *Client) error { return c.UpdatePluginCodeEnv(ctx, "geoadmin", "e") })
}

func TestPluginFailuresComeWithStatus200(t *testing.T) {
	for name, answer := range map[string]string{
		"inline":         `{"hasResult":true,"result":{"success":false,"installationError":{"message":"disk full"}}}`,
		"without a text": `{"hasResult":true,"result":{"success":false}}`,
		"without a task": `{"success":false,"error":"disk full"}`,
	} {
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				answer := `[]`
				_, _ = w.Write([]byte(answer))
				return
			}
			_, _ = w.Write([]byte(answer))
		})
		_, err := c.InstallPlugin(context.Background(), "geoadmin", PluginSource{}, nil)
		var failed *client.EnvelopeError
		if !errors.As(err, &failed) || errors.Is(err, client.ErrAlreadyExists) || errors.Is(err, ErrPluginInDoubt) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPartOfThePluginSettingsIsNotSaved(t *testing.T) {
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s %s was sent", r.Method, r.URL.Path) })
	err := c.PutPluginSettings(context.Background(), "geoadmin", "", Document{"detailsNotVisible": true, "presets": []any{}})
	if !errors.Is(err, client.ErrForbidden) {
		t.Errorf("got %v", err)
	}
}

func TestProjectOfPluginSettingsIsSent(t *testing.T) {
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/public/api/plugins/geoadmin/settings" || r.URL.RawQuery != "projectKey=CHURN" {
			t.Errorf("%s %s was sent", r.Method, r.URL)
		}
	})
	if err := c.PutPluginSettings(context.Background(), "geoadmin", "CHURN", Document{"presets": []any{}}); err != nil {
		t.Error(err)
	}
}
