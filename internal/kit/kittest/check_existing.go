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
	}
	if w.description.Protected {
		w.check(t, "deletion protection", checkProtection)
	}
}

func existsAndDiffers(tf *terraform) {
	if len(tf.visibleChanges()) == 0 {
		return // nobody can tell one value from another
	}
	full := tf.sample.full()
	there := tf.create(tf.sample.changed())
	id := text(members(there.value)[idName])
	before := tf.nodes.save()
	out := tf.apply(state{value: null(tf.objectType)}, full)
	if !out.failed() {
		tf.Fatalf("Another object of this name exists, but the creation overwrote it")
	}
	for _, part := range []string{"import {", fmt.Sprintf("id = %q", id), tf.typeName + "."} {
		if !strings.Contains(out.text(), part) {
			tf.Errorf("The error lacks %q; it should hold a ready-made import block:\n%s", part, out.text())
		}
	}
	if out.exists() {
		tf.Errorf("The object of somebody else is in the state now; the next apply would destroy it")
	}
	if after := tf.nodes.save(); string(after[tf.sample.Product]) != string(before[tf.sample.Product]) {
		tf.Errorf("The refused creation changed the node")
	}
	s := tf.refreshed(tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, ID: id}))
	out = tf.must(s, full)
	tf.settled(out.state, full, "after the import that the error asks for")
}

func existsAsConfigured(tf *terraform) {
	full := tf.sample.full()
	tf.create(full)
	before := tf.nodes.census()
	out := tf.must(state{value: null(tf.objectType)}, full)
	if !out.warned() {
		tf.Errorf("The object was there already, exactly as configured; taking it over should draw a warning")
	}
	if change := censusChange(before, tf.nodes.census()); change != "" {
		tf.Errorf("Taking over made something new: %s", change)
	}
	tf.settled(out.state, full, "after taking over")
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
