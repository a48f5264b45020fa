package dss

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// codeTypes are the recipes whose payload is code (dss-project.md 25.1).
var codeTypes = []string{
	"python", "r", "sql_script", "pyspark", "sparkr", "spark_scala", "spark_sql_query", "shell", "hive", "impala", "cpython", "ksql",
	"streaming_spark_scala", "sql_query", "julia",
}

// virtualTypes take their inputs as `virtualInputs` at creation.
var virtualTypes = []string{"join", "fuzzyjoin", "geojoin", "vstack", "generate_features"}

// plainTypes have no payload worth the name (project-documents.md 5.1).
var plainTypes = []string{"sync", "csync", "export", "merge_folder", "list_folder_contents", "download", "extract_fields"}

// createRecipe checks what the server refuses, creates outputs where the creation settings ask for it, and answers the name,
// which may be another one than was asked for (dss-project.md 25).
func createRecipe(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	recipe, err := typedRecipe(c.Node, body, "recipePrototype", Document{})
	if err != nil {
		return nil, err
	}
	settings := object(body, "creationSettings")
	if text(recipe, "type") == "" {
		return nil, emulator.IllegalArgument("Recipe type is required")
	}
	recipe["projectKey"] = key
	complete(recipe, Document{"inputs": Document{}, "outputs": Document{}})
	var payload any
	if settings["rawCreation"] == true { // without checks and without new outputs (dss-project.md 25.1)
		payload = settings["rawPayload"]
	} else {
		if err := takeVirtualInputs(recipe, settings); err != nil {
			return nil, err
		}
		if err := createOutputs(c, recipe, settings); err != nil {
			return nil, err
		}
		if err := checkItems(c.Node, recipe, Document{}); err != nil {
			return nil, err
		}
		payload = firstPayload(recipe, settings)
	}
	if err := checkPayload(payload); err != nil {
		return nil, err
	}
	return Document{"name": addRecipe(c, recipe, payload)}, nil
}

func addRecipe(c *emulator.Call, recipe Document, payload any) string {
	recipe["name"] = freeRecipeName(c.Node, recipe)
	tag := newTag(c.Node, caller(c))
	tag["extendedProperties"] = Document{}
	recipe["versionTag"], recipe["creationTag"] = tag, tag
	complete(recipe, defaultRecipe(c.Node, text(recipe, "type")))
	completeRecipeItems(recipe)
	c.Node.Store.Collection(recipes).Put(text(recipe, "projectKey")+"/"+text(recipe, "name"), recipe)
	putPayload(c.Node, recipe, payload)
	followOutputs(c.Node, recipe)
	return text(recipe, "name")
}

// freeRecipeName is the wanted name, or one made of the output; a number is added to one that is taken. How the server
// adjusts a name was not recorded.
func freeRecipeName(n *emulator.Node, recipe Document) string {
	name := text(recipe, "name")
	if name == "" {
		name = "compute"
		if outputs := refsOf(recipe, "outputs"); len(outputs) > 0 {
			name += "_" + outputs[0]
		}
	}
	free := name
	for i := 1; n.Store.Collection(recipes).Has(text(recipe, "projectKey") + "/" + free); i++ {
		free = fmt.Sprintf("%s_%d", name, i)
	}
	return free
}

// takeVirtualInputs fills the inputs of the types that have them (dss-project.md 25.1, 60.10).
func takeVirtualInputs(recipe, settings Document) error {
	if !slices.Contains(virtualTypes, text(recipe, "type")) {
		return nil
	}
	given := texts(settings["virtualInputs"])
	if len(given) == 0 {
		return emulator.NullPointer()
	}
	items := []any{}
	for _, ref := range given {
		items = append(items, Document{"ref": ref, "deps": []any{}})
	}
	recipe["inputs"] = Document{"main": Document{"items": items}}
	return nil
}

