package kittest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// checkUpdates changes everything there and back, in place, and what replaces the object one by one.
func (w *world) checkUpdates(t *testing.T) {
	if len(w.sample.Changed) > 0 {
		w.check(t, "update", checkUpdate)
		w.check(t, "secrets by version", checkSecretVersions)
		w.check(t, "update comes to what a creation comes to", checkSameEnd)
	}
	if len(w.sample.Foreign) > 0 {
		w.check(t, "foreign members", func(tf *terraform) { checkForeign(tf, func(s state) state { return s }) })
		w.check(t, "foreign members of an import", func(tf *terraform) {
			checkForeign(tf, func(s state) state {
				s = tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, Identity: s.identity})
				return tf.must(tf.refreshed(s), tf.sample.full()).state
			})
		})
	}
	for _, name := range slices.Sorted(maps.Keys(w.sample.Replaced)) {
		w.check(t, "replace by "+name, func(tf *terraform) { tf.replaceBy(name, tf.sample.Replaced[name]) })
	}
	for _, name := range w.description.Identity {
		if value, ok := w.sample.sibling(0)[name]; ok && strings.Contains(string(w.sample.Siblings[name]), "{n}") {
			w.check(t, "replace by "+name, func(tf *terraform) { tf.replaceBy(name, value) })
		}
	}
}

func checkUpdate(tf *terraform) {
	full, changed := tf.sample.full(), tf.sample.changed()
	out := tf.create(full)
	for _, step := range []struct {
		name string
		to   Attributes
	}{{"updated from full to changed", changed}, {"updated back to full", full}} {
		out = tf.must(out.state, step.to)
		if out.plan.action != actionUpdate {
			tf.Errorf("%s: the plan is to %s instead of to update in place (replaced by %s)", step.name, out.plan.action,
				strings.Join(out.plan.replace, ", "))
		}
		for name, value := range step.to {
			if was := full[name]; sameJSON(was, changed[name]) || value == nil {
				continue
			}
			if secrets, _ := tf.secretsAndVersions(); !slices.Contains(secrets, name) && !slices.Contains(out.plan.changes, name) {
				tf.Errorf("%s: the plan does not name %s, which changes: %s", step.name, name, out.plan)
			}
		}
		tf.settled(out.state, step.to, step.name)
	}
	tf.must(out.state, nil)
	tf.leftovers()
}

// checkSameEnd compares the document of an object that was changed with that of one made so: what the configuration no
// longer names must be gone, and what it names must be there.
func checkSameEnd(tf *terraform) {
	changed := tf.sample.changed()
	for name, value := range tf.sample.Changed {
		if string(value) == "null" {
			tf.Logf("not compared: %s is unset, which may leave it as it is", name)
			return
		}
	}
	made := tf.create(changed)
	want := tf.comparable(made.state)
	tf.nodes.restore(tf.nodes.base)
	out := tf.create(tf.sample.full())
	out = tf.must(out.state, changed)
	got := tf.comparable(out.state)
	if different := differences("", want, got); len(different) > 0 {
		tf.Errorf("An object made as \"changed\" and one changed to it differ (members that the server counts up belong in \"volatile\"):\n%s",
			strings.Join(different, "\n"))
	}
}

// comparable is the document of the object in clear, without what differs between any two objects.
func (tf *terraform) comparable(s state) any {
	tf.Helper()
	at := tf.place(s)
	var value any
	tf.nodes.node[tf.sample.Product].Do(func(store *emulator.Store) {
		value = store.Collection(at.Collection).Value(at.ID)
		if decrypted, err := store.DecryptMembers(value); err == nil {
			value = decrypted
		}
	})
	for _, pointer := range tf.sample.Volatile {
		if _, there := lookup(value, pointer); there {
			value, _ = set(value, pointer, "volatile")
		}
	}
	text := renderJSON(unordered(value))
	for _, name := range tf.description.Identity {
		if a, ok := tf.attribute(name); ok && a.IsComputed() {
			if id := members(s.value)[name]; id.Type().Is(tftypes.String) {
				var own string
				if id.As(&own) == nil && own != "" {
					text = strings.ReplaceAll(text, own, "IDENTITY")
				}
			}
		}
	}
	return tf.parse(json.RawMessage(text))
}

