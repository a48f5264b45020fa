package dss

import (
	"encoding/base64"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// libraryItems holds the files and folders of the libraries by KEY/PATH: {data}, in base64, or {folder: true}.
	libraryItems = "library_items"
	// librarySettings is the one file of a library that the server reads itself (project-documents.md 7). It is a document of
	// the project, so it is not among the items.
	librarySettings     = "project_libraries"
	librarySettingsFile = "external-libraries.json"
)

// handleLibraries serves dss-project.md 34.
func handleLibraries(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/libraries/contents", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return libraryTree(n, key, ""), nil
	}))
	n.Handle("GET /projects/{projectKey}/libraries/contents/{path...}", onProject("read", readLibraryFile))
	n.Handle("POST /projects/{projectKey}/libraries/contents/{path...}", onLibrary(func(c *emulator.Call, key, at string) (any, error) {
		return emulator.Empty{}, writeLibraryFile(n, key, at, c.Raw)
	}))
	n.Handle("POST /projects/{projectKey}/libraries/folders/{path...}", onLibrary(func(_ *emulator.Call, key, at string) (any, error) {
		if libraryHas(n, key, at) {
			return nil, emulator.IllegalArgument("Library item " + at + " already exists")
		}
		return emulator.Empty{}, makeLibraryFolder(n, key, at)
	}))
	n.Handle("DELETE /projects/{projectKey}/libraries/contents/{path...}", onLibrary(func(_ *emulator.Call, key, at string) (any, error) {
		if err := movableLibraryItem(n, key, at); err != nil {
			return nil, err
		}
		deleteLibraryItem(n, key, at)
		return emulator.Empty{}, nil
	}))
	n.Handle("POST /projects/{projectKey}/libraries/contents-actions/rename", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			from, name := cleanLibraryPath(text(body, "oldPath")), text(body, "newName")
			if name == "" || strings.Contains(name, "/") {
				return nil, emulator.IllegalArgument("Invalid name: '" + name + "'")
			}
			return emulator.Empty{}, moveLibraryItem(n, key, from, path.Join(path.Dir(from), name))
		}))
	n.Handle("POST /projects/{projectKey}/libraries/contents-actions/move", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			from, folder := cleanLibraryPath(text(body, "oldPath")), cleanLibraryPath(text(body, "newPath"))
			if folder != "" && !isLibraryFolder(n, key, folder) {
				return nil, libraryError("Library folder " + folder + " does not exist")
			}
			return emulator.Empty{}, moveLibraryItem(n, key, from, path.Join(folder, path.Base(from)))
		}))
}

// onLibrary guards a change of the item of the path.
func onLibrary(h func(c *emulator.Call, key, at string) (any, error)) emulator.Handler {
	return onProject("writeProjectContent", func(c *emulator.Call, key string) (any, error) {
		at := cleanLibraryPath(c.Arg("path"))
		if at == "" || slices.Contains(strings.Split(c.Arg("path"), "/"), "..") {
			return nil, emulator.IllegalArgument("Invalid library path: '" + c.Arg("path") + "'")
		}
		return h(c, key, at)
	})
}

// cleanLibraryPath is a path as it is stored: the official client sends `/python/x.py`. The root is "".
func cleanLibraryPath(at string) string { return strings.TrimPrefix(path.Join("/", at), "/") }

// libraryError is the 500 with a telling text of missing library items (dss-project.md 1). Which class it has is a guess.
func libraryError(message string) *emulator.Error {
	return &emulator.Error{Status: 500, Type: "java.io.IOException", Message: message}
}

// newLibrary is what the library of a new project holds (project-documents.md 7).
func newLibrary(n *emulator.Node, key string) {
	n.Store.Collection(librarySettings).Put(key, Document{
		"gitReferences": Document{}, "pythonPath": []any{"python"}, "rsrcPath": []any{"R"}, "importLibrariesFromProjects": []any{},
	})
	for _, folder := range []string{"python", "R"} {
		n.Store.Collection(libraryItems).Put(key+"/"+folder, Document{"folder": true})
	}
}

// libraryPaths lists the items below a folder at any depth, sorted; "" is the root.
func libraryPaths(n *emulator.Node, key, folder string) []string {
	prefix, paths := key+"/", []string{}
	if folder != "" {
		prefix += folder + "/"
	}
	for _, id := range n.Store.Collection(libraryItems).IDs() {
		if strings.HasPrefix(id, prefix) {
			paths = append(paths, strings.TrimPrefix(id, key+"/"))
		}
	}
	slices.Sort(paths)
	return paths
}

func libraryHas(n *emulator.Node, key, at string) bool {
	return at == librarySettingsFile || n.Store.Collection(libraryItems).Has(key+"/"+at)
}

