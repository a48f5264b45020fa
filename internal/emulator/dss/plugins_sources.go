package dss

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// pluginStore is what the vendor's store offers: plugins by id, each {id, version, meta, codeEnvSpec?, parameterSets?,
	// needsReload?, needsRestart?}. PUT /emulator/documents/plugin_store/ID adds one, or a newer version of one; the option
	// storePlugins names further ones that have nothing but an id and a version, and other versions of those.
	pluginStore = "plugin_store"
	// pluginRepositories are Git repositories by address: a plugin as in pluginStore, and `versions` by checkout. Of a
	// repository that is not there the id is made from its name: that of https://HOST/dss-plugin-geo.git is geo.
	pluginRepositories = "plugin_repositories"
	// firstPluginVersion is the version of a plugin that nothing gives another one.
	firstPluginVersion = "1.0.0"
)

var versionCheckout = regexp.MustCompile(`^v?(\d+(\.\d+)+)$`)

func seedPluginStore(n *emulator.Node) {
	for _, plugin := range []Document{
		{
			"id": "eks-clusters", "version": "1.4.1", "needsReload": true,
			"meta": Document{"label": "EKS clusters", "description": "Interact with EKS", "tags": []any{"Cloud"}, "category": "Cloud"},
			"parameterSets": []any{Document{
				"id": "aws-credentials",
				"params": []any{
					Document{"name": "accessKey", "type": "STRING"},
					Document{"name": "secretKey", "type": "PASSWORD"},
					Document{"name": "region", "type": "STRING", "defaultValue": "eu-west-1"},
				},
				"pluginParams": []any{Document{"name": "endpoint", "type": "STRING"}},
			}},
			"codeEnvSpec": Document{"pythonInterpreter": "PYTHON39"},
		},
		{
			"id": "geoadmin", "version": "1.2.0",
			"meta": Document{"label": "Geo admin", "description": "Works with administrative areas", "tags": []any{"Geospatial"}, "category": "Geospatial"},
		},
		{
			"id": "sharepoint-online", "version": "1.1.2",
			"meta": Document{"label": "SharePoint Online", "description": "Reads and writes SharePoint", "tags": []any{"Connector"}, "category": "Connect"},
			"parameterSets": []any{Document{
				"id": "site-app-permissions",
				"params": []any{
					Document{"name": "tenant_id", "type": "STRING"},
					Document{"name": "client_id", "type": "STRING"},
					Document{"name": "client_secret", "type": "PASSWORD"},
				},
				"pluginParams": []any{},
			}},
			"codeEnvSpec": Document{"pythonInterpreter": "PYTHON311"},
		},
	} {
		complete(object(plugin, "meta"), Document{"author": "Dataiku", "supportLevel": "SUPPORTED", "licenseInfo": "Apache Software License"})
		n.Store.Collection(pluginStore).Put(text(plugin, "id"), completePlugin(plugin))
	}
}

// completePlugin adds what every plugin has (sample plugin-list).
func completePlugin(plugin Document) Document {
	complete(plugin, Document{
		"version": firstPluginVersion, "parameterSets": []any{},
		"meta": Document{
			"label": text(plugin, "id"), "description": "", "author": "", "tags": []any{}, "deprecated": false,
			"supportLevel": "NONE", "licenseInfo": "",
		},
	})
	return plugin
}

// isFailing tells whether a switch of the emulator makes installations of the plugin fail.
func isFailing(n *emulator.Node, id string) bool { return slices.Contains(n.Quirks.FailingPlugins, id) }

// failureOf is the failure in a 200 that an error of a plugin means; nil for other errors.
func failureOf(err error) Document {
	var coded *emulator.Error
	if errors.As(err, &coded) && strings.HasSuffix(coded.Type, "CodedException") {
		return failedPlugin(coded.Code, coded.Message)
	}
	return nil
}

func pluginOfStore(n *emulator.Node, id string) (Document, error) {
	plugin, ok := n.Store.Collection(pluginStore).Get(id)
	for _, offered := range n.Quirks.StorePlugins {
		if name, version, versioned := strings.Cut(offered, "="); name == id {
			if ok = true; versioned {
				plugin["version"] = version
			}
		}
	}
	if !ok {
		return Document{"id": id}, emulator.Coded("", "Plugin "+id+" not found in the store")
	}
	plugin["id"] = id
	return completePlugin(plugin), nil
}

// pluginOfRepository takes the body of the Git calls (dss-admin.md 19.1).
func pluginOfRepository(n *emulator.Node, body Document) (Document, error) {
	address, checkout, subpath := text(body, "gitRepositoryUrl"), text(body, "gitCheckout"), text(body, "gitSubpath")
	if address == "" {
		return nil, emulator.IllegalArgument("Missing gitRepositoryUrl")
	}
	plugin, known := n.Store.Collection(pluginRepositories).Get(address)
	versions := object(plugin, "versions")
	delete(plugin, "versions")
	if !known {
		name := strings.TrimSuffix(path.Base(address), ".git")
		if subpath != "" {
			name = path.Base(subpath)
		}
		plugin = Document{"id": strings.TrimPrefix(name, "dss-plugin-")}
	}
	if parts := versionCheckout.FindStringSubmatch(checkout); parts != nil {
		plugin["version"] = parts[1]
	}
	if known && versions != nil {
		version, ok := versions[checkout].(string)
		if !ok {
			return plugin, emulator.Coded("", "Git checkout failed: "+checkout+" did not match any file(s) known to git")
		}
		plugin["version"] = version
	}
	return completePlugin(plugin), nil
}

// pluginOfArchive reads plugin.json at the root of a zip or in its only folder (dss-admin.md 19.1), and beside it, as
// plugins are laid out, the parameter sets and the description of the code environment.
func pluginOfArchive(archive []byte) (Document, error) {
	zipped, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, emulator.Coded("", "Not a plugin archive: "+err.Error())
	}
	files := pluginRoot(zipped)
	description, err := archivedObject(files, "plugin.json")
	if err != nil {
		return nil, emulator.Coded("", "Not a plugin archive: plugin.json is neither at its root nor in its only folder")
	}
	if text(description, "id") == "" || text(description, "version") == "" {
		return nil, emulator.Coded("", "Invalid plugin.json: it needs an id and a version")
	}
	plugin := pick(description, "id", "version", "meta")
	sets := []any{}
	names, _ := fs.Glob(files, "parameter-sets/*/parameter-set.json") // the pattern is not malformed
	for _, name := range names {
		set, err := archivedObject(files, name)
		if err != nil {
			return nil, emulator.Coded("", "Invalid "+name)
		}
		set = pick(set, "params", "pluginParams")
		set["id"] = path.Base(path.Dir(name))
		sets = append(sets, set)
	}
	plugin["parameterSets"] = sets
	if env, err := archivedObject(files, "code-env/python/desc.json"); err == nil {
		plugin["codeEnvSpec"] = env
	}
	return completePlugin(plugin), nil
}

// pluginRoot goes into the only folder of an archive that has nothing beside it.
func pluginRoot(archive fs.FS) fs.FS {
	entries, err := fs.ReadDir(archive, ".")
	if err != nil || len(entries) != 1 || !entries[0].IsDir() {
		return archive
	}
	folder, err := fs.Sub(archive, entries[0].Name())
	if err != nil {
		return archive
	}
	return folder
}

func archivedObject(files fs.FS, name string) (Document, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	value, err := emulator.ParseJSON(data)
	if err != nil {
		return nil, err
	}
	if d, ok := value.(Document); ok {
		return d, nil
	}
	return nil, fs.ErrInvalid
}
