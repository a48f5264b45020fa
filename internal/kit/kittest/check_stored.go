package kittest

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// checkStored plans from a state that nobody refreshed, as -refresh=false does, and from states that another release wrote.
func (w *world) checkStored(t *testing.T) {
	w.check(t, "plans without a refresh", func(tf *terraform) {
		tf.storedPlans(tf.sample.full())
		for _, name := range slices.Sorted(maps.Keys(tf.sample.Variants)) {
			tf.nodes.restore(tf.nodes.base)
			tf.storedPlans(tf.sample.variant(name))
		}
	})
	if attr.HasDefaults(w.description.Attributes) {
		w.check(t, "stored values and defaults", func(tf *terraform) {
			for _, a := range []Attributes{tf.sample.minimal(), tf.sample.full()} {
				tf.nodes.restore(tf.nodes.base)
				tf.storedDefaults(a)
			}
		})
	}
}

// planStored plans without a refresh.
func (tf *terraform) planStored(server tfprotov6.ProviderServer, s state, config tftypes.Value) plan {
	tf.Helper()
	return tf.planFrom(server, plan{action: actionNone, prior: s, planned: s.value, config: config})
}

// storedPlans plans the configuration that an object was made with, then without each of its attributes. What an object needs is
// not left out.
func (tf *terraform) storedPlans(a Attributes) {
	tf.Helper()
	s, server := tf.create(a).state, tf.server()
	if p := tf.planStored(server, s, tf.config(a)); p.failed() || p.action != actionNone {
		tf.Errorf("The plan of what was just applied is not empty without a refresh: %s\n%s", p, p.text())
	}
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if declared, known := tf.attribute(name); known && !declared.IsRequired() {
			tf.planStored(server, s, tf.config(a.without(name)))
		}
	}
	if len(tf.sample.Changed) > 0 {
		tf.planStored(server, s, tf.config(merge(a, tf.sample.Changed)))
	}
}

// storedDefaults takes each value that no configuration sets from its default, as another release or somebody else may have left
// it: the plan goes back to the default.
func (tf *terraform) storedDefaults(a Attributes) {
	tf.Helper()
	s, config, server := tf.create(a).state, tf.config(a), tf.server()
	for _, place := range defaultsBelow(tftypes.NewAttributePath(), tf.description.Attributes, s.value) {
		if isNullAt(config, place.WithoutLastStep()) || !isNullAt(config, place) {
			continue // what is around it is left alone as a whole, or it is set
		}
		for _, other := range []any{nil, otherThan(s.value, place)} {
			changed, err := tftypes.Transform(s.value, func(at *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
				if at.Equal(place) {
					return tftypes.NewValue(value.Type(), other), nil
				}
				return value, nil
			})
			if err != nil {
				tf.Fatal(err)
			}
			stored := s
			stored.value = changed
			if p := tf.planStored(server, stored, config); p.failed() || !slices.Contains(p.changes, rootOf(place)) {
				tf.Errorf("%s is stored as %v, and nobody sets it; the plan does not go back to the default: %s\n%s", place, other, p, p.text())
			}
		}
	}
}

// isNullAt tells whether there is nothing in that place.
func isNullAt(whole tftypes.Value, place *tftypes.AttributePath) bool {
	found, _, err := tftypes.WalkAttributePath(whole, place)
	value, isValue := found.(tftypes.Value)
	return err != nil || !isValue || value.IsNull()
}

// otherThan is another value of the same type than the one in that place.
func otherThan(whole tftypes.Value, place *tftypes.AttributePath) any {
	found, _, err := tftypes.WalkAttributePath(whole, place)
	value, isValue := found.(tftypes.Value)
	switch {
	case err != nil, !isValue:
		return nil
	case value.Type().Is(tftypes.Bool):
		return show(value) != "true"
	case value.Type().Is(tftypes.Number):
		return 4711
	}
	return "other"
}

// defaultsBelow are where a value has attributes with defaults, at any depth.
func defaultsBelow(at *tftypes.AttributePath, attributes []attr.Attribute, value tftypes.Value) []*tftypes.AttributePath {
	values := members(value)
	if values == nil {
		return nil
	}
	var places []*tftypes.AttributePath
	for _, a := range attributes {
		here := at.WithAttributeName(a.Name)
		if !a.Fallback().IsNull() {
			places = append(places, here)
		}
		switch a.Kind {
		case attr.KindObject:
			places = append(places, defaultsBelow(here, a.Children, values[a.Name])...)
		case attr.KindObjectMap:
			for key, entry := range members(values[a.Name]) {
				places = append(places, defaultsBelow(here.WithElementKeyString(key), a.Children, entry)...)
			}
		case attr.KindObjectList:
			for i, item := range items(values[a.Name]) {
				places = append(places, defaultsBelow(here.WithElementKeyInt(i), a.Children, item)...)
			}
		default:
		}
	}
	return places
}
