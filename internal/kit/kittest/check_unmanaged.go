package kittest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// checkUnmanaged lets somebody else change the object between the plan and the apply of an update.
func (w *world) checkUnmanaged(t *testing.T) {
	if len(w.sample.Changed) > 0 {
		w.check(t, "what is not configured stays", unconfiguredStays)
		w.check(t, "what is planned as empty is emptied", plannedAsEmpty)
		w.check(t, "a failed update that is taken back", checkReverted)
	}
}

// lean is an object made with few attributes, and the plan of an update that configures no more.
type lean struct {
	made   state
	plan   plan
	config Attributes
}

// leanest finds the update with the fewest attributes that the entity and the node allow: what an object must have, one
// attribute that changes, and as little as possible of what is nested.
func (tf *terraform) leanest() (lean, bool) {
	tf.Helper()
	full, changed := tf.sample.full(), tf.sample.changed()
	var nested []string
	for _, a := range tf.description.Attributes {
		if len(a.Children) > 0 && settable(a) {
			nested = append(nested, a.Name)
		}
	}
	always := slices.Sorted(maps.Keys(tf.sample.Minimal))
	for _, more := range [][]string{append(always, nested...), always} {
		for _, one := range tf.visibleChanges() {
			names := append([]string{one}, more...)
			for _, name := range names {
				names = append(names, tf.sample.Needs[name]...)
			}
			before, after := thin(full.only(names...), tf.description.Attributes), thin(changed.only(names...), tf.description.Attributes)
			tf.nodes.restore(tf.nodes.base)
			out := tf.apply(state{value: null(tf.objectType)}, before)
			if out.failed() || before[one] == nil || after[one] == nil {
				continue
			}
			if p := tf.plan(out.state, after); !p.failed() && p.action == actionUpdate {
				return lean{out.state, p, after}, true
			}
		}
	}
	return lean{}, false
}

// thin leaves of what is nested only what must be there, or one attribute.
func thin(a Attributes, attributes []attr.Attribute) Attributes {
	out := merge(a)
	for _, one := range attributes {
		if raw, ok := a[one.Name]; ok && len(one.Children) > 0 {
			out[one.Name] = inObjects(raw, one, func(inner Attributes) Attributes {
				var kept []string
				for _, child := range one.Children {
					if child.IsRequired() || len(kept) == 0 && inner[child.Name] != nil && !child.IsSecret() {
						kept = append(kept, child.Name)
					}
				}
				return thin(inner.only(kept...), one.Children)
			})
		}
	}
	return out
}

// inObjects changes the objects that the value of an attribute with children holds.
func inObjects(raw json.RawMessage, a attr.Attribute, change func(Attributes) Attributes) json.RawMessage {
	return beside(raw, raw, a, func(inner, _ Attributes) Attributes { return change(inner) })
}

// beside changes the objects that the value of an attribute with children holds, each with the one in the same place of another
// value.
func beside(raw, other json.RawMessage, a attr.Attribute, change func(inner, other Attributes) Attributes) json.RawMessage {
	var out any
	switch a.Kind {
	case attr.KindObjectMap:
		entries, others := parseAs[map[string]Attributes](raw), parseAs[map[string]Attributes](other)
		for key, inner := range entries {
			entries[key] = change(inner, others[key])
		}
		out = entries
	case attr.KindObjectList:
		list, others := parseAs[[]Attributes](raw), parseAs[[]Attributes](other)
		for i, inner := range list {
			list[i] = change(inner, append(others, make([]Attributes, len(list))...)[i])
		}
		out = list
	default:
		out = change(parseAs[Attributes](raw), parseAs[Attributes](other))
	}
	return json.RawMessage(renderJSON(out))
}

func parseAs[T any](raw json.RawMessage) T {
	var out T
	_ = json.Unmarshal(raw, &out) // the sample was parsed before
	return out
}

// othersToo adds to a configuration what it leaves to the node, with the values of another one: that is what somebody else may
// change.
func othersToo(config, other Attributes, attributes []attr.Attribute) Attributes {
	out := merge(config)
	for _, a := range attributes {
		raw, configured := config[a.Name]
		switch {
		case !configured && a.LeftWhenUnset() && !a.ReplacesObject() && other[a.Name] != nil:
			out[a.Name] = other[a.Name]
		case configured && len(a.Children) > 0 && other[a.Name] != nil:
			out[a.Name] = beside(raw, other[a.Name], a, func(inner, theirs Attributes) Attributes { return othersToo(inner, theirs, a.Children) })
		}
	}
	return out
}

