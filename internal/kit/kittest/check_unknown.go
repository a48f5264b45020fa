package kittest

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// checkUnknown plans a creation and an update in which nothing is known yet, as with references to objects that are
// still to be made, and then carries the creation out with the values.
func checkUnknown(tf *terraform) {
	full := tf.sample.full()
	known := tf.config(full)
	values := map[string]tftypes.Value{}
	for name, value := range members(known) {
		values[name] = value
		if _, configured := full[name]; configured && name != timeoutsName {
			values[name] = tftypes.NewValue(value.Type(), tftypes.UnknownValue)
		}
	}
	unknown := object(tf.objectType, values)
	for name := range full {
		one := members(known)
		one[name] = values[name]
		if p := tf.planValues(state{value: null(tf.objectType)}, object(tf.objectType, one)); p.failed() {
			tf.Errorf("A plan in which only %s is not known yet failed; checks must wait for unknown values:\n%s", name, p.text())
		}
	}
	p := tf.planValues(state{value: null(tf.objectType)}, unknown)
	if p.failed() {
		tf.Fatalf("A plan in which nothing is known yet failed; checks must wait for unknown values:\n%s", p.text())
	}
	p.config = known
	out := tf.carryOut(p)
	if out.failed() {
		tf.Fatalf("The apply of a plan in which nothing was known failed:\n%s", out.text())
	}
	tf.settled(out.state, full, "created from values that were known late")
	for _, name := range tf.description.Identity {
		values[name] = members(known)[name]
	}
	if p = tf.planValues(out.state, object(tf.objectType, values)); p.failed() {
		tf.Errorf("The plan of an update in which nothing is known yet failed:\n%s", p.text())
	}
}

// checkUnknownChanges carries out changes of which each attribute, and each value inside it, is known during the apply only: what
// the plan says must hold then. A rule that may replace the object plans that.
func checkUnknownChanges(tf *terraform) {
	full, minimal := tf.sample.full(), tf.sample.minimal()
	tf.unknownChanges(full, tf.sample.changed())
	for name, value := range tf.sample.Replaced {
		from := tf.sample.having(name)
		tf.unknownChanges(from, merge(from, Attributes{name: value}))
	}
	for name, value := range tf.sample.sibling(0) {
		tf.unknownChanges(minimal, merge(minimal, Attributes{name: value}))
	}
	for _, name := range slices.Sorted(maps.Keys(tf.sample.Variants)) {
		for _, from := range []Attributes{minimal, full} {
			tf.unknownChanges(from, tf.sample.variant(name))
			tf.unknownChanges(tf.sample.variant(name), from)
		}
	}
}

// unknownChanges changes an object from one configuration to another, with one value after the other unknown while planning.
func (tf *terraform) unknownChanges(from, to Attributes) {
	tf.Helper()
	tf.nodes.restore(tf.nodes.base)
	before := tf.create(from).state
	kept := tf.nodes.save()
	if out := tf.apply(before, to); out.failed() {
		return // nobody can make this change
	}
	known := tf.config(to)
	was := members(tf.config(from))
	for _, place := range placesToHide(known) {
		root := rootOf(place)
		if members(known)[root].Equal(was[root]) || slices.Contains(tf.sample.borrowed, root) {
			continue
		}
		hidden, err := tftypes.Transform(known, func(at *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
			if at.Equal(place) {
				return tftypes.NewValue(value.Type(), tftypes.UnknownValue), nil
			}
			return value, nil
		})
		if err != nil {
			tf.Fatal(err)
		}
		tf.nodes.restore(kept)
		p := tf.planValues(before, hidden)
		if p.failed() {
			tf.Errorf("A change in which only %s is not known yet is refused:\n%s", place, p.text())
			continue
		}
		p.config = known
		if out := tf.carryOut(p); out.failed() {
			tf.Errorf("A change in which %s was not known while planning failed:\n%s", place, out.text())
		}
	}
}

// rootOf is the attribute that a place is in, "" for the whole object.
func rootOf(place *tftypes.AttributePath) string {
	if len(place.Steps()) == 0 {
		return ""
	}
	name, _ := place.Steps()[0].(tftypes.AttributeName)
	return string(name)
}

// placesToHide are where a configuration has values: attributes, and whatever is inside them. An element of a set has no place.
func placesToHide(config tftypes.Value) []*tftypes.AttributePath {
	var places []*tftypes.AttributePath
	_ = tftypes.Walk(config, func(at *tftypes.AttributePath, value tftypes.Value) (bool, error) { // the function has no errors
		if value.IsNull() || rootOf(at) == timeoutsName {
			return false, nil
		}
		if len(at.Steps()) > 0 {
			places = append(places, at)
		}
		return !value.Type().Is(tftypes.Set{}), nil
	})
	return places
}
