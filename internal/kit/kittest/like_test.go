package kittest

import (
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestBorrow(t *testing.T) {
	from, err := parseSample("other.json", []byte(goodSample))
	if err != nil {
		t.Fatal(err)
	}
	s, err := parseSample("own.json", []byte(`{
		"like": "other", "minimal": {"name": "own"}, "full": {"size": 1}, "changed": {"size": 2, "settings_json": {"b": 1}}, "siblings": {}, "document": {}
	}`))
	if err != nil {
		t.Fatal(err)
	}
	others := []attr.Attribute{
		attr.String("name", "").Required(),
		attr.String("color", "").Validate(attr.OneOf("red", "blue")),
		attr.Object("options", "", attr.Bool("fast", "Whether it is fast."), attr.Int("limit", "")),
		attr.Doc("settings", ""),
		attr.Secret("key", ""),
		attr.Int("size", ""),
	}
	own := []attr.Attribute{
		attr.String("name", "").Required(),
		attr.String("color", "Its color.").Validate(attr.OneOf("red", "blue")),
		attr.Object("options", "", attr.Bool("fast", "Whether it is quick."), attr.Int("limit", "").At("most")),
		attr.Doc("settings", ""),
		attr.Secret("key", ""),
		attr.Int("size", ""),
	}
	if err := s.Borrow(from, own, others); err != nil {
		t.Fatal(err)
	}
	if s, err = s.with(nil); err != nil {
		t.Fatal(err)
	}
	if want := []string{"color", "key_wo"}; !slices.Equal(s.borrowed, want) {
		t.Errorf("borrowed %q, want %q: options lie elsewhere, the rest is mentioned", s.borrowed, want)
	}
	full, changed := s.full(), s.changed()
	if string(full["color"]) != `"red"` || string(changed["color"]) != `"blue"` || string(full["key_wo_version"]) != "1" ||
		string(changed["size"]) != "2" || full["options"] != nil || full["settings_json"] != nil {
		t.Errorf("full is %s, changed is %s", full, changed)
	}
	if s.Document.Collection != "things" {
		t.Errorf("the document is %v", s.Document)
	}
}
