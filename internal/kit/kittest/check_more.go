package kittest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// checkPlans checks what real configurations do to plans: values that are known only after apply, configurations that
// Terraform generates, changes that concern Terraform only, time limits.
func (w *world) checkPlans(t *testing.T) {
	w.check(t, "values known after apply", checkUnknown)
	w.check(t, "changes known after apply", checkUnknownChanges)
	w.check(t, "generated configuration", checkGenerated)
	w.check(t, "members of other attributes", checkTaken)
	for _, a := range w.description.Attributes {
		if flag := a.ExclusiveName(); flag != "" {
			w.check(t, flag+" without "+a.Name, func(tf *terraform) {
				if p := tf.plan(state{value: null(tf.objectType)}, tf.sample.full().without(a.Name).with(Attributes{flag: json.RawMessage("true")})); !p.failed() {
					tf.Errorf("%s without %s says nothing, so the plan must fail", flag, a.Name)
				}
			})
		}
		if a.IsLocal() && a.Kind == attr.KindBool {
			w.check(t, "nothing sent for "+a.Name, func(tf *terraform) { tf.nothingSent(a) })
		}
	}
	if w.description.Waits {
		w.check(t, "timeouts", checkTimeouts)
	}
}

// planValues is plan for a configuration that no sample can hold.
func (tf *terraform) planValues(s state, config tftypes.Value) plan {
	tf.Helper()
	server := tf.server()
	p := plan{action: actionNone, prior: s, planned: s.value, config: config}
	if p.add(tf.validate(server, config).list) {
		return p
	}
	return tf.planFrom(server, p)
}

// checkGenerated plans with the configuration that Terraform generates from an import (-generate-config-out): whatever
// the state holds and a configuration may set.
func checkGenerated(tf *terraform) {
	out := tf.create(tf.sample.full())
	s := tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, Identity: out.identity})
	s = tf.refreshed(s)
	config := generated(tf.schema.Block.Attributes, s.value)
	p := tf.planValues(s, config)
	switch {
	case p.failed():
		tf.Errorf("The configuration that Terraform generates from an import is refused:\n%s\n%s", p.text(), show(config))
	case p.action != actionNone:
		tf.Errorf("The configuration that Terraform generates from an import is not what is there: %s", p)
	}
}

// generated leaves out what only the provider sets and what is secret.
func generated(attributes []*tfprotov6.SchemaAttribute, value tftypes.Value) tftypes.Value {
	values := members(value)
	if values == nil {
		return value
	}
	out := map[string]tftypes.Value{}
	for _, a := range attributes {
		inner := values[a.Name]
		switch {
		case a.WriteOnly, a.Sensitive && !a.Required, a.Computed && !a.Optional: // what is both has to be filled in by hand
			out[a.Name] = null(inner.Type())
		case a.NestedType != nil && !inner.IsNull():
			out[a.Name] = generatedNested(a.NestedType, inner)
		default:
			out[a.Name] = inner
		}
	}
	return tftypes.NewValue(value.Type(), out)
}

func generatedNested(nested *tfprotov6.SchemaObject, value tftypes.Value) tftypes.Value {
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeMap:
		out := map[string]tftypes.Value{}
		for key, element := range members(value) {
			out[key] = generated(nested.Attributes, element)
		}
		return tftypes.NewValue(value.Type(), out)
	case tfprotov6.SchemaObjectNestingModeList, tfprotov6.SchemaObjectNestingModeSet:
		out := []tftypes.Value{}
		for _, element := range items(value) {
			out = append(out, generated(nested.Attributes, element))
		}
		return tftypes.NewValue(value.Type(), out)
	case tfprotov6.SchemaObjectNestingModeSingle, tfprotov6.SchemaObjectNestingModeInvalid:
	}
	return generated(nested.Attributes, value)
}

// checkTaken sets members of open attributes that have an attribute of their own: the two would fight over them.
func checkTaken(tf *terraform) {
	server := tf.server()
	for _, a := range tf.description.Attributes {
		for _, path := range attr.Taken(a, tf.description.Attributes) {
			open := map[string]any{}
			switch a.Kind {
			case attr.KindDocument:
				inside := open
				for _, member := range path[:len(path)-1] {
					next := map[string]any{}
					inside[member], inside = next, next
				}
				inside[path[len(path)-1]] = "x"
			case attr.KindBoolMap:
				open[path[0]] = true
			default:
				open[path[0]] = "x" // all that is below, too
			}
			config := merge(tf.sample.minimal(), Attributes{a.Name: json.RawMessage(renderJSON(open))})
			if d := tf.validate(server, tf.config(config)); !strings.Contains(d.text(), "Member with an attribute of its own") {
				tf.Errorf("%s = %s holds what has an attribute of its own, and is not refused:\n%s", a.Name, renderJSON(open), d.text())
			}
		}
	}
}

// nothingSent changes an attribute that only Terraform knows, and lets it fall back to its default.
func (tf *terraform) nothingSent(a attr.Attribute) {
	name := a.Name
	minimal := merge(tf.sample.minimal(), tf.sample.full().only(tf.sample.Needs[a.Name]...))
	on, off := Attributes{name: json.RawMessage("true")}, Attributes{name: json.RawMessage("false")}
	out := tf.create(merge(minimal, on))
	out = tf.must(out.state, merge(minimal, off))
	if out.plan.action != actionUpdate || !slices.Contains(out.plan.changes, name) {
		tf.Errorf("The plan does not show the change of %s: %s", name, out.plan)
	}
	tf.onlyReads(out.requests, "a change of "+name+", which only Terraform knows")
	tf.settled(out.state, merge(minimal, off), "after a change of "+name)
	if name == protectionName {
		return // the suite always sets it
	}
	other := on
	if a.Fallback().Equal(types.BoolValue(true)) {
		other = off
	}
	out = tf.must(out.state, merge(minimal, other))
	out = tf.must(out.state, minimal)
	if out.plan.action != actionUpdate || !slices.Contains(out.plan.changes, name) {
		tf.Errorf("The plan does not show that %s, which is set no more, goes back to its default: %s", name, out.plan)
	}
	tf.settled(out.state, minimal, name+" unset")
}

func (tf *terraform) onlyReads(requests []emulator.Entry, what string) {
	tf.Helper()
	if slices.ContainsFunc(requests, func(e emulator.Entry) bool { return e.Method != http.MethodGet }) {
		tf.Errorf("For %s nothing is to be written, but it sent\n%s", what, listRequests(requests))
	}
}

// checkTimeouts sets every time limit and changes it, which is nothing to the node.
func checkTimeouts(tf *terraform) {
	limits := func(limit string) Attributes {
		var parts []string
		for _, a := range tf.schema.Block.Attributes {
			if a.Name == timeoutsName && a.NestedType != nil {
				for _, inner := range a.NestedType.Attributes {
					parts = append(parts, fmt.Sprintf("%q: %q", inner.Name, limit))
				}
			}
		}
		return merge(tf.sample.minimal(), Attributes{timeoutsName: json.RawMessage("{" + strings.Join(parts, ", ") + "}")})
	}
	out := tf.create(limits("17m"))
	tf.settled(out.state, limits("17m"), "created with time limits")
	out = tf.must(out.state, limits("18m"))
	tf.onlyReads(out.requests, "a change of the time limits")
	tf.settled(out.state, limits("18m"), "after a change of the time limits")
	tf.must(out.state, nil)
}
