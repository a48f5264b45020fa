package kittest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// checkExisting creates objects that are there already, and protects those that hold data.
func (w *world) checkExisting(t *testing.T) {
	if (!w.madeByServer() || w.description.Presumed) && !w.description.Singleton {
		if len(w.sample.Changed) > 0 {
			w.check(t, "exists already and differs", existsAndDiffers)
		}
		w.check(t, "exists already as configured", existsAsConfigured)
		w.check(t, "exists already with more", existsWithMore)
		w.check(t, "create before destroy", createBeforeDestroy)
	}
	w.check(t, "created and destroyed in one process", oneProcess)
	if w.description.Protected {
		w.check(t, "deletion protection", checkProtection)
	}
}

// existsAndDiffers meets an object of somebody else: neither a plain creation nor one that may adopt touches it.
func existsAndDiffers(tf *terraform) {
	if len(tf.visibleChanges()) == 0 {
		return // nobody can tell one value from another
	}
	there := tf.create(tf.sample.changed())
	tf.refused(tf.adopting(), tf.sample.full())
	tf.importable(there.state, tf.sample.full())
}

// existsWithMore meets an object that has what a new one would have, and more.
func existsWithMore(tf *terraform) {
	minimal, full := tf.sample.minimal(), tf.sample.full()
	if !tf.tellsMore() {
		return
	}
	tf.create(full)
	tf.refused(tf.adopting(), minimal)
}

// tellsMore tells whether the full sample sets something that a server shows and that is not what a new object has.
func (tf *terraform) tellsMore() bool {
	for _, name := range tf.description.Identity {
		if a, _ := tf.attribute(name); string(tf.sample.Full[name]) != "" || !a.IsComputed() && string(tf.sample.Minimal[name]) == "" {
			return false // another object
		}
	}
	for _, a := range tf.description.Attributes {
		_, always := tf.sample.Minimal[a.Name]
		value, set := tf.sample.Full[a.Name]
		if set && !always && a.ShowsMore() && string(value) != "false" {
			return true
		}
	}
	return false
}

// existsAsConfigured meets what a killed run left: it is refused, taken over when that is asked for, and can be imported.
func existsAsConfigured(tf *terraform) {
	full := tf.sample.full()
	there := tf.create(full)
	tf.refused(tf.server(), full)
	before, kept := tf.nodes.census(), tf.nodes.save()
	out := tf.applyWith(tf.adopting, state{value: null(tf.objectType)}, full)
	switch {
	case out.failed() && !strings.Contains(out.text(), "It differs from"):
		tf.Fatalf("The object was there already, exactly as configured, and may be adopted:\n%s", out.text())
	case !out.failed():
		if !out.warned() {
			tf.Errorf("Taking over an object should draw a warning")
		}
		if change := censusChange(before, tf.nodes.census()); change != "" {
			tf.Errorf("Taking over made something new: %s", change)
		}
		tf.settled(out.state, full, "after taking over")
	}
	tf.nodes.restore(kept)
	tf.importable(there.state, full)
}

// createBeforeDestroy replaces an object in the order in which the old one is still there: it must be there afterwards.
func createBeforeDestroy(tf *terraform) {
	full := tf.sample.full()
	there := tf.create(full)
	for name, server := range map[string]tfprotov6.ProviderServer{"default": tf.server(), "adopting": tf.adopting()} {
		tf.show(server, there.state)
		tf.refused(server, full)
		if tf.document(there.state) == nil {
			tf.Errorf("%s: the object is gone", name)
		}
	}
}

// oneProcess creates and destroys in one process that is configured once, as a run of tests may do.
func oneProcess(tf *terraform) {
	server := tf.server()
	out := tf.carryOutWith(server, tf.planWith(server, state{value: null(tf.objectType)}, tf.sample.minimal()))
	end := tf.carryOutWith(server, tf.planWith(server, out.state, nil))
	if end.failed() || end.exists() {
		tf.Errorf("The deletion failed:\n%s", end.text())
	}
	if !tf.description.Stays {
		tf.leftovers()
	}
}

