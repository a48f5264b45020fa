package attr

import (
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// WithoutUnknown makes what is unknown null, at any depth: planned values as they may be stored before the server has
// told what it made of them.
func (v Values) WithoutUnknown() Values {
	out := Values{}
	for name, value := range v {
		if value != nil {
			out[name] = withoutUnknown(value)
		}
	}
	return out
}

func withoutUnknown(value fwattr.Value) fwattr.Value {
	switch {
	case value.IsUnknown():
		return NullOf(value.Type(typeContext))
	case value.IsNull():
		return value
	}
	switch v := value.(type) {
	case types.Object:
		return types.ObjectValueMust(v.AttributeTypes(typeContext), Values(v.Attributes()).WithoutUnknown())
	case types.Map:
		return types.MapValueMust(v.ElementType(typeContext), Values(v.Elements()).WithoutUnknown())
	case types.List:
		return types.ListValueMust(v.ElementType(typeContext), knownItems(v.Elements()))
	case types.Set:
		return types.SetValueMust(v.ElementType(typeContext), knownItems(v.Elements()))
	}
	return value
}

func knownItems(items []fwattr.Value) []fwattr.Value {
	for i, value := range items {
		items[i] = withoutUnknown(value)
	}
	return items
}
