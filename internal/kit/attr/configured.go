package attr

import (
	"context"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Configured are the values that a change of an object is to write, of those that are planned: what the configuration leaves
// to the node is unknown, at any depth, whatever the state says of it. What may hold more than is named has only that.
func Configured(attributes []Attribute, config, values Values) Values {
	out := values.Clone()
	for _, a := range attributes {
		out[a.Name] = a.configured(config[a.Name], values[a.Name])
	}
	return out
}

func (a Attribute) configured(config, value fwattr.Value) fwattr.Value {
	switch {
	case isUnset(config) && a.LeftWhenUnset():
		return UnknownOf(a.Type())
	case isUnset(config) || config.IsUnknown() || isUnset(value) || value.IsUnknown():
		return value
	}
	switch a.Kind {
	case KindDocument, KindStringSet, KindStringMap, KindBoolMap:
		return config
	case KindObject:
		return a.configuredObject(config, value)
	case KindObjectMap:
		asked, _ := config.(types.Map)
		entries, _ := value.(types.Map)
		elements := map[string]fwattr.Value{}
		for key, entry := range entries.Elements() {
			if given, named := asked.Elements()[key]; named {
				elements[key] = a.configuredObject(given, entry)
			}
		}
		return types.MapValueMust(ObjectType(a.Children), elements)
	case KindObjectList:
		asked, _ := config.(types.List)
		items, _ := value.(types.List)
		elements := items.Elements()
		for i, given := range asked.Elements() {
			if len(elements) == len(asked.Elements()) {
				elements[i] = a.configuredObject(given, elements[i])
			}
		}
		return types.ListValueMust(ObjectType(a.Children), elements)
	default:
		return value
	}
}

// configuredObject is Configured for one object of the attribute.
func (a Attribute) configuredObject(config, value fwattr.Value) fwattr.Value {
	given, ok := config.(types.Object)
	planned, ok2 := value.(types.Object)
	if !ok || !ok2 || given.IsNull() || given.IsUnknown() || planned.IsNull() || planned.IsUnknown() {
		return value
	}
	return types.ObjectValueMust(ObjectType(a.Children).AttrTypes, Configured(a.Children, given.Attributes(), planned.Attributes()))
}

// Settled are the values of an object after a change: those that were planned, and where these were not known what was read. What
// nobody manages may have changed since the last refresh; Terraform keeps what it planned until the next one.
func Settled(ctx context.Context, planned, read Values) Values {
	out := read.Clone()
	for name := range read {
		out[name] = settled(ctx, planned[name], read[name])
	}
	return out
}

func settled(ctx context.Context, planned, read fwattr.Value) fwattr.Value {
	if planned == nil || planned.IsUnknown() {
		return read
	}
	switch p := planned.(type) {
	case types.Object:
		if r, ok := read.(types.Object); ok && !p.IsNull() && !r.IsNull() {
			return types.ObjectValueMust(p.AttributeTypes(ctx), Settled(ctx, p.Attributes(), r.Attributes()))
		}
	case types.Map:
		if r, ok := read.(types.Map); ok && !p.IsNull() && !r.IsNull() {
			elements, found := p.Elements(), r.Elements()
			for key := range elements {
				elements[key] = settled(ctx, elements[key], found[key])
			}
			return types.MapValueMust(p.ElementType(ctx), elements)
		}
	case types.List:
		if r, ok := read.(types.List); ok && len(p.Elements()) == len(r.Elements()) && !p.IsNull() {
			elements, found := p.Elements(), r.Elements()
			for i := range elements {
				elements[i] = settled(ctx, elements[i], found[i])
			}
			return types.ListValueMust(p.ElementType(ctx), elements)
		}
	}
	return planned
}

// unknownVersion is the version of a write-only value of which nobody knows whether the node has it. No configuration has it.
const unknownVersion = -1

// Doubted are the values of the state after a change that may have sent other write-only values: their versions are like those of
// no configuration, so that the next plan sends what is configured by then.
func Doubted(attributes []Attribute, state, plan Values) Values {
	out := state.Clone()
	for _, a := range attributes {
		if a.version != "" && !plan[a.version].Equal(state[a.version]) {
			out[a.version] = types.Int64Value(unknownVersion)
		}
	}
	return out
}