// unconfiguredStays lets somebody set everything that the configuration of an update leaves to the node, right before the
// update is applied: the update must not touch it, and the next refresh must show it.
func unconfiguredStays(tf *terraform) {
	update, ok := tf.leanest()
	if !ok {
		tf.Logf("nothing can be updated without setting everything")
		return
	}
	theirs := tf.apply(update.made, othersToo(update.config, tf.sample.changed(), tf.description.Attributes))
	if theirs.failed() {
		tf.Fatalf("What the configuration leaves to the node cannot be changed:\n%s", theirs.text())
	}
	before := tf.comparable(theirs.state)
	out := tf.carryOut(update.plan)
	if out.failed() {
		tf.Fatalf("The update failed after somebody else changed what it does not set:\n%s", out.text())
	}
	if different := differences("", before, tf.comparable(theirs.state)); len(different) > 0 {
		tf.Errorf("An update with %s changed what it does not set, and somebody else did meanwhile:\n%s", describe(update.config), strings.Join(different, "\n"))
	}
	shown, want := members(tf.refreshed(out.state).value), members(theirs.value)
	for _, a := range tf.description.Attributes {
		if update.config[a.Name] == nil && a.LeftWhenUnset() && a.Kind != attr.KindDocument && !showsAll(shown[a.Name], want[a.Name]) {
			tf.Errorf("A refresh shows %s of %s, which is not set, instead of %s", show(shown[a.Name]), a.Name, show(want[a.Name]))
		}
	}
	tf.settled(out.state, update.config, "after somebody else changed what is not configured")
}

// showsAll tells whether a value is another one; a map may hold more.
func showsAll(shown, want tftypes.Value) bool {
	if !want.Type().Is(tftypes.Map{}) {
		return shown.Equal(want)
	}
	all := members(shown)
	for key, value := range members(want) {
		if entry, ok := all[key]; !ok || !entry.Equal(value) {
			return false
		}
	}
	return true
}

// plannedAsEmpty lets somebody fill what an update plans as empty, right before the update is applied.
func plannedAsEmpty(tf *terraform) {
	update, ok := tf.leanest()
	if !ok {
		return
	}
	filled := merge(update.config)
	for _, a := range tf.description.Attributes {
		if filled[a.Name] == nil && !a.LeftWhenUnset() && !a.IsLocal() && !a.IsSecret() && settable(a) && !a.ReplacesObject() {
			for _, name := range append([]string{a.Name}, tf.sample.Needs[a.Name]...) {
				if value, ok := tf.sample.changed()[name]; ok {
					filled[name] = value
				}
			}
		}
	}
	theirs := tf.apply(update.made, filled)
	if theirs.failed() {
		tf.Fatalf("What unsetting empties cannot be set:\n%s", theirs.text())
	}
	out := tf.carryOut(update.plan)
	if out.failed() {
		tf.Fatalf("The update failed after somebody else filled what it plans as empty:\n%s", out.text())
	}
	tf.settled(out.state, update.config, "after somebody else filled what is planned as empty")
}

// asFar leaves of a configuration what another one sets, too: what it alone sets would stay when it is taken back.
func asFar(config, other Attributes, attributes []attr.Attribute) Attributes {
	out := config.only(slices.Collect(maps.Keys(other))...)
	for _, a := range attributes {
		if raw := out[a.Name]; raw != nil && len(a.Children) > 0 {
			out[a.Name] = beside(raw, other[a.Name], a, func(inner, theirs Attributes) Attributes {
				if theirs == nil {
					return inner
				}
				return asFar(inner, theirs, a.Children)
			})
		}
	}
	return out
}

// checkReverted lets an update fail at each call for good, with the answers lost or refused, and takes the change back: nothing
// of it may be left behind.
func checkReverted(tf *terraform) {
	full, to := tf.sample.full(), tf.sample.changed()
	for _, name := range tf.locals() { // what others had, and an exclusive flag took away, does not come back
		delete(to, name)
		to = merge(to, full.only(name))
	}
	to = asFar(to, full, tf.description.Attributes)
	before := tf.create(full).state
	saved, want := tf.nodes.save(), tf.comparable(before)
	update := tf.plan(before, to)
	for call, entry := range tf.carryOut(update).requests {
		if entry.Method == http.MethodGet {
			continue
		}
		for _, fault := range []emulator.Fault{{Kind: emulator.FaultLostAnswer, Skip: call}, {Status: http.StatusInternalServerError, Skip: call}} {
			tf.at(fmt.Sprintf("%s%d from call %d, %s", fault.Kind, fault.Status, call+1, entry.Route), func(tf *terraform) {
				tf.nodes.restore(saved)
				server := tf.server()
				tf.nodes.fault(fault)
				failed := tf.execute(server, update)
				tf.nodes.heal()
				out := tf.must(failed.state, full)
				tf.settled(out.state, full, "after a failed update was taken back")
				if different := differences("", want, tf.comparable(out.state)); len(different) > 0 {
					tf.Errorf("A failed update was taken back, but this is left of it:\n%s\nafter\n%s", strings.Join(different, "\n"), failed.text())
				}
			})
		}
	}
}
