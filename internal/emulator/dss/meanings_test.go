package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestMeaningIsStoredInLowerCase(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/meanings/", document{
		"id": "Colour", "label": "Colour", "type": "VALUES_LIST", "description": nil, "entries": []any{document{"value": "red", "color": "#f00"}},
		"mappings": nil, "pattern": nil, "normalizationMode": nil, "detectable": false,
	})
	got := p.get("/meanings/colour")
	p.same("document", got, document{
		"id": "colour", "label": "Colour", "type": "VALUES_LIST", "entries": []any{document{"value": "red", "color": "#f00"}}, "detectable": false,
	})
	p.same("list", p.must("GET", "/meanings/", nil), []any{got})
	got["id"], got["description"], got["nonsense"] = "other", "Colours of cars", "kept"
	p.must("PUT", "/meanings/colour", got)
	got["id"] = "colour"
	p.same("updated", p.get("/meanings/colour"), got)
}

func TestMeaningCannotBeDeleted(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/meanings", document{"id": "m", "label": "M", "type": "DECLARATIVE"})
	if a := p.send("DELETE", "/meanings/m", nil); a.status != 405 {
		t.Errorf("DELETE: %d %s", a.status, a.text)
	}
}

func TestMeaningRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.refused(p.send("GET", "/meanings/absent", nil), 404, "NotFoundException", "does not exist")
	p.refused(p.send("PUT", "/meanings/absent", document{}), 404, "NotFoundException", "does not exist")
	p.must("POST", "/meanings", document{"id": "m", "label": "M", "type": "PATTERN", "pattern": "[0-9]+"})
	for part, body := range map[string]document{
		"already exists": {"id": "M", "label": "M", "type": "DECLARATIVE"},
		"id is":          {"label": "M", "type": "DECLARATIVE"},
		"label":          {"id": "x", "type": "DECLARATIVE"},
		"type":           {"id": "x", "label": "X", "type": "REGEX"},
		"entries":        {"id": "x", "label": "X", "type": "VALUES_LIST"},
		"mappings":       {"id": "x", "label": "X", "type": "VALUES_MAPPING"},
		"pattern":        {"id": "x", "label": "X", "type": "PATTERN"},
		"normalization":  {"id": "x", "label": "X", "type": "PATTERN", "pattern": "x", "normalizationMode": "NORMALIZED"},
	} {
		p.refused(p.send("POST", "/meanings", body), 400, "IllegalArgumentException", part)
	}
	p.refused(p.send("PUT", "/meanings/m", document{"label": "M", "type": "DECLARATIVE"}), 400, "IllegalArgumentException", "cannot be changed")
	reader := p.as(emulator.Identity{ID: "reader", Login: "reader"})
	reader.get("/meanings/m")
	reader.refused(reader.send("POST", "/meanings", document{"id": "y"}), 403, "UnauthorizedException", "")
	reader.refused(reader.send("PUT", "/meanings/m", document{}), 403, "UnauthorizedException", "")
}
