package kittest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// Sample is what a file testdata/TYPE.json holds. See the package documentation for the meaning of each member and for
// an example.
type Sample struct {
	Like     string          `json:"like,omitempty"`
	Product  string          `json:"product,omitempty"`
	Version  string          `json:"version,omitempty"`
	NodeType string          `json:"nodeType,omitempty"`
	Quirks   json.RawMessage `json:"quirks,omitempty"`
	Setup    []SetupRequest  `json:"setup,omitempty"`

	Minimal  Attributes            `json:"minimal"`
	Full     Attributes            `json:"full"`
	Variants map[string]Attributes `json:"variants,omitempty"`
	Changed  Attributes            `json:"changed"`
	Replaced Attributes            `json:"replaced,omitempty"`
	Siblings Attributes            `json:"siblings"`

	Needs map[string][]string `json:"needs,omitempty"`

	Document DocumentPlace              `json:"document"`
	Drift    map[string]Drift           `json:"drift,omitempty"`
	Foreign  map[string]json.RawMessage `json:"foreign,omitempty"`
	Volatile []string                   `json:"volatile,omitempty"`

	Moves map[string]Move `json:"moves,omitempty"`

	Unchangeable map[string]string `json:"unchangeable,omitempty"`
	Unimportable map[string]string `json:"unimportable,omitempty"`
	Undetectable map[string]string `json:"undetectable,omitempty"`
	Inexact      map[string]string `json:"inexact,omitempty"`

	Unrecognisable string `json:"unrecognisable,omitempty"`

	Requests map[string]Budget `json:"requests,omitempty"`

	file string
	text []byte
	// borrowed are the attributes that are tried alone by the entity that this one is like.
	borrowed []string
	// elsewhere are the attributes that another sample of the entity sets.
	elsewhere []string
}

// Attributes are the attributes of one configuration. A string attribute whose value is an object, a list or a number
// takes it as JSON text.
type Attributes map[string]json.RawMessage

// SetupRequest is a call of the API made before the entity is touched.
type SetupRequest struct {
	Method string          `json:"method"`
	Path   string          `json:"path"`
	Body   json.RawMessage `json:"body,omitempty"`
	// Product is the node to call, default that of the sample.
	Product string `json:"product,omitempty"`
	// Save keeps parts of the answer: name → JSON pointer. Later requests and the attributes use them as ${name}.
	Save map[string]string `json:"save,omitempty"`
}

// DocumentPlace names the document of the emulator's store behind the object. {name} in the identifier stands for the
// value of that attribute.
type DocumentPlace struct {
	Collection string `json:"collection"`
	ID         string `json:"id"`
}

// Drift is a change made behind Terraform's back, and the attribute whose plan must show it.
type Drift struct {
	Value     json.RawMessage `json:"value"`
	Attribute string          `json:"attribute"`
}

// Move is the state of the object as another provider or type wrote it.
type Move struct {
	Provider string `json:"provider"`
	Type     string `json:"type"`
	// Configuration is laid over minimal.
	Configuration Attributes `json:"configuration,omitempty"`
	// State holds the attributes; {id} stands for the object's identifier.
	State json.RawMessage `json:"state"`
}

// Budget replaces the default number of requests of an operation.
type Budget struct {
	Limit  int    `json:"limit"`
	Reason string `json:"reason"`
}

// Load reads a sample file.
func Load(file string) (*Sample, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return parseSample(file, text)
}

func parseSample(file string, text []byte) (*Sample, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	s := &Sample{file: file, text: text}
	if err := d.Decode(s); err != nil {
		return nil, fmt.Errorf("%s: %w (the members of a sample are described in the documentation of package kittest)", file, err)
	}
	if s.Product == "" {
		s.Product = "dss"
	}
	return s, nil
}

// with returns the sample with ${name} replaced by what the setup saved.
func (s *Sample) with(saved map[string]string) (*Sample, error) {
	out, err := parseSample(s.file, []byte(substitute(string(s.text), saved)))
	if err == nil {
		out.borrowed, out.elsewhere = s.borrowed, s.elsewhere
	}
	return out, err
}

func substitute(text string, saved map[string]string) string {
	for name, value := range saved {
		quoted, _ := json.Marshal(value) //nolint:errchkjson // a string always marshals
		text = strings.ReplaceAll(text, "${"+name+"}", strings.Trim(string(quoted), `"`))
	}
	return text
}

// minimal, full, changed and variant return whole configurations: the members of a sample are laid over each other.
func (s *Sample) minimal() Attributes            { return s.Minimal }
func (s *Sample) full() Attributes               { return merge(s.Minimal, s.Full) }
func (s *Sample) changed() Attributes            { return merge(s.full(), s.Changed) }
func (s *Sample) variant(name string) Attributes { return merge(s.Minimal, s.Variants[name]) }

// merge lays attributes over others; a null removes.
func merge(base Attributes, over ...Attributes) Attributes {
	out := Attributes{}
	for _, layer := range append([]Attributes{base}, over...) {
		for name, value := range layer {
			if string(value) == "null" {
				delete(out, name)
				continue
			}
			out[name] = value
		}
	}
	return out
}

// only returns the named attributes.
func (a Attributes) only(names ...string) Attributes {
	out := Attributes{}
	for _, name := range names {
		if value, ok := a[name]; ok {
			out[name] = value
		}
	}
	return out
}

// without returns the attributes but the named ones.
func (a Attributes) without(names ...string) Attributes {
	out := merge(a)
	for _, name := range names {
		delete(out, name)
	}
	return out
}

// sibling returns the attributes of the nth sibling.
func (s *Sample) sibling(n int) Attributes {
	out := Attributes{}
	for name, value := range s.Siblings {
		out[name] = json.RawMessage(strings.ReplaceAll(string(value), "{n}", fmt.Sprint(n)))
	}
	return merge(s.Minimal, out)
}

// describe names the attributes of a configuration for a failure message.
func describe(a Attributes) string {
	if a == nil {
		return "nothing (destroy)"
	}
	return strings.Join(slices.Sorted(maps.Keys(a)), ", ")
}
