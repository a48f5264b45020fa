package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

type warningsKey struct{}

// Warn tells the user of something that went well and wants attention all the same. It is for the functions of an entity
// that write; elsewhere it does nothing.
func Warn(ctx context.Context, summary, detail string) {
	if d, ok := ctx.Value(warningsKey{}).(*diag.Diagnostics); ok {
		d.AddWarning(summary, detail)
	}
}

// warning makes Warn add to the diagnostics.
func warning(ctx context.Context, d *diag.Diagnostics) context.Context {
	return context.WithValue(ctx, warningsKey{}, d)
}
