package attr_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestDepartingFromADefault(t *testing.T) {
	for text, want := range map[string]bool{
		`{"definition":{"fields":{"a":{"label":"A","kind":"TEXT"}}}}`: false,
		`{"definition":{"fields":{"a":{"label":"A","kind":"DATE"}}}}`: true,
		`{"definition":{"fields":{"a":{"label":"A"}}}}`:               true, // nothing is no default either
	} {
		if got := attr.Departs(form, stored(t, read(t, text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	for flag, want := range map[types.Bool]bool{types.BoolValue(false): false, types.BoolValue(true): true, types.BoolNull(): true} {
		values := read(t, `{}`)
		values["keep"] = flag
		if got := attr.Departs(form, stored(t, values)); got != want {
			t.Errorf("a flag of Terraform's own that is %s: %v", flag, got)
		}
	}
	if attr.HasDefaults([]attr.Attribute{attr.Object("o", "", attr.Bool("b", ""))}) || !attr.HasDefaults(form) {
		t.Error("a default is seen where none is, or overlooked")
	}
}

// stored are the values as Terraform has them.
func stored(t *testing.T, values attr.Values) tftypes.Value {
	t.Helper()
	raw, err := types.ObjectValueMust(attr.ObjectType(form).AttrTypes, values).ToTerraformValue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
