package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// recipes are stored by KEY/NAME (dss-project.md 25, project-documents.md 5).
	recipes = "recipes"
	// recipePayloads holds the payloads, texts, by the same id; a recipe may have none.
	recipePayloads = "recipe_payloads"
)

func handleRecipes(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/recipes", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return itemsOf(n, recipes, key), nil
	}))
	n.Handle("POST /projects/{projectKey}/recipes", onProject("writeProjectContent", createRecipe))
	n.Handle("GET /projects/{projectKey}/recipes/{recipeName}", onProject("read", func(c *emulator.Call, key string) (any, error) {
		recipe, ok := n.Store.Collection(recipes).Get(key + "/" + c.Arg("recipeName"))
		if !ok { // seen as 200 with an empty body (dss-project.md 25)
			return emulator.Empty{}, nil
		}
		return withPayload(n, recipe), nil
	}))
	n.Handle("PUT /projects/{projectKey}/recipes/{recipeName}", onRecipe("writeProjectContent", replaceRecipe))
	n.Handle("DELETE /projects/{projectKey}/recipes/{recipeName}", onRecipe("writeProjectContent",
		func(_ *emulator.Call, recipe Document) (any, error) {
			deleteRecipe(n, text(recipe, "projectKey"), text(recipe, "name"))
			return emulator.Empty{}, nil
		}))
	n.Handle("POST /projects/{projectKey}/actions/renameRecipe", onProject("writeProjectContent", renameRecipe))
	n.Handle("GET /projects/{projectKey}/recipes/{recipeName}/metadata", onRecipe("read",
		func(_ *emulator.Call, recipe Document) (any, error) { return itemMetadata(recipe), nil }))
	n.Handle("PUT /projects/{projectKey}/recipes/{recipeName}/metadata", onRecipe("writeProjectContent",
		func(c *emulator.Call, recipe Document) (any, error) { return replaceItemMetadata(c, recipes, recipe) }))
	handleRecipeStatus(n)
}

// onRecipe finds the recipe of the path and guards it by a right on the project.
func onRecipe(right string, h func(c *emulator.Call, recipe Document) (any, error)) emulator.Handler {
	return onProject(right, func(c *emulator.Call, key string) (any, error) {
		recipe, ok := c.Node.Store.Collection(recipes).Get(key + "/" + c.Arg("recipeName"))
		if !ok {
			return nil, recipeMissing(key, c.Arg("recipeName"))
		}
		return h(c, recipe)
	})
}

// recipeMissing is worded like the error of a missing dataset; it was not recorded.
func recipeMissing(key, name string) *emulator.Error {
	return emulator.NotFound("recipe does not exist: " + key + "." + name)
}

// withPayload is the answer of GET. Without a payload the member is missing.
func withPayload(n *emulator.Node, recipe Document) Document {
	answer := Document{"recipe": recipe}
	id := text(recipe, "projectKey") + "/" + text(recipe, "name")
	if payload := n.Store.Collection(recipePayloads).Value(id); payload != nil {
		answer["payload"] = payload
	}
	return answer
}

// replaceRecipe takes recipe and payload together. That a payload which is left out stays is a guess.
func replaceRecipe(c *emulator.Call, stored Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	recipe, err := typedRecipe(c.Node, body, "recipe", stored)
	if err != nil {
		return nil, err
	}
	keep(recipe, stored, "type") // create-only (dss-project.md 25)
	for _, member := range []string{"projectKey", "name"} {
		keep(recipe, stored, member)
	}
	restore(recipe, stored, defaultRecipe(c.Node, text(recipe, "type")))
	if err := checkPayload(body["payload"]); err != nil {
		return nil, err
	}
	if err := checkItems(c.Node, recipe, stored); err != nil {
		return nil, err
	}
	saveItem(c, recipes, "name", stored, recipe)
	putPayload(c.Node, recipe, body["payload"])
	if !sameOutputs(recipe, stored) {
		followOutputs(c.Node, recipe)
	}
	return Document{"msg": "Updated recipe " + text(stored, "name")}, nil
}

// typedRecipe is what the server makes of the recipe in a body.
func typedRecipe(n *emulator.Node, body Document, member string, stored Document) (Document, error) {
	if body[member] == nil {
		return nil, emulator.NullPointer()
	}
	envelope, err := n.Typed(emulator.Object(emulator.Members{member: recipeShape.Knowing(stored)}), body)
	if err != nil {
		return nil, err
	}
	recipe := object(envelope, member)
	dropNulls(recipe)
	return recipe, nil
}

// checkPayload refuses JSON where its text is wanted (dss-project.md 60).
func checkPayload(payload any) error {
	if _, isText := payload.(string); payload != nil && !isText {
		return &emulator.Error{
			Status: 400, Type: "com.google.gson.JsonSyntaxException", Message: "Expected a string for payload",
		}
	}
	return nil
}

func putPayload(n *emulator.Node, recipe Document, payload any) {
	if payload != nil {
		n.Store.Collection(recipePayloads).Put(text(recipe, "projectKey")+"/"+text(recipe, "name"), payload)
	}
}

// deleteRecipe keeps the outputs.
func deleteRecipe(n *emulator.Node, key, name string) {
	n.Store.Collection(recipes).Delete(key + "/" + name)
	n.Store.Collection(recipePayloads).Delete(key + "/" + name)
	leaveZones(n, itemRef{"RECIPE", key, name})
}

func renameRecipe(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	from, to, all := text(body, "oldName"), text(body, "newName"), c.Node.Store.Collection(recipes)
	recipe, ok := all.Get(key + "/" + from)
	switch {
	case !ok:
		return nil, recipeMissing(key, from)
	case to == "":
		return nil, emulator.IllegalArgument("Recipe name is required")
	case all.Has(key + "/" + to):
		return nil, emulator.IllegalArgument("Recipe " + key + "." + to + " already exists")
	}
	recipe["name"], recipe["versionTag"] = to, nextTag(c, object(recipe, "versionTag"))
	all.Rename(key+"/"+from, key+"/"+to, recipe)
	payloads := c.Node.Store.Collection(recipePayloads)
	payloads.Rename(key+"/"+from, key+"/"+to, payloads.Value(key+"/"+from))
	renameInZones(c.Node, itemRef{"RECIPE", key, from}, to)
	return emulator.Empty{}, nil
}

// refsOf lists the references of a recipe's inputs or outputs in the order of roles and items.
func refsOf(recipe Document, side string) []string {
	var refs []string
	roles := object(recipe, side)
	for _, role := range sortedRoles(roles) {
		for _, item := range objects(object(roles, role), "items") {
			refs = append(refs, text(item, "ref"))
		}
	}
	return refs
}

func sameOutputs(a, b Document) bool {
	return slices.Equal(refsOf(a, "outputs"), refsOf(b, "outputs"))
}
