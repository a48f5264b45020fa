package client

import (
	"slices"
	"strconv"
	"strings"
)

// Project keeps of remote only the members that shape mentions, at any depth. Lists keep all their items; an object
// in a list is projected on its partner in shape (see pairItems). A null in shape and a missing member are the same.
func Project(remote, shape any) any {
	switch s := shape.(type) {
	case Document:
		r, ok := remote.(Document)
		if !ok {
			return remote
		}
		out := Document{}
		for member, inner := range s {
			if value, has := r[member]; has || inner == nil {
				out[member] = Project(value, inner)
			}
		}
		return out
	case []any:
		r, ok := remote.([]any)
		if !ok {
			return remote
		}
		partner := pairItems(r, s)
		out := make([]any, len(r))
		for i := range r {
			out[i] = r[i]
			if partner[i] >= 0 {
				out[i] = Project(r[i], s[partner[i]])
			}
		}
		return out
	}
	return remote
}

// Pointers lists the JSON pointers (RFC 6901) of the leaves of value, sorted. Empty objects are leaves, and so are
// lists; where the items of a list have names, segments such as [name=x] lead into them as well.
func Pointers(value any) []string {
	var out []string
	collectPointers(value, "", &out)
	slices.Sort(out)
	return out
}

var (
	escapePointer   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapePointer = strings.NewReplacer("~1", "/", "~0", "~")
)

func collectPointers(value any, at string, out *[]string) {
	switch v := value.(type) {
	case Document:
		for member, inner := range v {
			collectPointers(inner, at+"/"+escapePointer.Replace(member), out)
		}
		if len(v) > 0 {
			return
		}
	case []any:
		if member, names := namesOf(v); member != "" {
			for i, item := range v {
				collectPointers(item, at+"/"+escapePointer.Replace("["+member+"="+names[i]+"]"), out)
			}
		}
	}
	*out = append(*out, at)
}

// segments splits a pointer of Pointers.
func segments(pointer string) []string {
	parts := strings.Split(pointer, "/")[1:]
	for i := range parts {
		parts[i] = unescapePointer.Replace(parts[i])
	}
	return parts
}

// At returns the value that a pointer of Pointers or Differences leads to.
func At(value any, pointer string) (any, bool) {
	for _, segment := range segments(pointer) {
		switch v := value.(type) {
		case Document:
			inner, ok := v[segment]
			if !ok {
				return nil, false
			}
			value = inner
		case []any:
			i := itemAt(v, segment)
			if i < 0 {
				return nil, false
			}
			value = v[i]
		default:
			return nil, false
		}
	}
	return value, true
}

// itemAt finds the item that a segment such as [name=x] or 0 means.
func itemAt(list []any, segment string) int {
	if i, err := strconv.Atoi(segment); err == nil && i >= 0 && i < len(list) {
		return i
	}
	member, name, ok := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(segment, "["), "]"), "=")
	if !ok {
		return -1
	}
	return slices.IndexFunc(list, func(item any) bool {
		object, _ := item.(Document)
		return object[member] == name
	})
}

// Overlay is the three-way merge of open documents: remote is kept, wanted is laid over it, and members that were
// applied before (JSON pointers) but are wanted no more are removed. Neither input changes.
func Overlay(remote, wanted Document, applied []string) Document {
	out := CloneDocument(remote)
	for _, pointer := range applied {
		if _, still := At(wanted, pointer); !still {
			removePath(out, segments(pointer))
		}
	}
	lay(out, wanted)
	return out
}

// removePath deletes a member and the objects that it leaves empty. Items of lists stay: lay replaces the list.
func removePath(value any, path []string) {
	switch v := value.(type) {
	case Document:
		if len(path) == 1 {
			delete(v, path[0])
			return
		}
		removePath(v[path[0]], path[1:])
		if inner, ok := v[path[0]].(Document); ok && len(inner) == 0 {
			delete(v, path[0])
		}
	case []any:
		if i := itemAt(v, path[0]); i >= 0 && len(path) > 1 {
			removePath(v[i], path[1:])
		}
	}
}