// refused creates what is there already: an error with the ready import block, and nothing changes.
func (tf *terraform) refused(server tfprotov6.ProviderServer, a Attributes) {
	tf.Helper()
	before := tf.nodes.save()
	p := tf.planWith(server, state{value: null(tf.objectType)}, a)
	out := tf.carryOutWith(server, p)
	if !out.failed() {
		tf.Fatalf("Another object of this name exists, but the creation took it over or overwrote it")
	}
	for _, part := range []string{"already exists", "nothing was changed"} {
		if !strings.Contains(out.text(), part) {
			tf.Errorf("The error lacks %q:\n%s", part, out.text())
		}
	}
	if out.exists() {
		tf.Errorf("The object of somebody else is in the state now; the next apply would destroy it")
	}
	if after := tf.nodes.save(); string(after[tf.sample.Product]) != string(before[tf.sample.Product]) {
		tf.Errorf("The refused creation changed the node")
	}
}

// importable creates what is there already and follows the error: the block that it prints imports the object.
func (tf *terraform) importable(there state, a Attributes) {
	tf.Helper()
	id := text(members(there.value)[idName])
	out := tf.apply(state{value: null(tf.objectType)}, a)
	for _, part := range []string{"import {", fmt.Sprintf("id = %q", id), tf.typeName + "."} {
		if !strings.Contains(out.text(), part) {
			tf.Errorf("The error lacks %q; it should hold a ready-made import block:\n%s", part, out.text())
		}
	}
	s := tf.refreshed(tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, ID: id}))
	out = tf.must(s, a)
	tf.settled(out.state, a, "after the import that the error asks for")
}

// applyWith plans and applies in a process each, as start makes them.
func (tf *terraform) applyWith(start func() tfprotov6.ProviderServer, s state, a Attributes) outcome {
	tf.Helper()
	p := tf.planWith(start(), s, a)
	if p.failed() {
		return outcome{state: p.prior, plan: p, stage: "plan", diagnostics: p.diagnostics}
	}
	return tf.carryOutWith(start(), p)
}

func checkProtection(tf *terraform) {
	protected := merge(tf.sample.minimal(), Attributes{protectionName: json.RawMessage("true")})
	for name, a := range map[string]Attributes{"unset": tf.sample.minimal(), "true": protected} {
		tf.nodes.restore(tf.nodes.base)
		out := tf.protectedCreate(a)
		before := tf.nodes.census()
		p := tf.plan(out.state, nil)
		if !p.failed() {
			tf.Errorf("With %s %s, the plan of a deletion should fail", protectionName, name)
		}
		if name == "unset" {
			continue
		}
		for _, identifying := range tf.description.Identity {
			if value, ok := tf.sample.Siblings[identifying]; ok {
				other := strings.ReplaceAll(string(value), "{n}", "0")
				if p := tf.plan(out.state, merge(a, Attributes{identifying: json.RawMessage(other)})); !p.failed() {
					tf.Errorf("The plan of a replacement (by another %s) should fail, since it deletes a protected object", identifying)
				}
			}
		}
		if d := tf.forcedDeletion(out.state); !d.failed() {
			tf.Errorf("A deletion without a plan should fail too")
		}
		if change := censusChange(before, tf.nodes.census()); change != "" {
			tf.Errorf("The refused deletion changed something: %s", change)
		}
		out = tf.must(out.state, tf.sample.minimal().with(Attributes{protectionName: json.RawMessage("false")}))
		if out = tf.must(out.state, nil); out.exists() {
			tf.Errorf("The object without protection is still in the state after its deletion")
		}
	}
}

// protectedCreate creates without switching the protection off, as the suite does elsewhere.
func (tf *terraform) protectedCreate(a Attributes) outcome {
	tf.Helper()
	raw := *tf.subject
	raw.description.Protected = false
	plain := &terraform{T: tf.T, subject: &raw, nodes: tf.nodes, ctx: tf.ctx}
	return plain.create(a)
}

// forcedDeletion skips the plan.
func (tf *terraform) forcedDeletion(s state) diagnostics {
	tf.Helper()
	gone := null(tf.objectType)
	out := tf.execute(tf.server(), plan{action: actionDelete, prior: s, planned: gone, config: gone, private: s.private, identity: s.identity})
	return out.diagnostics
}
