package emulator_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// TestGuideNamesEveryQuirk keeps the guide complete.
func TestGuideNamesEveryQuirk(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "..", "templates", "guides", "emulator.md"))
	if err != nil {
		t.Fatal(err)
	}
	quirks := reflect.TypeFor[emulator.Quirks]()
	for i := range quirks.NumField() {
		if name := quirks.Field(i).Tag.Get("json"); !strings.Contains(string(guide), "| `"+name+"=") {
			t.Errorf("the guide does not name the quirk %s", name)
		}
	}
}
