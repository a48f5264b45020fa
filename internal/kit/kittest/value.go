package kittest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// members returns the attributes of an object; nil for null and unknown ones.
func members(v tftypes.Value) map[string]tftypes.Value {
	out := map[string]tftypes.Value{}
	if v.IsNull() || !v.IsKnown() {
		return nil
	}
	if err := v.As(&out); err != nil {
		return nil
	}
	return maps.Clone(out) // As gives the map of the value itself
}

// items returns the elements of a list or set; nil for null and unknown ones.
func items(v tftypes.Value) []tftypes.Value {
	var out []tftypes.Value
	if v.IsNull() || !v.IsKnown() {
		return nil
	}
	if err := v.As(&out); err != nil {
		return nil
	}
	return out
}

// text returns a string; "" for null and unknown ones.
func text(v tftypes.Value) string {
	var out string
	if !v.IsKnown() || v.IsNull() || !v.Type().Is(tftypes.String) {
		return ""
	}
	if err := v.As(&out); err != nil {
		return ""
	}
	return out
}

func null(t tftypes.Type) tftypes.Value { return tftypes.NewValue(t, nil) }

// object makes an object of that type; what is missing is null.
func object(t tftypes.Object, values map[string]tftypes.Value) tftypes.Value {
	all := map[string]tftypes.Value{}
	for name, inner := range t.AttributeTypes {
		value, ok := values[name]
		if !ok {
			value = null(inner)
		}
		all[name] = value
	}
	return tftypes.NewValue(t, all)
}

// fromJSON turns a sample value into a value of the type. A string given as an object, list or number is JSON text.
func fromJSON(raw json.RawMessage, t tftypes.Type) (tftypes.Value, error) {
	trimmed := bytes.TrimSpace(raw)
	if string(trimmed) == "null" {
		return null(t), nil
	}
	switch inner := t.(type) {
	case tftypes.Object:
		return objectFromJSON(trimmed, inner)
	case tftypes.Map:
		var entries map[string]json.RawMessage
		if err := json.Unmarshal(trimmed, &entries); err != nil {
			return tftypes.Value{}, fmt.Errorf("want an object: %w", err)
		}
		values := map[string]tftypes.Value{}
		for key, entry := range entries {
			value, err := fromJSON(entry, inner.ElementType)
			if err != nil {
				return tftypes.Value{}, fmt.Errorf("%s: %w", key, err)
			}
			values[key] = value
		}
		return tftypes.NewValue(t, values), nil
	case tftypes.List:
		return elementsFromJSON(trimmed, t, inner.ElementType)
	case tftypes.Set:
		return elementsFromJSON(trimmed, t, inner.ElementType)
	}
	return scalarFromJSON(trimmed, t)
}

func scalarFromJSON(raw []byte, t tftypes.Type) (tftypes.Value, error) {
	switch {
	case t.Is(tftypes.String):
		var s string
		if err := json.Unmarshal(raw, &s); err == nil {
			return tftypes.NewValue(t, s), nil
		}
		var b bytes.Buffer
		if err := json.Compact(&b, raw); err != nil {
			return tftypes.Value{}, err
		}
		return tftypes.NewValue(t, b.String()), nil
	case t.Is(tftypes.Bool):
		var b bool
		if err := json.Unmarshal(raw, &b); err != nil {
			return tftypes.Value{}, fmt.Errorf("want true or false: %w", err)
		}
		return tftypes.NewValue(t, b), nil
	case t.Is(tftypes.Number):
		n, ok := new(big.Float).SetPrec(512).SetString(string(raw))
		if !ok {
			return tftypes.Value{}, fmt.Errorf("want a number, got %s", raw)
		}
		return tftypes.NewValue(t, n), nil
	}
	return tftypes.Value{}, fmt.Errorf("no sample can be given for the type %s", t)
}

func objectFromJSON(raw []byte, t tftypes.Object) (tftypes.Value, error) {
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		return tftypes.Value{}, fmt.Errorf("want an object: %w", err)
	}
	values := map[string]tftypes.Value{}
	for name, entry := range entries {
		inner, ok := t.AttributeTypes[name]
		if !ok {
			return tftypes.Value{}, fmt.Errorf("there is no attribute %s", name)
		}
		value, err := fromJSON(entry, inner)
		if err != nil {
			return tftypes.Value{}, fmt.Errorf("%s: %w", name, err)
		}
		values[name] = value
	}
	return object(t, values), nil
}

func elementsFromJSON(raw []byte, t, element tftypes.Type) (tftypes.Value, error) {
	var entries []json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		return tftypes.Value{}, fmt.Errorf("want a list: %w", err)
	}
	values := []tftypes.Value{}
	for i, entry := range entries {
		value, err := fromJSON(entry, element)
		if err != nil {
			return tftypes.Value{}, fmt.Errorf("item %d: %w", i, err)
		}
		values = append(values, value)
	}
	return tftypes.NewValue(t, values), nil
}

// differing names the top-level attributes in which two objects differ, sorted.
func differing(a, b tftypes.Value) []string {
	x, y := members(a), members(b)
	var names []string
	for name := range x {
		if !x[name].Equal(y[name]) {
			names = append(names, name)
		}
	}
	for name := range y {
		if _, ok := x[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// show writes a value for a failure message.
func show(v tftypes.Value) string {
	switch {
	case !v.IsKnown():
		return "unknown"
	case v.IsNull():
		return "null"
	case v.Type().Is(tftypes.String):
		return fmt.Sprintf("%q", text(v))
	case v.Type().Is(tftypes.Number):
		var n big.Float
		if err := v.As(&n); err == nil {
			return n.Text('f', -1)
		}
	case v.Type().Is(tftypes.Bool):
		var b bool
		if err := v.As(&b); err == nil {
			return fmt.Sprint(b)
		}
	}
	if m := members(v); m != nil {
		var parts []string
		for name, inner := range m {
			parts = append(parts, name+"="+show(inner))
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	}
	var parts []string
	for _, inner := range items(v) {
		parts = append(parts, show(inner))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// showChange writes the attributes in which two objects differ.
func showChange(before, after tftypes.Value) string {
	x, y := members(before), members(after)
	var lines []string
	for _, name := range differing(before, after) {
		lines = append(lines, fmt.Sprintf("  %s: %s -> %s", name, show(x[name]), show(y[name])))
	}
	return strings.Join(lines, "\n")
}

func dynamic(v tftypes.Value) *tfprotov6.DynamicValue {
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		panic("kittest: value of another type than its schema: " + err.Error())
	}
	return &d
}

// unordered sorts the lists of a JSON value: where their order has a meaning, the attribute shows it.
func unordered(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			v[name] = unordered(inner)
		}
	case []any:
		for i, inner := range v {
			v[i] = unordered(inner)
		}
		slices.SortFunc(v, func(a, b any) int { return strings.Compare(renderJSON(a), renderJSON(b)) })
	}
	return value
}
