package dss

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// projectImports holds uploaded archives, in base64, until they are processed.
const projectImports = "project_imports"

var duplicationModes = []string{"MINIMAL", "SHARING", "FULL", "NONE"}

func handleProjectTransfer(n *emulator.Node) {
	n.Handle("POST /projects/{projectKey}/duplicate", onProject("admin", duplicateProject))
	n.Handle("POST /projects/{projectKey}/export", onProject("admin", func(c *emulator.Call, key string) (any, error) {
		options := Document{}
		if c.HasBody() {
			var err error
			if options, err = c.Object(); err != nil {
				return nil, err
			}
		}
		return exportAnswer(n, key, options)
	}))
	n.Handle("GET /projects/{projectKey}/export", onProject("admin", func(c *emulator.Call, key string) (any, error) {
		options := Document{}
		for _, option := range exportOptions {
			options[option] = c.Flag(option, false)
		}
		return exportAnswer(n, key, options)
	}))
	n.Handle("POST /projects/import/upload", func(c *emulator.Call) (any, error) {
		_, data, err := c.Upload("file")
		if err != nil {
			return nil, err
		}
		if _, err := openArchive(data); err != nil {
			return nil, emulator.IllegalArgument("Not a project archive: " + err.Error())
		}
		id := n.RandomID(8)
		n.Store.Collection(projectImports).Put(id, base64.StdEncoding.EncodeToString(data))
		return Document{"id": id}, nil
	})
	n.Handle("POST /projects/import/{importId}/process", importProject)
}

// duplicateProject answers at once, not with a future (dss-project.md 4). The names of the answer's members are a guess.
func duplicateProject(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	if mode := text(body, "duplicationMode"); mode != "" && !slices.Contains(duplicationModes, mode) {
		return nil, emulator.IllegalArgument("Invalid duplicationMode: " + mode)
	}
	if err := copyProject(c, key, body); err != nil {
		return nil, err
	}
	return Document{"originalProjectKey": key, "targetProjectKey": text(body, "targetProjectKey")}, nil
}

// duplicationOptions tells the data that a copy takes along. What the mode MINIMAL takes is a guess.
func duplicationOptions(mode string) Document {
	return Document{
		"exportUploads": mode != "NONE", "exportManagedFolders": mode != "NONE" && mode != "SHARING", "exportAllDatasets": mode == "FULL",
	}
}

// copyProject makes the project that the members target… of a body describe.
func copyProject(c *emulator.Call, key string, body Document) error {
	target, name := text(body, "targetProjectKey"), text(body, "targetProjectName")
	if !c.Identity.May("mayCreateProjects") {
		return emulator.Forbidden("You may not create projects")
	}
	if err := checkNewProject(c.Node, Document{"projectKey": target, "name": name, "owner": caller(c)}); err != nil {
		return err
	}
	folder := text(body, "targetProjectFolderId")
	if folder == "" {
		folder = rootFolder
	}
	if _, err := writableFolder(c, folder); err != nil {
		return err
	}
	copied := exportProject(c.Node, key, duplicationOptions(text(body, "duplicationMode")))
	remapArchive(copied, object(body, "remapping"))
	params, err := parseDocument(copied.config["params.json"])
	if err != nil {
		return err
	}
	for _, member := range []string{"versionTag", "creationTag", "permissions", "additionalDashboardUsers", "dashboardAuthorizations"} {
		delete(params, member)
	}
	params["name"], params["owner"] = name, caller(c)
	copied.config["params.json"] = diskText(params)
	return storeArchive(c, copied, target, folder)
}

func exportAnswer(n *emulator.Node, key string, options Document) (any, error) {
	data, err := exportProject(n, key, options).zip()
	return emulator.Binary{ContentType: "application/zip", Data: data}, err
}

func openArchive(data []byte) (*projectArchive, error) {
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	return readArchive(files)
}

// importProject reports a failure inside a 200 (dss-project.md 1); an empty object is not even parsed.
func importProject(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	if len(body) == 0 {
		return nil, emulator.IllegalArgument("Empty import settings")
	}
	if !c.Identity.May("mayCreateProjects") {
		return nil, emulator.Forbidden("You may not create projects")
	}
	id, imports := c.Arg("importId"), c.Node.Store.Collection(projectImports)
	encoded, ok := imports.Value(id).(string)
	if !ok {
		return nil, emulator.NotFound("Import '" + id + "' does not exist")
	}
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return nil, err
	}
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	key := text(body, "targetProjectKey")
	if key == "" {
		key = text(a.manifest, "originalProjectKey")
	}
	if err := checkImportKey(c.Node, key); err != nil {
		return importFailure("ERR_PROJECT_INVALID_PROJECT_KEY", err), nil
	}
	remapArchive(a, object(body, "remapping"))
	if err := storeArchive(c, a, key, rootFolder); err != nil {
		return importFailure("ERR_PROJECT_IMPORT", err), nil
	}
	imports.Delete(id)
	return Document{"success": true, "usedProjectKey": key, "messages": infoMessages(missingConnections(c.Node, key)...)}, nil
}

func importFailure(code string, err error) Document {
	return Document{"success": false, "messages": infoMessages(message("ERROR", code, "Import failed", err.Error()))}
}

// missingConnections warns of connections that the project names and the node lacks. They do not stop an import: documents
// outlive connections. Code and text are a guess.
func missingConnections(n *emulator.Node, key string) []Document {
	var warnings []Document
	for _, name := range namesIn(projectDocuments(n, key), connectionNames) {
		if !n.Store.Collection(connections).Has(name) {
			warnings = append(warnings, message("WARNING", "WARN_PROJECT_IMPORT_CONNECTION", "Missing connection", name))
		}
	}
	return warnings
}
