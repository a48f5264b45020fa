package govern

import (
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestWhatIsNotKnownYetMayNameSomebody(t *testing.T) {
	text := types.StringType
	for name, c := range map[string]struct {
		roles fwattr.Value
		want  bool
	}{
		"not set":            {types.SetNull(text), true},
		"empty":              {types.SetValueMust(text, nil), true},
		"unknown":            {types.SetUnknown(text), false},
		"an unknown element": {types.SetValueMust(text, []fwattr.Value{types.StringUnknown()}), false},
		"a role":             {types.SetValueMust(text, []fwattr.Value{types.StringValue("ro.legal")}), false},
	} {
		if got := namesNobody(attr.Values{"users": types.SetNull(text), "roles": c.roles}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
