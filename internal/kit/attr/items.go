package attr

import (
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// The members of an item beside its key (dss-admin.md 10.3).
const (
	itemValue  = "value"
	itemSecret = "secret"
)

// entries are the items of a list that belong to the map: secret ones to a write-only map, the others to a plain one.
func (a Attribute) entries(list []any) client.Document {
	out := client.Document{}
	for _, item := range list {
		object, _ := item.(client.Document)
		if key, ok := object[a.keyMember].(string); ok && (object[itemSecret] == true) == a.IsSecret() {
			out[key] = object[itemValue]
		}
	}
	return out
}

// storeItems makes the entries the items of the list that belong to the map, in place and in the order of the server.
// Other items and members that nobody models stay; an item of the same name changes sides.
func (a Attribute) storeItems(doc client.Document, path []string, entries client.Document) {
	wanted := maps.Clone(entries)
	out := []any{}
	for _, item := range listAt(doc, path) {
		object, _ := item.(client.Document)
		key, named := object[a.keyMember].(string)
		flagged := object[itemSecret] == true
		value, isWanted := wanted[key]
		switch {
		case named && isWanted:
			object[itemValue] = value
			if flagged != a.IsSecret() {
				object[itemSecret] = a.IsSecret()
			}
			delete(wanted, key)
		case named && flagged == a.IsSecret():
			continue
		}
		out = append(out, item)
	}
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		item := client.Document{a.keyMember: key, itemValue: wanted[key]}
		if !a.pairs {
			item[itemSecret] = a.IsSecret()
		}
		out = append(out, item)
	}
	client.Store(doc, out, path...)
}
