package kittest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// checkLife creates, plans again and destroys: with as little as possible, with everything, with each attribute alone.
func (w *world) checkLife(t *testing.T) {
	w.check(t, "minimal", func(tf *terraform) { tf.liveAndDie(tf.sample.minimal()) })
	w.check(t, "full", func(tf *terraform) {
		out := tf.liveAndDie(tf.sample.full())
		tf.exactNumbers(out)
	})
	for _, name := range slices.Sorted(maps.Keys(w.sample.Variants)) {
		w.check(t, "variant "+name, func(tf *terraform) { tf.liveAndDie(tf.sample.variant(name)) })
	}
	for _, a := range w.description.Attributes {
		_, always := w.sample.Minimal[a.Name]
		if !always && settable(a) && !slices.Contains(w.sample.borrowed, a.Name) && !w.sample.alternative(a) {
			w.check(t, "alone "+a.Name, func(tf *terraform) { tf.alone(a) })
		}
	}
}

// alternative tells that a variant sets the attribute in the place of one that an object must have: alone it cannot be
// unset. The variant and the replacement have tried it.
func (s *Sample) alternative(a attr.Attribute) bool {
	return a.ReplacesObject() && slices.ContainsFunc(slices.Sorted(maps.Keys(s.Variants)), func(variant string) bool {
		_, sets := s.Variants[variant][a.Name]
		return sets && slices.ContainsFunc(slices.Sorted(maps.Keys(s.Minimal)), func(name string) bool {
			return string(s.Variants[variant][name]) == "null"
		})
	})
}

// liveAndDie creates an object, plans again, destroys it and looks whether anything is left.
func (tf *terraform) liveAndDie(a Attributes) outcome {
	tf.Helper()
	out := tf.create(a)
	if out.warned() {
		tf.Errorf("The creation of a new object draws a warning:\n%s", out.text())
	}
	tf.checkSecretsSent(out, a)
	tf.settled(out.state, a, "after the creation")
	if tf.document(out.state) == nil {
		tf.Errorf("%s: document: the store has no document %q in %q after the creation; it has %q there", tf.sample.file,
			tf.place(out.state).ID, tf.sample.Document.Collection, tf.nodes.ids(tf.sample.Product, tf.sample.Document.Collection))
	}
	left := tf.nodes.save()
	end := tf.must(out.state, nil)
	if end.exists() {
		tf.Errorf("The object is still in the state after the deletion")
	}
	if tf.description.Stays {
		tf.stays(left, end)
	}
	tf.leftovers()
	return out
}

// stays checks a deletion that only forgets: it changes nothing and says so, already while it is planned.
func (tf *terraform) stays(before snapshot, end outcome) {
	tf.Helper()
	if now := tf.nodes.save(); !tf.description.Emptied && string(now[tf.sample.Product]) != string(before[tf.sample.Product]) {
		tf.Errorf("The deletion is declared to leave the object on the node, but it changed something")
	}
	planned := end.plan.list
	for when, d := range map[string]diagnostics{"plan": {planned}, "apply": {end.list[len(planned):]}} {
		if !strings.Contains(d.text(), "stays on the node") {
			tf.Errorf("The %s of the deletion does not warn that the object stays on the node:\n%s", when, d.text())
		}
	}
}

// leftovers fails when the nodes hold other documents than before the first creation, unless a deletion leaves them.
func (tf *terraform) leftovers() {
	tf.Helper()
	if tf.description.Stays {
		return
	}
	now := tf.nodes.census()
	kept := tf.nodes.save()
	tf.nodes.restore(tf.nodes.base)
	before := tf.nodes.census()
	tf.nodes.restore(kept)
	if change := censusChange(before, now); change != "" {
		tf.Errorf("The deletion left something behind, or took too much: %s", change)
	}
}

// place is where the document of the object is.
func (tf *terraform) place(s state) DocumentPlace {
	at := tf.sample.Document
	for name, value := range members(s.value) {
		at.ID = strings.ReplaceAll(at.ID, "{"+name+"}", text(value))
	}
	return at
}

