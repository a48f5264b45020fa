package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// pluginSettings holds the settings of the node by plugin, and those of projects by PLUGIN/PROJECT.
const pluginSettings = "plugin_settings"

func handlePluginSettings(n *emulator.Node) {
	n.Handle("GET /plugins/{pluginId}/settings", readPluginSettings)
	n.Handle("POST /plugins/{pluginId}/settings", onPlugin(func(c *emulator.Call, id string) (any, error) {
		return emulator.Empty{}, savePluginSettings(c, id)
	}))
	n.Handle("POST /plugins/{pluginId}/settings/future", onPlugin(func(c *emulator.Call, id string) (any, error) {
		// The document is saved at once; what follows, such as images of visual recipes, is the task.
		if err := savePluginSettings(c, id); err != nil {
			return nil, err
		}
		return c.Future("Apply settings of plugin "+id, func() (any, error) { return Document{"messages": infoMessages()}, nil })
	}), emulator.Since("12.6.0"))
	n.Handle("POST /plugins/{pluginId}/code-env/actions/create", onPlugin(createPluginCodeEnv))
	n.Handle("POST /plugins/{pluginId}/code-env/actions/update", onPlugin(func(c *emulator.Call, id string) (any, error) {
		settings, _ := n.Store.Collection(pluginSettings).Get(id)
		env := "PYTHON/" + text(settings, "codeEnvName")
		if !n.Store.Collection(codeEnvs).Has(env) {
			return nil, emulator.IllegalArgument("Plugin " + id + " has no code env")
		}
		return c.Future("Update code env of plugin "+id, func() (any, error) { return installPackages(n, env, ""), nil })
	}))
}

// pluginSettingsOf finds the place of a document. A document of a project that nobody saved yet is empty.
func pluginSettingsOf(c *emulator.Call, id string) (key string, settings Document, err error) {
	project := c.Query("projectKey", "")
	if project == "" {
		settings, _ = c.Node.Store.Collection(pluginSettings).Get(id)
		return id, completePluginSettings(c.Node, id, settings), nil
	}
	if !mayProject(c, project, "read") {
		return "", nil, emulator.Forbidden("Failed to read project permissions")
	}
	key = id + "/" + project
	settings, _ = c.Node.Store.Collection(pluginSettings).Get(key)
	settings = pick(settings, "presets")
	complete(settings, Document{"presets": []any{}})
	return key, settings, nil
}

// readPluginSettings shows others than the administrators of a plugin the presets and descriptions alone, which
// `detailsNotVisible` tells (dss-admin.md 19.2). That they may read at all, and see every preset, is a guess.
func readPluginSettings(c *emulator.Call) (any, error) {
	id := c.Arg("pluginId")
	if !c.Node.Store.Collection(plugins).Has(id) {
		return nil, emulator.Coded("ERR_PLUGIN_NOT_INSTALLED", "Plugin "+id+" is not installed")
	}
	key, settings, err := pluginSettingsOf(c, id)
	if err != nil {
		return nil, err
	}
	hidden := !managesPlugin(c, id)
	if hidden {
		settings = pick(settings, "presets")
	}
	if hidden || key == id {
		settings["detailsNotVisible"] = hidden
	}
	settings["accessibleParameterSetDescs"] = parameterSetDescs(c.Node, id)
	return settings, nil
}

// savePluginSettings replaces a document. What it lacks is emptied, also when it came from a reader who does not see it.
func savePluginSettings(c *emulator.Call, id string) error {
	body, err := c.Object()
	if err != nil {
		return err
	}
	key, stored, err := pluginSettingsOf(c, id)
	if err != nil {
		return err
	}
	settings := pick(body, "presets")
	if key == id {
		settings = pick(body, "codeEnvName", "config", "permissions", "defaultPermission", "presets", "parameterSets", "appTemplates")
		c.Node.Store.EncryptMembers(settings["config"], isSecretMember)
		settings = completePluginSettings(c.Node, id, settings)
	}
	presets := []any{}
	for _, preset := range objects(settings, "presets") {
		if text(preset, "name") == "" || text(preset, "type") == "" {
			return emulator.IllegalArgument("A preset needs a name and a type")
		}
		presets = append(presets, storedPreset(c, id, preset, objects(stored, "presets")))
	}
	settings["presets"] = presets
	c.Node.Store.Collection(pluginSettings).Put(key, settings)
	return nil
}

