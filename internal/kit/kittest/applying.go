package kittest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// outcome is what an apply came to.
type outcome struct {
	state
	plan plan
	// stage tells where an error came from: "plan" or "apply".
	stage string
	// requests arrived while the change was applied, without those of the plan.
	requests []emulator.Entry
	diagnostics
}

// apply plans and carries the plan out. Nil attributes destroy.
func (tf *terraform) apply(s state, a Attributes) outcome {
	tf.Helper()
	p := tf.plan(s, a)
	if p.failed() {
		return outcome{state: p.prior, plan: p, stage: "plan", diagnostics: p.diagnostics}
	}
	return tf.carryOut(p)
}

// carryOut applies a plan in a process of its own.
func (tf *terraform) carryOut(p plan) outcome {
	tf.Helper()
	return tf.carryOutWith(tf.server(), p)
}

func (tf *terraform) carryOutWith(server tfprotov6.ProviderServer, p plan) outcome {
	tf.Helper()
	if p.action == actionCreate || p.action == actionUpdate {
		if p = tf.confirm(server, p, p.prior); p.failed() {
			return outcome{state: p.prior, plan: p, stage: "plan", diagnostics: p.diagnostics}
		}
	}
	tf.nodes.forget()
	out := tf.execute(server, p)
	out.requests = tf.nodes.requests()
	return out
}

// confirm plans once more at the moment of the apply, as core does: by then everything is known, and what the first
// plan knew must not have changed.
func (tf *terraform) confirm(server tfprotov6.ProviderServer, p plan, prior state) plan {
	tf.Helper()
	again := tf.planFrom(server, plan{action: actionNone, prior: prior, planned: prior.value, config: p.config})
	if again.failed() {
		p.list = again.list
		return p
	}
	if again.action == actionReplace && p.action == actionUpdate {
		tf.Errorf("Terraform would say \"Provider produced inconsistent final plan\": it was to %s, and now is to %s because of %q", p.action, again.action, again.replace)
	}
	for _, problem := range incompatible(p.planned, again.planned, "the object") {
		tf.Errorf("Terraform would say \"Provider produced inconsistent final plan\": %s", problem)
	}
	p.planned, p.private, p.identity = again.planned, again.private, again.identity
	return p
}

// execute carries a plan out with a running provider.
func (tf *terraform) execute(server tfprotov6.ProviderServer, p plan) outcome {
	tf.Helper()
	out := outcome{state: p.prior, plan: p, stage: "apply", diagnostics: diagnostics{list: p.list}}
	tf.show(server, p.prior)
	switch p.action {
	case actionCreate, actionUpdate, actionDelete:
		tf.applyChange(server, &out, p.prior, p)
	case actionReplace:
		// Core hands the deletion the private state of the planned replacement, not that of the object.
		gone := plan{config: null(tf.objectType), planned: null(tf.objectType), private: p.private, identity: p.prior.identity}
		tf.applyChange(server, &out, p.prior, gone)
		if !out.failed() {
			nothing := state{value: null(tf.objectType)}
			p = tf.confirm(server, p, nothing)
			tf.applyChange(server, &out, nothing, p)
		}
	}
	return out
}

// applyChange calls ApplyResourceChange and stores the answer as core does.
func (tf *terraform) applyChange(server tfprotov6.ProviderServer, out *outcome, prior state, p plan) {
	tf.Helper()
	resp, err := server.ApplyResourceChange(tf.ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: tf.typeName, PriorState: dynamic(prior.value), PlannedState: dynamic(p.planned), Config: dynamic(p.config),
		PlannedPrivate: p.private, PlannedIdentity: p.identity,
	})
	if err != nil {
		tf.Fatalf("ApplyResourceChange: %v", err)
	}
	d := diagnostics{resp.Diagnostics}
	tf.noSecrets("ApplyResourceChange", d, resp.Private, resp.NewState)
	out.add(d.list)
	next := state{value: tf.value(resp.NewState), private: resp.Private, identity: resp.NewIdentity}
	switch {
	case d.failed() && !next.exists():
		out.state = prior // core keeps what there was
		return
	case next.exists():
		next.tainted = d.failed() && (!prior.exists() || prior.tainted)
		tf.checkState("ApplyResourceChange", next)
	}
	out.state = next
	if d.failed() {
		return
	}
	tf.checkResult(prior, p.planned, next)
}

// checkResult applies core's rules to the result of a successful change.
func (tf *terraform) checkResult(prior state, planned tftypes.Value, next state) {
	tf.Helper()
	switch {
	case planned.IsNull() && next.exists():
		tf.Errorf("The provider returned an object after a deletion: %s", show(next.value))
	case !planned.IsNull() && !next.exists():
		tf.Errorf("The provider returned no object after the change")
	case planned.IsNull():
	default:
		for _, problem := range incompatible(planned, next.value, "the object") {
			tf.Errorf("Terraform would say \"Provider produced inconsistent result after apply\": %s", problem)
		}
		if prior.exists() && prior.identity != nil {
			tf.sameIdentity("ApplyResourceChange", prior.identity, next.identity)
		}
	}
}

// must applies and stops the test when that fails.
func (tf *terraform) must(s state, a Attributes) outcome {
	tf.Helper()
	out := tf.apply(s, a)
	if out.failed() {
		tf.Fatalf("The apply of %s failed in its %s:\n%s", describe(a), out.stage, out.text())
	}
	return out
}

// create applies to nothing and stops the test when that fails.
func (tf *terraform) create(a Attributes) outcome {
	tf.Helper()
	out := tf.must(state{value: null(tf.objectType)}, a)
	if out.plan.action != actionCreate {
		tf.Fatalf("The plan for an object that does not exist is %q instead of %q", out.plan.action, actionCreate)
	}
	return out
}

// settled fails unless another plan has nothing to do.
func (tf *terraform) settled(s state, a Attributes, when string) {
	tf.Helper()
	p := tf.plan(s, a)
	switch {
	case p.failed():
		tf.Errorf("%s: the second plan failed:\n%s", when, p.text())
	case p.action != actionNone:
		tf.Errorf("%s: the second plan is not empty: %s\n"+
			"Compare what the server answers with what is configured: a default, another order or another spelling needs a rule in the declaration.", when, p)
	}
}