// differences names the places in which two JSON values differ.
func differences(at string, want, got any) []string {
	x, isObject := want.(emulator.Document)
	y, alsoObject := got.(emulator.Document)
	if !isObject || !alsoObject {
		if renderJSON(want) == renderJSON(got) {
			return nil
		}
		return []string{"  " + at + ": " + renderJSON(want) + " and " + renderJSON(got)}
	}
	all := maps.Clone(x)
	maps.Copy(all, y)
	var out []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		out = append(out, differences(at+"/"+escapeSteps([]string{name})[0], x[name], y[name])...)
	}
	return out
}

// checkSecretVersions checks that a write-only value is sent when its version changes, and only then.
func checkSecretVersions(tf *terraform) {
	full, changed := tf.sample.full(), tf.sample.changed()
	secrets, versions := tf.secretsAndVersions()
	if len(secrets) == 0 {
		return
	}
	out := tf.create(full)
	out = tf.must(out.state, changed.without(append(versions, secrets...)...).with(full.only(append(versions, secrets...)...)))
	for _, secret := range tf.secrets {
		if sent(out.requests, secret) {
			tf.Errorf("The write-only value %q was sent again, though its version did not change", secret)
		}
	}
	out = tf.must(out.state, changed)
	found := map[string]bool{}
	collectSecrets(tf.description.Attributes, changed, found)
	for secret := range found {
		if !sent(out.requests, secret) {
			tf.Errorf("The write-only value %q was not sent, though its version changed", secret)
		}
	}
	tf.settled(out.state, changed, "after sending the secrets again")
}

func (a Attributes) with(over Attributes) Attributes { return merge(a, over) }

// checkForeign checks that what somebody else put into the document survives an update, also when the object comes into
// the state by an import.
func checkForeign(tf *terraform, take func(state) state) {
	full := tf.sample.full()
	out := tf.create(full)
	at := tf.place(out.state)
	for pointer, raw := range tf.sample.Foreign {
		value := tf.parse(raw)
		if err := tf.nodes.change(tf.sample.Product, at, func(d any) (any, error) { return set(d, pointer, value) }); err != nil {
			tf.Fatalf("%s: foreign: %v", tf.sample.file, err)
		}
	}
	out.state = take(out.state)
	tf.foreignSurvives(at, "a plan without changes")
	tf.settled(out.state, full, "after somebody else added members that are not managed")
	if len(tf.sample.Changed) > 0 {
		out = tf.must(out.state, tf.sample.changed())
		tf.foreignSurvives(at, "an update")
		tf.settled(out.state, tf.sample.changed(), "updated beside foreign members")
	}
	if !tf.description.Member && !tf.description.Singleton {
		return
	}
	tf.must(out.state, nil)
	tf.foreignSurvives(at, "the deletion")
}

func (tf *terraform) foreignSurvives(at DocumentPlace, what string) {
	tf.Helper()
	document := tf.nodes.document(tf.sample.Product, at)
	for pointer, raw := range tf.sample.Foreign {
		want := tf.parse(raw)
		parent, appended := strings.CutSuffix(pointer, "/-")
		got, ok := lookup(document, parent)
		if appended {
			list, _ := got.([]any)
			ok = slices.ContainsFunc(list, func(item any) bool { return renderJSON(item) == renderJSON(want) })
		} else {
			ok = ok && renderJSON(got) == renderJSON(want)
		}
		if !ok {
			tf.Errorf("The foreign member %s = %s did not survive %s: there is %s now", pointer, raw, what, renderJSON(got))
		}
	}
}

func (tf *terraform) parse(raw json.RawMessage) any {
	tf.Helper()
	value, err := emulator.ParseJSON(raw)
	if err != nil {
		tf.Fatalf("%s: %s: %v", tf.sample.file, raw, err)
	}
	return value
}

func renderJSON(value any) string {
	rendered, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(rendered)
}

// having is the full configuration, or a variant when only that sets the attribute.
func (s *Sample) having(name string) Attributes {
	full := s.full()
	for _, variant := range slices.Sorted(maps.Keys(s.Variants)) {
		if _, ok := full[name]; !ok {
			full = s.variant(variant)
		}
	}
	return full
}

// replaceBy changes an attribute that replaces the object.
func (tf *terraform) replaceBy(name string, value json.RawMessage) {
	full := tf.sample.having(name)
	other := merge(full, Attributes{name: value})
	out := tf.create(full)
	out = tf.must(out.state, other)
	if out.plan.action != actionReplace || !slices.Contains(out.plan.replace, name) {
		tf.Errorf("A change of %s should replace the object; the plan is to %s (because of %q)", name, out.plan.action, out.plan.replace)
	}
	tf.settled(out.state, other, "replaced by another "+name)
	tf.must(out.state, nil)
	tf.leftovers()
}
