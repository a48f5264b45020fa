package client

import (
	"slices"
	"strconv"
	"strings"
)

// Project keeps of remote only the members that shape mentions, at any depth. Lists keep all their items; an object
// in a list is projected on its partner in shape (see shownBeside). A null in shape and a missing member are the same.
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
		out := slices.Clone(r)
		for i, j := range shownBeside(s, r) {
			if j >= 0 {
				out[j] = Project(r[j], s[i])
			}
		}
		return out
	}
	return remote
}

// Widen adds to a shape the members of remote that the pointers lead to.
func Widen(shape, remote any, pointers []string) any {
	out := Clone(shape)
	for _, pointer := range pointers {
		if _, there := At(remote, pointer); there {
			widen(out, remote, segments(pointer))
		}
	}
	return out
}

func widen(shape, remote any, path []string) {
	if len(path) == 0 {
		return
	}
	switch s := shape.(type) {
	case Document:
		r, _ := remote.(Document)
		value := r[path[0]]
		if _, named := s[path[0]]; !named {
			s[path[0]] = value
			if _, isObject := value.(Document); isObject {
				s[path[0]] = Document{}
			}
		}
		widen(s[path[0]], value, path[1:])
	case []any:
		r, _ := remote.([]any)
		i, j := itemAt(s, path[0]), itemAt(r, path[0])
		if i >= 0 && j >= 0 {
			widen(s[i], r[j], path[1:])
		}
	}
}

// Pointers lists the JSON pointers (RFC 6901) of the leaves of value, sorted. Empty objects are leaves, and so are
// lists; segments such as [name=x] lead into their items as well, or numbers where an item has no name of its own.
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
		places := labelled(v)
		for i, item := range v {
			if _, isObject := item.(Document); isObject {
				collectPointers(item, at+"/"+escapePointer.Replace(places.segment(item, i)), out)
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
func At(value any, pointer string) (any, bool) { return valueAt(value, segments(pointer)) }

func valueAt(value any, path []string) (any, bool) {
	for _, segment := range path {
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

// Overlay is the three-way merge of open documents: remote is kept, wanted is laid over it, and members that were
// applied before (JSON pointers) but are wanted no more are removed. Neither input changes.
func Overlay(remote, wanted Document, applied []string) Document {
	out := CloneDocument(remote)
	paths := make([][]string, len(applied))
	for i, pointer := range applied {
		paths[i] = segments(pointer)
	}
	merge(out, wanted, paths)
	return out
}

// merge is Overlay in place; applied are the paths from dst.
func merge(dst, wanted Document, applied [][]string) {
	for _, path := range applied {
		if len(path) > 0 { // that of an empty document leads nowhere
			release(dst, wanted, path)
		}
	}
	lay(dst, wanted, applied)
}

// release deletes a member that is wanted no more and the objects that this leaves empty. What is in lists stays: layList
// replaces them.
func release(dst, wanted Document, path []string) {
	member := path[0]
	if _, still := wanted[member]; len(path) == 1 && !still {
		delete(dst, member)
	}
	inner, ok := dst[member].(Document)
	if len(path) == 1 || !ok {
		return
	}
	within, _ := wanted[member].(Document)
	release(inner, within, path[1:])
	if _, still := wanted[member]; len(inner) == 0 && !still {
		delete(dst, member)
	}
}

// lay puts src over dst.
func lay(dst, src Document, applied [][]string) {
	within := byFirst(applied)
	for member, value := range src {
		switch v := value.(type) {
		case Document:
			if inner, ok := dst[member].(Document); ok {
				lay(inner, v, within[member])
				continue
			}
		case []any:
			if existing, ok := dst[member].([]any); ok {
				dst[member] = layList(existing, v, byFirst(within[member]))
				continue
			}
		}
		dst[member] = Clone(value)
	}
}

// byFirst are the rests of the paths by their first segment.
func byFirst(paths [][]string) map[string][][]string {
	rests := map[string][][]string{}
	for _, path := range paths {
		if len(path) > 1 {
			rests[path[0]] = append(rests[path[0]], path[1:])
		}
	}
	return rests
}

// layList replaces a list. An item that has a name is laid over the one of that name; any other is taken as it is, with
// what the server added inside it, where it holds what is wanted and nothing that was applied and is wanted no more.
// Nothing else of the old items survives.
func layList(existing, wanted []any, applied map[string][][]string) []any {
	appliedTo := func(j int) (paths [][]string) {
		for _, segment := range itemSegments(existing[j], j) {
			paths = append(paths, applied[segment]...)
		}
		return paths
	}
	holds := func(i, j int) bool {
		return Equal(Project(existing[j], wanted[i]), wanted[i]) && !slices.ContainsFunc(appliedTo(j), func(path []string) bool {
			_, had := valueAt(existing[j], path)
			_, still := valueAt(wanted[i], path)
			return had && !still
		})
	}
	out := make([]any, len(wanted))
	for i, j := range samePartners(wanted, existing, holds) {
		switch {
		case j < 0:
			out[i] = Clone(wanted[i])
		case holds(i, j):
			out[i] = existing[j]
		default:
			base, item := existing[j].(Document), wanted[i].(Document) //nolint:forcetypeassert // only objects have names
			merge(base, item, appliedTo(j))
			out[i] = base
		}
	}
	return out
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
