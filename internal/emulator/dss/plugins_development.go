package dss

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// pluginFiles holds the files of each development plugin: path to content in base64, "" for a folder, whose path ends
	// with a slash.
	pluginFiles = "plugin_files"
	// pluginRemotes holds the Git remote of each development plugin as it was set.
	pluginRemotes = "plugin_remotes"
)

// handlePluginFiles serves the content of development plugins (dss-admin.md 19.4). The contract gives the answers of the
// first rows only; the others answer as little as possible.
func handlePluginFiles(n *emulator.Node) {
	n.Handle("POST /plugins/actions/createDev", mayPlugins(createDevelopmentPlugin))
	n.Handle("POST /plugins/{pluginId}/actions/moveToDev", onPlugin(func(_ *emulator.Call, id string) (any, error) {
		plugin, _ := n.Store.Collection(pluginContents).Get(id)
		makeDevelopmentPlugin(n, plugin)
		return Document{"success": true}, nil
	}))
	n.Handle("GET /plugins/{pluginId}/download", onDevelopmentPlugin(func(_ *emulator.Call, _ string, files Document) (any, error) {
		archive, err := zipped(files)
		return emulator.Binary{ContentType: "application/zip", Data: archive}, err
	}))
	n.Handle("GET /plugins/{pluginId}/contents", onDevelopmentPlugin(func(_ *emulator.Call, _ string, files Document) (any, error) {
		return tree(files, ""), nil
	}))
	n.Handle("GET /plugins/{pluginId}/contents/{filePath...}", onDevelopmentPlugin(func(c *emulator.Call, _ string, files Document) (any, error) {
		content, err := contentOf(files, c.Arg("filePath"))
		return emulator.Binary{ContentType: "application/octet-stream", Data: content}, err
	}))
	n.Handle("GET /plugins/{pluginId}/details/{filePath...}", onDevelopmentPlugin(func(c *emulator.Call, _ string, files Document) (any, error) {
		content, err := contentOf(files, c.Arg("filePath"))
		return Document{"name": path.Base(c.Arg("filePath")), "path": c.Arg("filePath"), "size": len(content)}, err
	}))
	changing := func(pattern string, change func(c *emulator.Call, files Document) error) {
		n.Handle(pattern, onDevelopmentPlugin(func(c *emulator.Call, id string, files Document) (any, error) {
			if err := change(c, files); err != nil {
				return nil, err
			}
			n.Store.Collection(pluginFiles).Put(id, files)
			return emulator.Empty{}, nil
		}))
	}
	changing("POST /plugins/{pluginId}/contents/{filePath...}", func(c *emulator.Call, files Document) error {
		files[c.Arg("filePath")] = base64.StdEncoding.EncodeToString(c.Raw)
		return nil
	})
	changing("DELETE /plugins/{pluginId}/contents/{filePath...}", func(c *emulator.Call, files Document) error {
		return moveFiles(files, c.Arg("filePath"), "")
	})
	changing("POST /plugins/{pluginId}/folders/{folderPath...}", func(c *emulator.Call, files Document) error {
		files[c.Arg("folderPath")+"/"] = ""
		return nil
	})
	changing("POST /plugins/{pluginId}/contents-actions/rename", func(c *emulator.Call, files Document) error {
		body, err := c.Object()
		if err != nil {
			return err
		}
		return moveFiles(files, text(body, "oldPath"), path.Join(path.Dir(text(body, "oldPath")), text(body, "newName")))
	})
	changing("POST /plugins/{pluginId}/contents-actions/move", func(c *emulator.Call, files Document) error {
		body, err := c.Object()
		if err != nil {
			return err
		}
		return moveFiles(files, text(body, "oldPath"), text(body, "newPath"))
	})
}

