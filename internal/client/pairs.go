package client

import (
	"slices"
	"strconv"
	"strings"
)

// namingMembers are the members by which the API names the items of its lists, the most telling first.
var namingMembers = []string{"id", "name", "key", "login", "group", "user"}

// name is what a naming member of an item calls it, "" for nothing.
func name(item any, member string) string {
	object, _ := item.(Document)
	text, _ := object[member].(string)
	return text
}

// label is a name with the member that holds it.
type label struct{ member, name string }

// places are where the items of a list are by each of their names.
type places map[label][]int

func labelled(list []any) places {
	all := places{}
	for i, item := range list {
		for _, member := range namingMembers {
			if called := name(item, member); called != "" {
				all[label{member, called}] = append(all[label{member, called}], i)
			}
		}
	}
	return all
}

// telling is the first naming member that both items have, "" for none.
func telling(a, b any) string {
	for _, member := range namingMembers {
		if name(a, member) != "" && name(b, member) != "" {
			return member
		}
	}
	return ""
}

// namedPartners finds for each item of list the one item of other that has its name, by the first naming member that both
// have. Items without a partner get -1, and so do those whose name is not theirs alone.
func namedPartners(list, other []any) []int {
	partner, named, taken := make([]int, len(list)), labelled(other), map[int]int{}
	for i, item := range list {
		var found []int
		for _, member := range namingMembers {
			for _, j := range named[label{member, name(item, member)}] {
				if telling(item, other[j]) == member {
					found = append(found, j)
				}
			}
		}
		for _, j := range found {
			taken[j]++
		}
		partner[i] = -1
		if len(found) == 1 {
			partner[i] = found[0]
		}
	}
	for i, j := range partner {
		if taken[j] > 1 {
			partner[i] = -1
		}
	}
	return partner
}

// samePartners are the partners by name, and of what is left those that are alike, each once, best at the same place.
func samePartners(list, other []any, alike func(i, j int) bool) []int {
	partner := namedPartners(list, other)
	used := map[int]bool{-1: true}
	for _, j := range partner {
		used[j] = true
	}
	pair := func(i, j int) bool {
		if partner[i] >= 0 || used[j] || !alike(i, j) {
			return false
		}
		partner[i], used[j] = j, true
		return true
	}
	for i := range min(len(list), len(other)) {
		pair(i, i)
	}
	for i := range list {
		for j := 0; partner[i] < 0 && j < len(other) && !pair(i, j); j++ {
		}
	}
	return partner
}

// shownBeside finds for each object of shape the object of list that is shown as what became of it: its partner, or in a
// list of the same length the one in its place, unless they have different names.
func shownBeside(shape, list []any) []int {
	objects := func(i, j int) bool {
		_, ok := shape[i].(Document)
		_, ok2 := list[j].(Document)
		return ok && ok2
	}
	partner := samePartners(shape, list, func(i, j int) bool { return objects(i, j) && Equal(Project(list[j], shape[i]), shape[i]) })
	if len(shape) != len(list) {
		return partner
	}
	for i := range shape {
		member := telling(shape[i], list[i])
		if partner[i] < 0 && !slices.Contains(partner, i) && objects(i, i) && name(shape[i], member) == name(list[i], member) {
			partner[i] = i
		}
	}
	return partner
}

func (l label) segment() string { return "[" + l.member + "=" + l.name + "]" }

// segment leads to an item of the list: by a name that no other one has, or else by the place.
func (p places) segment(item any, at int) string {
	for _, member := range namingMembers {
		if l := (label{member, name(item, member)}); l.name != "" && len(p[l]) == 1 {
			return l.segment()
		}
	}
	return strconv.Itoa(at)
}

// itemSegments are all segments that may lead to an item.
func itemSegments(item any, at int) []string {
	all := []string{strconv.Itoa(at)}
	for _, member := range namingMembers {
		if l := (label{member, name(item, member)}); l.name != "" {
			all = append(all, l.segment())
		}
	}
	return all
}

// itemAt finds the item that a segment means, -1 for none.
func itemAt(list []any, segment string) int {
	if i, err := strconv.Atoi(segment); err == nil && i >= 0 && i < len(list) {
		return i
	}
	inner, ok := strings.CutPrefix(segment, "[")
	member, called, ok2 := strings.Cut(strings.TrimSuffix(inner, "]"), "=")
	if !ok || !ok2 {
		return -1
	}
	found := -1
	for i, item := range list {
		switch {
		case name(item, member) != called:
		case found >= 0:
			return -1
		default:
			found = i
		}
	}
	return found
}
