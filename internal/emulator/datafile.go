package emulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// DataFile keeps the stores of several nodes in one file, by product.
type DataFile struct {
	path  string
	nodes []*Node
	// saved holds the snapshots of the last read or write, also those of products that are not served now.
	saved map[string]json.RawMessage
}

// OpenDataFile restores the nodes from path; without that file they stay as they are. An empty path keeps nothing.
func OpenDataFile(path string, nodes ...*Node) (*DataFile, error) {
	f := &DataFile{path: path, nodes: nodes, saved: map[string]json.RawMessage{}}
	if path == "" {
		return f, nil
	}
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(content, &f.saved); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, n := range nodes {
		snapshot, ok := f.saved[n.Product]
		if !ok {
			continue
		}
		n.Do(func(s *Store) { err = s.Restore(snapshot) })
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, n.Product, err)
		}
	}
	return f, nil
}

// SaveChanges writes the file when a store changed since the last write.
func (f *DataFile) SaveChanges() error {
	changed := func(n *Node) (changed bool) {
		n.Do(func(s *Store) { changed = s.Changed() })
		return changed
	}
	if !slices.ContainsFunc(f.nodes, changed) {
		return nil
	}
	return f.Save()
}

// Save writes the file.
func (f *DataFile) Save() error {
	if f.path == "" {
		return nil
	}
	for _, n := range f.nodes {
		n.Do(func(s *Store) { f.saved[n.Product] = s.Snapshot() })
	}
	return WriteFile(f.path, encode(f.saved))
}
