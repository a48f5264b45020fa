package kittest

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The actions of a plan.
const (
	actionNone    = "no change"
	actionCreate  = "create"
	actionUpdate  = "update"
	actionReplace = "replace"
	actionDelete  = "delete"
)

// plan validates the configuration, refreshes the object and plans, in one process. Nil attributes plan the deletion.
func (tf *terraform) plan(s state, a Attributes) plan {
	tf.Helper()
	return tf.planWith(tf.server(), s, a)
}

func (tf *terraform) planWith(server tfprotov6.ProviderServer, s state, a Attributes) plan {
	tf.Helper()
	p := plan{action: actionNone, prior: s, planned: s.value, config: null(tf.objectType)}
	if a != nil {
		p.config = tf.config(a)
		if p.add(tf.validate(server, p.config).list) {
			return p
		}
	}
	if s.exists() {
		var d diagnostics
		p.prior, d = tf.read(server, s)
		if p.add(d.list) {
			return p
		}
	}
	return tf.planFrom(server, p)
}

func (tf *terraform) validate(server tfprotov6.ProviderServer, config tftypes.Value) diagnostics {
	tf.Helper()
	resp, err := server.ValidateResourceConfig(tf.ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: tf.typeName, Config: dynamic(config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		tf.Fatalf("ValidateResourceConfig: %v", err)
	}
	d := diagnostics{resp.Diagnostics}
	tf.noSecrets("ValidateResourceConfig", d, nil)
	return d
}

// planFrom plans from the refreshed state in p.
func (tf *terraform) planFrom(server tfprotov6.ProviderServer, p plan) plan {
	tf.Helper()
	nothing := state{value: null(tf.objectType)}
	from := p.prior
	switch {
	case p.config.IsNull() && !from.exists():
		return p
	case p.config.IsNull():
		p.action = actionDelete
	case !from.exists():
		p.action = actionCreate
	case from.tainted:
		p.action, from = actionReplace, nothing
	default:
		p.action = actionUpdate
	}
	tf.planChange(server, &p, from)
	if p.failed() || p.action != actionUpdate {
		p.changes = differing(p.prior.value, p.planned)
		return p
	}
	p.changes = differing(p.prior.value, p.planned)
	switch {
	case len(p.replace) > 0: // core plans again, as for a new object
		p.action = actionReplace
		again := plan{config: p.config}
		tf.planChange(server, &again, state{value: nothing.value, private: p.private, identity: p.identity})
		p.planned, p.private, p.identity = again.planned, again.private, again.identity
		if again.failed() {
			p.add(again.list)
		}
	case len(p.changes) == 0:
		p.action = actionNone
	}
	return p
}

// planChange calls PlanResourceChange and applies core's rules to the answer.
func (tf *terraform) planChange(server tfprotov6.ProviderServer, p *plan, from state) {
	tf.Helper()
	next := p.config
	if !next.IsNull() {
		next = proposed(tf.schema.Block.Attributes, tf.objectType, from.value, p.config)
	}
	resp, err := server.PlanResourceChange(tf.ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: tf.typeName, PriorState: dynamic(from.value), ProposedNewState: dynamic(next), Config: dynamic(p.config),
		PriorPrivate: from.private, PriorIdentity: from.identity,
	})
	if err != nil {
		tf.Fatalf("PlanResourceChange: %v", err)
	}
	tf.noSecrets("PlanResourceChange", diagnostics{resp.Diagnostics}, resp.PlannedPrivate, resp.PlannedState)
	if p.add(resp.Diagnostics) {
		return
	}
	p.planned, p.private, p.identity = tf.value(resp.PlannedState), resp.PlannedPrivate, resp.PlannedIdentity
	if next.IsNull() {
		if !p.planned.IsNull() {
			tf.Errorf("The plan of a deletion holds an object: %s", show(p.planned))
		}
		return
	}
	for _, problem := range invalidPlan(tf.schema.Block.Attributes, from.value, p.config, p.planned, "") {
		tf.Errorf("Terraform would say \"Provider produced invalid plan\": %s", problem)
	}
	p.replace = replacing(resp.RequiresReplace, from, p.planned)
	if from.exists() && len(p.replace) == 0 && from.identity != nil && p.identity != nil {
		tf.sameIdentity("PlanResourceChange", from.identity, p.identity)
	}
}

// replacing names the attributes that force a replacement. Like core, it takes only those that change.
func replacing(paths []*tftypes.AttributePath, from state, planned tftypes.Value) []string {
	var names []string
	before, after := members(from.value), members(planned)
	for _, path := range paths {
		name, ok := path.Steps()[0].(tftypes.AttributeName)
		if ok && from.exists() && !before[string(name)].Equal(after[string(name)]) && !slices.Contains(names, string(name)) {
			names = append(names, string(name))
		}
	}
	slices.Sort(names)
	return names
}
