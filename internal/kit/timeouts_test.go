package kit

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

func TestTimeoutsTellTheirDefaults(t *testing.T) {
	limits := &Timeouts{Create: time.Hour, Delete: 90 * time.Second}
	a, ok := limits.attribute().(schema.SingleNestedAttribute)
	if !ok || len(a.Attributes) != 2 || a.MarkdownDescription == "" {
		t.Fatalf("%#v", limits.attribute())
	}
	for name, want := range map[string]string{
		"create": "Limit of the creation, such as `90s` or `1h30m`. Default: `1h`.",
		"delete": "Limit of the deletion, such as `90s` or `1h30m`. Default: `1m30s`.",
	} {
		if got := a.Attributes[name].GetDescription(); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestShortDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Hour: "1h", 20 * time.Minute: "20m", 90 * time.Minute: "1h30m", 30 * time.Second: "30s", time.Hour + time.Second: "1h0m1s",
	} {
		if got := shortDuration(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}
