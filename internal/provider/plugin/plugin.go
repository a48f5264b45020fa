package plugin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var interpreterForm = regexp.MustCompile(`^PYTHON\d{2,3}$`)

// Plugin is an installed plugin (dss-admin.md 19).
var Plugin = &kit.Resource[*dss.Client]{
	Type:    "plugin",
	Summary: "A plugin of a DSS node, installed from the vendor's store, from a Git repository or from a local archive.",
	Detail: "Without `git` and `zip_path` the plugin comes from the store, in its newest version: the API can neither choose a version nor tell " +
		"which there are. A change of the source updates the plugin in place: another checkout, an archive with another content, or " +
		"any change of `update_trigger`.\n\n" +
		"A plugin that is installed already is taken over: from the store as it is, from Git after an update to the checkout, from an " +
		"archive only if it has the version of the archive. Nothing tells where an imported plugin came from, so with `git` or `zip_path` the first " +
		"apply after an import installs it again from there.\n\n" +
		"The node refuses to delete a plugin that is used; the plan of a deletion names what uses it. The environment that DSS makes " +
		"for a plugin does not go with it: with `code_env` it is detached and deleted before the plugin is.",
	Attributes: attributes(),
	Identity:   []string{"plugin_id"},
	Get:        getPlugin,
	Create:     install,
	// What there is beyond it is not written, so that it needs to be read at the end only.
	CreateAnswers: true,
	Delete:        uninstall,
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Plugins(ctx)
	},
	Lock:     func(v attr.Values) string { return settingsLock(v.String("plugin_id"), "") },
	Validate: validateSource,
	Plan: func(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
		if p.Plan == nil {
			return warnOfUsages(ctx, c, p.State)
		}
		return checkArchive(p.Plan)
	},
	Foresee:  foresee,
	Finish:   finish,
	Timeouts: &kit.Timeouts{Create: 30 * time.Minute, Update: 30 * time.Minute, Delete: 15 * time.Minute},
}

func attributes() []attr.Attribute {
	return []attr.Attribute{
		attr.String("plugin_id", "Identifier of the plugin, as in its `plugin.json`.").At("id").Required().Validate(attr.Name()),
		attr.Object("git", "Git repository to install from. The node clones it and needs access to it. Excludes `zip_path`.",
			attr.String("repository_url", "Address of the repository, such as `git@github.com:myorg/myrepo.git`. It is stored in clear: keep credentials out of it.").
				Required().Validate(stringvalidator.LengthAtLeast(1)),
			attr.String("checkout", "Branch, tag or commit. Default: `master`. A branch that moves on is no change: name a tag or a "+
				"commit, or change `update_trigger`.").Local(nil).Validate(stringvalidator.LengthAtLeast(1)),
			attr.String("subpath", "Directory in the repository that holds the plugin. Default: its root.").Local(nil).Validate(stringvalidator.LengthAtLeast(1)),
		).Local(nil),
		attr.String("zip_path", "Path of a local zip with `plugin.json` at its root or in its only folder. The file is read by each plan, and a change of its "+
			"content updates the plugin. Excludes `git`.").Local(nil),
		attr.String("zip_sha256", "SHA-256 hash of the archive that was installed last, in hexadecimal digits.").Foreseen(),
		attr.String("update_trigger", "Any text. Changing it installs the plugin again from its source: the newest version of the store, or what the "+
			"branch holds now.").Local(nil),
		attr.Object("code_env", "The environment that DSS makes for the plugin and that the plugin runs in. `{}` takes what the plugin asks for. It "+
			"is updated with the plugin, and deleted with it. Removing the attribute leaves the environment as it is. For an environment of your "+
			"own use `code_env_name` of `dataiku_plugin_settings` instead, never both.",
			attr.String("name", "Name of the environment.").Computed(),
			attr.String("python_interpreter", "Python to build with, such as `PYTHON311`. Default: that of the plugin. A change builds the environment anew.").
				Validate(stringvalidator.RegexMatches(interpreterForm, "must be PYTHON and a version without dots, such as PYTHON311")),
			attr.Bool("conda", "Whether conda builds the environment. The server's default is false. A change builds the environment anew."),
		).Own(),
		attr.Bool("code_env_attached", "Whether the plugin runs in the environment of `code_env`. Where it does not, the next apply attaches the environment again.").
			Computed().Own(),
		attr.Bool("force_destroy", "Whether a deletion removes the plugin also while it is used, which breaks what uses it. Default: false.").Local(false),
		attr.String("version", "Installed version.").Computed(),
		attr.Bool("is_dev", "Whether it is a development plugin, whose content is edited on the node.").Computed(),
		attr.String("label", "Name shown in the UI.").Computed().At("meta.label"),
		attr.String("description", "What the plugin does.").Computed().At("meta.description"),
		attr.String("author", "Who wrote it.").Computed().At("meta.author"),
		attr.StringSet("tags", "Tags of the plugin.").Computed().At("meta.tags"),
		attr.String("category", "Category, where the plugin has one.").Computed().At("meta.category"),
		attr.String("support_level", "Support level, such as `SUPPORTED`.").Computed().At("meta.supportLevel"),
		attr.String("license_info", "Licence of the plugin.").Computed().At("meta.licenseInfo"),
		attr.Bool("deprecated", "Whether the plugin is deprecated.").Computed().At("meta.deprecated"),
	}
}

