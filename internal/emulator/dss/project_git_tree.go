package dss

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// gitParts are the files of a repository that hold what a project has one of, by collection. The server keeps more of it
// in params.json (project-documents.md 1); here that file is the settings alone.
var gitParts = map[string]string{
	"params.json": projectSettings, "metadata.json": projectMetadata, "permissions.json": projectPermissions,
	"variables.json": projectVariables, "tags.json": projectTags, "app-manifest.json": appManifests,
	"lib/" + librarySettingsFile: librarySettings,
}

// gitFolders are the folders of a repository that hold what is in a project, by collection.
var gitFolders = map[string]string{
	"scenarios": scenarios, "datasets": datasets, "recipes": recipes, "managed_folders": managedFolders, "zones": flowZones,
}

// payloadEnd ends the file of a recipe's payload. Real ones end as their language or type does (project-documents.md 1).
const payloadEnd = ".payload"

// gitDocument finds where a file of a repository is stored.
func gitDocument(key, file string) (collection, id string) {
	if collection, isPart := gitParts[file]; isPart {
		return collection, key
	}
	folder, name, _ := strings.Cut(file, "/")
	switch recipe, isPayload := strings.CutSuffix(name, payloadEnd); {
	case folder == "lib":
		return libraryItems, key + "/" + name
	case folder == "recipes" && isPayload:
		return recipePayloads, key + "/" + recipe
	}
	return gitFolders[folder], key + "/" + strings.TrimSuffix(name, ".json")
}

// projectTree is the content of a project as its repository would hold it: without tags of versions and without the key of
// the project (project-documents.md 1).
func projectTree(n *emulator.Node, key string) gitTree {
	tree := gitTree{}
	add := func(file, collection, id string) {
		value := n.Store.Collection(collection).Value(id)
		if document, ok := value.(Document); ok {
			delete(document, "versionTag")
			delete(document, "projectKey")
		}
		if value != nil {
			data, _ := json.MarshalIndent(value, "", "  ")
			tree[file] = storeBlob(n, data)
		}
	}
	for file, collection := range gitParts {
		add(file, collection, key)
	}
	for folder, collection := range gitFolders {
		for _, id := range idsOf(n, collection, key) {
			add(folder+"/"+id+".json", collection, key+"/"+id)
		}
	}
	for _, id := range idsOf(n, recipePayloads, key) {
		payload, _ := n.Store.Collection(recipePayloads).Value(key + "/" + id).(string)
		tree["recipes/"+id+payloadEnd] = storeBlob(n, []byte(payload))
	}
	for _, at := range libraryPaths(n, key, "") {
		if !isLibraryFolder(n, key, at) {
			tree["lib/"+at] = storeBlob(n, libraryFile(n, key, at))
		}
	}
	return tree
}

// restoreProject makes the content of a project that of a tree.
func restoreProject(n *emulator.Node, key string, target gitTree) {
	for file, member := range projectTree(n, key).changesTo(target) {
		collection, id := gitDocument(key, file)
		name, kept := member.(string)
		switch {
		case collection == "":
		case collection == libraryItems && kept:
			_ = writeLibraryFile(n, key, strings.TrimPrefix(file, "lib/"), blob(n, name)) // a folder in its place stays
		case collection == recipePayloads && kept:
			n.Store.Collection(collection).Put(id, string(blob(n, name)))
		case kept:
			restoreDocument(n, key, collection, id, blob(n, name))
		default:
			n.Store.Collection(collection).Delete(id)
		}
	}
}

// restoreDocument stores a document of a file, with what files do not have.
func restoreDocument(n *emulator.Node, key, collection, id string, data []byte) {
	value, _ := emulator.ParseJSON(data)
	document, isObject := value.(Document)
	if stored, known := n.Store.Collection(collection).Get(id); isObject && id != key {
		document["projectKey"] = key
		if known {
			keep(document, stored, "versionTag")
		} else if tag := document["creationTag"]; tag != nil {
			document["versionTag"] = tag
		}
	}
	n.Store.Collection(collection).Put(id, value)
}

// gitChangesByFile lists changes in the order of their files, each on its own.
func gitChangesByFile(changes Document) []Document {
	var list []Document
	for _, file := range slices.Sorted(maps.Keys(changes)) {
		list = append(list, Document{file: changes[file]})
	}
	return list
}

// gitMessage is the message of an automatic commit (project-documents.md 8).
func gitMessage(key, file string, removed bool) string {
	verb := "Saved "
	if removed {
		verb = "Deleted "
	}
	folder, name, nested := strings.Cut(file, "/")
	switch {
	case folder == "lib":
		return verb + "library file: " + key + "." + name
	case nested:
		return verb + strings.ReplaceAll(strings.TrimSuffix(folder, "s"), "_", " ") + ": " + key + "." + strings.TrimSuffix(name, path.Ext(name))
	}
	return verb + "project " + strings.TrimSuffix(file, ".json") + ": " + key
}
