package kittest

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const goodSample = `{
  "minimal": {"name": "sample"},
  "full": {
    "color": "red", "options": {"fast": true, "limit": 3}, "people": {"ann": {"role": "reader"}},
    "settings_json": {"n": 9007199254740993}, "key_wo": "first-secret", "key_wo_version": 1
  },
  "changed": {
    "color": "blue", "options": {"fast": false, "limit": 4}, "people": {"bob": {"role": "writer"}},
    "settings_json": {}, "key_wo": "second-secret", "key_wo_version": 2
  },
  "siblings": {"name": "sibling-{n}"},
  "document": {"collection": "things", "id": "{name}"},
  "drift": {"/color": {"value": "green", "attribute": "color"}}
}`

func reviewed(t *testing.T, text string) string {
	t.Helper()
	attributes := []attr.Attribute{
		attr.String("name", "").Required().Replaces(),
		attr.String("color", ""),
		attr.Object("options", "", attr.Bool("fast", ""), attr.Int("limit", "")),
		attr.ObjectMap("people", "login", "", attr.String("role", "")),
		attr.Doc("settings", ""),
		attr.Secret("key", ""),
		attr.Int("size", "").Computed(),
	}
	sample, err := parseSample("thing.json", []byte(text))
	if err != nil {
		return err.Error()
	}
	objectType, ok := attr.ObjectType(attributes).TerraformType(t.Context()).(tftypes.Object)
	if !ok {
		t.Fatal("not an object")
	}
	s := &subject{
		description: kit.Description{Type: "thing", Attributes: attributes, Identity: []string{"name"}},
		sample:      sample, typeName: "dataiku_thing", objectType: objectType,
	}
	problems := s.review()
	if len(problems) == 0 && !slices.Equal(s.secrets, []string{"first-secret", "second-secret"}) {
		t.Errorf("secrets: %q", s.secrets)
	}
	return strings.Join(problems, "\n")
}

// TestReview makes samples worse one by one: each must be refused with the name of what is missing or wrong.
func TestReview(t *testing.T) {
	if problems := reviewed(t, goodSample); problems != "" {
		t.Fatalf("the good sample has problems:\n%s", problems)
	}
	for _, c := range []struct{ name, from, to, want string }{
		{"missing attribute", `"color": "red", `, ``, "no sample for the attribute color"},
		{"missing nested attribute", `, "limit": 3`, ``, "no sample for the attribute options.limit"},
		{"missing attribute of an entry", `{"role": "reader"}`, `{}`, "no sample for the attribute people.role"},
		{"missing version", `, "key_wo_version": 1`, ``, "key_wo_version"},
		{"unknown member", `"siblings"`, `"sibling": {}, "siblings"`, `unknown field "sibling"`},
		{"unknown attribute", `"color": "red"`, `"color": "red", "colour": "red"`, "has no attribute colour"},
		{"unknown nested attribute", `"fast": true`, `"fast": true, "slow": true`, "there is no attribute slow"},
		{"read-only attribute", `"color": "red"`, `"color": "red", "size": 3`, "size cannot be set"},
		{"wrong type", `"limit": 3`, `"limit": "many"`, "limit: want a number"},
		{"inexact", `9007199254740993`, `3`, "settings_json in \"full\" must hold the number"},
		{"unchanged", `"color": "blue"`, `"color": "red"`, "changed: give color another value"},
		{"unchanged nested", `"limit": 4`, `"limit": 3`, "changed: give options.limit another value"},
		{"changed identity", `"color": "blue"`, `"color": "blue", "name": "other"`, "changed: name identifies"},
		{"no siblings", `sibling-{n}`, `sibling`, "siblings: give at least one of name"},
		{"no document", `"collection": "things"`, `"collection": ""`, "document: name the collection"},
		{"drift of nothing", `"attribute": "color"`, `"attribute": "colour"`, `there is no attribute "colour"`},
		{"short secret", `first-secret`, `secret`, "too short to be searched for"},
		{"excuse without reason", `"document"`, `"unimportable": {"color": "no"}, "document"`, "say in a sentence why color"},
		{"excuse of nothing", `"document"`, `"unimportable": {"colour": "the server hides it"}, "document"`, "unimportable: there is no attribute colour"},
		{"budget of nothing", `"document"`, `"requests": {"make": {"limit": 1, "reason": "it is so slow"}}, "document"`, "there is no operation make"},
	} {
		if text := strings.Replace(goodSample, c.from, c.to, 1); text == goodSample {
			t.Errorf("%s: nothing was changed", c.name)
		} else if problems := reviewed(t, text); !strings.Contains(problems, c.want) {
			t.Errorf("%s: want %q, got:\n%s", c.name, c.want, problems)
		}
	}
}
