package standards

import (
	"slices"
	"testing"
)

// permutations are all orders of the names.
func permutations(names []string) [][]string {
	if len(names) == 0 {
		return [][]string{nil}
	}
	var all [][]string
	for i, first := range names {
		rest := slices.Delete(slices.Clone(names), i, i+1)
		for _, order := range permutations(rest) {
			all = append(all, append([]string{first}, order...))
		}
	}
	return all
}

// play does the moves as the node does: a scope is taken out, and put in at the index among the others.
func play(now []string, all []move) []string {
	now = slices.Clone(now)
	for _, m := range all {
		now = slices.DeleteFunc(now, func(name string) bool { return name == m.name })
		now = slices.Insert(now, m.index, m.name)
	}
	return now
}

func TestMovesLeadToTheOrder(t *testing.T) {
	start := []string{"a", "b", "c", "d", "e"}
	for _, wanted := range permutations(start) {
		if got := play(start, moves(start, wanted)); !slices.Equal(got, wanted) {
			t.Errorf("%q: %v leads to %q", wanted, moves(start, wanted), got)
		}
	}
}

func TestMovesAreFew(t *testing.T) {
	start := []string{"a", "b", "c", "d", "e"}
	for _, c := range []struct {
		wanted []string
		moves  int
	}{
		{[]string{"a", "b", "c", "d", "e"}, 0},
		{[]string{"b", "c", "d", "e", "a"}, 1},
		{[]string{"e", "a", "b", "c", "d"}, 1},
		{[]string{"b", "a", "d", "c", "e"}, 2},
		{[]string{"e", "d", "c", "b", "a"}, 4},
	} {
		if got := moves(start, c.wanted); len(got) != c.moves {
			t.Errorf("%q takes the moves %v", c.wanted, got)
		}
	}
}
