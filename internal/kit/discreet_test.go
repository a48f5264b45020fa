package kit

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestDiagnosticsShowNoSecret(t *testing.T) {
	var d diag.Diagnostics
	attributes := []attr.Attribute{attr.Secret("token", "")}
	ctx, conceal := discreet(context.Background(), &d, attributes, nil, attr.Values{"token_wo": types.StringValue("S3cr3t-1")})
	d.AddAttributeError(path.Root("params_json"), "Refused S3cr3t-1", "The node does not take S3cr3t-1.")
	d.AddWarning("Odd", "It is UzNjcjN0LTE=.")
	d.AddWarning("As it is", "Nothing to hide.")
	conceal()
	if client.Redact(ctx, "S3cr3t-1") != "(redacted)" {
		t.Error("the context does not know the secret")
	}
	for _, one := range d {
		if text := one.Summary() + one.Detail(); strings.Contains(text, "S3cr3t") || strings.Contains(text, "UzNj") {
			t.Errorf("a secret is shown: %s", text)
		}
	}
	located, ok := d[0].(diag.DiagnosticWithPath)
	if !ok || !located.Path().Equal(path.Root("params_json")) || d[0].Severity() != diag.SeverityError || d[1].Severity() != diag.SeverityWarning {
		t.Errorf("got %v", d)
	}
	if d[2].Detail() != "Nothing to hide." {
		t.Errorf("got %v", d[2])
	}
}
