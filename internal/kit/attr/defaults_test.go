package attr_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestDepartingFromADefault(t *testing.T) {
	for text, want := range map[string]bool{
		`{"definition":{"fields":{"a":{"label":"A","kind":"TEXT"}}}}`: false,
		`{"definition":{"fields":{"a":{"label":"A","kind":"DATE"}}}}`: true,
	} {
		values := read(t, text)
		if got := attr.Departs(form, values); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	values := read(t, `{}`)
	values["keep"] = types.BoolValue(true)
	if !attr.Departs(form, values) {
		t.Error("a flag of Terraform's own is not seen")
	}
}
