package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Document is a JSON object with exact numbers (json.Number).
type Document = map[string]any

// Store holds the documents of a node in named collections, in order of creation.
type Store struct {
	collections map[string]*Collection
	key         []byte
	changed     bool
}

// NewStore makes an empty store with its own encryption key.
func NewStore() *Store {
	return &Store{collections: map[string]*Collection{}, key: newKey()}
}

// Collection returns the collection of that name, made when missing.
func (s *Store) Collection(name string) *Collection {
	c := s.collections[name]
	if c == nil {
		c = &Collection{store: s, documents: map[string]any{}}
		s.collections[name] = c
	}
	return c
}

// Collection is an ordered map of JSON values.
type Collection struct {
	store     *Store
	ids       []string
	documents map[string]any
}

// Has tells whether id exists.
func (c *Collection) Has(id string) bool { _, ok := c.documents[id]; return ok }

// Get returns a copy of an object, an empty one when there is none.
func (c *Collection) Get(id string) (Document, bool) {
	if d, ok := Clone(c.documents[id]).(Document); ok {
		return d, true
	}
	return Document{}, false
}

// Value returns a copy of any JSON value, nil when missing.
func (c *Collection) Value(id string) any { return Clone(c.documents[id]) }

// Put stores a copy of value.
func (c *Collection) Put(id string, value any) {
	if !c.Has(id) {
		c.ids = append(c.ids, id)
	}
	c.documents[id] = Clone(value)
	c.store.changed = true
}

// Rename gives the value another id in the place of the old one.
func (c *Collection) Rename(from, to string, value any) {
	if i := slices.Index(c.ids, from); i >= 0 {
		delete(c.documents, from)
		c.ids[i] = to
		c.documents[to] = Clone(value)
		c.store.changed = true
	}
}

// Delete removes id and tells whether it was there.
func (c *Collection) Delete(id string) bool {
	if !c.Has(id) {
		return false
	}
	delete(c.documents, id)
	c.ids = slices.DeleteFunc(c.ids, func(other string) bool { return other == id })
	c.store.changed = true
	return true
}

// IDs lists the identifiers in order of creation. As an answer it is never null.
func (c *Collection) IDs() []string { return append([]string{}, c.ids...) }

// All lists copies of the objects in order of creation.
func (c *Collection) All() []Document {
	all := []Document{}
	for _, id := range c.ids {
		if d, ok := c.Get(id); ok {
			all = append(all, d)
		}
	}
	return all
}

// Names lists the collections that hold something.
func (s *Store) Names() []string {
	return slices.Sorted(maps.Keys(s.collections))
}

type savedStore struct {
	Key         []byte                  `json:"key"`
	Collections map[string][]savedEntry `json:"collections"`
}

type savedEntry struct {
	ID       string `json:"id"`
	Document any    `json:"document"`
}

// Changed tells whether the store differs from the last Save or Load.
func (s *Store) Changed() bool { return s.changed }

// Snapshot renders the whole store and marks it as saved.
func (s *Store) Snapshot() json.RawMessage {
	saved := savedStore{Key: s.key, Collections: map[string][]savedEntry{}}
	for name, c := range s.collections {
		for _, id := range c.ids {
			saved.Collections[name] = append(saved.Collections[name], savedEntry{id, c.documents[id]})
		}
	}
	s.changed = false
	return encode(saved)
}

// Restore replaces the store by a snapshot.
func (s *Store) Restore(snapshot []byte) error {
	var saved savedStore
	d := json.NewDecoder(bytes.NewReader(snapshot))
	d.UseNumber()
	if err := d.Decode(&saved); err != nil {
		return fmt.Errorf("not a snapshot of an emulated node: %w", err)
	}
	s.key = saved.Key
	for _, c := range s.collections { // emptied, not replaced: handlers may hold them
		c.ids, c.documents = nil, map[string]any{}
	}
	for name, entries := range saved.Collections {
		for _, e := range entries {
			s.Collection(name).Put(e.ID, e.Document)
		}
	}
	s.changed = false
	return nil
}

// WriteFile writes data beside path and renames it into place, so that a crash leaves the old file.
func WriteFile(path string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	if _, err := temporary.Write(data); err != nil {
		_ = temporary.Close()
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// ParseJSON decodes one JSON value with exact numbers.
func ParseJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("unexpected text after the JSON value")
	}
	return value, nil
}

// Clone copies a JSON value; Go numbers, strings slices and the like become their JSON form.
func Clone(value any) any {
	switch v := value.(type) {
	case nil, string, bool, json.Number:
		return v
	case Document:
		out := make(Document, len(v))
		for k, member := range v {
			out[k] = Clone(member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = Clone(item)
		}
		return out
	}
	plain, err := ParseJSON(encode(value))
	if err != nil {
		panic(fmt.Sprintf("emulator: value is not JSON: %v", err))
	}
	return plain
}
