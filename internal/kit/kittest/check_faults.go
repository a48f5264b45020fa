package kittest

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// mishap is something that goes wrong at one call of an operation.
type mishap struct {
	name  string
	fault emulator.Fault
	// recovers tells that the client must get over it: always, or unless the call was a POST.
	recovers, unlessPost bool
}

// mishaps are tried at each call. Times is how many calls in a row are hit; 0 means all that follow.
var mishaps = []mishap{
	{name: "401", fault: emulator.Fault{Status: http.StatusUnauthorized, Times: 1}},
	{name: "403", fault: emulator.Fault{Status: http.StatusForbidden, Times: 1}},
	{name: "429", fault: emulator.Fault{Status: http.StatusTooManyRequests, Times: 2}, recovers: true},
	{name: "500", fault: emulator.Fault{Status: http.StatusInternalServerError, Times: 1}},
	{name: "503", fault: emulator.Fault{Status: http.StatusServiceUnavailable, Times: 2}, recovers: true, unlessPost: true},
	{name: "reset", fault: emulator.Fault{Kind: emulator.FaultReset, Times: 2}, recovers: true, unlessPost: true},
	{name: "truncated answer", fault: emulator.Fault{Kind: emulator.FaultTruncate, Times: 1}, recovers: true, unlessPost: true},
	{name: "lost answer", fault: emulator.Fault{Kind: emulator.FaultLostAnswer, Times: 1}, recovers: true, unlessPost: true},
	{name: "login page", fault: emulator.Fault{Kind: emulator.FaultLoginPage, Times: 1}},
	{name: "node down for good", fault: emulator.Fault{Status: http.StatusServiceUnavailable}},
	{name: "network down for good", fault: emulator.Fault{Kind: emulator.FaultReset}},
}

// scene is an operation that may go wrong: how the world looks before, and what Terraform is about to do.
type scene struct {
	name   string
	before state
	nodes  snapshot
	to     Attributes // nil destroys
	plan   plan
	calls  []emulator.Entry
	// after and document are what the nodes hold when all went well.
	after    map[string]int
	document any
	// seen are the outcomes from which a clean apply was tried already.
	seen map[string]bool
}

// checkFaults lets each call of each operation go wrong in each way. Calls that are made by the code of another entity are
// tried there.
func (w *world) checkFaults(t *testing.T) {
	w.check(t, "interrupted create", checkInterrupted)
	if w.sample.Like != "" {
		return
	}
	for _, name := range []string{"create", "read", "update", "delete"} {
		if name == "update" && len(w.sample.Changed) == 0 {
			continue
		}
		w.check(t, "faults in "+name, func(tf *terraform) {
			s := tf.stage(name)
			for call := range s.calls {
				for _, m := range mishaps {
					at := fmt.Sprintf("%s at call %d, %s", m.name, call+1, s.calls[call].Route)
					tf.at(at, func(tf *terraform) { tf.mishap(s, m, call) })
				}
			}
		})
	}
	w.check(t, "faults in plan", checkFaultyPlans)
}

// checkFaultyPlans lets the calls go wrong that a plan makes to check itself.
func checkFaultyPlans(tf *terraform) {
	full, nothing := tf.sample.full(), state{value: null(tf.objectType)}
	tf.plan(nothing, full)
	calls := tf.nodes.requests()
	for call := range calls {
		for _, m := range mishaps {
			fault := m.fault
			fault.Skip = call
			tf.nodes.fault(fault)
			p := tf.plan(nothing, full)
			tf.nodes.heal()
			if p.failed() && m.recovers {
				tf.Errorf("%s at call %d of the plan passes by itself, but the plan failed:\n%s", m.name, call+1, p.text())
			}
		}
	}
	tf.settled(tf.create(full).state, full, "after plans that went wrong")
}

// at runs one case under its own name.
func (tf *terraform) at(name string, f func(tf *terraform)) {
	tf.Helper()
	tf.Run(strings.ReplaceAll(name, "/", "|"), func(t *testing.T) {
		f(&terraform{T: t, subject: tf.subject, nodes: tf.nodes, ctx: t.Context()})
	})
}

// stage prepares an operation and records what it does when nothing goes wrong.
func (tf *terraform) stage(name string) scene {
	tf.Helper()
	s := scene{name: name, seen: map[string]bool{}, before: state{value: null(tf.objectType)}, to: tf.sample.full()}
	if name != "create" {
		s.before = tf.create(s.to).state
	}
	switch name {
	case "update":
		s.to = tf.sample.changed()
	case "delete":
		s.to = nil
	}
	s.nodes = tf.nodes.save()
	if name == "read" {
		server := tf.server()
		tf.nodes.forget()
		tf.read(server, s.before)
		s.calls = tf.nodes.requests()
	} else {
		s.plan = tf.plan(s.before, s.to)
		out := tf.carryOut(s.plan)
		if out.failed() {
			tf.Fatalf("Without any mishap, the operation failed:\n%s", out.text())
		}
		s.calls = out.requests
		if s.to != nil {
			s.document = tf.comparable(out.state)
		}
	}
	s.after = tf.nodes.census()
	return s
}

