package attr

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// kindMember is the member of an item that tells its kind (govern.md 16).
const kindMember = "type"

// itemKind says which items of a list of objects a set of strings stands for.
type itemKind struct {
	kind, member string
	within       []string
}

// OfKind makes a set the items of one kind in a list that holds several, such as {"type": "user", "login": "ada"}: the
// member names an item. Within is the path to this object in items that hold more. Items of other kinds, and whatever
// else an item that stays holds, are left alone.
func (a Attribute) OfKind(kind, member string, within ...string) Attribute {
	a.item = &itemKind{kind: kind, member: member, within: within}
	return a
}

// name is what the item is called, false for one of another kind.
func (k itemKind) name(item any) (string, bool) {
	object, _ := item.(client.Document)
	found, _ := client.Lookup(object, k.within...)
	named, _ := found.(client.Document)
	name, isText := named[k.member].(string)
	return name, isText && named[kindMember] == k.kind
}

// names are the names of the items of the kind.
func (k itemKind) names(list []any) []any {
	names := []any{}
	for _, item := range list {
		if name, ok := k.name(item); ok {
			names = append(names, name)
		}
	}
	return names
}

// store makes the wanted names the items of the kind, in place and in the order of the server; new ones come last.
func (k itemKind) store(doc client.Document, path, wanted []string) {
	list := listAt(doc, path)
	out := slices.DeleteFunc(slices.Clone(list), func(item any) bool {
		name, ok := k.name(item)
		return ok && !slices.Contains(wanted, name)
	})
	present := k.names(out)
	for _, name := range wanted {
		if slices.Contains(present, any(name)) {
			continue
		}
		item := client.Document{}
		named := objectAt(item, k.within)
		named[kindMember], named[k.member] = k.kind, name
		out = append(out, item)
	}
	if len(out) > 0 || len(list) > 0 {
		client.Store(doc, out, path...)
	}
}