// createOutputs makes the outputs that are missing when the settings say so, with the settings of the one kind.
func createOutputs(c *emulator.Call, recipe, settings Document) error {
	key := text(recipe, "projectKey")
	for _, role := range sortedRoles(object(recipe, "outputs")) {
		for _, item := range objects(object(object(recipe, "outputs"), role), "items") {
			if _, exists := findItem(c.Node, key, text(item, "ref")); exists {
				continue
			}
			switch {
			case settings["createOutputFolder"] == true:
				id, err := addManagedFolder(c, key, Document{
					"name": item["ref"], "params": Document{
						"connection": object(settings, "outputFolderSettings")["connectionId"], "path": "/${projectKey}/${odbId}",
					},
				})
				if err != nil {
					return err
				}
				item["ref"] = id
			case settings["createOutputDataset"] == true:
				if err := addManagedDataset(c, key, text(item, "ref"), object(settings, "outputDatasetSettings")); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// checkItems refuses references of a recipe that were not there before and point nowhere, and outputs that another recipe
// writes: no object is written by two (project-documents.md 3). That missing inputs are refused, too, is a guess.
func checkItems(n *emulator.Node, recipe, stored Document) error {
	key := text(recipe, "projectKey")
	for _, side := range []string{"inputs", "outputs"} {
		before := refsOf(stored, side)
		for _, ref := range refsOf(recipe, side) {
			if slices.Contains(before, ref) {
				continue
			}
			item, ok := findItem(n, key, ref)
			if !ok {
				return datasetMissing(item.project, item.name)
			}
			if producer, taken := producerOf(n, item); side == "outputs" && taken && producer != text(stored, "name") {
				return emulator.IllegalArgument(ref + " is already an output of recipe " + producer)
			}
		}
	}
	return nil
}

// completeRecipeItems adds the members that every item has (project-documents.md 5).
func completeRecipeItems(recipe Document) {
	for side, defaults := range map[string]Document{"inputs": {"deps": []any{}}, "outputs": {"appendMode": false}} {
		for role := range object(recipe, side) {
			for _, item := range objects(object(object(recipe, side), role), "items") {
				complete(item, defaults)
			}
		}
	}
}

// firstPayload is the code of the settings, or what a new visual recipe has. A new SQL query has none (dss-project.md 25.1).
func firstPayload(recipe, settings Document) any {
	kind := text(recipe, "type")
	switch {
	case kind == "sql_query":
		return nil
	case slices.Contains(codeTypes, kind):
		if script, ok := settings["script"].(string); ok {
			return script
		}
		return starterCode(kind, recipe)
	case slices.Contains(plainTypes, kind) || strings.HasPrefix(kind, "CustomCode_") || strings.HasPrefix(kind, "App_"):
		return ""
	}
	encoded, err := json.MarshalIndent(visualPayload(recipe, settings), "", "  ")
	if err != nil { // it is made of what was decoded from JSON
		panic(err)
	}
	return string(encoded)
}

func starterCode(kind string, recipe Document) string {
	if kind != "python" {
		return ""
	}
	code := "import dataiku\n\n"
	for _, ref := range refsOf(recipe, "inputs") {
		code += fmt.Sprintf("%s = dataiku.Dataset(%q)\n", ref, ref)
	}
	return code
}

// visualPayload are the keys of dss-project.md 25.2 as far as a new recipe has them.
func visualPayload(recipe, settings Document) Document {
	switch text(recipe, "type") {
	case "shaker":
		return Document{"steps": []any{}, "maxProcessedMemTableBytes": -1, "columnsSelection": Document{"mode": "ALL"}, "previewMode": "ALL_ROWS"}
	case "grouping":
		keys := []any{}
		if key := text(settings, "groupKey"); key != "" {
			keys = append(keys, Document{"column": key})
		}
		return Document{"keys": keys, "values": []any{}, "globalCount": true, "computedColumns": []any{}, "preFilter": noFilter(), "postFilter": noFilter()}
	case "upsert":
		return Document{"keys": []any{Document{"column": settings["upsertKey"]}}, "computedColumns": []any{}}
	case "join", "fuzzyjoin", "geojoin":
		return Document{
			"virtualInputs": virtualInputs(recipe), "joins": []any{}, "selectedColumns": []any{}, "computedColumns": []any{},
			"postFilter": noFilter(),
		}
	case "vstack":
		return Document{"mode": "UNION", "virtualInputs": virtualInputs(recipe), "selectedColumns": []any{}, "addOriginColumn": false, "postFilter": noFilter()}
	case "generate_features":
		return Document{"virtualInputs": virtualInputs(recipe)}
	case "sort":
		return Document{"orders": []any{}, "computedColumns": []any{}, "preFilter": noFilter()}
	case "sampling":
		return noFilter()
	}
	return Document{}
}

func noFilter() Document { return Document{"distinct": false, "enabled": false} }

func virtualInputs(recipe Document) []any {
	list := []any{}
	for i := range refsOf(recipe, "inputs") {
		list = append(list, Document{"index": i, "preFilter": noFilter(), "computedColumns": []any{}, "autoSelectColumns": true})
	}
	return list
}

// defaultRecipe are the constants of project-documents.md 5 and the params of the type.
func defaultRecipe(n *emulator.Node, kind string) Document {
	defaults := Document{
		"neverRecomputeExistingPartitions": false, "redispatchPartitioning": false, "maxRunningActivities": 0, "labels": []any{},
		"variables": Document{}, "dkuProperties": []any{}, "customMeta": Document{"kv": Document{}}, "customFields": Document{},
		"checklists": Document{"checklists": []any{}}, "tags": []any{}, "inputs": Document{}, "outputs": Document{}, "params": Document{},
	}
	if n.AtLeast("13.0.0") {
		defaults["hashPropagationBehavior"] = "INHERIT"
	}
	container := Document{"containerMode": "INHERIT"}
	switch {
	case slices.Contains([]string{"python", "r", "pyspark", "sparkr", "cpython"}, kind):
		defaults["params"] = Document{"envSelection": Document{"envMode": "INHERIT"}, "containerSelection": container}
	case kind == "sync" || kind == "shaker" || kind == "sampling":
		defaults["params"] = Document{"engineParams": Document{
			"hive":       Document{"skipPrerunValidate": false, "inheritConf": "default", "addDkuUdf": false, "executionEngine": "HIVECLI_LOCAL"},
			"impala":     Document{"forceStreamMode": true},
			"maxThreads": 8, "containerSelection": container, "hadoopConfigKeys": []any{},
			"sqlPipelineParams": Document{"pipelineAllowMerge": true, "pipelineAllowStart": true},
		}}
	case strings.HasPrefix(kind, "CustomCode_"):
		defaults["params"] = Document{"customConfig": Document{}, "containerSelection": container}
	}
	return defaults
}
