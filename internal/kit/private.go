package kit

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// loadApplied returns what the last write left behind; false when this resource never wrote the object, as after an
// import.
func loadApplied(ctx context.Context, private privateReader, d *diag.Diagnostics) (attr.Applied, bool) {
	text, problems := private.GetKey(ctx, appliedKey)
	d.Append(problems...)
	if len(text) == 0 {
		return nil, false
	}
	applied := attr.Applied{}
	if err := json.Unmarshal(text, &applied); err != nil {
		d.AddError("Unable to read the private state", "It does not hold what this provider wrote: "+err.Error())
		return nil, false
	}
	return applied, true
}

func saveApplied(ctx context.Context, private privateWriter, applied attr.Applied, d *diag.Diagnostics) {
	text, err := json.Marshal(applied)
	if err != nil {
		d.AddError("Unable to write the private state", err.Error())
		return
	}
	d.Append(private.SetKey(ctx, appliedKey, text)...)
}

// What is to be done to an object although nothing is proposed to change.
const (
	pendingWork     = "work"     // the work that follows the last write failed
	pendingCreation = "creation" // the creation failed half-way
)

// isPending tells whether a private state holds something to be done. Its members are named in clear.
func isPending(private []byte) bool { return bytes.Contains(private, []byte(`"`+pendingKey+`":`)) }

func loadPending(ctx context.Context, private privateReader, d *diag.Diagnostics) string {
	text, problems := private.GetKey(ctx, pendingKey)
	d.Append(problems...)
	var what string
	if len(text) > 0 && json.Unmarshal(text, &what) != nil {
		what = pendingWork // written by a later version: doing the work again is safe
	}
	return what
}

// savePending stores what is to be done; "" removes it.
func savePending(ctx context.Context, private privateWriter, what string, d *diag.Diagnostics) {
	var text []byte
	if what != "" {
		text = []byte(`"` + what + `"`)
	}
	d.Append(private.SetKey(ctx, pendingKey, text)...)
}
