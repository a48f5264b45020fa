package attr

import (
	"context"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// WithoutUnknown makes what is unknown null, at any depth: planned values as they may be stored before the server has
// told what it made of them.
func (v Values) WithoutUnknown(ctx context.Context) Values {
	out := Values{}
	for name, value := range v {
		if value != nil {
			out[name] = withoutUnknown(ctx, value)
		}
	}
	return out
}

func withoutUnknown(ctx context.Context, value fwattr.Value) fwattr.Value {
	switch {
	case value.IsUnknown():
		return NullOf(value.Type(ctx))
	case value.IsNull():
		return value
	}
	switch v := value.(type) {
	case types.Object:
		return types.ObjectValueMust(v.AttributeTypes(ctx), Values(v.Attributes()).WithoutUnknown(ctx))
	case types.Map:
		return types.MapValueMust(v.ElementType(ctx), Values(v.Elements()).WithoutUnknown(ctx))
	case types.List:
		return types.ListValueMust(v.ElementType(ctx), knownItems(ctx, v.Elements()))
	case types.Set:
		return types.SetValueMust(v.ElementType(ctx), knownItems(ctx, v.Elements()))
	}
	return value
}

func knownItems(ctx context.Context, items []fwattr.Value) []fwattr.Value {
	for i, value := range items {
		items[i] = withoutUnknown(ctx, value)
	}
	return items
}
