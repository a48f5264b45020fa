package attr

import (
	"maps"
	"slices"
	"strings"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// inside returns the path of the attribute from that of an open document around it, false when it lies elsewhere.
func (a Attribute) inside(document Attribute) ([]string, bool) {
	for _, base := range document.paths {
		for _, path := range a.paths {
			if inner, ok := (place{path: path}).below(base); ok {
				return inner, true
			}
		}
	}
	return nil, false
}

// sharedIn are the attributes that share their members with the open document.
func sharedIn(document Attribute, attributes []Attribute) []Attribute {
	var out []Attribute
	for _, a := range attributes {
		if _, inside := a.inside(document); document.Kind == KindDocument && a.shared && inside {
			out = append(out, a)
		}
	}
	return out
}

// sharesWith tells whether the attribute and another one may hold the same member.
func (a Attribute) sharesWith(attributes []Attribute) bool {
	return a.shared || len(sharedIn(a, attributes)) > 0
}

// setPlaces are where the shared attributes that are set lie: of a map, what the entries it names hold.
func setPlaces(document Attribute, attributes []Attribute, config Values) []place {
	var out []place
	for _, a := range sharedIn(document, attributes) {
		if !config.Known(a.Name) {
			continue
		}
		for _, path := range a.paths {
			if !a.isMembers() {
				out = append(out, place{a.Name, path})
				continue
			}
			for _, key := range slices.Sorted(maps.Keys(config.Objects(a.Name))) {
				for _, child := range a.Children {
					for _, inner := range child.paths {
						out = append(out, place{a.Name + "[\"" + key + "\"]." + child.Name, slices.Concat(path, []string{key}, inner)})
					}
				}
			}
		}
	}
	return out
}

// takeOut removes what the attribute holds from the object at the place of an open document, and what this leaves empty.
func (a Attribute) takeOut(object client.Document, document Attribute) {
	path, _ := a.inside(document)
	found, _ := client.Lookup(object, path...)
	if entries, ok := found.(client.Document); ok && a.isMembers() {
		for key, item := range entries {
			entry, isObject := item.(client.Document)
			for _, child := range a.Children {
				for _, inner := range child.paths {
					client.Remove(entry, inner...)
				}
			}
			if isObject && len(entry) == 0 {
				delete(entries, key)
			}
		}
		if len(entries) > 0 {
			return
		}
	}
	left := client.Overlay(object, nil, []string{pointerTo(path)})
	clear(object)
	maps.Copy(object, left)
}

func pointerTo(path []string) string { return client.Pointers(nested(path))[0] }

// leaves tells whether a write does not touch the attribute: it is unset, and another one may hold its members.
func (w Writer) leaves(a Attribute) bool {
	return w.Config != nil && isUnset(w.Config[a.Name]) && a.sharesWith(w.attributes)
}

// released are the members that were applied by an open document, without those that another attribute writes now.
func (w Writer) released(document Attribute, values Values) []string {
	var entries, whole []string
	for _, a := range sharedIn(document, w.attributes) {
		if !values.Known(a.Name) || w.leaves(a) {
			continue
		}
		path, _ := a.inside(document)
		if !a.isMembers() {
			whole = append(whole, pointerTo(path))
			continue
		}
		entries = append(entries, pointerTo(path))
		for key := range values.Objects(a.Name) {
			at := slices.Concat(path, []string{key})
			entries = append(entries, pointerTo(at))
			for _, child := range a.Children {
				for _, inner := range child.paths {
					whole = append(whole, pointerTo(slices.Concat(at, inner)))
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(w.Applied[document.Name]), func(pointer string) bool {
		return slices.Contains(entries, pointer) || slices.ContainsFunc(whole, func(held string) bool {
			return pointer == held || strings.HasPrefix(pointer, held+"/")
		})
	})
}

// withShared completes what an import read into an open document by what it read into the attributes that share its
// members: a configuration may have either. What an attribute that is set gives up, the document does not have.
func (p Planner) withShared(stored any, document Attribute, attributes []Attribute, config, state Values) any {
	object, isObject := stored.(client.Document)
	inner := sharedIn(document, attributes)
	if !isObject || len(inner) == 0 {
		return stored
	}
	whole, kept := client.CloneDocument(object), state.Clone()
	for i, a := range inner {
		path, _ := a.inside(document)
		inner[i].paths = [][]string{path}
		if isUnset(config[a.Name]) {
			continue
		}
		kept[a.Name] = a.Null()
		if entries, ok := state[a.Name].(types.Map); ok && a.partial(config) && p.imported(a) {
			others, named := entries.Elements(), config.Objects(a.Name)
			maps.DeleteFunc(others, func(key string, _ fwattr.Value) bool { return named[key] != nil })
			kept[a.Name] = types.MapValueMust(ObjectType(a.Children), others)
		}
	}
	Writer{}.Write(whole, inner, kept)
	return whole
}

// settleShared makes unknown what an unset attribute will hold when the other one that shares its members changes them. One
// that is set then holds what is configured, no more.
func (p Planner) settleShared(attributes []Attribute, config, state, plan, out Values) {
	settle := func(a Attribute) {
		out[a.Name] = plan[a.Name]
		if isUnset(config[a.Name]) {
			out[a.Name] = UnknownOf(a.Type())
		}
	}
	for _, document := range attributes {
		for _, a := range sharedIn(document, attributes) {
			path, _ := a.inside(document)
			documentChanges, changes := !out[document.Name].Equal(state[document.Name]), !out[a.Name].Equal(state[a.Name])
			cuts := a.keeps != "" && !out[a.keeps].Equal(state[a.keeps])
			switch {
			case documentChanges && !changes && (a.Kind != KindDocument || !state[a.Name].IsNull()):
				if out[document.Name].IsUnknown() || p.changesAt(path, document, attributes, config, state, out) {
					settle(a)
				}
			case (changes || cuts) && !documentChanges && state.at(document.Name, path) != nil:
				settle(document)
			}
		}
	}
}

// changesAt tells whether the plan of an open document changes what is at the path in it.
func (p Planner) changesAt(path []string, document Attribute, attributes []Attribute, config, state, out Values) bool {
	before := state.at(document.Name, nil)
	if p.imported(document) {
		before = client.Project(p.withShared(before, document, attributes, config, state), out.at(document.Name, nil))
	}
	object, _ := before.(client.Document)
	stored, _ := client.Lookup(object, path...)
	return !client.Equal(stored, out.at(document.Name, path))
}

func isUnset(value fwattr.Value) bool { return value == nil || value.IsNull() }

// at returns what an open document has at the path, nil for nothing.
func (v Values) at(name string, path []string) any {
	value, _ := v.JSON(name)
	object, _ := value.(client.Document)
	found, _ := client.Lookup(object, path...)
	return found
}
