package dss

import (
	"encoding/json"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// complete adds what d lacks of defaults, at any depth: the server fills its documents at every write.
func complete(d, defaults Document) {
	for member, value := range defaults {
		have := d[member]
		if have == nil {
			d[member] = emulator.Clone(value)
			continue
		}
		inner, isObject := have.(Document)
		if more, ok := value.(Document); ok && isObject {
			complete(inner, more)
		}
	}
}

// object returns an object member, nil when absent or of another type.
func object(d Document, member string) Document {
	value, _ := d[member].(Document)
	return value
}

// objects returns the objects of a list member, without its other items.
func objects(d Document, member string) []Document {
	items, _ := d[member].([]any)
	var out []Document
	for _, item := range items {
		if o, ok := item.(Document); ok {
			out = append(out, o)
		}
	}
	return out
}

// caller is the name that the server writes into documents: the user behind the key, else the key itself.
func caller(c *emulator.Call) string {
	if c.Identity.Login != "" {
		return c.Identity.Login
	}
	return c.Identity.ID
}

// newTag is a creationTag, and the first versionTag, of a document.
func newTag(n *emulator.Node, login string) Document {
	return Document{"versionNumber": 0, "lastModifiedBy": Document{"login": login}, "lastModifiedOn": n.Millis()}
}

// nextTag is the versionTag after a change. What a client sends for it is ignored (dss-project.md 2).
func nextTag(c *emulator.Call, tag Document) Document {
	next := newTag(c.Node, caller(c))
	if number, ok := tag["versionNumber"].(json.Number); ok {
		value, _ := number.Int64()
		next["versionNumber"] = value + 1
	}
	if extended, ok := tag["extendedProperties"]; ok {
		next["extendedProperties"] = extended
	}
	return next
}

// inGroups tells whether the caller belongs to one of the groups.
func inGroups(c *emulator.Call, groups []string) bool {
	return slices.ContainsFunc(groups, func(group string) bool { return slices.Contains(c.Identity.Groups, group) })
}

// opaque is the answer of the server to what it did not foresee.
func opaque() *emulator.Error {
	return &emulator.Error{Status: 500, Type: "java.lang.RuntimeException", Message: "Internal error"}
}
