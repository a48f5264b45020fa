package dss

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

const (
	python = "PYTHON"
	// pluginManaged is the deployment mode of the environments that DSS makes for plugins.
	pluginManaged = "PLUGIN_MANAGED"
)

// PluginSettings returns the settings of a plugin: those of the node, or those of a project if it is named
// (dss-admin.md 19.2). The readers of a refresh share a call.
func (c *Client) PluginSettings(ctx context.Context, id, projectKey string) (Document, error) {
	read := func(ctx context.Context) (Document, error) {
		settings, err := c.Read(ctx, client.Path("plugins", id, "settings").With(pluginQuery(projectKey)), client.Members("presets"))
		if err != nil && projectKey != "" {
			return nil, c.projectError(ctx, projectKey, err)
		}
		return settings, err
	}
	return c.pluginSettings.get(ctx, c.Client, []string{"plugins"}, id+"/"+projectKey, read)
}

// PutPluginSettings replaces the settings by a document that comes from PluginSettings. The vendor's client has two calls
// for it, and forgets the project in one of them (dss-admin.md 19.2).
func (c *Client) PutPluginSettings(ctx context.Context, id, projectKey string, settings Document) error {
	if settings["detailsNotVisible"] == true {
		// What the key does not see is missing in the document, and would be emptied (dss-admin.md 19.2).
		return fmt.Errorf("%w: the key sees only a part of the settings of plugin %q, and saving that part would lose the rest; "+
			"use a key of an administrator, or of a user who is an administrator of the plugin", client.ErrForbidden, id)
	}
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"plugins", id, "settings"}, Query: pluginQuery(projectKey), Body: settings, Landed: client.SendAgain,
	})
}

func pluginQuery(projectKey string) url.Values {
	if projectKey == "" {
		return nil
	}
	return url.Values{"projectKey": {projectKey}}
}

// PluginCodeEnvName is what DSS calls the environment that it makes for a plugin, as far as that was seen (sample
// plugin-settings). The answer of a creation has the last word.
func PluginCodeEnvName(id string) string { return "plugin_" + id + "_managed" }

// CreatePluginCodeEnv builds an environment for a plugin and returns its name; nothing uses it before it is named in the
// settings (dss-admin.md 19.3). An empty interpreter is the one that the plugin asks for. Where an environment of the
// plugin stands already, left by an earlier life of the plugin or by a failed build, it is taken if it is as wanted, and
// built anew if not.
func (c *Client) CreatePluginCodeEnv(ctx context.Context, id, interpreter string, conda bool) (string, error) {
	wanted, name := pluginCodeEnv(interpreter, conda), PluginCodeEnvName(id)
	request := c.pluginCodeEnvCreation(id, wanted)
	result, err := c.codeEnvTask(ctx, request, python, name, nil)
	if errors.Is(err, client.ErrAlreadyExists) {
		env, readErr := c.CodeEnv(ctx, python, name)
		switch {
		case readErr == nil && len(client.Unlike(codeEnvCreated(env), wanted)) == 0:
			return name, nil
		case readErr != nil && !errors.Is(readErr, ErrCodeEnvBroken):
			return "", errors.Join(err, readErr)
		}
		if err := c.DeletePluginCodeEnv(ctx, name); err != nil {
			return "", err
		}
		result, err = c.codeEnvTask(ctx, request, python, name, nil)
	}
	if err != nil {
		return "", err
	}
	made, _ := result.(Document)
	if given := client.Text(made, "envName"); given != "" {
		name = given
	}
	return name, nil
}

// pluginCodeEnv is the body of the creation.
func pluginCodeEnv(interpreter string, conda bool) Document {
	body := Document{"deploymentMode": pluginManaged, "conda": conda, "pythonInterpreter": nil}
	if interpreter != "" {
		body["pythonInterpreter"] = interpreter
	}
	return body
}

func (c *Client) pluginCodeEnvCreation(id string, body Document) client.Request {
	return client.Request{
		Method: http.MethodPost, Path: []string{"plugins", id, "code-env", "actions", "create"}, Body: body, Timeout: -1,
		Landed: c.codeEnvLanded(python, PluginCodeEnvName(id), body),
	}
}

// UpdatePluginCodeEnv makes the environment that the plugin uses match what the plugin asks for.
func (c *Client) UpdatePluginCodeEnv(ctx context.Context, id, name string) error {
	_, err := c.codeEnvTask(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"plugins", id, "code-env", "actions", "update"}, Landed: client.SendAgain, Timeout: -1,
	}, python, name, nil)
	return err
}

// PluginCodeEnv returns name, pythonInterpreter and conda of the environment of that name if DSS made it for a plugin; nil
// if there is none, or nothing behind the name.
func (c *Client) PluginCodeEnv(ctx context.Context, name string) (Document, error) {
	if name == "" {
		return nil, nil
	}
	env, err := c.CodeEnv(ctx, python, name)
	if errors.Is(err, client.ErrNotFound) || errors.Is(err, ErrCodeEnvBroken) {
		return nil, nil
	}
	if err != nil || client.Text(env, "deploymentMode") != pluginManaged {
		return nil, err
	}
	found := client.Pick(codeEnvCreated(env), "pythonInterpreter", "conda")
	found["name"] = name
	return found, nil
}

// DeletePluginCodeEnv deletes the environment of that name if DSS made it for a plugin, also when its build failed.
func (c *Client) DeletePluginCodeEnv(ctx context.Context, name string) error {
	item, err := c.codeEnvItem(ctx, python, name)
	if err != nil || client.Text(item, "deploymentMode") != pluginManaged {
		return err
	}
	if err := c.DeleteCodeEnv(ctx, python, name); !errors.Is(err, client.ErrNotFound) {
		return err
	}
	return nil // an attempt whose answer was lost has deleted it
}
