package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"
)

// Document is a JSON object of the API. Numbers are json.Number, so that integers beyond 2^53 survive; members that
// nobody models are kept and sent back (observed.md 1.1).
type Document = map[string]any

// ParseJSON decodes exactly one JSON value without losing number digits.
func ParseJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("unexpected text after the JSON value")
	}
	return value, nil
}

// ParseDocument decodes a JSON object.
func ParseDocument(data []byte) (Document, error) {
	value, err := ParseJSON(data)
	if err != nil {
		return nil, err
	}
	document, ok := value.(Document)
	if !ok {
		return nil, fmt.Errorf("expected a JSON object, got %s", kindOf(value))
	}
	return document, nil
}

// RenderJSON writes a value in canonical form: members sorted, no HTML escapes, no white space.
func RenderJSON(value any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(fmt.Sprintf("client: not a JSON value: %v", err))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Clone copies a JSON value; Go values such as []string become their JSON form.
func Clone(value any) any {
	switch v := value.(type) {
	case nil, string, bool, json.Number:
		return v
	case Document:
		return CloneDocument(v)
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = Clone(item)
		}
		return out
	}
	plain, err := ParseJSON([]byte(RenderJSON(value)))
	if err != nil {
		panic(fmt.Sprintf("client: not a JSON value: %v", err))
	}
	return plain
}

// CloneDocument copies an object.
func CloneDocument(d Document) Document {
	out := make(Document, len(d))
	for member, value := range d {
		out[member] = Clone(value)
	}
	return out
}

// Equal compares two JSON values by meaning: the order of members and the spelling of numbers do not matter.
func Equal(a, b any) bool {
	switch x := a.(type) {
	case Document:
		y, ok := b.(Document)
		if !ok || len(x) != len(y) {
			return false
		}
		for member, value := range x {
			other, has := y[member]
			if !has || !Equal(value, other) {
				return false
			}
		}
		return true
	case []any:
		y, ok := b.([]any)
		return ok && slices.EqualFunc(x, y, Equal)
	case json.Number:
		y, ok := b.(json.Number)
		return ok && equalNumbers(x, y)
	}
	return a == b
}

// equalNumbers compares exactly: 1, 1.0 and 1e0 are equal, 9007199254740993 and 9007199254740992 are not.
func equalNumbers(a, b json.Number) bool {
	if a == b {
		return true
	}
	// An absurd exponent would take forever to expand; such numbers are equal only in the same spelling.
	if hasHugeExponent(a) || hasHugeExponent(b) {
		return false
	}
	x, ok := new(big.Rat).SetString(string(a))
	y, ok2 := new(big.Rat).SetString(string(b))
	return ok && ok2 && x.Cmp(y) == 0
}

func hasHugeExponent(n json.Number) bool {
	i := strings.IndexAny(string(n), "eE")
	return i >= 0 && len(strings.TrimLeft(string(n)[i+1:], "+-0")) > 3
}

// Lookup returns the member at a path of member names.
func Lookup(d Document, path ...string) (any, bool) {
	var value any = d
	for _, member := range path {
		object, ok := value.(Document)
		if !ok {
			return nil, false
		}
		if value, ok = object[member]; !ok {
			return nil, false
		}
	}
	return value, true
}

// Store sets the member at a path and makes the objects on the way.
func Store(d Document, value any, path ...string) {
	for _, member := range path[:len(path)-1] {
		inner, ok := d[member].(Document)
		if !ok {
			inner = Document{}
			d[member] = inner
		}
		d = inner
	}
	d[path[len(path)-1]] = value
}

// Remove deletes the member at a path; objects on the way stay, even when they end up empty.
func Remove(d Document, path ...string) {
	parent, ok := Lookup(d, path[:len(path)-1]...)
	if object, isObject := parent.(Document); ok && isObject {
		delete(object, path[len(path)-1])
	}
}

// Project keeps of remote only the members that shape mentions, at any depth. Lists keep all their items; an object
// in a list is projected on its partner in shape (see pairItems).
func Project(remote, shape any) any {
	switch s := shape.(type) {
	case Document:
		r, ok := remote.(Document)
		if !ok {
			return remote
		}
		out := Document{}
		for member, inner := range s {
			if value, has := r[member]; has {
				out[member] = Project(value, inner)
			}
		}
		return out
	case []any:
		r, ok := remote.([]any)
		if !ok {
			return remote
		}
		partner := pairItems(r, s)
		out := make([]any, len(r))
		for i := range r {
			out[i] = r[i]
			if partner[i] >= 0 {
				out[i] = Project(r[i], s[partner[i]])
			}
		}
		return out
	}
	return remote
}

