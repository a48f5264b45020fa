package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const meanings = "meanings"

// handleMeanings has no deletion: the server answers 405 (observed.md 1.4).
func handleMeanings(n *emulator.Node) {
	n.Handle("GET /meanings", func(*emulator.Call) (any, error) { return n.Store.Collection(meanings).All(), nil })
	n.Handle("GET /meanings/{id}", func(c *emulator.Call) (any, error) { return findMeaning(n, c.Arg("id")) })
	n.Handle("POST /meanings", func(c *emulator.Call) (any, error) {
		body, err := meaningBody(c)
		if err != nil {
			return nil, err
		}
		id := strings.ToLower(text(body, "id")) // seen on DSS 15 (dss-admin.md 20)
		switch {
		case id == "":
			return nil, emulator.IllegalArgument("Meaning id is required")
		case n.Store.Collection(meanings).Has(id):
			return nil, emulator.IllegalArgument("Meaning '" + id + "' already exists")
		}
		body["id"] = id
		if err := storeMeaning(n, body); err != nil {
			return nil, err
		}
		return emulator.Text("Created meaning " + id), nil
	})
	n.Handle("PUT /meanings/{id}", func(c *emulator.Call) (any, error) {
		body, err := meaningBody(c)
		if err != nil {
			return nil, err
		}
		stored, err := findMeaning(n, c.Arg("id"))
		if err != nil {
			return nil, err
		}
		if kind, given := body["type"]; given && kind != stored["type"] { // a guess: what the server does is unknown
			return nil, emulator.IllegalArgument("The type of meaning '" + text(stored, "id") + "' cannot be changed")
		}
		keep(body, stored, "id")
		keep(body, stored, "type")
		return Document{"msg": "Updated meaning " + text(stored, "id")}, storeMeaning(n, body)
	})
}

// meaningBody is the body of a write, which only administrators may make.
func meaningBody(c *emulator.Call) (Document, error) {
	if !c.Identity.Admin {
		return nil, emulator.Forbidden("You may not perform administration actions")
	}
	return c.Object()
}

// findMeaning answers as most families do; how the server words it was not recorded.
func findMeaning(n *emulator.Node, id string) (Document, error) {
	meaning, ok := n.Store.Collection(meanings).Get(strings.ToLower(id))
	if !ok {
		return nil, emulator.NotFound("Meaning '" + id + "' does not exist")
	}
	return meaning, nil
}

// storeMeaning refuses what its type needs and lacks (dss-admin.md 20). Null members are left out, as elsewhere, and
// unknown ones stay: the vendor's client says that the document is not documented.
func storeMeaning(n *emulator.Node, meaning Document) error {
	if text(meaning, "label") == "" {
		return emulator.IllegalArgument("Meaning label is required")
	}
	needed, known := map[string]string{
		"DECLARATIVE": "", "VALUES_LIST": "entries", "VALUES_MAPPING": "mappings", "PATTERN": "pattern",
	}[text(meaning, "type")]
	switch {
	case !known:
		return emulator.IllegalArgument("Unknown meaning type: " + text(meaning, "type"))
	case needed != "" && meaning[needed] == nil:
		return emulator.IllegalArgument("Missing " + needed + " of a meaning of type " + text(meaning, "type"))
	}
	mode := text(meaning, "normalizationMode")
	if mode != "" && !slices.Contains([]string{"EXACT", "LOWERCASE", "NORMALIZED"}, mode) ||
		mode == "NORMALIZED" && text(meaning, "type") == "PATTERN" {
		return emulator.IllegalArgument("Invalid normalization mode: " + mode)
	}
	for member, value := range meaning {
		if value == nil {
			delete(meaning, member)
		}
	}
	complete(meaning, Document{"detectable": false})
	n.Store.Collection(meanings).Put(text(meaning, "id"), meaning)
	return nil
}
