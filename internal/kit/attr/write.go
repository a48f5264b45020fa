package attr

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Writer lays values over a document.
type Writer struct {
	// Prior are the values in the state, nil when the object is new.
	Prior Values
	// Applied is what the last write left behind.
	Applied Applied
	// Config tells which attributes are set, nil where the unset ones are unknown.
	Config Values
	// Creating includes the members that only the creation takes.
	Creating bool
	// SecretsSent tells that the creation has just taken the write-only values.
	SecretsSent bool

	attributes []Attribute // those being written
}

// Write lays the known values over doc, in place, and returns what it applied. What is unknown is left alone, and an open
// document that is left alone stays applied. What is null is emptied if unsetting it does that.
func (w Writer) Write(doc client.Document, attributes []Attribute, values Values) Applied {
	applied := Applied{}
	w.attributes = attributes
	for _, a := range attributes {
		if a.mode == modeComputed || a.mode == modeLocal || a.created && !w.Creating || w.leaves(a) {
			continue
		}
		for _, path := range a.paths {
			w.writeAt(doc, path, a, values, applied)
		}
	}
	return applied
}

func (w Writer) writeAt(doc client.Document, path []string, a Attribute, values Values, applied Applied) {
	value := values[a.Name]
	if value == nil || value.IsUnknown() {
		if before, ours := w.Applied[a.Name]; ours && a.Kind == KindDocument {
			applied[a.Name] = before
		}
		return
	}
	if value.IsNull() && a.Kind != KindSecretMap { // without the map, what it wrote goes with the version, too
		w.clear(doc, path, a, applied)
		return
	}
	switch a.Kind {
	case KindDocument:
		w.writeDocument(doc, path, a, values, applied)
	case KindSecret, KindSecretMap:
		w.writeSecret(doc, path, a, values, applied)
	case KindObject:
		w.nested(a.Name).Write(objectAt(doc, path), a.Children, values.Object(a.Name))
	case KindObjectMap:
		w.writeObjectMap(doc, path, a, values)
		applied[a.Name] = keyPointers(maps.Keys(values.Objects(a.Name)))
	case KindObjectList:
		w.writeObjectList(doc, path, a, values)
	case KindStringMap, KindBoolMap:
		w.writeMap(doc, path, a, value, applied)
	case KindStringSet:
		applied[a.Name] = keyPointers(slices.Values(values.Strings(a.Name)))
		if a.item != nil {
			a.item.store(doc, path, values.Strings(a.Name))
			return
		}
		storeStrings(doc, path, w.stringSet(doc, path, a, values))
	case KindJSON:
		parsed := plain(value, a.Kind)
		client.Store(doc, parsed, path...)
		applied[a.Name] = client.Pointers(parsed)
	default:
		if a.lines {
			writeLines(doc, path, stringElements(value))
			return
		}
		client.Store(doc, plain(value, a.Kind), path...)
	}
}

// clear is what unsetting an attribute does on the server.
func (w Writer) clear(doc client.Document, path []string, a Attribute, applied Applied) {
	if len(w.Applied[a.Name]) > 0 && (a.Kind == KindDocument || a.inline) {
		w.overlayAt(doc, path, client.Document{}, w.Applied[a.Name])
		applied[a.Name] = nil
		return
	}
	if a.mode != modeClears {
		return
	}
	if a.vanishes {
		client.Remove(doc, path...)
		return
	}
	if a.Kind == KindObjectMap {
		a.clearEntries(doc, path)
		return
	}
	if a.item != nil {
		a.item.store(doc, path, nil)
		return
	}
	if found, _ := client.Lookup(doc, path...); client.IsBlank(found) {
		return
	}
	if a.Kind == KindStringMap && a.keyMember != "" {
		a.storeItems(doc, path, nil)
		return
	}
	if a.lines {
		writeLines(doc, path, nil)
		return
	}
	if a.null {
		client.Store(doc, nil, path...)
		return
	}
	client.Store(doc, zero(a.Kind), path...)
}

