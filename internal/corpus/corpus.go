// Package corpus finds projects as real nodes write them. The real ones are kept outside of this repository, because they
// belong to other people; what they have to show is tested on made-up ones when they are not there.
package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// Variable names the folder of the real projects, one folder each.
const Variable = "CORPUS"

// Project is a folder of documents: the working copy of a repository, or an unpacked export.
type Project struct {
	Name string
	Dir  string
}

// Config is the folder of the documents themselves.
func (p Project) Config() string {
	if config := filepath.Join(p.Dir, "project_config"); isDir(config) {
		return config
	}
	return p.Dir
}

// Projects lists the real projects, or the made-up ones where the variable is not set.
func Projects() (projects []Project, isReal bool, err error) {
	root := os.Getenv(Variable)
	if isReal = root != ""; !isReal {
		if root, err = madeUp(); err != nil {
			return nil, false, err
		}
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, isReal, err
	}
	for _, entry := range entries {
		if entry.IsDir() {
			projects = append(projects, Project{Name: entry.Name(), Dir: filepath.Join(root, entry.Name())})
		}
	}
	if len(projects) == 0 {
		return nil, isReal, errors.New(root + " holds no projects")
	}
	return projects, isReal, nil
}

// madeUp is where the made-up projects are, whatever the package that asks.
func madeUp() (string, error) {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		return "", errors.New("nobody knows where the made-up projects are")
	}
	return filepath.Join(filepath.Dir(file), "testdata"), nil
}

// Files lists the files of the project's documents, relative to Config, without those of git.
func (p Project) Files() ([]string, error) {
	var files []string
	root := p.Config()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".git":
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		relative, err := filepath.Rel(root, path)
		files = append(files, filepath.ToSlash(relative))
		return err
	})
	slices.Sort(files)
	return files, err
}

// Read returns the content of one of Files.
func (p Project) Read(file string) ([]byte, error) {
	return os.ReadFile(filepath.Join(p.Config(), filepath.FromSlash(file)))
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
