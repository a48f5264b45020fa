package plugin

import (
	"context"
	"iter"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Settings are the settings of a plugin but for its presets (dss-admin.md 19.2).
var Settings = &kit.Resource[*dss.Client]{
	Type:    "plugin_settings",
	Summary: "The settings of an installed plugin: its parameters, environment and permissions. What is not set is left alone.",
	Detail: "Presets have their own resource, `dataiku_plugin_preset`. Deleting this resource takes out the parameters and the permissions of groups that it " +
		"set, and detaches the environment that it named; other settings stay as they are.\n\n" +
		"The node shows only a part of the settings to keys that do not administer the plugin. Saving that part would lose the rest, so that is refused.",
	Attributes: []attr.Attribute{
		pluginID(),
		attr.Doc("config", "Parameters of the plugin itself, which older plugins have. Other parameters are left alone. It is stored in the "+
			"state: no secret belongs here."),
		attr.SecretMap("secret_config", "Parameters of the plugin itself that are secret, by name.").At("config"),
		attr.String("code_env_name", "Environment that the plugin runs in; `\"\"` for none. Not beside `code_env` of `dataiku_plugin`, which makes one."),
		attr.ObjectMap("permissions", "group", "What groups may do with the plugin, by the name of the group. Replaces all permissions.",
			attr.Bool("admin", "Administer the plugin.").Default(false),
		),
		attr.Object("default_permission", "What everybody may do with the plugin.",
			attr.Bool("admin", "Administer the plugin. The server's default is false."),
		),
		attr.ObjectMap("parameter_sets", "name", "Where presets of the parameter sets may be defined, by the name of the set. Other sets, and those that are "+
			"not named any more, stay as they are.",
			attr.Object("default_permission", "What everybody may do.", setPermissions()...),
			attr.ObjectMap("permissions", "group", "What groups may do, by the name of the group. Replaces all permissions.", setPermissions()...),
		).Additive(""),
		attr.JSON("app_templates", "Applications of the plugin with their remappings, as a JSON list: `[{ name = …, remapping = { connections = […], "+
			"codeEnvs = […] } }]`.").Validate(attr.ListText()),
	},
	Identity:  []string{"plugin_id"},
	NoPlural:  true,
	Get:       getSettings,
	Put:       putSettings,
	Singleton: &kit.Singleton{Detach: detachSettings},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return func(yield func(client.Document, error) bool) {
			for plugin, err := range c.Plugins(ctx) {
				if !yield(client.Document{pluginMember: plugin["id"]}, err) {
					return
				}
			}
		}
	},
	Summaries: true,
	Lock:      func(v attr.Values) string { return settingsLock(v.String("plugin_id"), "") },
}

// pluginMember and projectMember hold, in the kit's copy of a document only, what the API's document says by its place.
const (
	pluginMember  = "pluginId"
	projectMember = "projectKey"
)

func pluginID() attr.Attribute {
	return attr.String("plugin_id", "Identifier of the plugin.").At(pluginMember).Required().Validate(attr.Name())
}

func setPermissions() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("definable_inline", "Define presets in the datasets, recipes and the like that use them."),
		attr.Bool("definable_at_project_level", "Define presets in a project."),
	}
}

// settingsLock is the key of the settings of a plugin, of the node or of a project.
func settingsLock(id, projectKey string) string { return "plugin/" + id + "/" + projectKey }

func getSettings(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
	settings, err := c.PluginSettings(ctx, v.String("plugin_id"), v.String("project_key"))
	if err != nil {
		return nil, err
	}
	settings[pluginMember] = v.String("plugin_id")
	return settings, nil
}

// putSettings never takes a parameter set out: the plugin makes them.
func putSettings(ctx context.Context, c *dss.Client, w kit.Write) error {
	settings := client.CloneDocument(w.After)
	delete(settings, pluginMember)
	if settings["codeEnvName"] == "" {
		settings["codeEnvName"] = nil
	}
	sets := items(settings, "parameterSets")
	for _, set := range items(w.Before, "parameterSets") {
		if indexOf(sets, "name", set) < 0 {
			sets = append(sets, set)
		}
	}
	if len(sets) > 0 {
		settings["parameterSets"] = sets
	}
	return c.PutPluginSettings(ctx, w.Values.String("plugin_id"), w.Values.String("project_key"), settings)
}

func detachSettings(settings client.Document, v attr.Values) {
	if name := v.String("code_env_name"); name != "" && name == client.Text(settings, "codeEnvName") {
		settings["codeEnvName"] = nil
	}
	granted := v.Objects("permissions")
	settings["permissions"] = slices.DeleteFunc(items(settings, "permissions"), func(item any) bool {
		entry, _ := item.(client.Document)
		_, ours := granted[client.Text(entry, "group")]
		return ours
	})
}

func items(document client.Document, member string) []any {
	list, _ := document[member].([]any)
	if list == nil {
		list = []any{}
	}
	return list
}

// indexOf finds the item that has the same member, -1 when there is none.
func indexOf(list []any, member string, like any) int {
	wanted, _ := like.(client.Document)
	return slices.IndexFunc(list, func(item any) bool {
		found, _ := item.(client.Document)
		return found[member] == wanted[member]
	})
}