// mishap runs the operation with the fault, judges the outcome, and lets a clean apply follow.
func (tf *terraform) mishap(s scene, m mishap, call int) {
	tf.nodes.restore(s.nodes)
	fault := m.fault
	fault.Skip = call
	var next state
	var d diagnostics
	if s.name == "read" {
		server := tf.server()
		tf.nodes.fault(fault)
		next, d = tf.read(server, s.before)
	} else {
		server := tf.server()
		tf.nodes.fault(fault)
		out := tf.execute(server, s.plan)
		next, d = out.state, out.diagnostics
	}
	tf.nodes.heal()
	mustRecover := m.recovers && (!m.unlessPost || s.calls[call].Method != http.MethodPost)
	if mustRecover && d.failed() {
		tf.Errorf("This passes by itself and the call may be sent again, but the operation failed:\n%s", d.text())
	}
	switch {
	case s.name == "delete" && !d.failed() && next.exists():
		tf.Errorf("The deletion succeeded, but the object is still in the state")
	case s.name == "create" && !next.exists():
		tf.orphans(s, m, call, d)
	case s.name != "delete" && !next.exists():
		tf.Fatalf("The object is lost from the state, but it exists:\n%s", d.text())
	}
	if outcome := tf.fingerprint(next); !s.seen[outcome] { // what follows depends on nothing else
		tf.converge(s, next, d, tf.doubtful(s, m, call))
		s.seen[outcome] = !tf.Failed()
	}
}

// fingerprint is all that a later apply can see: the state and the nodes.
func (tf *terraform) fingerprint(s state) string {
	stored := tf.nodes.save()
	return fmt.Sprintf("%t %x %s %s %s", s.tainted, dynamic(s.value).MsgPack, s.private, stored[productDSS], stored[productGovern])
}

// converge applies once more without faults. One apply must do: the plan after it is empty and the nodes hold exactly
// what they hold when nothing goes wrong.
func (tf *terraform) converge(s scene, next state, before diagnostics, mayDouble bool) {
	tf.Helper()
	out := tf.apply(next, s.to)
	if out.failed() {
		tf.Fatalf("The next apply failed in its %s:\n%s\nafter\n%s", out.stage, out.text(), before.text())
	}
	if change := censusChange(s.after, tf.nodes.census()); change != "" && !mayDouble {
		tf.Errorf("The next apply did not put everything right: %s\nafter\n%s", change, before.text())
	}
	if s.to == nil {
		if out.exists() {
			tf.Errorf("The object is still in the state after the second deletion")
		}
		return
	}
	tf.settled(out.state, s.to, "after a clean apply")
	if s.document == nil || mayDouble {
		return
	}
	if different := differences("", s.document, tf.comparable(out.state)); len(different) > 0 {
		tf.Errorf("The next apply did not come to the same document as one without mishaps (members that the server counts up "+
			"belong in \"volatile\"):\n%s\nafter\n%s", strings.Join(different, "\n"), before.text())
	}
}

// orphans fails when the operation left an object behind that the state does not know.
func (tf *terraform) orphans(s scene, m mishap, call int, d diagnostics) {
	tf.Helper()
	now := tf.nodes.census()
	kept := tf.nodes.save()
	tf.nodes.restore(s.nodes)
	change := censusChange(tf.nodes.census(), now)
	tf.nodes.restore(kept)
	if change != "" && !tf.doubtful(s, m, call) {
		tf.Errorf("The creation left something behind that the state does not know: %s\nafter\n%s", change, d.text())
	}
}

// doubtful tells whether nobody can know if the call took effect.
func (tf *terraform) doubtful(s scene, m mishap, call int) bool {
	lost := m.fault.Kind == emulator.FaultLostAnswer || m.fault.Kind == emulator.FaultTruncate
	return lost && s.calls[call].Method == http.MethodPost && tf.sample.Unrecognisable != ""
}

// checkInterrupted kills the provider at each call of a creation: Terraform never hears of what was done. The next
// apply, which knows nothing, must come to the same end.
func checkInterrupted(tf *terraform) {
	s := tf.stage("create")
	for call := range s.calls {
		for _, m := range []mishap{
			{name: "killed before", fault: emulator.Fault{Kind: emulator.FaultReset, Times: 1}},
			{name: "killed after", fault: emulator.Fault{Kind: emulator.FaultLostAnswer, Times: 1}},
		} {
			tf.at(fmt.Sprintf("%s call %d, %s", m.name, call+1, s.calls[call].Route), func(tf *terraform) { tf.kill(s, m, call) })
		}
	}
}

// importID is the identifier in the import block of an error.
var importID = regexp.MustCompile(`(?s)import \{.*?id = "([^"]*)"`)

// kill stops the provider at a call: everything later is cut off, and the answer to Terraform is thrown away.
func (tf *terraform) kill(s scene, m mishap, call int) {
	tf.nodes.restore(s.nodes)
	server := tf.server()
	first := m.fault
	first.Skip = call
	tf.nodes.fault(first, emulator.Fault{Kind: emulator.FaultReset, Skip: call})
	tf.execute(server, s.plan)
	tf.nodes.heal()
	out := tf.apply(state{value: null(tf.objectType)}, s.to)
	if id := importID.FindStringSubmatch(out.text()); out.failed() && id != nil { // the way back that the error shows
		imported := tf.refreshed(tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, ID: id[1]}))
		out = tf.apply(imported, s.to)
	}
	if out.failed() {
		tf.Fatalf("The next apply failed in its %s:\n%s", out.stage, out.text())
	}
	if change := censusChange(s.after, tf.nodes.census()); change != "" && tf.sample.Unrecognisable == "" {
		tf.Errorf("The next apply did not put everything right: %s", change)
	}
	tf.settled(out.state, s.to, "after an apply that follows a killed one")
}
