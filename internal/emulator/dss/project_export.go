package dss

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// exportOptions are the switches of the calls (dss-project.md 4); all are off unless the caller asks.
var exportOptions = []string{
	"exportUploads", "exportManagedFS", "exportAnalysisModels", "exportSavedModels", "exportModelEvaluationStores",
	"exportManagedFolders", "exportAllInputDatasets", "exportAllDatasets", "exportAllInputManagedFolders", "exportGitRepository",
	"exportInsightsData", "exportPromptStudioHistories",
}

// exportProject writes what an import reads: documents without their identity, versions in a file of their own, local
// variables left behind (dss-project.md 10).
func exportProject(n *emulator.Node, key string, options Document) *projectArchive {
	a := &projectArchive{config: map[string][]byte{}, data: map[string][]byte{}}
	tags := Document{}
	a.exportParts(n, key)
	for _, folder := range archiveFolders {
		for _, document := range itemsOf(n, folder.collection, key) {
			id := text(document, folder.identity)
			if tag := object(document, "versionTag"); tag != nil {
				tags[folder.tag+"."+id] = tag
			}
			a.exportCompanions(n, folder, document)
			for _, member := range []string{"projectKey", folder.identity, "versionTag", "script"} {
				delete(document, member)
			}
			a.config[folder.dir+"/"+id+".json"] = diskText(document)
		}
	}
	a.config[versionTagsFile] = diskText(Document{"tags": tags})
	for _, at := range libraryPaths(n, key, "") {
		if !isLibraryFolder(n, key, at) {
			a.config["lib/"+at] = libraryFile(n, key, at)
		}
	}
	a.config["lib/"+librarySettingsFile] = libraryFile(n, key, librarySettingsFile)
	for _, id := range n.Store.Collection(projectFiles).IDs() {
		if name, ok := strings.CutPrefix(id, key+"/"); ok {
			content, _ := n.Store.Collection(projectFiles).Value(id).(string)
			a.config[name], _ = base64.StdEncoding.DecodeString(content)
		}
	}
	a.exportData(n, key, options)
	a.manifest = exportManifest(n, key, options, a)
	return a
}

// exportParts puts params.json together again, and writes the other files of which a project has one.
func (a *projectArchive) exportParts(n *emulator.Node, key string) {
	params, _ := n.Store.Collection(projectParams).Get(key)
	if params == nil {
		params = Document{}
	}
	project, _ := n.Store.Collection(projects).Get(key)
	metadata, _ := n.Store.Collection(projectMetadata).Get(key)
	complete(params, pick(project, shownParams...))
	if app := text(project, "appId"); app != "" {
		params["generatingAppId"] = app
	}
	complete(params, pick(metadata, "description", "shortDesc", "tags", "checklists", "customFields"))
	params["name"], params["customMeta"] = metadata["label"], metadata["custom"]
	for _, collection := range []string{projectPermissions, projectSettings} {
		part, _ := n.Store.Collection(collection).Get(key)
		complete(params, part)
	}
	variables, _ := n.Store.Collection(projectVariables).Get(key)
	a.config["params.json"] = diskText(params)
	a.config["variables.json"] = diskText(variables["standard"])
	a.config["tags.json"] = diskText(n.Store.Collection(projectTags).Value(key))
	if manifest, ok := n.Store.Collection(appManifests).Get(key); ok {
		a.config["app-manifest.json"] = diskText(manifest)
	}
}

func (a *projectArchive) exportCompanions(n *emulator.Node, folder archiveFolder, document Document) {
	key, id := text(document, "projectKey"), text(document, folder.identity)
	beside := folder.dir + "/" + id
	switch folder.collection {
	case recipes:
		if payload, ok := n.Store.Collection(recipePayloads).Value(key + "/" + id).(string); ok {
			a.config[beside+"."+payloadExtension(text(document, "type"))] = []byte(payload)
		}
	case scenarios:
		a.config[beside+".py"] = []byte(text(document, "script"))
	case datasets:
		for _, extension := range companionFiles {
			if content, _, ok := readFile(n, itemRef{"DATASET", key, id}, extension); ok {
				a.config[beside+extension] = content
			}
		}
	}
}

// exportData adds the files of uploaded datasets and managed folders that the options ask for.
func (a *projectArchive) exportData(n *emulator.Node, key string, options Document) {
	add := func(folder string, ref itemRef) {
		for _, at := range dataFilesOf(n, ref) {
			content, _, _ := readFile(n, ref, at)
			a.data[folder+"/"+ref.name+"/"+at] = content
		}
	}
	for _, dataset := range itemsOf(n, datasets, key) {
		ref := refOf(dataset)
		_, isOutput := producerOf(n, ref)
		uploaded := text(dataset, "type") == "UploadedFiles"
		switch {
		case uploaded && options["exportUploads"] == true:
			add(uploadsFolder, ref)
		case options["exportAllDatasets"] == true, options["exportManagedFS"] == true && dataset["managed"] == true,
			options["exportAllInputDatasets"] == true && !isOutput:
			if rows, err := rowsOf(n, dataset); err == nil && !uploaded {
				a.data[datasetsFolder+"/"+ref.name+"/"+rowsFile] = rowsText(rows)
			}
		}
	}
	for _, folder := range itemsOf(n, managedFolders, key) {
		ref := itemRef{"MANAGED_FOLDER", key, text(folder, "id")}
		_, isOutput := producerOf(n, ref)
		if options["exportManagedFolders"] == true || options["exportAllInputManagedFolders"] == true && !isOutput {
			add(foldersFolder, ref)
		}
	}
}

// exportManifest tells what a node needs to take the archive (project-documents.md 8).
func exportManifest(n *emulator.Node, key string, options Document, a *projectArchive) Document {
	with, included := Document{}, Document{"includedDatasets": []any{}, "includedManagedFolders": []any{}, "includedSavedModels": []any{}}
	for _, option := range exportOptions {
		with[option] = options[option] == true
	}
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(a.data)) {
		parts := strings.Split(name, "/")
		member, item := "includedDatasets", Document{"name": parts[1], "usedTransferMethod": "UPLOAD"}
		switch parts[0] {
		case foldersFolder:
			member, item = "includedManagedFolders", Document{"id": parts[1]}
		case datasetsFolder:
			item["usedTransferMethod"] = "RAW_FILES"
		}
		if owner := parts[0] + "/" + parts[1]; !seen[owner] {
			seen[owner] = true
			list, _ := included[member].([]any)
			included[member] = append(list, item)
		}
	}
	documents := projectDocuments(n, key)
	connected := Document{}
	for _, name := range namesIn(documents, connectionNames) {
		connection, known := n.Store.Collection(connections).Get(name)
		connected[name] = Document{"name": name, "type": connectionType(connection, documents, name), "isMissing": !known}
	}
	envs := []any{}
	for _, name := range namesIn(documents, codeEnvNames) {
		envs = append(envs, Document{"envName": name, "envLang": "PYTHON"})
	}
	return Document{
		"generatedWithDSSVersion": n.Version, "originalProjectKey": key, "manifestVersion": 3, "exportedWithOptions": with,
		"actualContent": included, "requiredConnections": connected, "usedCodeEnvRefs": envs, "exportedWithPlugins": []any{},
		"foreignObjects": []any{},
	}
}

// connectionType is the type of a connection, or of what uses it when the node does not have it.
func connectionType(connection Document, documents []any, name string) string {
	if kind := text(connection, "type"); kind != "" {
		return kind
	}
	for _, value := range documents {
		if document, ok := value.(Document); ok && text(object(document, "params"), "connection") == name {
			return text(document, "type")
		}
	}
	return ""
}
