package dss

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// codeEnvUse is one explicit choice of an environment (observed.md 9).
type codeEnvUse struct {
	usage, lang, name string
	// object is empty for a project itself. Steps and triggers count for their scenario.
	object string
}

// codeEnvUsages finds who selects an environment explicitly; an empty id means all environments.
func codeEnvUsages(c *emulator.Call, id string) []any {
	usages := []any{}
	for _, key := range c.Node.Store.Collection(projects).IDs() {
		for _, use := range codeEnvUsesIn(c.Node, key) {
			if id != "" && id != use.lang+"/"+use.name {
				continue
			}
			usage := Document{
				"envLang": use.lang, "envName": use.name, "envUsage": use.usage, "projectKey": key, "accessible": true,
			}
			if use.object != "" {
				usage["objectId"] = use.object
			}
			if !mayProject(c, key, "read") { // what the caller may not see is obfuscated
				usage["projectKey"], usage["accessible"] = "******", false
				if use.object != "" {
					usage["objectId"] = "******"
				}
			}
			usages = append(usages, usage)
		}
	}
	return append(usages, pluginsWithCodeEnv(c.Node, id)...)
}

// codeEnvUsesIn looks at the settings, the recipes and the scenarios of a project.
func codeEnvUsesIn(n *emulator.Node, key string) []codeEnvUse {
	var uses []codeEnvUse
	add := func(usage, lang, object string, selection Document) {
		mode := text(selection, "mode") // project settings have another name for it (dss-project.md 2)
		if mode == "" {
			mode = text(selection, "envMode")
		}
		if mode == "EXPLICIT_ENV" {
			uses = append(uses, codeEnvUse{usage: usage, lang: lang, name: text(selection, "envName"), object: object})
		}
	}
	settings, _ := n.Store.Collection(projectSettings).Get(key)
	selections := object(object(settings, "settings"), "codeEnvs")
	for _, lang := range []string{"PYTHON", "R"} {
		add("PROJECT", lang, "", object(selections, strings.ToLower(lang)))
	}
	for _, name := range idsOf(n, recipes, key) {
		recipe, _ := n.Store.Collection(recipes).Get(key + "/" + name)
		lang := "PYTHON"
		if kind := text(recipe, "type"); kind == "r" || kind == "sparkr" {
			lang = "R"
		}
		add("RECIPE", lang, name, object(object(recipe, "params"), "envSelection"))
	}
	for _, scenario := range itemsOf(n, scenarios, key) {
		id, params := text(scenario, "id"), object(scenario, "params")
		add("SCENARIO", "PYTHON", id, object(params, "envSelection"))
		for _, step := range objects(params, "steps") {
			add("SCENARIO_STEP", "PYTHON", id, object(object(step, "params"), "envSelection"))
		}
		for _, trigger := range objects(scenario, "triggers") {
			add("SCENARIO_TRIGGER", "PYTHON", id, object(object(trigger, "params"), "envSelection"))
		}
	}
	return uses
}

// pluginsWithCodeEnv are the usages by plugins, which belong to no project.
func pluginsWithCodeEnv(n *emulator.Node, id string) []any {
	var usages []any
	for _, plugin := range n.Store.Collection(plugins).IDs() {
		settings, _ := n.Store.Collection(pluginSettings).Get(plugin)
		name := text(settings, "codeEnvName")
		if name == "" || id != "" && id != "PYTHON/"+name {
			continue
		}
		usages = append(usages, Document{
			"envLang": "PYTHON", "envName": name, "envUsage": "PLUGIN", "objectId": plugin, "accessible": true,
		})
	}
	return usages
}
