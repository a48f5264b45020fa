package govern_test

import (
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// The right to manage Govern has another name from 14.4 on, and only that one from 15 on (govern.md 1.10). A node too
// old for the name is told while planning; one that dropped the name must be told after the apply.
func TestNameOfTheGovernManagerRight(t *testing.T) {
	for version, known := range map[string][]string{
		"14.3.3": {"may_manage_govern"}, "14.4.0": {"may_manage_govern", "is_govern_architect"}, "15.0.0": {"is_govern_architect"},
	} {
		for _, name := range []string{"may_manage_govern", "is_govern_architect"} {
			s := providertest.Story(t, "govern_group", func(sample *kittest.Sample) { sample.Version = version })
			r := s.Apply(`{"abilities": {"` + name + `": true}}`)
			switch {
			case slices.Contains(known, name):
				providertest.Done(t, r)
			case name == "is_govern_architect":
				providertest.Refused(t, r, "The node is too old for abilities.is_govern_architect")
			default:
				providertest.Says(t, providertest.Done(t, r), "The server did not keep abilities."+name)
			}
		}
	}
}
