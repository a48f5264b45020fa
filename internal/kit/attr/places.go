package attr

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// place is where an attribute lies in the document.
type place struct {
	attribute string
	path      []string
}

// places are those of all attributes but one and those that share theirs; an object counts by its children.
func places(attributes []Attribute, except string) []place {
	var out []place
	for _, a := range attributes {
		if a.Name == except || a.shared {
			continue
		}
		for _, path := range a.paths {
			if a.Kind != KindObject {
				out = append(out, place{a.Name, path})
				continue
			}
			for _, inner := range places(a.Children, "") {
				out = append(out, place{a.Name + "." + inner.attribute, slices.Concat(path, inner.path)})
			}
		}
	}
	return out
}

// TextIn returns the text at the attribute's place in a document, false when there is none.
func (a Attribute) TextIn(doc client.Document) (string, bool) {
	if len(a.paths) == 0 || a.constant != "" {
		return "", false
	}
	value, _ := client.Lookup(doc, a.paths[0]...)
	text, ok := value.(string)
	return text, ok
}

// below returns the path from base, false when the place is not inside it.
func (p place) below(base []string) ([]string, bool) {
	if len(p.path) <= len(base) || !slices.Equal(p.path[:len(base)], base) {
		return nil, false
	}
	return p.path[len(base):], true
}

// removeModelled takes out of the object at a's place what other attributes hold.
func removeModelled(object client.Document, a Attribute, siblings []Attribute) {
	for _, p := range places(siblings, a.Name) {
		for _, base := range a.paths {
			if inner, ok := p.below(base); ok {
				client.Remove(object, inner...)
			}
		}
	}
	for _, b := range sharedIn(a, siblings) {
		b.takeOut(object, a)
	}
}

// Clash is a member of the document that two attributes would write.
type Clash struct {
	// Attribute is the open one, with dots when it is nested; Other has the member to itself.
	Attribute, Member, Other string
}

// Clashes finds what an open attribute (a document, a write-only map, a map whose entries stand beside other members) holds of
// another one. Each member has one place only, whether the other attribute is set or not, unless that one is declared to share it.
func Clashes(attributes []Attribute, config Values) []Clash {
	var out []Clash
	for _, a := range attributes {
		out = append(out, a.clashes(attributes, config)...)
		for at, values := range a.within(config) {
			for _, c := range Clashes(a.Children, values) {
				c.Attribute, c.Other = at+"."+c.Attribute, at+"."+c.Other
				out = append(out, c)
			}
		}
	}
	return out
}

func (a Attribute) clashes(siblings []Attribute, config Values) []Clash {
	var out []Clash
	wanted := a.openMembers(config)
	if len(wanted) == 0 {
		return nil
	}
	others := slices.Concat(places(siblings, a.Name), setPlaces(a, siblings, config), entryPlaces(a, siblings, config))
	for _, p := range others {
		for _, base := range a.paths {
			if inner, isBelow := p.below(base); isBelow && a.holds(wanted, inner) {
				out = append(out, Clash{Attribute: a.Name, Member: client.Pointers(nested(inner))[0], Other: p.attribute})
			}
		}
	}
	return out
}

// holds tells whether the members of the open attribute have a place. An entry of a map is no object: it takes all that is in it.
func (a Attribute) holds(members client.Document, path []string) bool {
	if a.Kind == KindDocument {
		_, has := client.Lookup(members, path...)
		return has
	}
	for i := range path {
		found, has := client.Lookup(members, path[:i+1]...)
		if _, isObject := found.(client.Document); has && !isObject {
			return true
		}
	}
	return false
}

// within are the nested objects that a configuration has in the attribute, by their place.
func (a Attribute) within(config Values) map[string]Values {
	out := map[string]Values{}
	if a.Kind == KindObject && config.Known(a.Name) {
		out[a.Name] = config.Object(a.Name)
	}
	for key, values := range config.Objects(a.Name) {
		out[fmt.Sprintf("%s[%q]", a.Name, key)] = values
	}
	for i, values := range config.ObjectList(a.Name) {
		out[fmt.Sprintf("%s[%d]", a.Name, i)] = values
	}
	return out
}

// entryPlaces are where the entries of other maps lie: those of write-only maps and of maps beside other members, and the items of
// the write-only map that shares a list with a plain one.
func entryPlaces(a Attribute, siblings []Attribute, config Values) []place {
	var out []place
	for _, b := range siblings {
		sameList := a.keyMember != "" && b.keyMember != "" && slices.EqualFunc(a.paths, b.paths, slices.Equal)
		if b.Name == a.Name || !b.hasEntries() && (!sameList || b.Kind != KindSecretMap) {
			continue
		}
		for _, key := range keys(config, b.Name) {
			for _, path := range b.paths {
				out = append(out, place{b.Name, slices.Concat(path, b.entryPath(key))})
			}
		}
	}
	return out
}

// hasEntries tells whether the entries of a map stand beside members of other attributes.
func (a Attribute) hasEntries() bool { return a.Kind == KindSecretMap && a.keyMember == "" || a.inline }

// openMembers are the configured members of an attribute whose members stand beside those of others.
func (a Attribute) openMembers(config Values) client.Document {
	if a.Kind == KindDocument {
		value, _ := config.JSON(a.Name)
		object, _ := value.(client.Document)
		return object
	}
	out := client.Document{}
	if a.hasEntries() || a.Kind == KindStringMap && a.keyMember != "" {
		for _, key := range keys(config, a.Name) {
			client.Store(out, nil, a.entryPath(key)...)
		}
	}
	return out
}

// keys are those of a map, also of entries that are not known yet.
func keys(config Values, name string) []string {
	entries, _ := config[name].(types.Map)
	return slices.Sorted(maps.Keys(entries.Elements()))
}

// Taken are the members of the objects at the places of an open attribute that other attributes hold, as paths from there.
func Taken(a Attribute, siblings []Attribute) [][]string {
	var out [][]string
	for _, p := range places(siblings, a.Name) {
		for _, base := range a.paths {
			if inner, isBelow := p.below(base); isBelow && (a.Kind == KindDocument || a.hasEntries()) {
				out = append(out, inner)
			}
		}
	}
	return out
}

func nested(path []string) client.Document {
	d := client.Document{}
	client.Store(d, nil, path...)
	return d
}
