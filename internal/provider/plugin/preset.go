package plugin

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Presets lie in the settings of the plugin, those of a project in the plugin's settings of that project
// (dss-admin.md 19.2).

// Preset is a preset of the node.
var Preset = preset("plugin_preset", "A preset of a parameter set of a plugin: values that datasets, recipes, clusters and the like take by its name.",
	[]string{"plugin_id", "type", "name"}, pluginID())

// ProjectPreset is a preset of a project.
var ProjectPreset = preset("project_plugin_preset", "A preset of a parameter set of a plugin that belongs to one project.",
	[]string{"project_key", "plugin_id", "type", "name"}, attr.ProjectKey(), pluginID())

func preset(typeName, summary string, identity []string, owner ...attr.Attribute) *kit.Resource[*dss.Client] {
	return &kit.Resource[*dss.Client]{
		Type: typeName, Summary: summary + " Additive: other presets are left alone.",
		Detail: "The node answers secret parameters encrypted, so Terraform sees when they are gone, but not when somebody changes them. An equal preset " +
			"that is already there is taken over, and its secrets are replaced.\n\n" +
			"A preset lies in the settings of the plugin, which the node shows to keys that administer the plugin only.",
		Attributes: append(owner,
			attr.String("type", "Type of the parameter set, such as `parameter-set-eks-clusters-aws-credentials`: `parameter-set-`, the plugin and the set.").
				Required().Validate(attr.Name()),
			attr.String("name", "Name of the preset.").Required().Validate(stringvalidator.LengthAtLeast(1)),
			attr.String("description", "What the preset is for.").Clears(),
			attr.String("owner", "Login of the owner. The node chooses one when it is not set."),
			attr.Doc("config", "Parameters that are not secret. Other parameters are left alone. It is stored in the state: no secret belongs here."),
			attr.SecretMap("secret_config", "Secret parameters, by name.").At("config"),
			attr.Doc("plugin_config", "Parameters that only administrators see, as far as they are not secret."),
			attr.SecretMap("secret_plugin_config", "Secret ones of the parameters that only administrators see, by name.").At("pluginConfig"),
			attr.Object("default_permission", "What everybody may do with the preset.",
				attr.Bool("use", "Use the preset. The server's default is false."),
			),
			attr.ObjectMap("permissions", "group", "What groups may do with the preset, by the name of the group. Replaces all permissions.",
				attr.Bool("use", "Use the preset.").Default(false),
			),
		),
		Identity: identity,
		Get:      getSettings,
		Put:      putSettings,
		Member:   &kit.Member{Find: findPreset, Place: placePreset, Drop: dropPreset},
		Lock:     func(v attr.Values) string { return settingsLock(v.String("plugin_id"), v.String("project_key")) },
		Scope:    identity[:len(identity)-2],
		List: func(ctx context.Context, c *dss.Client, scope attr.Values) iter.Seq2[client.Document, error] {
			settings, err := getSettings(ctx, c, scope)
			var presets []client.Document
			for _, item := range items(settings, "presets") {
				if found, ok := item.(client.Document); ok {
					presets = append(presets, owned(found, scope))
				}
			}
			return client.Each(presets, err)
		},
		Plan: warnOfUnknownType,
	}
}

// identified is what a preset is found by.
func identified(v attr.Values) func(item any) bool {
	return func(item any) bool {
		found, _ := item.(client.Document)
		return client.Text(found, "type") == v.String("type") && client.Text(found, "name") == v.String("name")
	}
}

// owned is a preset with what it belongs to.
func owned(found client.Document, v attr.Values) client.Document {
	out := client.CloneDocument(found)
	out[pluginMember], out[projectMember] = v.String("plugin_id"), v.String("project_key")
	return out
}

func findPreset(settings client.Document, v attr.Values) (client.Document, bool) {
	list := items(settings, "presets")
	i := slices.IndexFunc(list, identified(v))
	if i < 0 {
		return nil, false
	}
	found, _ := list[i].(client.Document)
	return owned(found, v), true
}

// placePreset gives a new preset the members that the vendor's client gives it.
func placePreset(settings client.Document, v attr.Values, element client.Document) {
	placed := client.Document{"config": client.Document{}, "pluginConfig": client.Document{}, "defaultPermission": client.Document{}, "permissions": []any{}}
	for member, value := range element {
		if member != pluginMember && member != projectMember {
			placed[member] = value
		}
	}
	list := items(settings, "presets")
	if i := slices.IndexFunc(list, identified(v)); i >= 0 {
		list[i] = placed
		return
	}
	settings["presets"] = append(list, placed)
}

func dropPreset(settings client.Document, v attr.Values) {
	settings["presets"] = slices.DeleteFunc(items(settings, "presets"), identified(v))
}

// warnOfUnknownType names the types of the plugin in the plan of a preset whose type is not among them. The node would
// take it, and nothing could use it.
func warnOfUnknownType(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	if p.State != nil || p.Plan == nil || !p.Plan.Known("plugin_id") || !p.Plan.Known("type") {
		return nil
	}
	settings, err := c.PluginSettings(ctx, p.Plan.String("plugin_id"), "")
	if err != nil {
		return nil // the plugin is installed by the same run, or the error shows again when the preset is written
	}
	var types []string
	for _, item := range items(settings, "accessibleParameterSetDescs") {
		set, _ := item.(client.Document)
		types = append(types, client.Text(set, "elementType"))
	}
	if len(types) == 0 || slices.Contains(types, p.Plan.String("type")) {
		return nil
	}
	return []kit.Problem{{
		Attribute: "type", Warning: true, Summary: "Plugin " + p.Plan.String("plugin_id") + " has no such parameter set",
		Detail: fmt.Sprintf("The type is %q, but the parameter sets of the installed version have the types %s.", p.Plan.String("type"), strings.Join(types, ", ")),
	}}
}
