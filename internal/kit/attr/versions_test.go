package attr_test

import (
	"slices"
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestUsesFindsNestedAttributes(t *testing.T) {
	children := []attr.Attribute{attr.Bool("old", ""), attr.Bool("new", "").Since("14.4.0")}
	attributes := []attr.Attribute{
		attr.String("plain", "").Since("13.0.0"), attr.Object("flags", "", children...), attr.ObjectMap("entries", "name", "", children...),
	}
	object := func(v types.Bool) fwattr.Value {
		return types.ObjectValueMust(attr.ObjectType(children).AttrTypes, map[string]fwattr.Value{"old": types.BoolValue(true), "new": v})
	}
	entries := map[string]fwattr.Value{"a": object(types.BoolValue(true)), "b": object(types.BoolValue(false)), "c": object(types.BoolNull())}
	uses := attr.Uses(attributes, attr.Values{
		"plain": types.StringNull(), "flags": object(types.BoolUnknown()), "entries": types.MapValueMust(attr.ObjectType(children), entries),
	})
	want := []attr.Use{{"flags", "flags.new", "14.4.0"}, {"entries", "entries.new", "14.4.0"}}
	if !slices.Equal(uses, want) {
		t.Errorf("got %v, want %v", uses, want)
	}
	if uses := attr.Uses(attributes, nil); len(uses) > 0 {
		t.Errorf("a deletion uses %v", uses)
	}
}
