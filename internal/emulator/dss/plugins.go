package dss

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// plugins holds the items of the list (sample plugin-list).
	plugins = "plugins"
	// pluginContents holds what is in the installed plugins, as pluginStore does.
	pluginContents = "plugin_contents"
	// pluginUsages holds {usages, missingTypes} by plugin. The emulator does not look for usages itself: they are what
	// was PUT to /emulator/documents/plugin_usages/ID.
	pluginUsages = "plugin_usages"
)

func handlePlugins(n *emulator.Node) {
	seedPluginStore(n)
	n.Handle("GET /plugins", func(*emulator.Call) (any, error) { return n.Store.Collection(plugins).All(), nil })
	handlePluginInstallation(n)
	handlePluginSettings(n)
	handlePluginFiles(n)
	handlePluginGit(n)
	n.Handle("GET /plugins/{pluginId}/actions/listUsages", onPlugin(func(c *emulator.Call, id string) (any, error) {
		return usagesOfPlugin(n, id, c.Query("projectKey", "")), nil
	}))
	n.Handle("GET /projects/{projectKey}/plugins/usages", onProject("admin", func(_ *emulator.Call, key string) (any, error) {
		list := []any{}
		for _, id := range n.Store.Collection(plugins).IDs() {
			if usages := usagesOfPlugin(n, id, key); isUsed(usages) {
				list = append(list, Document{"pluginId": id, "pluginUsages": usages})
			}
		}
		return list, nil
	}), emulator.Since("14.1.0"))
	n.Handle("POST /plugins/{pluginId}/actions/delete", onPlugin(deletePlugin))
}

// handlePluginInstallation serves the ways to install and to update. All answer their failures with status 200.
func handlePluginInstallation(n *emulator.Node) {
	zipped := func(c *emulator.Call) (Document, error) {
		_, archive, err := c.Upload("file")
		if err != nil {
			return nil, err
		}
		return pluginOfArchive(archive)
	}
	stored := func(id string) (Document, error) { return pluginOfStore(n, id) }
	cloned := func(c *emulator.Call) (Document, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		return pluginOfRepository(n, body)
	}
	n.Handle("POST /plugins/actions/installFromZip", mayPlugins(func(c *emulator.Call) (any, error) {
		plugin, err := zipped(c)
		return installPlugin(n, plugin, err)
	}))
	n.Handle("POST /plugins/actions/future/installFromZip", mayPlugins(func(c *emulator.Call) (any, error) {
		plugin, err := zipped(c)
		return c.Future("Install plugin "+text(plugin, "id"), func() (any, error) { return installPlugin(n, plugin, err) })
	}), emulator.Since("12.6.0"))
	n.Handle("POST /plugins/actions/installFromStore", mayPlugins(func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		plugin, err := stored(text(body, "pluginId"))
		return c.Future("Install plugin "+text(body, "pluginId"), func() (any, error) { return installPlugin(n, plugin, err) })
	}))
	n.Handle("POST /plugins/actions/installFromGit", mayPlugins(func(c *emulator.Call) (any, error) {
		plugin, err := cloned(c)
		return c.Future("Install plugin "+text(plugin, "id"), func() (any, error) { return installPlugin(n, plugin, err) })
	}))
	n.Handle("POST /plugins/{pluginId}/actions/updateFromZip", mayPlugin(func(c *emulator.Call, id string) (any, error) {
		plugin, err := zipped(c)
		return updatePlugin(n, id, plugin, err)
	}))
	update := func(pattern, since string, find func(c *emulator.Call, id string) (Document, error)) {
		n.Handle(pattern, mayPlugin(func(c *emulator.Call, id string) (any, error) {
			plugin, err := find(c, id)
			return c.Future("Update plugin "+id, func() (any, error) { return updatePlugin(n, id, plugin, err) })
		}), emulator.Since(since))
	}
	update("POST /plugins/{pluginId}/actions/future/updateFromZip", "12.6.0", func(c *emulator.Call, _ string) (Document, error) { return zipped(c) })
	update("POST /plugins/{pluginId}/actions/updateFromStore", "", func(_ *emulator.Call, id string) (Document, error) { return stored(id) })
	update("POST /plugins/{pluginId}/actions/updateFromGit", "", func(c *emulator.Call, _ string) (Document, error) { return cloned(c) })
}

// mayPlugins guards what needs the right to develop plugins. The contract does not say what an installation needs.
func mayPlugins(h emulator.Handler) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		if !c.Identity.May("mayDevelopPlugins") {
			return nil, emulator.Forbidden("You may not install plugins")
		}
		return h(c)
	}
}

// managesPlugin tells whether the caller is an administrator, develops plugins, or is an administrator of the plugin
// (dss-admin.md 19).
func managesPlugin(c *emulator.Call, id string) bool {
	settings, _ := c.Node.Store.Collection(pluginSettings).Get(id)
	if c.Identity.May("mayDevelopPlugins") || object(settings, "defaultPermission")["admin"] == true {
		return true
	}
	for _, entry := range objects(settings, "permissions") {
		if entry["admin"] == true && inGroups(c, []string{text(entry, "group")}) {
			return true
		}
	}
	return false
}