func (w Writer) overlayAt(doc client.Document, path []string, wanted client.Document, applied []string) {
	target := objectAt(doc, path)
	merged := client.Overlay(target, wanted, applied)
	clear(target)
	maps.Copy(target, merged)
}

func (w Writer) writeDocument(doc client.Document, path []string, a Attribute, values Values, applied Applied) {
	parsed, ok := values.JSON(a.Name)
	if !ok {
		return
	}
	wanted, _ := parsed.(client.Document) // the schema takes objects only
	w.overlayAt(doc, path, wanted, w.released(a, values))
	applied[a.Name] = append(client.Pointers(wanted), entryPointers(wanted, a.things)...)
}

// entryPointers are the pointers of the members of the objects at the paths.
func entryPointers(d client.Document, paths [][]string) []string {
	var out []string
	for _, path := range paths {
		found, _ := client.Lookup(d, path...)
		object, _ := found.(client.Document)
		names := client.Document{}
		for name := range object {
			names[name] = nil
		}
		if len(names) == 0 {
			continue
		}
		entries := names
		if len(path) > 0 {
			entries = client.Document{}
			client.Store(entries, names, path...)
		}
		out = append(out, client.Pointers(entries)...)
	}
	return out
}

// writeSecret sends a write-only value when the object is new or the version beside it changed.
func (w Writer) writeSecret(doc client.Document, path []string, a Attribute, values Values, applied Applied) {
	changed := w.Prior == nil || !values[a.version].Equal(w.Prior[a.version])
	if a.Kind == KindSecret {
		if changed && !w.SecretsSent {
			client.Store(doc, values.String(a.Name), path...)
		}
		return
	}
	if !changed || !values.Known(a.Name) && len(w.Applied[a.Name]) == 0 {
		applied[a.Name] = w.Applied[a.Name]
		return
	}
	wanted := client.Document{}
	for name, value := range values.StringMap(a.Name) {
		client.Store(wanted, value, a.entryPath(name)...)
	}
	applied[a.Name] = nil
	if len(wanted) > 0 {
		applied[a.Name] = client.Pointers(wanted)
	}
	switch {
	case w.SecretsSent:
	case a.keyMember != "":
		a.storeItems(doc, path, client.Overlay(a.entries(listAt(doc, path)), wanted, w.Applied[a.Name]))
	default:
		w.overlayAt(doc, path, wanted, w.given(a, applied))
	}
}

// given are the members of a write-only map that were applied, without those that an open document has taken over.
func (w Writer) given(a Attribute, applied Applied) []string {
	return slices.DeleteFunc(slices.Clone(w.Applied[a.Name]), func(pointer string) bool {
		return slices.ContainsFunc(w.attributes, func(other Attribute) bool {
			return other.Kind == KindDocument && slices.Equal(other.paths[0], a.paths[0]) && slices.Contains(applied[other.Name], pointer)
		})
	})
}

func (w Writer) writeMap(doc client.Document, path []string, a Attribute, value fwattr.Value, applied Applied) {
	entries, _ := value.(types.Map)
	wanted := client.Document{}
	for key, element := range entries.Elements() {
		if !element.IsNull() && !element.IsUnknown() {
			wanted[key] = plainScalar(element)
		}
	}
	switch {
	case a.keyMember != "":
		a.storeItems(doc, path, wanted)
	case a.inline:
		w.overlayAt(doc, path, wanted, w.Applied[a.Name])
		applied[a.Name] = client.Pointers(wanted)
	default:
		client.Store(doc, wanted, path...)
	}
}