func isLibraryFolder(n *emulator.Node, key, at string) bool {
	item, _ := n.Store.Collection(libraryItems).Get(key + "/" + at)
	return item["folder"] == true
}

// libraryTree lists the children of a folder, with theirs.
func libraryTree(n *emulator.Node, key, folder string) []any {
	children := []any{}
	for _, at := range libraryPaths(n, key, folder) {
		if cleanLibraryPath(path.Dir(at)) != folder {
			continue
		}
		child := Document{"name": path.Base(at)}
		if isLibraryFolder(n, key, at) {
			child["children"] = libraryTree(n, key, at)
		}
		children = append(children, child)
	}
	if folder == "" {
		children = append(children, Document{"name": librarySettingsFile})
	}
	return children
}

func readLibraryFile(c *emulator.Call, key string) (any, error) {
	at := cleanLibraryPath(c.Arg("path"))
	switch {
	case !libraryHas(c.Node, key, at):
		return nil, libraryError("Library file " + at + " does not exist")
	case isLibraryFolder(c.Node, key, at):
		return nil, libraryError("Cannot read directory as file: " + dataDirectory + "/config/projects/" + key + "/lib/" + at)
	}
	data := libraryFile(c.Node, key, at)
	if c.Query("dataEncoding", "") == "base64" {
		return Document{"data": base64.StdEncoding.EncodeToString(data)}, nil
	}
	return Document{"data": string(data)}, nil
}

// libraryFile returns the content of a file that is there.
func libraryFile(n *emulator.Node, key, at string) []byte {
	if at == librarySettingsFile {
		data, _ := json.MarshalIndent(n.Store.Collection(librarySettings).Value(key), "", "  ")
		return data
	}
	item, _ := n.Store.Collection(libraryItems).Get(key + "/" + at)
	data, _ := base64.StdEncoding.DecodeString(text(item, "data"))
	return data
}

// writeLibraryFile creates or replaces a file, with the folders above it (dss-project.md 34).
func writeLibraryFile(n *emulator.Node, key, at string, data []byte) error {
	if at == librarySettingsFile {
		value, err := emulator.ParseJSON(data)
		settings, ok := value.(Document)
		if err != nil || !ok {
			return emulator.IllegalArgument("Invalid " + librarySettingsFile)
		}
		n.Store.Collection(librarySettings).Put(key, settings)
		return nil
	}
	if isLibraryFolder(n, key, at) {
		return libraryError("Library item " + at + " is a directory")
	}
	if folder := path.Dir(at); folder != "." {
		if err := makeLibraryFolder(n, key, folder); err != nil {
			return err
		}
	}
	n.Store.Collection(libraryItems).Put(key+"/"+at, Document{"data": base64.StdEncoding.EncodeToString(data)})
	return nil
}

// makeLibraryFolder makes a folder and those above it, as far as they are missing.
func makeLibraryFolder(n *emulator.Node, key, at string) error {
	folder := ""
	for name := range strings.SplitSeq(at, "/") {
		folder = path.Join(folder, name)
		switch {
		case !libraryHas(n, key, folder):
			n.Store.Collection(libraryItems).Put(key+"/"+folder, Document{"folder": true})
		case !isLibraryFolder(n, key, folder):
			return libraryError("Library item " + folder + " is not a directory")
		}
	}
	return nil
}

func deleteLibraryItem(n *emulator.Node, key, at string) {
	for _, below := range libraryPaths(n, key, at) {
		n.Store.Collection(libraryItems).Delete(key + "/" + below)
	}
	n.Store.Collection(libraryItems).Delete(key + "/" + at)
}

// movableLibraryItem refuses what is missing. That the settings stay where they are is a guess.
func movableLibraryItem(n *emulator.Node, key, at string) error {
	switch {
	case at == librarySettingsFile:
		return emulator.IllegalArgument("File " + librarySettingsFile + " cannot be moved or deleted")
	case !libraryHas(n, key, at):
		return libraryError("Library item " + at + " does not exist")
	}
	return nil
}

func moveLibraryItem(n *emulator.Node, key, from, to string) error {
	if err := movableLibraryItem(n, key, from); err != nil {
		return err
	}
	switch {
	case libraryHas(n, key, to):
		return emulator.IllegalArgument("Library item " + to + " already exists")
	case strings.HasPrefix(to, from+"/"):
		return emulator.IllegalArgument("Library item " + from + " cannot be moved into itself")
	}
	items := n.Store.Collection(libraryItems)
	for _, at := range append([]string{from}, libraryPaths(n, key, from)...) {
		items.Put(key+"/"+to+strings.TrimPrefix(at, from), items.Value(key+"/"+at))
		items.Delete(key + "/" + at)
	}
	return nil
}
