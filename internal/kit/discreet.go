package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// discreet tells the calls of an operation what is secret in it. The function that it returns takes that out of the
// diagnostics, at the end of the operation.
func discreet(ctx context.Context, d *diag.Diagnostics, attributes []attr.Attribute, applied attr.Applied, all ...attr.Values) (context.Context, func()) {
	ctx = client.WithSecrets(ctx, attr.Secrets(attributes, applied, all...))
	return ctx, func() {
		for i, one := range *d {
			(*d)[i] = concealed(ctx, one)
		}
	}
}

func concealed(ctx context.Context, d diag.Diagnostic) diag.Diagnostic {
	summary, detail := client.Redact(ctx, d.Summary()), client.Redact(ctx, d.Detail())
	if summary == d.Summary() && detail == d.Detail() {
		return d
	}
	var out diag.Diagnostic = diag.NewErrorDiagnostic(summary, detail)
	if d.Severity() == diag.SeverityWarning {
		out = diag.NewWarningDiagnostic(summary, detail)
	}
	if located, ok := d.(diag.DiagnosticWithPath); ok {
		return diag.WithPath(located.Path(), out)
	}
	return out
}
