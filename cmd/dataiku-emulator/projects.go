package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

// importProjects brings the projects of --project to the DSS node, in their order, and tells their keys. What the data file
// holds already stays as it is.
func importProjects(o *options, node *emulator.Node, errout io.Writer) error {
	var imported []string
	for _, p := range o.projects {
		key, err := importProject(node, p)
		switch {
		case errors.Is(err, dss.ErrProjectExists) && !slices.Contains(imported, key):
			_, _ = fmt.Fprintf(errout, "project %s is there already\n", key)
		case err != nil:
			return fmt.Errorf("--project %s: %w", p.path, err)
		default:
			_, _ = fmt.Fprintf(errout, "project %s imported from %s\n", key, p.path)
		}
		imported = append(imported, key)
	}
	return nil
}

func importProject(node *emulator.Node, p project) (key string, err error) {
	files, closeFiles, err := openProject(p.path)
	if err != nil {
		return "", err
	}
	key, err = dss.ImportProject(node, p.key, keyOf(p.path), files)
	return key, errors.Join(err, closeFiles())
}

func openProject(path string) (files fs.FS, closeFiles func() error, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return os.DirFS(path), func() error { return nil }, nil
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, nil, err
	}
	return archive, archive.Close, nil
}

var notInKey = regexp.MustCompile(`[^A-Z0-9_]`)

// keyOf makes a key of a path: the files of a repository do not tell theirs.
func keyOf(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	name := strings.TrimSuffix(filepath.Base(path), ".zip")
	return notInKey.ReplaceAllString(strings.ToUpper(name), "_")
}