// Pointers lists the JSON pointers (RFC 6901) of the leaves of value, sorted. Lists and empty objects are leaves.
func Pointers(value any) []string {
	var out []string
	collectPointers(value, "", &out)
	slices.Sort(out)
	return out
}

var escapePointer = strings.NewReplacer("~", "~0", "/", "~1")

func collectPointers(value any, at string, out *[]string) {
	if object, ok := value.(Document); ok && len(object) > 0 {
		for member, inner := range object {
			collectPointers(inner, at+"/"+escapePointer.Replace(member), out)
		}
		return
	}
	*out = append(*out, at)
}

var unescapePointer = strings.NewReplacer("~1", "/", "~0", "~")

// Overlay is the three-way merge of architecture 4: remote is kept, wanted is laid over it, and members that were
// applied before (JSON pointers) but are wanted no more are removed. Neither input changes.
func Overlay(remote, wanted Document, applied []string) Document {
	out := CloneDocument(remote)
	for _, pointer := range applied {
		path := strings.Split(pointer, "/")[1:]
		for i := range path {
			path[i] = unescapePointer.Replace(path[i])
		}
		if _, still := Lookup(wanted, path...); !still && len(path) > 0 {
			removePath(out, path)
		}
	}
	lay(out, wanted)
	return out
}

// removePath deletes a member and the objects that it leaves empty.
func removePath(d Document, path []string) {
	if len(path) == 1 {
		delete(d, path[0])
		return
	}
	if inner, ok := d[path[0]].(Document); ok {
		removePath(inner, path[1:])
		if len(inner) == 0 {
			delete(d, path[0])
		}
	}
}

// lay puts src over dst. A list is replaced, but its objects are laid over their partners, so that what the server
// added inside them survives.
func lay(dst, src Document) {
	for member, value := range src {
		switch v := value.(type) {
		case Document:
			if inner, ok := dst[member].(Document); ok {
				lay(inner, v)
				continue
			}
		case []any:
			if existing, ok := dst[member].([]any); ok {
				dst[member] = layList(existing, v)
				continue
			}
		}
		dst[member] = Clone(value)
	}
}

func layList(existing, wanted []any) []any {
	partner := pairItems(wanted, existing)
	out := make([]any, len(wanted))
	for i, item := range wanted {
		out[i] = Clone(item)
		if partner[i] < 0 {
			continue
		}
		object, ok := item.(Document)
		base, ok2 := Clone(existing[partner[i]]).(Document)
		if ok && ok2 {
			lay(base, object)
			out[i] = base
		}
	}
	return out
}

// namingMembers are the members by which the API names the items of its lists, the most telling first.
var namingMembers = []string{"id", "name", "key", "login", "group", "user"}

// pairItems finds for each object of list its partner in other: the one with the same name when all items of both
// lists carry distinct values of a naming member, else the one at the same place in a list of the same length.
// Items without a partner get -1.
func pairItems(list, other []any) []int {
	partner := make([]int, len(list))
	for i := range partner {
		partner[i] = -1
	}
	for _, member := range namingMembers {
		names, ok := itemNames(list, member)
		otherNames, ok2 := itemNames(other, member)
		if ok && ok2 {
			for i, name := range names {
				partner[i] = slices.Index(otherNames, name)
			}
			return partner
		}
	}
	if len(list) != len(other) {
		return partner
	}
	for i := range list {
		_, ok := list[i].(Document)
		_, ok2 := other[i].(Document)
		if ok && ok2 {
			partner[i] = i
		}
	}
	return partner
}

// itemNames returns the naming member of each item; false unless all have one and no two are the same.
func itemNames(list []any, member string) ([]string, bool) {
	var names []string
	for _, item := range list {
		object, _ := item.(Document)
		name, ok := object[member].(string)
		if !ok || slices.Contains(names, name) {
			return nil, false
		}
		names = append(names, name)
	}
	return names, len(names) > 0
}

// Differences names the members of wanted that remote does not hold with the same value, as JSON pointers.
func Differences(remote, wanted any) []string {
	var out []string
	collectDifferences(remote, wanted, "", &out)
	slices.Sort(out)
	return out
}

func collectDifferences(remote, wanted any, at string, out *[]string) {
	want, isObject := wanted.(Document)
	have, alsoObject := remote.(Document)
	if isObject && alsoObject {
		for member, value := range want {
			collectDifferences(have[member], value, at+"/"+escapePointer.Replace(member), out)
		}
		return
	}
	if !Equal(Project(remote, wanted), wanted) {
		*out = append(*out, at)
	}
}

func kindOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case Document:
		return "an object"
	case []any:
		return "a list"
	case string:
		return "a string"
	case bool:
		return "a boolean"
	}
	return "a number"
}
