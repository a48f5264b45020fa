package dss

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// ErrProjectExists is the refusal of a key that a project of the node has.
var ErrProjectExists = errors.New("a project has that key")

// ImportProject makes a project of an export, or of a working copy of the repository of a project, as an administrator would.
// An empty key means the one that the export names, or else the fallback.
func ImportProject(n *emulator.Node, key, fallback string, files fs.FS) (usedKey string, err error) {
	a, err := readArchive(files)
	if err != nil {
		return "", err
	}
	for _, candidate := range []string{text(a.manifest, "originalProjectKey"), fallback} {
		if key == "" {
			key = candidate
		}
	}
	n.Do(func(*emulator.Store) {
		c := &emulator.Call{Node: n, Identity: emulator.Identity{ID: "admin", Login: "admin", Admin: true}}
		if err = checkImportKey(n, key); err == nil {
			err = storeArchive(c, a, key, rootFolder)
		}
	})
	return key, err
}

// storeArchive makes a project out of an archive. Documents are kept as they are, with their identity added: members of
// newer versions do not appear by themselves (project-documents.md 1).
func storeArchive(c *emulator.Call, a *projectArchive, key, folder string) error {
	i := &projectImport{call: c, key: key, files: maps.Clone(a.config), documents: map[string]Document{}}
	if err := i.parse(); err != nil {
		return err
	}
	storeProject(i.call, i.key, folder, i.parts())
	i.storeProjectDocument(i.part("params.json"))
	i.storeItems()
	i.storeLibrary()
	for name, content := range a.data {
		if top, rest, ok := strings.Cut(name, "/"); ok {
			i.storeData(top, rest, content)
		}
	}
	i.storeRest()
	return nil
}

// storeRest keeps the files that nobody took.
func (i *projectImport) storeRest() {
	for name, content := range i.files {
		i.call.Node.Store.Collection(projectFiles).Put(i.key+"/"+name, base64.StdEncoding.EncodeToString(content))
	}
}

// projectImport is one import while it runs. What is taken out of files was understood.
type projectImport struct {
	call      *emulator.Call
	key       string
	files     map[string][]byte
	documents map[string]Document
}

