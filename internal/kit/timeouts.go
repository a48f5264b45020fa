package kit

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// attribute is the attribute `timeouts` with the defaults in its descriptions.
func (t *Timeouts) attribute() schema.Attribute {
	describe := func(work string, limit time.Duration) string {
		return "Limit of " + work + ", such as `90s` or `1h30m`. Default: `" + shortDuration(limit) + "`."
	}
	a := timeouts.Attributes(context.Background(), timeouts.Opts{
		Create: t.Create > 0, CreateDescription: describe("the creation", t.Create),
		Update: t.Update > 0, UpdateDescription: describe("a change", t.Update),
		Delete: t.Delete > 0, DeleteDescription: describe("the deletion", t.Delete),
	})
	if nested, ok := a.(schema.SingleNestedAttribute); ok {
		nested.MarkdownDescription = "How long to wait for work on the node before giving up."
		return nested
	}
	return a
}

// shortDuration writes 1h instead of 1h0m0s.
func shortDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
