package attr

import (
	"maps"
	"slices"

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
	// Attribute is the open one; Other has the member to itself.
	Attribute, Member, Other string
}

// Clashes finds the members of open documents and of write-only maps beside them that have another attribute. Each
// member has one place only, whether the other attribute is set or not, unless that one is declared to share it.
func Clashes(attributes []Attribute, config Values) []Clash {
	var out []Clash
	for _, a := range attributes {
		wanted := openMembers(a, config)
		if len(wanted) == 0 {
			continue
		}
		others := append(places(attributes, a.Name), setPlaces(a, attributes, config)...)
		for _, b := range attributes {
			if b.Kind != KindSecretMap || b.keyMember != "" || b.Name == a.Name {
				continue
			}
			for _, key := range slices.Sorted(maps.Keys(config.StringMap(b.Name))) {
				for _, path := range b.paths {
					others = append(others, place{b.Name, slices.Concat(path, b.entryPath(key))})
				}
			}
		}
		for _, p := range others {
			for _, base := range a.paths {
				inner, isBelow := p.below(base)
				if _, has := client.Lookup(wanted, inner...); isBelow && has {
					out = append(out, Clash{Attribute: a.Name, Member: client.Pointers(nested(inner))[0], Other: p.attribute})
				}
			}
		}
	}
	return out
}

// openMembers are the configured members of an attribute whose members stand beside those of others.
func openMembers(a Attribute, config Values) client.Document {
	out := client.Document{}
	switch {
	case a.Kind == KindDocument:
		value, _ := config.JSON(a.Name)
		out, _ = value.(client.Document)
	case a.Kind == KindSecretMap && a.keyMember == "":
		for key, value := range config.StringMap(a.Name) {
			client.Store(out, value, a.entryPath(key)...)
		}
	}
	return out
}

func nested(path []string) client.Document {
	d := client.Document{}
	client.Store(d, nil, path...)
	return d
}
