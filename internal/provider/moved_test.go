package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// TestMovesThatCannotBe moves what cannot be taken over: each must be refused with words that help. What can be moved
// is in the samples of the suite.
func TestMovesThatCannotBe(t *testing.T) {
	const known = "registry.terraform.io/amrutp24/dataiku"
	for name, c := range map[string]struct{ provider, from, to, state, want string }{
		"another provider": {"registry.terraform.io/hashicorp/aws", "dataiku_user", "dataiku_user", `{"id": "ann"}`, "does not include support"},
		"another type":     {known, "dataiku_group", "dataiku_user", `{"id": "ann"}`, "does not include support"},
		"no id":            {known, "dataiku_user", "dataiku_user", `{"login": "ann"}`, "import it instead"},
		"an id of another form": {
			known, "dataiku_code_env", "dataiku_code_env", `{"id": "python"}`, "expected LANG/NAME",
		},
	} {
		t.Run(name, func(t *testing.T) {
			resp, err := providertest.Server().MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
				SourceProviderAddress: c.provider, SourceTypeName: c.from, TargetTypeName: c.to,
				SourceState: &tfprotov6.RawState{JSON: []byte(c.state)},
			})
			if err != nil {
				t.Fatal(err)
			}
			var text string
			for _, d := range resp.Diagnostics {
				text += d.Summary + ": " + d.Detail + "\n"
			}
			if !strings.Contains(text, c.want) {
				t.Errorf("want %q, got: %s", c.want, text)
			}
		})
	}
}
