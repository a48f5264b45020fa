package kit_test

import (
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

func TestStillReportsNowAndThen(t *testing.T) {
	var shown []string
	report := kit.Still("working", func(line string) { shown = append(shown, line) })
	for _, seconds := range []int{0, 9, 11, 12, 20, 21, 22} {
		report(client.FutureState{RunningTime: time.Duration(seconds) * time.Second})
	}
	if want := []string{"Still working after 11s", "Still working after 21s"}; !slices.Equal(shown, want) {
		t.Errorf("shown was %v", shown)
	}
}
