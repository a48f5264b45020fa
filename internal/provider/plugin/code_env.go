package plugin

import (
	"context"
	"errors"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// provideCodeEnv makes the plugin run in an environment as it is wanted. DSS builds it, and nothing uses it before it is
// named in the settings of the plugin (dss-admin.md 19.3).
func provideCodeEnv(ctx context.Context, c *dss.Client, w kit.Write, updated bool) error {
	id, wanted := w.Values.String("plugin_id"), w.Values.Object("code_env")
	if wanted == nil {
		return nil
	}
	settings, err := c.PluginSettings(ctx, id, "")
	if err != nil {
		return err
	}
	attached, err := c.PluginCodeEnv(ctx, client.Text(settings, "codeEnvName"))
	if err != nil {
		return err
	}
	if attached != nil && isAsWanted(attached, wanted) {
		if !updated {
			return nil
		}
		return c.UpdatePluginCodeEnv(ctx, id, client.Text(attached, "name"))
	}
	if attached != nil {
		if err := detach(ctx, c, id, settings); err != nil {
			return err
		}
		if err := c.DeletePluginCodeEnv(ctx, client.Text(attached, "name")); err != nil {
			return err
		}
	}
	name, err := c.CreatePluginCodeEnv(ctx, id, wanted.String("python_interpreter"), wanted.Bool("conda"))
	if err != nil {
		return err
	}
	settings["codeEnvName"] = name
	return c.PutPluginSettings(ctx, id, "", settings)
}

// isAsWanted compares what is configured; the rest is up to the plugin.
func isAsWanted(env client.Document, wanted attr.Values) bool {
	return (!wanted.Known("python_interpreter") || wanted.String("python_interpreter") == client.Text(env, "pythonInterpreter")) &&
		(!wanted.Known("conda") || wanted.Bool("conda") == (env["conda"] == true))
}

// removeCodeEnv detaches the environment of the plugin and deletes it, also one whose creation was cut off. An
// environment that DSS did not make for a plugin is neither detached nor deleted.
func removeCodeEnv(ctx context.Context, c *dss.Client, id string, had attr.Values) error {
	names := []string{dss.PluginCodeEnvName(id)}
	if name := had.String("name"); name != "" && name != names[0] {
		names = append(names, name)
	}
	settings, err := c.PluginSettings(ctx, id, "")
	if err != nil && !errors.Is(err, client.ErrNotFound) {
		return err
	}
	if slices.Contains(names, client.Text(settings, "codeEnvName")) {
		if err := detach(ctx, c, id, settings); err != nil {
			return err
		}
	}
	for _, name := range names {
		if err := c.DeletePluginCodeEnv(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func detach(ctx context.Context, c *dss.Client, id string, settings client.Document) error {
	settings["codeEnvName"] = nil
	return c.PutPluginSettings(ctx, id, "", settings)
}
