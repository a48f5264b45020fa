package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Document is a JSON object of the API. Numbers are json.Number, so that integers beyond 2^53 survive; members that
// nobody models are kept and sent back (observed.md 1.1).
type Document = map[string]any

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

// Text returns a string member, "" when it is absent or of another type.
func Text(d Document, member string) string {
	text, _ := d[member].(string)
	return text
}

// Texts returns the strings of a list.
func Texts(value any) []string {
	list, _ := value.([]any)
	var out []string
	for _, item := range list {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}

// Pick copies the members that are present.
func Pick(d Document, members ...string) Document {
	out := Document{}
	for _, member := range members {
		if value, ok := d[member]; ok {
			out[member] = value
		}
	}
	return out
}

// IsBlank tells whether a value says nothing: null, false, 0, "", or an empty list or object.
func IsBlank(value any) bool {
	switch v := value.(type) {
	case bool:
		return !v
	case json.Number:
		return Equal(v, json.Number("0"))
	}
	return isEmptyJSON(value)
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
