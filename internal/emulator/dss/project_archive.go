package dss

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// The folders and files of an export archive (project-documents.md 8). Where the data of the project is kept beside its
// documents was not recorded; the names of those folders are a guess.
const (
	configFolder   = "project_config"
	manifestFile   = "export-manifest.json"
	uploadsFolder  = "uploads"
	datasetsFolder = "managed_datasets"
	foldersFolder  = "managed_folders"
)

// projectArchive is a project as files: an export, or a working copy of its git repository.
type projectArchive struct {
	// manifest is empty for a working copy.
	manifest Document
	// config are the files of the folder project_config, by path.
	config map[string][]byte
	// data are the other files of an export.
	data map[string][]byte
}

// readArchive finds the documents in the folder project_config, beside params.json, or at the top (the layout of git).
func readArchive(files fs.FS) (*projectArchive, error) {
	all, err := readFiles(files)
	if err != nil {
		return nil, err
	}
	root, folder := archiveRoot(all)
	a := &projectArchive{manifest: Document{}, config: map[string][]byte{}, data: map[string][]byte{}}
	for name, content := range all {
		switch {
		case under(name, folder):
			a.config[below(name, folder)] = content
		case under(name, root):
			a.data[below(name, root)] = content
		}
	}
	if manifest, ok := a.data[manifestFile]; ok {
		delete(a.data, manifestFile)
		if a.manifest, err = parseDocument(manifest); err != nil {
			return nil, errors.New(manifestFile + ": " + err.Error())
		}
	}
	if !a.hasDocuments() {
		return nil, errors.New("neither a project export nor the files of a project")
	}
	return a, nil
}

// readFiles reads every file, without those of git itself.
func readFiles(files fs.FS) (map[string][]byte, error) {
	all := map[string][]byte{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".git":
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		all[name], err = fs.ReadFile(files, name)
		return err
	})
	return all, err
}

// archiveRoot finds the top folder of the archive and the folder of its documents; "" is where the archive begins.
func archiveRoot(all map[string][]byte) (root, folder string) {
	shortest := ""
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if before, _, ok := strings.Cut("/"+name, "/"+configFolder+"/"); ok {
			root = strings.TrimPrefix(before, "/")
			return root, path.Join(root, configFolder)
		}
		if path.Base(name) == "params.json" && (shortest == "" || len(name) < len(shortest)) {
			shortest = name
		}
	}
	if shortest == "" || shortest == "params.json" || knownFolder(shortest) {
		return "", ""
	}
	return path.Dir(shortest), path.Dir(shortest)
}

// knownFolder tells a params.json that is inside a project, such as that of an SQL notebook.
func knownFolder(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return first == "notebooks" || slices.ContainsFunc(archiveFolders, func(f archiveFolder) bool { return f.dir == first })
}

func under(name, folder string) bool { return folder == "" || strings.HasPrefix(name, folder+"/") }

func below(name, folder string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, folder), "/")
}

func (a *projectArchive) hasDocuments() bool {
	if _, ok := a.config["params.json"]; ok {
		return true
	}
	for name := range a.config {
		if knownFolder(name) {
			return true
		}
	}
	return false
}

// zip packs the archive as an export.
func (a *projectArchive) zip() ([]byte, error) {
	var packed bytes.Buffer
	writer := zip.NewWriter(&packed)
	all := map[string][]byte{manifestFile: diskText(a.manifest)}
	for name, content := range a.config {
		all[configFolder+"/"+name] = content
	}
	maps.Copy(all, a.data)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		entry, err := writer.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(all[name]); err != nil {
			return nil, err
		}
	}
	err := writer.Close()
	return packed.Bytes(), err
}

// parseDocument reads a file that holds a JSON object.
func parseDocument(content []byte) (Document, error) {
	value, err := emulator.ParseJSON(content)
	if err != nil {
		return nil, err
	}
	document, ok := value.(Document)
	if !ok {
		return nil, errors.New("not a JSON object")
	}
	return document, nil
}

// diskText writes a document as the server does (project-documents.md 1): indented by two, with its escapes.
func diskText(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil { // it was decoded from JSON
		panic(err)
	}
	escapes := strings.NewReplacer("=", `\u003d`, "'", `\u0027`)
	return []byte(escapes.Replace(strings.TrimSuffix(text.String(), "\n")))
}
