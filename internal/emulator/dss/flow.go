package dss

import (
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// itemCollections are the collections of what recipes read and write, by the type of the flow (dss-project.md 2).
var itemCollections = []struct{ kind, collection string }{
	{"DATASET", datasets},
	{"MANAGED_FOLDER", managedFolders},
	{"SAVED_MODEL", "saved_models"},
	{"MODEL_EVALUATION_STORE", "model_evaluation_stores"},
	{"RETRIEVABLE_KNOWLEDGE", "knowledge_banks"},
	{"STREAMING_ENDPOINT", "streaming_endpoints"},
}

// findItem tells what a reference from a project means; ok is false when nothing of that name is there.
func findItem(n *emulator.Node, key, ref string) (item itemRef, ok bool) {
	project, name := splitRef(key, ref)
	for _, c := range itemCollections {
		if n.Store.Collection(c.collection).Has(project + "/" + name) {
			return itemRef{c.kind, project, name}, true
		}
	}
	return itemRef{"DATASET", project, name}, false
}

// sortedRoles lists the roles of a side of a recipe, `main` first.
func sortedRoles(roles Document) []string {
	return slices.SortedFunc(maps.Keys(roles), func(a, b string) int {
		switch {
		case a == b:
			return 0
		case a == "main" || b != "main" && a < b:
			return -1
		}
		return 1
	})
}

// use is one place where an object is used by a recipe.
type use struct {
	project, name string
	output        bool
}

// usesOf lists the recipes of every project that read or write an object.
func usesOf(n *emulator.Node, ref itemRef) []use {
	var uses []use
	for _, recipe := range n.Store.Collection(recipes).All() {
		key, name := text(recipe, "projectKey"), text(recipe, "name")
		for _, side := range []string{"inputs", "outputs"} {
			if slices.ContainsFunc(refsOf(recipe, side), func(other string) bool { return pointsTo(key, other, ref) }) {
				uses = append(uses, use{key, name, side == "outputs"})
			}
		}
	}
	return uses
}

// pointsTo tells whether a reference from a project means the object.
func pointsTo(key, reference string, ref itemRef) bool {
	project, name := splitRef(key, reference)
	return project == ref.project && name == ref.name
}

// recipesUsing lists the recipes of the object's own project that use it, each once.
func recipesUsing(n *emulator.Node, ref itemRef) []use {
	var users []use
	for _, u := range usesOf(n, ref) {
		u.output = false
		if u.project == ref.project && !slices.Contains(users, u) {
			users = append(users, u)
		}
	}
	return users
}

// producerOf is the recipe that writes an object; no object is written by two (project-documents.md 3).
func producerOf(n *emulator.Node, ref itemRef) (name string, ok bool) {
	for _, u := range usesOf(n, ref) {
		if u.output && u.project == ref.project {
			return u.name, true
		}
	}
	return "", false
}

// exposedTo lists the objects of a type that other projects expose to this one (dss-project.md 8).
func exposedTo(n *emulator.Node, key, kind string) []itemRef {
	var refs []itemRef
	for _, other := range n.Store.Collection(projects).IDs() {
		settings, _ := n.Store.Collection(projectSettings).Get(other)
		for _, exposed := range objects(object(settings, "exposedObjects"), "objects") {
			toThis := slices.ContainsFunc(objects(exposed, "rules"), func(rule Document) bool { return rule["targetProject"] == key })
			if text(exposed, "type") == kind && toThis && other != key {
				refs = append(refs, itemRef{kind, other, text(exposed, "localName")})
			}
		}
	}
	return refs
}

// renameReferences follows a new name of an object into everything that refers to it (project-documents.md 2).
func renameReferences(n *emulator.Node, ref itemRef, name string) {
	renameInRecipes(n, ref, name)
	renameInZones(n, ref, name)
	for _, scenario := range n.Store.Collection(scenarios).All() {
		key := text(scenario, "projectKey")
		if renameItems(scenario["params"], key, ref, name) || renameItems(scenario["triggers"], key, ref, name) {
			n.Store.Collection(scenarios).Put(key+"/"+text(scenario, "id"), scenario)
		}
	}
	settings, _ := n.Store.Collection(projectSettings).Get(ref.project)
	for _, exposed := range objects(object(settings, "exposedObjects"), "objects") {
		if text(exposed, "type") == ref.kind && text(exposed, "localName") == ref.name {
			exposed["localName"] = name
			n.Store.Collection(projectSettings).Put(ref.project, settings)
		}
	}
}

func renameInRecipes(n *emulator.Node, ref itemRef, name string) {
	for _, recipe := range n.Store.Collection(recipes).All() {
		key, changed := text(recipe, "projectKey"), false
		for _, side := range []string{"inputs", "outputs"} {
			for role := range object(recipe, side) {
				for _, item := range objects(object(object(recipe, side), role), "items") {
					if pointsTo(key, text(item, "ref"), ref) {
						item["ref"], changed = reference(key, ref.project, name), true
					}
				}
			}
		}
		if changed {
			n.Store.Collection(recipes).Put(key+"/"+text(recipe, "name"), recipe)
		}
	}
}

// reference writes a reference from a project: with the other project in front, where it is another one.
func reference(from, project, name string) string {
	if from == project {
		return name
	}
	return project + "." + name
}

// renameItems changes the items {type, itemId, projectKey?} of steps and triggers at any depth.
func renameItems(value any, key string, ref itemRef, name string) (changed bool) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			changed = renameItems(item, key, ref, name) || changed
		}
	case Document:
		project := text(v, "projectKey")
		if project == "" {
			project = key
		}
		if text(v, "type") == ref.kind && project == ref.project && text(v, "itemId") == ref.name {
			v["itemId"] = name
			return true
		}
		for _, member := range v {
			changed = renameItems(member, key, ref, name) || changed
		}
	}
	return changed
}
