package attr

import (
	"iter"
	"maps"
	"slices"
	"strings"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Applied remembers which members a resource wrote: JSON pointers by attribute name, never values. It lives in the
// private state; an object that was imported and not yet written has none.
type Applied map[string][]string

// Only cuts the objects of JSON attributes, the maps of nested objects and the sets down to what was applied: what
// somebody else added is seen by a refresh, but is not ours to give back.
func (p Applied) Only(attributes []Attribute, v Values) Values {
	out := v.Clone()
	for _, a := range attributes {
		if m, isMap := v[a.Name].(types.Map); isMap && a.Kind == KindObjectMap && v.Known(a.Name) {
			entries := m.Elements()
			maps.DeleteFunc(entries, func(key string, _ fwattr.Value) bool { return !p.holds(a.Name, key) })
			out[a.Name] = types.MapValueMust(ObjectType(a.Children), entries)
			continue
		}
		if a.Kind == KindStringSet && v.Known(a.Name) {
			elements := []fwattr.Value{}
			for _, element := range v.Strings(a.Name) {
				if p.holds(a.Name, element) {
					elements = append(elements, types.StringValue(element))
				}
			}
			out[a.Name] = types.SetValueMust(types.StringType, elements)
			continue
		}
		value, _ := v.JSON(a.Name)
		object, isObject := value.(client.Document)
		if a.Kind != KindJSON || !isObject {
			continue
		}
		maps.DeleteFunc(object, func(member string, _ any) bool { return !p.holds(a.Name, member) })
		out[a.Name] = a.jsonValue(client.RenderJSON(object))
	}
	return out
}

// Release takes the members that were applied out of the open documents and the write-only maps.
func (p Applied) Release(doc client.Document, attributes []Attribute) {
	for _, a := range attributes {
		if a.Kind != KindDocument && a.Kind != KindSecretMap || len(p[a.Name]) == 0 {
			continue
		}
		for _, path := range a.paths {
			Writer{}.overlayAt(doc, path, client.Document{}, p[a.Name])
		}
	}
}

// With is what two writes applied, one of which may not have arrived. What only they know counts as applied: it is looked for
// by each read, and removed when it is wanted no more.
func (p Applied) With(other Applied) Applied {
	all := Applied{}
	for _, one := range []Applied{p, other} {
		for name, pointers := range one {
			merged := append(slices.Clone(all[name]), pointers...)
			slices.Sort(merged)
			all[name] = slices.Compact(merged)
		}
	}
	return all
}

// keyPointers are the JSON pointers of the entries of a map, or of the elements of a set as if they were such.
func keyPointers(keys iter.Seq[string]) []string {
	entries := client.Document{}
	for key := range keys {
		entries[key] = nil
	}
	return client.Pointers(entries)
}

// holds tells whether a member of the attribute's object, or anything in it, was applied.
func (p Applied) holds(name, member string) bool {
	at := client.Pointers(client.Document{member: nil})[0]
	return slices.ContainsFunc(p[name], func(pointer string) bool { return pointer == at || strings.HasPrefix(pointer, at+"/") })
}
