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
	switch t := t.(type) {
	case basetypes.StringType:
		return types.StringNull()
	case basetypes.BoolType:
		return types.BoolNull()
	case basetypes.Int64Type:
		return types.Int64Null()
	case jsontypes.NormalizedType:
		return jsontypes.NewNormalizedNull()
	case basetypes.SetType:
		return types.SetNull(t.ElemType)
	case basetypes.ListType:
		return types.ListNull(t.ElemType)
	case basetypes.MapType:
		return types.MapNull(t.ElemType)
	case basetypes.ObjectType:
		return types.ObjectNull(t.AttrTypes)
	case timeouts.Type:
		return timeouts.Value{Object: types.ObjectNull(t.AttrTypes)}
	}
	panic("attr: no attribute has the type " + t.String())
}

// UnknownOf is the unknown value of a type that an attribute may have.
func UnknownOf(t fwattr.Type) fwattr.Value {
	switch t := t.(type) {
	case basetypes.StringType:
		return types.StringUnknown()
	case basetypes.BoolType:
		return types.BoolUnknown()
	case basetypes.Int64Type:
		return types.Int64Unknown()
	case jsontypes.NormalizedType:
		return jsontypes.NewNormalizedUnknown()
	case basetypes.SetType:
		return types.SetUnknown(t.ElemType)
	case basetypes.ListType:
		return types.ListUnknown(t.ElemType)
	case basetypes.MapType:
		return types.MapUnknown(t.ElemType)
	case basetypes.ObjectType:
		return types.ObjectUnknown(t.AttrTypes)
	case timeouts.Type:
		return timeouts.Value{Object: types.ObjectUnknown(t.AttrTypes)}
	}
	panic("attr: no attribute has the type " + t.String())
}