// parse reads the documents first, so that a broken one stops the import before anything is stored.
func (i *projectImport) parse() error {
	for _, name := range slices.Sorted(maps.Keys(i.files)) {
		_, id := folderOf(name)
		if id == "" && !slices.Contains(partFiles, name) {
			continue
		}
		document, err := parseDocument(i.files[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		i.documents[name] = document
		delete(i.files, name)
	}
	return nil
}

// partFiles are the files of which a project has one.
var partFiles = []string{
	"params.json", "variables.json", "localvariables.json", "tags.json", "app-manifest.json", versionTagsFile,
	"lib/" + librarySettingsFile,
}

// part returns the document of a file, an empty one when there is none.
func (i *projectImport) part(name string) Document {
	if document, ok := i.documents[name]; ok {
		return document
	}
	return Document{}
}

// parts takes params.json apart (project-documents.md 1): the documents of which a project has one, by collection.
func (i *projectImport) parts() map[string]any {
	n, params := i.call.Node, i.part("params.json")
	metadata := pick(params, "description", "shortDesc", "tags", "checklists", "customFields")
	metadata["label"], metadata["custom"] = params["name"], params["customMeta"]
	if text(params, "name") == "" {
		metadata["label"] = i.key
	}
	permissions := pick(params, "owner", "permissions", "additionalDashboardUsers", "dashboardAuthorizations")
	if !n.Store.Collection(users).Has(text(permissions, "owner")) { // then the one who imports owns it, which is a guess
		permissions["owner"] = caller(i.call)
	}
	complete(permissions, emptyPermissions(caller(i.call)))
	settings := pick(params, "settings", "exposedObjects", "projectStatus", "bundleExporterSettings", "bundleContainerSettings")
	if object(settings, "settings") == nil {
		settings["settings"] = defaultProjectSettings(n)["settings"]
	}
	complete(settings, Document{"exposedObjects": Document{"objects": []any{}}})
	palette := i.part("tags.json")
	complete(palette, Document{"tags": Document{}})
	shown := newMetadata(metadata)
	if tags, ok := params["tags"]; ok {
		shown["tags"] = tags // files keep the order in which they were added; a save over the API sorts them
	}
	parts := map[string]any{
		projectMetadata: shown, projectPermissions: permissions, projectSettings: settings, projectTags: palette,
		projectVariables: Document{"standard": i.part("variables.json"), "local": i.part("localvariables.json")},
	}
	if manifest, ok := i.documents["app-manifest.json"]; ok {
		parts[appManifests] = manifest
	}
	return parts
}

// shownParams are members of params.json that the summary of a project shows.
var shownParams = []string{"projectType", "projectAppType", "tutorialProject", "versionTag", "creationTag"}

func (i *projectImport) storeProjectDocument(params Document) {
	n := i.call.Node
	project, _ := n.Store.Collection(projects).Get(i.key)
	for member, value := range pick(params, shownParams...) {
		project[member] = value
	}
	if app := text(params, "generatingAppId"); app != "" {
		project["appId"] = app
	}
	n.Store.Collection(projects).Put(i.key, project)
	rest := Document{}
	for member, value := range params {
		if !slices.Contains(claimedParams, member) {
			rest[member] = value
		}
	}
	n.Store.Collection(projectParams).Put(i.key, rest)
}

// claimedParams are the members of params.json that are kept elsewhere.
var claimedParams = append([]string{
	"name", "description", "shortDesc", "tags", "checklists", "customFields", "customMeta", "owner", "permissions",
	"additionalDashboardUsers", "dashboardAuthorizations", "settings", "exposedObjects", "projectStatus", "bundleExporterSettings",
	"bundleContainerSettings", "generatingAppId",
}, shownParams...)

func (i *projectImport) storeItems() {
	n, tags := i.call.Node, object(i.part(versionTagsFile), "tags")
	for _, name := range slices.Sorted(maps.Keys(i.documents)) {
		folder, id := folderOf(name)
		if id == "" {
			continue
		}
		document := i.documents[name]
		document["projectKey"], document[folder.identity] = i.key, id
		if tag := object(tags, folder.tag+"."+id); tag != nil {
			document["versionTag"] = tag
		}
		n.Store.Collection(folder.collection).Put(i.key+"/"+id, document)
		i.storeCompanions(folder, id, document)
	}
}

// storeCompanions takes the files that lie beside a document: payloads, scripts, rows.
func (i *projectImport) storeCompanions(folder archiveFolder, id string, document Document) {
	n, beside := i.call.Node, folder.dir+"/"+id
	switch folder.collection {
	case recipes:
		if payload, ok := i.take(beside + "." + payloadExtension(text(document, "type"))); ok {
			putPayload(n, document, string(payload))
		}
	case scenarios: // every scenario has a script, also those that never run it
		if script, ok := i.take(beside + ".py"); ok && (len(script) > 0 || text(document, "type") == "custom_python") {
			document["script"] = string(script)
			n.Store.Collection(scenarios).Put(i.key+"/"+id, document)
		}
	case datasets:
		for _, extension := range companionFiles {
			if content, ok := i.take(beside + extension); ok {
				writeFile(n, itemRef{"DATASET", i.key, id}, extension, content)
			}
		}
	}
}

func (i *projectImport) take(name string) (content []byte, ok bool) {
	content, ok = i.files[name]
	delete(i.files, name)
	return content, ok
}

func (i *projectImport) storeLibrary() {
	n := i.call.Node
	if settings, ok := i.documents["lib/"+librarySettingsFile]; ok {
		n.Store.Collection(librarySettings).Put(i.key, settings)
	}
	for _, name := range slices.Sorted(maps.Keys(i.files)) {
		if at, ok := strings.CutPrefix(name, "lib/"); ok && writeLibraryFile(n, i.key, at, i.files[name]) == nil {
			delete(i.files, name)
		}
	}
}

// storeData takes the files of uploaded datasets and managed folders that an export brings.
func (i *projectImport) storeData(top, rest string, content []byte) {
	kind := map[string]string{uploadsFolder: "DATASET", datasetsFolder: "DATASET", foldersFolder: "MANAGED_FOLDER"}[top]
	name, at, ok := strings.Cut(rest, "/")
	if kind == "" || !ok {
		return
	}
	ref := itemRef{kind, i.key, name}
	writeFile(i.call.Node, ref, path.Clean(at), content)
	markBuilt(i.call.Node, ref, build{start: i.call.Node.Millis(), end: i.call.Node.Millis(), success: true, records: -1})
}

// checkImportKey refuses keys that cannot be given to an import.
func checkImportKey(n *emulator.Node, key string) error {
	switch {
	case !projectKeyForm.MatchString(key):
		return fmt.Errorf("project key '%s' is not valid", key)
	case n.Store.Collection(projects).Has(key):
		return fmt.Errorf("project key '%s' is not available: %w", key, ErrProjectExists)
	}
	return nil
}
