package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleRecipeStatus serves what the server computes of a recipe (dss-project.md 25).
func handleRecipeStatus(n *emulator.Node) {
	const recipe = "/projects/{projectKey}/recipes/{recipeName}"
	n.Handle("GET "+recipe+"/status", onRecipe("read", func(_ *emulator.Call, recipe Document) (any, error) {
		return recipeStatus(n, recipe), nil
	}))
	n.Handle("GET "+recipe+"/schema-update", onRecipe("read", func(_ *emulator.Call, recipe Document) (any, error) {
		if slices.Contains(codeTypes, text(recipe, "type")) {
			return nil, emulator.IllegalArgument("Cannot compute the output schema of a recipe of type " + text(recipe, "type"))
		}
		updates := []any{}
		for _, update := range schemaUpdates(n, recipe) {
			updates = append(updates, update)
		}
		return Document{"totalIncompatibilities": len(updates), "computables": updates}, nil
	}))
	n.Handle("POST "+recipe+"/actions/updateOutputSchema", onRecipe("writeProjectContent", updateOutputSchema))
}

// recipeStatus tells the engine of visual recipes, and what is missing.
func recipeStatus(n *emulator.Node, recipe Document) Document {
	key, problems := text(recipe, "projectKey"), []Document{}
	for _, side := range []string{"inputs", "outputs"} {
		for _, reference := range refsOf(recipe, side) {
			if _, ok := findItem(n, key, reference); !ok {
				problems = append(problems, message("ERROR", "ERR_RECIPE_MISSING_ITEM", "Missing "+strings.TrimSuffix(side, "s"), reference))
			}
		}
	}
	status := Document{"allMessagesForFrontend": infoMessages(problems...)}
	if slices.Contains(codeTypes, text(recipe, "type")) || strings.HasPrefix(text(recipe, "type"), "CustomCode_") {
		return status
	}
	kind := text(object(recipe, "params"), "engineType")
	if kind == "" {
		kind = "DSS"
		if sharesSQLConnection(n, recipe) {
			kind = "SQL"
		}
	}
	engine := Document{
		"type": kind, "variant": "", "label": kind, "isSelectable": true, "recommended": true, "statusWarnLevel": "OK",
	}
	status["selectedEngine"], status["engines"] = engine, []any{engine}
	return status
}

// sharesSQLConnection tells whether all datasets of a recipe are tables of one connection, so that the database can compute it.
func sharesSQLConnection(n *emulator.Node, recipe Document) bool {
	var connections []string
	for _, dataset := range append(datasetsOf(n, recipe, "inputs"), datasetsOf(n, recipe, "outputs")...) {
		if !slices.Contains(sqlTypes, text(dataset, "type")) {
			return false
		}
		connections = append(connections, text(object(dataset, "params"), "connection"))
	}
	slices.Sort(connections)
	return len(slices.Compact(connections)) == 1
}

func updateOutputSchema(c *emulator.Call, recipe Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	key, id := text(recipe, "projectKey"), text(body, "computableId")
	if !slices.Contains(refsOf(recipe, "outputs"), id) {
		return nil, emulator.IllegalArgument(id + " is not an output of recipe " + text(recipe, "name"))
	}
	if text(body, "computableType") != "DATASET" { // only datasets have columns
		return Document{"msg": "Nothing to update"}, nil
	}
	schema, err := c.Node.Typed(schemaShape, object(body, "newSchema"))
	if err != nil {
		return nil, err
	}
	if err := checkSchema(schema); err != nil {
		return nil, err
	}
	applySchema(c, itemRef{"DATASET", key, id}, schema, body["dropAndRecreate"] != false)
	return Document{"msg": "Updated schema of " + id}, nil
}

// applySchema gives an output its columns. A table that is dropped and made again is empty.
func applySchema(c *emulator.Call, ref itemRef, schema Document, drop bool) {
	dataset, _ := c.Node.Store.Collection(datasets).Get(ref.id())
	setSchema(dataset, schema["columns"], schema["userModified"] == true)
	saveItem(c, datasets, "name", dataset, dataset)
	if drop {
		clearData(c.Node, ref)
	}
}
