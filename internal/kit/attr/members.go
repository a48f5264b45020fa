package attr

import (
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// isMembers tells whether the entries of a map are the members of an object of the API, not items of a list.
func (a Attribute) isMembers() bool { return a.Kind == KindObjectMap && a.keyMember == "" }

// named are the objects of the server by the keys of the map.
func (a Attribute) named(remote any) (map[string]client.Document, error) {
	out := map[string]client.Document{}
	if all, isObject := remote.(client.Document); isObject && a.isMembers() {
		for key, item := range all {
			if object, ok := item.(client.Document); ok {
				out[key] = object
			}
		}
		return out, nil
	}
	list, isList := remote.([]any)
	if !isList || a.isMembers() {
		return nil, fmt.Errorf("the server answered %s, which is not a collection of objects", client.Shown(remote))
	}
	for _, item := range list {
		object, _ := item.(client.Document)
		if key, ok := object[a.keyMember].(string); ok {
			out[key] = object
		}
	}
	return out, nil
}

// writeMembers makes the entries of a map members of the object. While a plan is made, some may be unknown: those stay.
func (w Writer) writeMembers(object client.Document, a Attribute, values Values) {
	entries, _ := values[a.Name].(types.Map)
	maps.DeleteFunc(object, func(key string, _ any) bool {
		_, wanted := entries.Elements()[key]
		return !wanted && (!a.partial(values) || w.Applied.holds(a.Name, key))
	})
	for key, entry := range values.Objects(a.Name) {
		w.nested(a.Name, key).Write(objectAt(object, []string{key}), a.Children, entry)
	}
}
