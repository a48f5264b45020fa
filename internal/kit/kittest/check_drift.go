package kittest

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// checkDrift changes objects behind Terraform's back.
func (w *world) checkDrift(t *testing.T) {
	for _, pointer := range slices.Sorted(maps.Keys(w.sample.Drift)) {
		w.check(t, "drift of "+strings.ReplaceAll(strings.TrimPrefix(pointer, "/"), "/", "."), func(tf *terraform) {
			tf.drift(pointer, w.sample.Drift[pointer])
		})
	}
	if len(w.sample.Changed) > 0 {
		w.check(t, "drift of everything", driftOfEverything)
	}
}

func (tf *terraform) drift(pointer string, d Drift) {
	full := tf.sample.full()
	out := tf.create(full)
	at, value := tf.place(out.state), tf.parse(d.Value)
	before, _ := lookup(tf.document(out.state), strings.TrimSuffix(pointer, "/-"))
	want := renderJSON(before)
	if err := tf.nodes.change(tf.sample.Product, at, func(doc any) (any, error) { return set(doc, pointer, value) }); err != nil {
		tf.Fatalf("%s: drift: %v", tf.sample.file, err)
	}
	changed, _ := lookup(tf.document(out.state), strings.TrimSuffix(pointer, "/-"))
	if renderJSON(changed) == want {
		tf.Fatalf("%s: drift: %s is %s already; name another value", tf.sample.file, pointer, want)
	}
	out = tf.must(out.state, full)
	if out.plan.action != actionUpdate || !slices.Contains(out.plan.changes, d.Attribute) {
		tf.Errorf("Somebody changed %s to %s, but the plan does not show it in %s: %s", pointer, d.Value, d.Attribute, out.plan)
	}
	if after, _ := lookup(tf.document(out.state), strings.TrimSuffix(pointer, "/-")); renderJSON(after) != want {
		tf.Errorf("The apply did not repair %s: it is %s instead of %s", pointer, renderJSON(after), want)
	}
	tf.settled(out.state, full, "after the repair of "+pointer)
}

// visibleChanges names the attributes that differ between full and changed and that the node shows.
func (tf *terraform) visibleChanges() []string {
	full, changed := tf.sample.full(), tf.sample.changed()
	secrets, versions := tf.secretsAndVersions()
	blind := slices.Concat(secrets, versions, tf.locals(), []string{timeoutsName})
	return slices.DeleteFunc(slices.Sorted(maps.Keys(changed)), func(name string) bool {
		return sameJSON(full[name], changed[name]) || slices.Contains(blind, name) || tf.sample.Undetectable[name] != ""
	})
}

// driftOfEverything exchanges the whole object for the one with the other values of the sample: every attribute that
// the node can show must appear in the plan.
func driftOfEverything(tf *terraform) {
	full, changed := tf.sample.full(), tf.sample.changed()
	visible := tf.visibleChanges()
	if len(visible) == 0 {
		return
	}
	out := tf.create(full)
	before := tf.nodes.save()
	out = tf.must(out.state, changed)
	tf.nodes.restore(before)
	drifted := out.state
	out = tf.must(drifted, changed)
	if out.plan.action != actionUpdate {
		tf.Errorf("Somebody changed everything, but the plan is to %s", out.plan.action)
	}
	for _, name := range visible {
		if !slices.Contains(out.plan.changes, name) {
			tf.Errorf("Somebody changed %s, but the plan does not show it (say in \"undetectable\" why, if the node never shows it)", name)
		}
	}
	tf.settled(out.state, changed, "after the repair of everything")
}
