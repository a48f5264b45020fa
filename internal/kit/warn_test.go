package kit

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

func TestWarningsReachTheUser(t *testing.T) {
	var d diag.Diagnostics
	Warn(context.Background(), "Nobody", "listens")
	Warn(warning(context.Background(), &d), "Restart the node", "It has a new plugin.")
	if d.WarningsCount() != 1 || d[0].Summary() != "Restart the node" {
		t.Errorf("%v", d)
	}
}
