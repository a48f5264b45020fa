package dss

import (
	"path"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// projectTree is the content of a project as its repository holds it: the files of an export with the local variables,
// without tags of versions (project-documents.md 1).
func projectTree(n *emulator.Node, key string) gitTree {
	files := exportProject(n, key, Document{}).config
	delete(files, versionTagsFile)
	params, _ := parseDocument(files["params.json"])
	delete(params, "versionTag")
	variables, _ := n.Store.Collection(projectVariables).Get(key)
	files["params.json"], files["localvariables.json"] = diskText(params), diskText(variables["local"])
	tree := gitTree{}
	for file, content := range files {
		tree[file] = storeBlob(n, content)
	}
	return tree
}

// restoreProject makes the content of a project that of a tree. What builds and runs have left stays.
func restoreProject(n *emulator.Node, key string, target gitTree) {
	changes := projectTree(n, key).changesTo(target)
	if len(changes) == 0 {
		return
	}
	for file, blob := range changes {
		if blob == nil {
			removeProjectFile(n, key, file)
		}
	}
	files := map[string][]byte{versionTagsFile: exportProject(n, key, Document{}).config[versionTagsFile]}
	for file, id := range target {
		files[file] = blob(n, id)
	}
	i := &projectImport{call: callAs(n, creatorOf(n, key)), key: key, files: files, documents: map[string]Document{}}
	if i.parse() != nil { // a library file in the place of a document, pushed by hand
		return
	}
	for collection, part := range i.parts() {
		n.Store.Collection(collection).Put(key, part)
	}
	i.storeProjectDocument(i.part("params.json"))
	i.storeItems()
	i.storeLibrary()
	i.storeRest()
}

// removeProjectFile removes what a file of the repository stands for.
func removeProjectFile(n *emulator.Node, key, file string) {
	folder, id := folderOf(file)
	recipe, isPayload := strings.CutPrefix(strings.TrimSuffix(file, path.Ext(file)), "recipes/")
	switch at, isLibrary := strings.CutPrefix(file, "lib/"); {
	case isLibrary:
		deleteLibraryItem(n, key, at)
	case id != "":
		n.Store.Collection(folder.collection).Delete(key + "/" + id)
	case isPayload:
		n.Store.Collection(recipePayloads).Delete(key + "/" + recipe)
	case file == "app-manifest.json":
		n.Store.Collection(appManifests).Delete(key)
	default:
		n.Store.Collection(projectFiles).Delete(key + "/" + file)
	}
}

// gitChangesByObject splits changes into those of each object, by the message of an automatic commit.
func gitChangesByObject(key string, changes Document) map[string]Document {
	objects := map[string]Document{}
	for file, blob := range changes {
		message := gitMessage(key, file, blob == nil)
		if objects[message] == nil {
			objects[message] = Document{}
		}
		objects[message][file] = blob
	}
	return objects
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