// storedPreset completes a preset. A new one belongs to the caller unless it says otherwise (a guess). Parameters of the
// type PASSWORD are encrypted (dss-admin.md 19.2), and so are members that are no parameters and look like secrets.
func storedPreset(c *emulator.Call, id string, preset Document, stored []Document) Document {
	preset = pick(preset, "name", "type", "description", "config", "pluginConfig", "defaultPermission", "permissions", "owner")
	owner := caller(c)
	for _, before := range stored {
		if before["name"] == preset["name"] && before["type"] == preset["type"] && text(before, "owner") != "" {
			owner = text(before, "owner")
		}
	}
	complete(preset, Document{
		"description": "", "owner": owner, "config": Document{}, "pluginConfig": Document{},
		"defaultPermission": Document{}, "permissions": []any{},
	})
	types := parameterTypes(c.Node, id, text(preset, "type"))
	secret := func(member string) bool {
		declared, ok := types[member]
		return declared == "PASSWORD" || !ok && isSecretMember(member)
	}
	c.Node.Store.EncryptMembers(preset["config"], secret)
	c.Node.Store.EncryptMembers(preset["pluginConfig"], secret)
	return preset
}

// parameterTypes are the types of the parameters of a set, by name.
func parameterTypes(n *emulator.Node, id, setType string) map[string]string {
	types := map[string]string{}
	for _, desc := range parameterSetDescs(n, id) {
		set, _ := desc.(Document)
		if set["elementType"] != setType {
			continue
		}
		for _, member := range []string{"params", "pluginParams"} {
			for _, param := range objects(object(set, "desc"), member) {
				types[text(param, "name")] = text(param, "type")
			}
		}
	}
	return types
}

func elementType(id, set string) string { return "parameter-set-" + id + "-" + set }

// completePluginSettings adds defaults and brings the parameter sets in line with those that the plugin has: entries of
// others are dropped, missing ones come back.
func completePluginSettings(n *emulator.Node, id string, settings Document) Document {
	complete(settings, Document{
		"config": Document{}, "permissions": []any{}, "defaultPermission": Document{"admin": false}, "presets": []any{},
		"appTemplates": []any{},
	})
	plugin, _ := n.Store.Collection(pluginContents).Get(id)
	sets := []any{}
	for _, set := range objects(plugin, "parameterSets") {
		entry := Document{}
		for _, given := range objects(settings, "parameterSets") {
			if given["name"] == set["id"] {
				entry = given
			}
		}
		entry["name"], entry["type"] = set["id"], elementType(id, text(set, "id"))
		complete(entry, Document{
			"permissions": []any{}, "defaultPermission": Document{"definableInline": true, "definableAtProjectLevel": true},
		})
		sets = append(sets, entry)
	}
	settings["parameterSets"] = sets
	return settings
}

// parameterSetDescs are the read-only descriptions of the parameter sets.
func parameterSetDescs(n *emulator.Node, id string) []any {
	plugin, _ := n.Store.Collection(pluginContents).Get(id)
	descs := []any{}
	for _, set := range objects(plugin, "parameterSets") {
		desc := pick(set, "params", "pluginParams")
		complete(desc, Document{"params": []any{}, "pluginParams": []any{}})
		descs = append(descs, Document{
			"id": set["id"], "ownerPluginId": id, "elementType": elementType(id, text(set, "id")), "folderName": set["id"], "desc": desc,
		})
	}
	return descs
}

// createPluginCodeEnv makes the environment and attaches nothing (dss-admin.md 19.3). Its name is that of sample
// plugin-settings; an environment of that name that is there already is refused as elsewhere, which is a guess.
func createPluginCodeEnv(c *emulator.Call, id string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	if text(body, "pythonInterpreter") == "" {
		plugin, _ := c.Node.Store.Collection(pluginContents).Get(id)
		body["pythonInterpreter"] = text(object(plugin, "codeEnvSpec"), "pythonInterpreter")
		if body["pythonInterpreter"] == "" {
			delete(body, "pythonInterpreter")
		}
	}
	if err := checkInterpreter(text(body, "pythonInterpreter"), ""); err != nil {
		return nil, err
	}
	name := "plugin_" + id + "_managed"
	env := newCodeEnv(c.Node, "PYTHON", name, caller(c), body)
	if c.Node.Store.Collection(codeEnvs).Has(codeEnvID(env)) {
		return nil, emulator.Coded("ERR_CODEENV_EXISTING_ENV", "Code env "+name+" already exists")
	}
	register(c.Node, env)
	return c.Future("Create code env "+name, func() (any, error) {
		result := buildCodeEnv(c.Node, codeEnvID(env))
		result["envName"] = name
		return result, nil
	})
}
