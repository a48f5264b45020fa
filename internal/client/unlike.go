package client

import (
	"slices"
	"strings"
)

// Unlike names the members of sent that an object found on the server does not hold. Members that servers never
// return or return encrypted are skipped, null and empty mean the same, and a list of strings may hold more than was
// sent (DSS adds default groups, observed.md 2). An empty result means: this is the object that was sent.
func Unlike(found, sent Document) []string {
	var out []string
	for member, want := range sent {
		if !alike(found[member], want, member) {
			out = append(out, member)
		}
	}
	slices.Sort(out)
	return out
}

func alike(have, want any, member string) bool {
	if isEmptyJSON(want) || secretName.MatchString(member) {
		return true
	}
	switch w := want.(type) {
	case Document:
		h, ok := have.(Document)
		if !ok {
			return false
		}
		for inner, value := range w {
			if !alike(h[inner], value, inner) {
				return false
			}
		}
		return true
	case []any:
		h, ok := have.([]any)
		if !ok {
			return false
		}
		return !slices.ContainsFunc(w, func(item any) bool {
			return !slices.ContainsFunc(h, func(other any) bool { return alike(other, item, "") })
		})
	case string:
		if text, ok := have.(string); ok && strings.HasPrefix(text, "e:AES:") {
			return true
		}
	}
	return Equal(have, want)
}

func isEmptyJSON(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case Document:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return false
}