// attachedMember is the member, of the kit's copy only, that tells whether the plugin runs in its own environment.
const attachedMember = "codeEnvAttached"

// getPlugin reads the environment only of a plugin that has one by this resource, or that is imported: it takes two calls.
// One that is there and not attached is told from one that is not there, so that a deletion that was cut off between the
// two goes on.
func getPlugin(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
	id, own := v.String("plugin_id"), v.Object("code_env")
	isImported := v.Known("force_destroy") && v["version"].IsNull()
	plugin, err := c.Plugin(ctx, id)
	if err != nil || own == nil && !isImported {
		return plugin, err
	}
	settings, err := c.PluginSettings(ctx, id, "")
	if err != nil {
		return nil, err
	}
	attached := client.Text(settings, "codeEnvName")
	name := attached
	if own != nil {
		name = cmp.Or(own.String("name"), attached, dss.PluginCodeEnvName(id))
	}
	env, err := c.PluginCodeEnv(ctx, name)
	if env != nil {
		plugin["codeEnv"], plugin[attachedMember] = env, name == attached
	}
	return plugin, err
}

func install(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
	id := w.Values.String("plugin_id")
	source, version, err := sourceOf(w.Values)
	if err != nil {
		return nil, err
	}
	if version != "" {
		w.After["version"] = version // another version that is there already is not as wanted
	}
	result, err := c.InstallPlugin(ctx, id, source, nil)
	if err == nil && result.ID != "" && result.ID != id {
		return nil, errors.Join(fmt.Errorf("%w: the source holds the plugin %q, not %q", client.ErrInvalid, result.ID, id),
			c.DeletePlugin(ctx, result.ID, false))
	}
	if err != nil && !errors.Is(err, dss.ErrPluginInDoubt) {
		return nil, err
	}
	announce(ctx, id, result)
	if result.NeedsCodeEnv && w.Values["code_env"].IsUnknown() {
		kit.Warn(ctx, "Plugin "+id+" needs an environment", "The plugin was installed, and it asks for an environment to run in. Set code_env, or code_env_name of "+
			"dataiku_plugin_settings.")
	}
	return client.Document{"id": id}, err
}

// finish updates the plugin when its source changed, and provides its environment.
func finish(ctx context.Context, c *dss.Client, w kit.Write) error {
	updates := w.Prior != nil && (w.Again || sourceChanged(w.Prior, w.Values))
	if updates {
		source, _, err := sourceOf(w.Values)
		if err != nil {
			return err
		}
		id := w.Values.String("plugin_id")
		result, err := c.UpdatePlugin(ctx, id, source, nil)
		if err != nil {
			return err
		}
		announce(ctx, id, result)
	}
	return provideCodeEnv(ctx, c, w, updates)
}

// announce warns of the manual steps that the node asks for (dss-admin.md 19.1).
func announce(ctx context.Context, id string, result dss.PluginResult) {
	if result.NeedsRestart {
		kit.Warn(ctx, "The node needs a restart for plugin "+id, "The plugin was installed, and the node says that it must be restarted before the plugin works.")
	}
	if result.NeedsReload {
		kit.Warn(ctx, "Plugin "+id+" needs a reload", "The plugin was installed, and the node says that something must be reloaded. It does not say what; "+
			"pages of DSS that are open in a browser are likely.")
	}
}

// uninstall looks for usages itself: the environment goes before the plugin, and must not go when the plugin stays.
func uninstall(ctx context.Context, c *dss.Client, v attr.Values) error {
	id, force := v.String("plugin_id"), v.Bool("force_destroy")
	if !force {
		usages, err := c.PluginUsages(ctx, id, "")
		if err != nil && !errors.Is(err, client.ErrNotFound) {
			return err
		}
		if found := describeUsages(usages); found != "" {
			return fmt.Errorf("%w: the plugin is used, and deleting it would break what uses it:\n\n%s\n\n"+
				"Change or delete these, or set force_destroy = true and apply that before the deletion", client.ErrConflict, found)
		}
	}
	if v.Known("code_env") {
		if err := removeCodeEnv(ctx, c, id, v.Object("code_env")); err != nil {
			return err
		}
	}
	return c.DeletePlugin(ctx, id, force)
}