// handlePluginGit serves the Git rows, of which the contract gives nothing but the address. A remote is kept as it is
// given; there is one branch; the actions do nothing.
func handlePluginGit(n *emulator.Node) {
	n.Handle("GET /plugins/{pluginId}/gitRemote", onDevelopmentPlugin(func(_ *emulator.Call, id string, _ Document) (any, error) {
		remote, _ := n.Store.Collection(pluginRemotes).Get(id)
		return remote, nil
	}))
	n.Handle("POST /plugins/{pluginId}/gitRemote", onDevelopmentPlugin(func(c *emulator.Call, id string, _ Document) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		n.Store.Collection(pluginRemotes).Put(id, body)
		return body, nil
	}))
	n.Handle("DELETE /plugins/{pluginId}/gitRemote", onDevelopmentPlugin(func(_ *emulator.Call, id string, _ Document) (any, error) {
		n.Store.Collection(pluginRemotes).Delete(id)
		return Document{}, nil
	}))
	n.Handle("GET /plugins/{pluginId}/gitBranches", onDevelopmentPlugin(func(*emulator.Call, string, Document) (any, error) {
		return []any{"master"}, nil
	}))
	for _, action := range []string{"push", "pullRebase", "fetch", "resetToLocalHeadState", "resetToRemoteHeadState"} {
		n.Handle("POST /plugins/{pluginId}/actions/"+action, onDevelopmentPlugin(func(*emulator.Call, string, Document) (any, error) {
			return Document{"success": true}, nil
		}))
	}
}

// onDevelopmentPlugin hands the files of the plugin to a handler (observed.md 1.4 for the refusal).
func onDevelopmentPlugin(h func(c *emulator.Call, id string, files Document) (any, error)) emulator.Handler {
	return onPlugin(func(c *emulator.Call, id string) (any, error) {
		if item, _ := c.Node.Store.Collection(plugins).Get(id); item["isDev"] != true {
			return nil, emulator.IllegalArgument("Plugin " + id + " is not a dev plugin")
		}
		files, _ := c.Node.Store.Collection(pluginFiles).Get(id)
		return h(c, id, files)
	})
}

func createDevelopmentPlugin(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	id := text(body, "pluginId")
	switch {
	case id == "":
		return nil, emulator.IllegalArgument("Missing pluginId")
	case !slices.Contains([]string{"EMPTY", "GIT_CLONE", "GIT_EXPORT"}, text(body, "creationMode")):
		return nil, emulator.IllegalArgument("Invalid creationMode: " + text(body, "creationMode"))
	case c.Node.Store.Collection(plugins).Has(id):
		return nil, emulator.IllegalArgument("Plugin " + id + " already exists")
	}
	makeDevelopmentPlugin(c.Node, completePlugin(Document{"id": id}))
	return Document{"success": true}, nil
}

func makeDevelopmentPlugin(n *emulator.Node, plugin Document) {
	storePlugin(n, plugin, true)
	description, err := json.Marshal(pick(plugin, "id", "version", "meta"))
	if err != nil {
		panic(err)
	}
	n.Store.Collection(pluginFiles).Put(text(plugin, "id"), Document{"plugin.json": base64.StdEncoding.EncodeToString(description)})
}

// tree lists files and folders below a path that is empty or ends with a slash: [{name, path, children?}].
func tree(files Document, below string) []any {
	list, seen := []any{}, ""
	for _, file := range slices.Sorted(maps.Keys(files)) {
		rest, inside := strings.CutPrefix(file, below)
		name, _, isFolder := strings.Cut(rest, "/")
		if !inside || name == "" || isFolder && name == seen {
			continue
		}
		item := Document{"name": name, "path": below + name}
		if isFolder {
			seen = name
			item["children"] = tree(files, below+name+"/")
		}
		list = append(list, item)
	}
	return list
}

func contentOf(files Document, name string) ([]byte, error) {
	content, ok := files[name].(string)
	if !ok {
		return nil, emulator.NotFound("File " + name + " does not exist")
	}
	return base64.StdEncoding.DecodeString(content)
}

// moveFiles moves a file, or a folder with all that is in it; an empty target deletes.
func moveFiles(files Document, from, to string) error {
	found := false
	for _, name := range slices.Sorted(maps.Keys(files)) {
		rest, inside := strings.CutPrefix(name, from)
		if !inside || rest != "" && !strings.HasPrefix(rest, "/") {
			continue
		}
		found = true
		if to != "" {
			files[to+rest] = files[name]
		}
		delete(files, name)
	}
	if !found {
		return emulator.NotFound("File " + from + " does not exist")
	}
	return nil
}

func zipped(files Document) ([]byte, error) {
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		entry, err := writer.Create(name)
		if err != nil {
			return nil, err
		}
		content, err := contentOf(files, name)
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(content); err != nil {
			return nil, err
		}
	}
	err := writer.Close()
	return archive.Bytes(), err
}