// mayPlugin guards what changes one plugin, which may be missing.
func mayPlugin(h func(c *emulator.Call, id string) (any, error)) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		if !managesPlugin(c, c.Arg("pluginId")) {
			return nil, emulator.Forbidden("You are not an administrator of plugin " + c.Arg("pluginId"))
		}
		return h(c, c.Arg("pluginId"))
	}
}

// onPlugin is mayPlugin for a plugin that has to be there. The code is documented; that calls other than updates
// answer it is a guess.
func onPlugin(h func(c *emulator.Call, id string) (any, error)) emulator.Handler {
	return mayPlugin(func(c *emulator.Call, id string) (any, error) {
		if !c.Node.Store.Collection(plugins).Has(id) {
			return nil, emulator.Coded("ERR_PLUGIN_NOT_INSTALLED", "Plugin "+id+" is not installed")
		}
		return h(c, id)
	})
}

// failedPlugin is how a failure of an installation looks (dss-admin.md 2.3, 19.1).
func failedPlugin(code, reason string) Document {
	return Document{
		"success": false, "needsReload": false, "needsRestart": false,
		"installationError": Document{"message": reason, "code": code, "stackTraceStr": ""},
	}
}

func installPlugin(n *emulator.Node, plugin Document, err error) (any, error) {
	if err == nil && n.Store.Collection(plugins).Has(text(plugin, "id")) {
		err = emulator.Coded("", "Plugin "+text(plugin, "id")+" is already installed")
	}
	return putPlugin(n, plugin, err)
}

func updatePlugin(n *emulator.Node, id string, plugin Document, err error) (any, error) {
	installed, there := n.Store.Collection(plugins).Get(id)
	switch {
	case !there:
		err = emulator.Coded("ERR_PLUGIN_NOT_INSTALLED", "Plugin "+id+" is not installed")
	case err != nil:
	case text(plugin, "id") != id:
		err = emulator.Coded("", "Plugin "+id+" cannot be updated with plugin "+text(plugin, "id"))
	case installed["isDev"] == true: // a guess: its content is edited in place
		err = emulator.Coded("", "Plugin "+id+" is a dev plugin")
	}
	return putPlugin(n, plugin, err)
}

// putPlugin makes a plugin the installed one, unless there is a failure. A form that cannot be read is refused as such.
func putPlugin(n *emulator.Node, plugin Document, err error) (any, error) {
	if refused := failureOf(err); refused != nil {
		return refused, nil
	}
	if err != nil {
		return nil, err
	}
	id := text(plugin, "id")
	if isFailing(n, id) {
		return failedPlugin("", "Installation of plugin "+id+" failed: disk full"), nil
	}
	storePlugin(n, plugin, false)
	desc := pick(plugin, "id", "version", "meta")
	if env := object(plugin, "codeEnvSpec"); env != nil {
		desc["codeEnvSpec"] = env
	}
	return Document{
		"success": true, "pluginDesc": desc, "messages": infoMessages(),
		"needsReload": plugin["needsReload"] == true, "needsRestart": plugin["needsRestart"] == true,
	}, nil
}

// storePlugin keeps the settings of a plugin that is installed already.
func storePlugin(n *emulator.Node, plugin Document, isDev bool) {
	id := text(plugin, "id")
	item := pick(plugin, "id", "version", "meta")
	item["isDev"] = isDev
	n.Store.Collection(plugins).Put(id, item)
	n.Store.Collection(pluginContents).Put(id, plugin)
	settings, _ := n.Store.Collection(pluginSettings).Get(id)
	n.Store.Collection(pluginSettings).Put(id, completePluginSettings(n, id, settings))
}

func usagesOfPlugin(n *emulator.Node, id, projectKey string) Document {
	all, _ := n.Store.Collection(pluginUsages).Get(id)
	out := Document{}
	for _, member := range []string{"usages", "missingTypes"} {
		list := []any{}
		for _, usage := range objects(all, member) {
			if projectKey == "" || text(usage, "projectKey") == projectKey {
				list = append(list, usage)
			}
		}
		out[member] = list
	}
	return out
}

func isUsed(usages Document) bool {
	return len(objects(usages, "usages")) > 0 || len(objects(usages, "missingTypes")) > 0
}

// deletePlugin leaves the code environment (dss-admin.md 19.1). What a plugin in use answers is observed.md 1.4; whether
// the call itself or the task does is not known.
func deletePlugin(c *emulator.Call, id string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	return c.Future("Delete plugin "+id, func() (any, error) {
		switch usages := usagesOfPlugin(c.Node, id, ""); {
		case body["force"] == true:
		case len(objects(usages, "missingTypes")) > 0:
			return nil, emulator.Coded("", "Types were missing when looking for usages of the plugin "+id+"; its deletion may be forced")
		case isUsed(usages):
			return nil, emulator.Coded("", "The plugin "+id+" is used; its deletion may be forced")
		}
		for _, collection := range []string{plugins, pluginContents, pluginUsages, pluginFiles, pluginRemotes} {
			c.Node.Store.Collection(collection).Delete(id)
		}
		for _, key := range c.Node.Store.Collection(pluginSettings).IDs() {
			if key == id || strings.HasPrefix(key, id+"/") {
				c.Node.Store.Collection(pluginSettings).Delete(key)
			}
		}
		return Document{"success": true, "needsReload": false, "needsRestart": false, "messages": infoMessages()}, nil
	})
}
