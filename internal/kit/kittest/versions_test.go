package kittest

import (
	"slices"
	"testing"
)

func TestComplement(t *testing.T) {
	var all []*Sample
	for _, text := range []string{
		`{"minimal": {"name": "a"}, "full": {"old": 1}, "changed": {}, "siblings": {}, "document": {}}`,
		`{"minimal": {"name": "a"}, "full": {"new": 1}, "variants": {"x": {"newer": 1}}, "changed": {}, "siblings": {}, "document": {}}`,
	} {
		s, err := parseSample("sample.json", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	Complement(all)
	if first, second := all[0].elsewhere, all[1].elsewhere; !slices.Equal(first, []string{"name", "new", "newer"}) || !slices.Equal(second, []string{"name", "old"}) {
		t.Errorf("elsewhere are %q and %q", first, second)
	}
	copied, err := all[0].with(nil)
	if err != nil || !slices.Equal(copied.elsewhere, all[0].elsewhere) {
		t.Errorf("a copy has %q, %v", copied.elsewhere, err)
	}
}