// lay puts src over dst. A list is replaced, but named items are laid over those of the same name, and a list that
// holds what is wanted stays as it is, so that what the server added inside its items survives.
func lay(dst, src Document) {
	for member, value := range src {
		switch v := value.(type) {
		case Document:
			if inner, ok := dst[member].(Document); ok {
				lay(inner, v)
				continue
			}
		case []any:
			if existing, ok := dst[member].([]any); ok {
				dst[member] = layList(existing, v)
				continue
			}
		}
		dst[member] = Clone(value)
	}
}

func layList(existing, wanted []any) []any {
	if Equal(Project(existing, wanted), wanted) {
		return existing
	}
	named, _ := namesOf(wanted)
	partner := pairItems(wanted, existing)
	out := make([]any, len(wanted))
	for i, item := range wanted {
		out[i] = Clone(item)
		if partner[i] < 0 || named == "" {
			continue
		}
		object, ok := item.(Document)
		base, ok2 := Clone(existing[partner[i]]).(Document)
		if ok && ok2 {
			lay(base, object)
			out[i] = base
		}
	}
	return out
}

// namingMembers are the members by which the API names the items of its lists, the most telling first.
var namingMembers = []string{"id", "name", "key", "login", "group", "user"}

// pairItems finds for each object of list its partner in other: the one with the same name when all items of both
// lists carry distinct values of a naming member, else the one at the same place in a list of the same length.
// Items without a partner get -1.
func pairItems(list, other []any) []int {
	partner := make([]int, len(list))
	for i := range partner {
		partner[i] = -1
	}
	for _, member := range namingMembers {
		names, ok := itemNames(list, member)
		otherNames, ok2 := itemNames(other, member)
		if ok && ok2 {
			for i, name := range names {
				partner[i] = slices.Index(otherNames, name)
			}
			return partner
		}
	}
	if len(list) != len(other) {
		return partner
	}
	for i := range list {
		_, ok := list[i].(Document)
		_, ok2 := other[i].(Document)
		if ok && ok2 {
			partner[i] = i
		}
	}
	return partner
}

// namesOf returns the member that names the items of a list, "" when none does, and the names.
func namesOf(list []any) (string, []string) {
	for _, member := range namingMembers {
		if names, ok := itemNames(list, member); ok {
			return member, names
		}
	}
	return "", nil
}

// itemNames returns the naming member of each item; false unless all have one and no two are the same.
func itemNames(list []any, member string) ([]string, bool) {
	var names []string
	for _, item := range list {
		object, _ := item.(Document)
		name, ok := object[member].(string)
		if !ok || slices.Contains(names, name) {
			return nil, false
		}
		names = append(names, name)
	}
	return names, len(names) > 0
}

// Differences names the members of wanted that remote does not hold with the same value, as JSON pointers. They lead
// into lists of objects when both are of the same length.
func Differences(remote, wanted any) []string {
	var out []string
	collectDifferences(remote, wanted, "", &out)
	slices.Sort(out)
	return out
}

func collectDifferences(remote, wanted any, at string, out *[]string) {
	if Equal(Project(remote, wanted), wanted) {
		return
	}
	switch want := wanted.(type) {
	case Document:
		if have, ok := remote.(Document); ok {
			for member, value := range want {
				collectDifferences(have[member], value, at+"/"+escapePointer.Replace(member), out)
			}
			return
		}
	case []any:
		if have, ok := remote.([]any); ok && areObjects(want) && areObjects(have) && len(have) == len(want) {
			for i := range want {
				collectDifferences(have[i], want[i], at+"/"+strconv.Itoa(i), out)
			}
			return
		}
	}
	*out = append(*out, at)
}

func areObjects(list []any) bool {
	return !slices.ContainsFunc(list, func(item any) bool { _, ok := item.(Document); return !ok })
}