func (tf *terraform) document(s state) any { return tf.nodes.document(tf.sample.Product, tf.place(s)) }

// lasting names, of the attributes that another one needs, those that must be there before and after it: their change
// would replace the object, or the minimal configuration has them and the variant does not.
func (tf *terraform) lasting(needs []string) []string {
	return slices.DeleteFunc(slices.Clone(needs), func(name string) bool {
		a, _ := tf.attribute(name)
		_, inMinimal := tf.sample.Minimal[name]
		return !a.ReplacesObject() && !inMinimal
	})
}

// alone sets one attribute on top of the minimal configuration, at creation and later, and unsets it again.
func (tf *terraform) alone(a attr.Attribute) {
	names := append([]string{a.Name}, tf.sample.Needs[a.Name]...)
	if v := a.VersionName(); v != "" {
		names = append(names, v)
	}
	whole := merge(tf.sample.Minimal, tf.sample.Full)
	for _, name := range slices.Sorted(maps.Keys(tf.sample.Variants)) {
		if _, ok := whole[a.Name]; !ok {
			whole = tf.sample.Variants[name]
		}
	}
	minimal := merge(tf.sample.minimal(), whole.only(tf.lasting(tf.sample.Needs[a.Name])...))
	with := merge(minimal, whole.only(names...))
	out := tf.create(with)
	tf.settled(out.state, with, "created with "+a.Name)
	out = tf.must(out.state, minimal)
	tf.settled(out.state, minimal, a.Name+" unset")
	if out.plan.action == actionReplace {
		tf.Errorf("Unsetting %s replaces the object", a.Name)
	}
	if a.ReplacesObject() {
		return
	}
	out = tf.must(out.state, with)
	tf.settled(out.state, with, a.Name+" set again")
	if out.plan.action == actionReplace {
		tf.Errorf("Setting %s replaces the object, but it is not declared so", a.Name)
	}
	out = tf.must(out.state, minimal)
	tf.settled(out.state, minimal, a.Name+" unset again")
	tf.must(out.state, nil)
	tf.leftovers()
}

// exactNumbers looks for the number beyond 2^53 in each JSON attribute.
func (tf *terraform) exactNumbers(out outcome) {
	for _, a := range tf.description.Attributes {
		if a.Kind != attr.KindDocument && a.Kind != attr.KindJSON {
			continue
		}
		configured, ok := tf.sample.full()[a.Name]
		if !ok || !strings.Contains(string(configured), exactNumber) {
			continue
		}
		if got := text(members(out.value)[a.Name]); !strings.Contains(got, exactNumber) {
			tf.Errorf("%s lost a digit of %s: %s", a.Name, exactNumber, got)
		}
		sent := slices.ContainsFunc(out.requests, func(e emulator.Entry) bool { return strings.Contains(string(e.Body), exactNumber) })
		if !sent {
			tf.Errorf("%s: no request of the creation holds the number %s", a.Name, exactNumber)
		}
	}
}

// checkSecretsSent fails when a write-only value was not sent.
func (tf *terraform) checkSecretsSent(out outcome, a Attributes) {
	tf.Helper()
	found := map[string]bool{}
	collectSecrets(tf.description.Attributes, a, found)
	for secret := range found {
		if !sent(out.requests, secret) {
			tf.Errorf("The write-only value %q was not sent", secret)
		}
	}
}

func sent(requests []emulator.Entry, secret string) bool {
	quoted, err := json.Marshal(secret)
	return err == nil && slices.ContainsFunc(requests, func(e emulator.Entry) bool {
		return strings.Contains(string(e.Body), string(quoted))
	})
}

// listRequests writes requests for a failure message.
func listRequests(requests []emulator.Entry) string {
	var lines []string
	for _, e := range requests {
		lines = append(lines, fmt.Sprintf("  %s (%s): %d", e.Route, e.Path, e.Status))
	}
	return strings.Join(lines, "\n")
}
