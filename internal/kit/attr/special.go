package attr

import (
	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// NullOf is the null value of a type that an attribute may have.
func NullOf(t fwattr.Type) fwattr.Value {
	null, _ := nullAndUnknown(t)
	return null
}

// UnknownOf is the unknown value of a type that an attribute may have.
func UnknownOf(t fwattr.Type) fwattr.Value {
	_, unknown := nullAndUnknown(t)
	return unknown
}

func nullAndUnknown(t fwattr.Type) (null, unknown fwattr.Value) {
	switch t := t.(type) {
	case basetypes.StringType:
		return types.StringNull(), types.StringUnknown()
	case basetypes.BoolType:
		return types.BoolNull(), types.BoolUnknown()
	case basetypes.Int64Type:
		return types.Int64Null(), types.Int64Unknown()
	case basetypes.NumberType:
		return types.NumberNull(), types.NumberUnknown()
	case jsontypes.NormalizedType:
		return jsontypes.NewNormalizedNull(), jsontypes.NewNormalizedUnknown()
	case basetypes.SetType:
		return types.SetNull(t.ElemType), types.SetUnknown(t.ElemType)
	case basetypes.ListType:
		return types.ListNull(t.ElemType), types.ListUnknown(t.ElemType)
	case basetypes.MapType:
		return types.MapNull(t.ElemType), types.MapUnknown(t.ElemType)
	case basetypes.ObjectType:
		return types.ObjectNull(t.AttrTypes), types.ObjectUnknown(t.AttrTypes)
	case timeouts.Type:
		return timeouts.Value{Object: types.ObjectNull(t.AttrTypes)}, timeouts.Value{Object: types.ObjectUnknown(t.AttrTypes)}
	}
	panic("attr: no attribute has the type " + t.String())
}
