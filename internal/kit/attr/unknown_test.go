package attr_test

import (
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestWithoutUnknown(t *testing.T) {
	flags := map[string]fwattr.Type{"a": types.BoolType, "b": types.BoolType}
	object := func(b types.Bool) types.Object {
		return types.ObjectValueMust(flags, map[string]fwattr.Value{"a": types.BoolValue(true), "b": b})
	}
	entries := func(b types.Bool) types.Map {
		return types.MapValueMust(types.ObjectType{AttrTypes: flags}, map[string]fwattr.Value{"x": object(b)})
	}
	items := func(item types.String) types.List {
		return types.ListValueMust(types.StringType, []fwattr.Value{types.StringValue("x"), item})
	}
	got := attr.Values{
		"object": object(types.BoolUnknown()), "map": entries(types.BoolUnknown()), "list": items(types.StringUnknown()),
		"whole": types.MapUnknown(types.StringType), "null": types.SetNull(types.StringType), "known": entries(types.BoolValue(false)),
		"absent": nil,
	}.WithoutUnknown(t.Context())
	want := attr.Values{
		"object": object(types.BoolNull()), "map": entries(types.BoolNull()), "list": items(types.StringNull()),
		"whole": types.MapNull(types.StringType), "null": types.SetNull(types.StringType), "known": entries(types.BoolValue(false)),
	}
	for name, value := range want {
		if !got[name].Equal(value) {
			t.Errorf("%s: got %v, want %v", name, got[name], value)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v", got)
	}
}
