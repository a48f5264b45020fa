package kittest

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// thing has one attribute of each sort that core treats in its own way.
var thing = []*tfprotov6.SchemaAttribute{
	{Name: "name", Type: tftypes.String, Required: true},
	{Name: "note", Type: tftypes.String, Optional: true},
	{Name: "mode", Type: tftypes.String, Optional: true, Computed: true},
	{Name: "made", Type: tftypes.String, Computed: true},
	{Name: "key", Type: tftypes.String, Optional: true, WriteOnly: true},
	{Name: "parts", Optional: true, NestedType: &tfprotov6.SchemaObject{
		Nesting: tfprotov6.SchemaObjectNestingModeMap,
		Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "size", Type: tftypes.String, Optional: true},
			{Name: "code", Type: tftypes.String, Optional: true, Computed: true},
		},
	}},
}

func thingType(t *testing.T) tftypes.Object {
	t.Helper()
	o, ok := (&tfprotov6.SchemaBlock{Attributes: thing}).ValueType().(tftypes.Object)
	if !ok {
		t.Fatal("not an object")
	}
	return o
}

// thingOf reads a value; "?" stands for an unknown one.
func thingOf(t *testing.T, written string) tftypes.Value {
	t.Helper()
	v, err := fromJSON([]byte(written), thingType(t))
	if err != nil {
		t.Fatal(err)
	}
	v, err = tftypes.Transform(v, func(_ *tftypes.AttributePath, one tftypes.Value) (tftypes.Value, error) {
		if one.Type().Is(tftypes.String) && text(one) == "?" {
			return tftypes.NewValue(tftypes.String, tftypes.UnknownValue), nil
		}
		return one, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestProposed(t *testing.T) {
	for _, c := range []struct{ name, prior, config, want string }{
		{"create", `null`, `{"name": "a", "key": "k"}`, `{"name": "a", "key": "k"}`},
		{"computed values stay", `{"name": "a", "mode": "m", "made": "now"}`, `{"name": "b"}`, `{"name": "b", "mode": "m", "made": "now"}`},
		{"configured values win", `{"name": "a", "mode": "m"}`, `{"name": "a", "mode": "n"}`, `{"name": "a", "mode": "n"}`},
		{"unset values go", `{"name": "a", "note": "x"}`, `{"name": "a"}`, `{"name": "a"}`},
		{
			"entries keep what is computed in them",
			`{"name": "a", "parts": {"x": {"size": "1", "code": "c"}, "y": {"size": "2"}}}`,
			`{"name": "a", "parts": {"x": {"size": "3"}, "z": {}}}`,
			`{"name": "a", "parts": {"x": {"size": "3", "code": "c"}, "z": {}}}`,
		},
	} {
		got := proposed(thing, thingType(t), thingOf(t, c.prior), thingOf(t, c.config))
		if want := thingOf(t, c.want); !got.Equal(want) {
			t.Errorf("%s: %s", c.name, showChange(want, got))
		}
	}
}

func TestInvalidPlan(t *testing.T) {
	for _, c := range []struct{ name, prior, config, planned, want string }{
		{"as configured", `null`, `{"name": "a"}`, `{"name": "a", "mode": "?", "made": "?"}`, ""},
		{"write-only is null", `null`, `{"name": "a", "key": "k"}`, `{"name": "a"}`, ""},
		{"as before", `{"name": "a", "note": "x "}`, `{"name": "a", "note": "x"}`, `{"name": "a", "note": "x "}`, ""},
		{"other than configured", `null`, `{"name": "a"}`, `{"name": "b"}`, `name: "b" is planned, but "a" is configured`},
		{"secret in the plan", `null`, `{"name": "a", "key": "k"}`, `{"name": "a", "key": "k"}`, "key is write-only"},
		{"invented", `null`, `{"name": "a"}`, `{"name": "a", "note": "x"}`, "note is not configured and not computed"},
		{"kept though unset", `{"name": "a", "note": "x"}`, `{"name": "a"}`, `{"name": "a", "note": "x"}`, "note is not configured"},
		{
			"other entry", `null`, `{"name": "a", "parts": {"x": {"size": "1"}}}`,
			`{"name": "a", "parts": {"x": {"size": "2"}}}`, `parts["x"].size: "2" is planned`,
		},
		{"lost entry", `null`, `{"name": "a", "parts": {"x": {}}}`, `{"name": "a", "parts": {}}`, "parts has 0 entries in the plan, but 1"},
	} {
		got := strings.Join(invalidPlan(thing, thingOf(t, c.prior), thingOf(t, c.config), thingOf(t, c.planned), ""), "; ")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q, got %q", c.name, c.want, got)
		}
	}
}

func TestIncompatible(t *testing.T) {
	for _, c := range []struct{ name, planned, actual, want string }{
		{"unknown became known", `{"name": "a", "made": "?"}`, `{"name": "a", "made": "now"}`, ""},
		{"unknown became null", `{"name": "a", "made": "?"}`, `{"name": "a"}`, ""},
		{"known changed", `{"name": "a"}`, `{"name": "b"}`, `the object.name: "a" was planned, but it is "b"`},
		{"null became known", `{"name": "a"}`, `{"name": "a", "note": "x"}`, "the object.note: null was planned"},
		{"entry appeared", `{"name": "a", "parts": {"x": {"code": "?"}}}`, `{"name": "a", "parts": {"x": {"code": "1"}, "y": {}}}`, "parts.y was not planned"},
		{"entry vanished", `{"name": "a", "parts": {"x": {"code": "?"}}}`, `{"name": "a", "parts": {}}`, "parts.x was planned, but it is gone"},
	} {
		got := strings.Join(incompatible(thingOf(t, c.planned), thingOf(t, c.actual), "the object"), "; ")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q, got %q", c.name, c.want, got)
		}
	}
	if got := writeOnlyValues(thing, thingOf(t, `{"name": "a", "key": "k"}`), ""); len(got) != 1 || got[0] != "key" {
		t.Errorf("write-only values: %q", got)
	}
}
