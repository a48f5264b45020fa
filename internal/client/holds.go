package client

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Holds says what an answer must hold to be the one that was asked for. Gateways answer 200 with JSON of their own, such as
// {} or {"status": "maintenance"}: taken for a document, it would be laid over and put back. The zero value says that the
// call returns nothing that tells.
type Holds struct {
	checks []check
	free   bool // nothing tells
	empty  bool // an empty object may come instead
}

// check returns what is wrong with an object, "" when it is as it should be.
type check func(Document) string

// Anything is for objects of which the contract promises no member. Only the version header tells them from others.
var Anything = Holds{free: true}

// Identity demands the value that was asked for at a place such as blueprint.id. Case does not matter: some identifiers
// are lower-cased by the node (dss-admin.md 20), and codes of languages by nobody knows whom (dss-admin.md 12).
func Identity(place, value string) Holds {
	return demanding(func(d Document) string {
		found, ok := Lookup(d, strings.Split(place, ".")...)
		text, isText := found.(string)
		switch {
		case !ok:
			return fmt.Sprintf("%s is missing and should be %q", place, value)
		case !isText:
			return fmt.Sprintf("%s is %s and should be %q", place, kindOf(found), value)
		case !strings.EqualFold(text, value):
			return fmt.Sprintf("%s is %q and should be %q", place, text, value)
		}
		return ""
	})
}

// Named demands a text that is not empty: the identity of an item, or one that the server makes.
func Named(place string) Holds {
	return demanding(func(d Document) string {
		found, _ := Lookup(d, strings.Split(place, ".")...)
		if text, _ := found.(string); text == "" {
			return place + " is missing"
		}
		return ""
	})
}

// Members demands members that such an object always has, whatever they hold.
func Members(names ...string) Holds {
	return demanding(func(d Document) string {
		for _, name := range names {
			if _, ok := d[name]; !ok {
				return name + " is missing"
			}
		}
		return ""
	})
}

func demanding(c check) Holds { return Holds{checks: []check{c}} }

// And demands both.
func (h Holds) And(other Holds) Holds { return Holds{checks: slices.Concat(h.checks, other.checks)} }

// OrEmpty lets an empty object come instead.
func (h Holds) OrEmpty() Holds {
	h.empty = true
	return h
}

// tell checks an object, each item of a list, and each value of a map of objects. told is true when there was something
// that tells the answer from one of somebody else: an empty list tells nothing.
func (h Holds) tell(value any, isMap bool) (told bool, err error) {
	if len(h.checks) == 0 {
		return false, nil
	}
	switch v := value.(type) {
	case Document:
		if h.empty && len(v) == 0 {
			return false, nil
		}
		if !isMap {
			return true, h.object("the answer", v)
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			item, _ := v[name].(Document)
			if err := h.object(fmt.Sprintf("the item %q of the answer", name), item); err != nil {
				return false, err
			}
		}
		return len(v) > 0, nil
	case []any:
		for i, value := range v {
			item, _ := value.(Document)
			if err := h.object(fmt.Sprintf("item %d of the answer", i+1), item); err != nil {
				return false, err
			}
		}
		return len(v) > 0, nil
	}
	return false, fmt.Errorf("the answer is %s, not what this call returns", kindOf(value))
}

func (h Holds) object(what string, d Document) error {
	for _, check := range h.checks {
		if problem := check(d); problem != "" {
			return errors.New(what + " is not what was asked for: " + problem + "; it holds " + memberNames(d))
		}
	}
	return nil
}

const mostNames = 8 // of members that an error names

// memberNames tells what an answer is about. Values may be secret.
func memberNames(d Document) string {
	names := slices.Sorted(maps.Keys(d))
	left := len(names) - mostNames
	if left > 0 {
		names = names[:mostNames]
	}
	for i, name := range names {
		names[i] = shortName(name)
	}
	switch {
	case len(names) == 0:
		return "nothing"
	case left > 0:
		return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), left)
	}
	return strings.Join(names, ", ")
}

func shortName(name string) string {
	if runes := []rune(name); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return name
}