// stringSet returns the elements to send. An additive set keeps what others added: it removes only what it applied.
func (w Writer) stringSet(doc client.Document, path []string, a Attribute, values Values) []string {
	wanted := append([]string{}, values.Strings(a.Name)...)
	current := currentStrings(doc, path)
	if a.partial(values) {
		for _, element := range current {
			if !slices.Contains(wanted, element) && !w.Applied.holds(a.Name, element) {
				wanted = append(wanted, element)
			}
		}
	}
	slices.Sort(wanted)
	if slices.Equal(wanted, slices.Sorted(slices.Values(current))) {
		wanted = current // the order of the server stays, so that nothing seems to change
	}
	return wanted
}

// writeObjectMap turns a map into the API's list of objects, or object of objects. Items of other attributes (with another key member) and
// members that nobody models stay; items of this attribute that are no longer wanted go, those of an additive one only if
// they were applied.
func (w Writer) writeObjectMap(doc client.Document, path []string, a Attribute, values Values) {
	if a.isMembers() {
		w.writeMembers(objectAt(doc, path), a, values)
		return
	}
	wanted := values.Objects(a.Name)
	out := []any{}
	for _, item := range listAt(doc, path) {
		object, _ := item.(client.Document)
		key, ok := object[a.keyMember].(string)
		if !ok {
			out = append(out, item)
			continue
		}
		entry, still := wanted[key]
		if still {
			w.nested(a.Name, key).Write(object, a.Children, entry)
			delete(wanted, key)
		}
		if still || a.partial(values) && !w.Applied.holds(a.Name, key) {
			out = append(out, object)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		object := client.Document{a.keyMember: key}
		w.nested(a.Name, key).Write(object, a.Children, wanted[key])
		out = append(out, object)
	}
	client.Store(doc, out, path...)
}

// clearEntries takes the items of the attribute out of the list, also at a creation: the list of a singleton was there
// before.
func (a Attribute) clearEntries(doc client.Document, path []string) {
	isOwn := func(item any) bool {
		object, _ := item.(client.Document)
		_, own := object[a.keyMember].(string)
		return own
	}
	if list := listAt(doc, path); slices.ContainsFunc(list, isOwn) {
		client.Store(doc, slices.DeleteFunc(list, isOwn), path...)
	}
}

// nested is the writer for the values inside an attribute.
func (w Writer) nested(name string, key ...string) Writer {
	inner := Writer{Creating: w.Creating, SecretsSent: w.SecretsSent}
	if w.Prior.Known(name) {
		inner.Prior = w.Prior.Object(name)
		if len(key) > 0 {
			inner.Prior = w.Prior.Objects(name)[key[0]]
		}
	}
	return inner
}

func listAt(doc client.Document, path []string) []any {
	found, _ := client.Lookup(doc, path...)
	list, _ := found.([]any)
	return list
}

func objectAt(doc client.Document, path []string) client.Document {
	if len(path) == 0 {
		return doc
	}
	if found, ok := client.Lookup(doc, path...); ok {
		if object, isObject := found.(client.Document); isObject {
			return object
		}
	}
	object := client.Document{}
	client.Store(doc, object, path...)
	return object
}

func plain(value fwattr.Value, kind Kind) any {
	if kind == KindStringList {
		return jsonList(stringElements(value))
	}
	if kind == KindJSON {
		parsed, _ := Values{"": value}.JSON("")
		return parsed
	}
	return plainScalar(value)
}

func plainScalar(value fwattr.Value) any {
	switch v := value.(type) {
	case types.Bool:
		return v.ValueBool()
	case types.Int64:
		return json.Number(strconv.FormatInt(v.ValueInt64(), 10))
	case types.Number:
		return plainNumber(v)
	}
	return Values{"": value}.String("")
}

func zero(kind Kind) any {
	switch kind {
	case KindStringSet, KindStringList, KindObjectMap, KindObjectList:
		return []any{}
	case KindStringMap, KindBoolMap, KindObject, KindDocument:
		return client.Document{}
	case KindBool:
		return false
	case KindInt, KindNumber:
		return json.Number("0")
	case KindJSON:
		return nil
	case KindString, KindSecret, KindSecretMap:
	}
	return ""
}

func jsonList(items []string) []any {
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = item
	}
	return out
}
