package dss

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// projectImports holds the content of uploaded archives until they are processed.
	projectImports = "project_imports"
	// archiveEntry is the only file in an archive of the emulator; real archives are opaque to the API.
	archiveEntry = "project.json"
)

var duplicationModes = []string{"MINIMAL", "SHARING", "FULL", "NONE"}

func handleProjectTransfer(n *emulator.Node) {
	n.Handle("POST /projects/{projectKey}/duplicate", onProject("admin", duplicateProject))
	export := onProject("admin", func(_ *emulator.Call, key string) (any, error) {
		archive, err := projectArchive(projectContent(n, key))
		return emulator.Binary{ContentType: "application/zip", Data: archive}, err
	})
	n.Handle("POST /projects/{projectKey}/export", export)
	n.Handle("GET /projects/{projectKey}/export", export)
	n.Handle("POST /projects/import/upload", func(c *emulator.Call) (any, error) {
		content, err := uploadedContent(c)
		if err != nil {
			return nil, emulator.IllegalArgument("Not a project archive: " + err.Error())
		}
		id := n.RandomID(8)
		n.Store.Collection(projectImports).Put(id, content)
		return Document{"id": id}, nil
	})
	n.Handle("POST /projects/import/{importId}/process", importProject)
}

// projectContent gathers what a copy of a project has. Local variables stay behind (dss-project.md 10).
func projectContent(n *emulator.Node, key string) Document {
	variables, _ := n.Store.Collection(projectVariables).Get(key)
	return Document{
		"projectKey":     key,
		projectMetadata:  n.Store.Collection(projectMetadata).Value(key),
		projectSettings:  n.Store.Collection(projectSettings).Value(key),
		projectTags:      n.Store.Collection(projectTags).Value(key),
		projectVariables: Document{"standard": variables["standard"], "local": Document{}},
	}
}

// storeCopy makes a project of the caller out of the content of another one.
func storeCopy(c *emulator.Call, content Document, key, folder string) {
	parts := map[string]any{projectPermissions: emptyPermissions(caller(c))}
	for _, part := range []string{projectMetadata, projectSettings, projectTags, projectVariables} {
		parts[part] = content[part]
	}
	storeProject(c, key, folder, parts)
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
	content := projectContent(c.Node, key)
	object(content, projectMetadata)["label"] = name
	storeCopy(c, content, target, folder)
	return nil
}

func projectArchive(content Document) ([]byte, error) {
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	entry, err := writer.Create(archiveEntry)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(entry).Encode(content); err != nil {
		return nil, err
	}
	err = writer.Close()
	return archive.Bytes(), err
}

// uploadedContent reads the archive out of the multipart part `file` (dss-project.md 4).
func uploadedContent(c *emulator.Call) (any, error) {
	_, data, err := c.Upload("file")
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	entry, err := archive.Open(archiveEntry)
	if err != nil {
		return nil, err
	}
	defer func() { _ = entry.Close() }()
	content, err := io.ReadAll(entry)
	if err != nil {
		return nil, err
	}
	return emulator.ParseJSON(content)
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
	content, ok := c.Node.Store.Collection(projectImports).Get(c.Arg("importId"))
	if !ok {
		return nil, emulator.NotFound("Import '" + c.Arg("importId") + "' does not exist")
	}
	key := text(body, "targetProjectKey")
	if key == "" {
		key = text(content, "projectKey")
	}
	if !projectKeyForm.MatchString(key) || c.Node.Store.Collection(projects).Has(key) {
		failure := message("ERROR", "ERR_PROJECT_INVALID_PROJECT_KEY", "Import failed", "Project key '"+key+"' is not available")
		return Document{"success": false, "messages": infoMessages(failure)}, nil
	}
	c.Node.Store.Collection(projectImports).Delete(c.Arg("importId"))
	storeCopy(c, content, key, rootFolder)
	return Document{"success": true, "usedProjectKey": key, "messages": infoMessages()}, nil
}
