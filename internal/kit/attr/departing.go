package attr

import (
	"fmt"
	"maps"
	"slices"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ServerDefault names the values that a new object has where the attribute is not set, besides empty ones. Without values it may be
// anything: nobody published what the node makes it, and it grants nothing.
func (a Attribute) ServerDefault(values ...any) Attribute {
	a.serverDefaults = append([]any{}, values...)
	return a
}

// Container says that the attribute names the object of that type in which this one lies: as long as it does, the node does not let
// that one be deleted.
func (a Attribute) Container(typeName string) Attribute { a.container = typeName; return a }

// ContainerType is the type of the object in which this one lies by the attribute, "" for other attributes.
func (a Attribute) ContainerType() string { return a.container }

// Departing names the attributes, nested ones with dots, in which an object that was found is not what its creation from the
// wanted values would have made: it has another value, or one where nothing is wanted and a new object has none. What the server
// never tells, such as a secret, is not compared.
func Departing(attributes []Attribute, found, wanted Values) []string {
	var names []string
	for _, a := range attributes {
		if a.mode == modeComputed || a.mode == modeLocal || a.IsSecret() || a.created && isUnset(found[a.Name]) {
			continue
		}
		for _, name := range a.departing(found, wanted) {
			names = append(names, a.Name+name)
		}
	}
	return names
}

// ShowsMore tells whether a server shows a value of the attribute that its creation need not have given.
func (a Attribute) ShowsMore() bool {
	return a.Kind != KindObject && a.mode != modeComputed && a.mode != modeLocal && !a.IsSecret() && !a.created && a.version == "" && a.serverDefaults == nil
}

// departing are the places in which the attribute departs: "" for itself, and names that begin with a dot.
func (a Attribute) departing(found, wanted Values) []string {
	here := []string{""}
	if !wanted.Known(a.Name) {
		if a.isNew(found[a.Name]) {
			return nil
		}
		return here
	}
	if a.Kind == KindObject {
		return inside("", Departing(a.Children, found.Object(a.Name), wanted.Object(a.Name)))
	}
	if a.Kind == KindObjectMap {
		return departingEntries(a.Children, found.Objects(a.Name), wanted.Objects(a.Name))
	}
	if wanted[a.Name].Equal(found[a.Name]) || client.Equal(pruned(a.written(a.withoutDefaults(found))), pruned(a.written(a.withoutDefaults(wanted)))) {
		return nil
	}
	return here
}

// withoutDefaults leaves out the entries of a map that a new object has anyway.
func (a Attribute) withoutDefaults(v Values) Values {
	entries, isMap := v[a.Name].(types.Map)
	if !isMap || a.Kind != KindStringMap && a.Kind != KindBoolMap {
		return v
	}
	left := entries.Elements()
	maps.DeleteFunc(left, func(_ string, entry fwattr.Value) bool { return a.isServerDefault(entry) })
	return Values{a.Name: types.MapValueMust(a.elementType(), left)}
}

func (a Attribute) isServerDefault(value fwattr.Value) bool {
	return slices.ContainsFunc(a.serverDefaults, func(one any) bool { return fmt.Sprint(plainScalar(value)) == fmt.Sprint(one) })
}

// departingEntries are the places in a map of objects in which it departs.
func departingEntries(children []Attribute, have, want map[string]Values) []string {
	if !maps.EqualFunc(have, want, func(Values, Values) bool { return true }) {
		return []string{""}
	}
	var names []string
	for key, values := range want {
		names = append(names, inside("["+key+"]", Departing(children, have[key], values))...)
	}
	slices.Sort(names)
	return names
}

func inside(at string, names []string) []string {
	for i := range names {
		names[i] = at + "." + names[i]
	}
	return names
}

// isNew tells whether a value is what a new object has that does not set it.
func (a Attribute) isNew(value fwattr.Value) bool {
	anything := a.serverDefaults != nil && len(a.serverDefaults) == 0
	if anything || isUnset(value) || isZero(value) || value.Equal(a.Fallback()) {
		return true
	}
	if a.Kind == KindObject {
		return len(Departing(a.Children, Values{"": value}.Object(""), Values{})) == 0
	}
	return pruned(a.written(a.withoutDefaults(Values{a.Name: value}))) == nil || a.isServerDefault(value)
}

// written is the document that the value alone makes.
func (a Attribute) written(v Values) client.Document {
	doc := client.Document{}
	Writer{Creating: true}.Write(doc, []Attribute{a}, v)
	return doc
}

// pruned is a value without what says nothing, nil for nothing.
func pruned(value any) any {
	switch v := value.(type) {
	case client.Document:
		out := client.Document{}
		for member, inner := range v {
			if inner = pruned(inner); inner != nil {
				out[member] = inner
			}
		}
		if len(out) > 0 {
			return out
		}
		return nil
	case []any:
		out := []any{}
		for _, item := range v {
			out = append(out, pruned(item))
		}
		if len(out) > 0 {
			return out
		}
		return nil
	}
	if client.IsBlank(value) {
		return nil
	}
	return value
}
