package kit

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// ModifyPlan implements resource.ResourceWithModifyPlan. It keeps what is not managed, hides changes of format,
// decides about replacement and refuses what would fail later.
func (m *managed[C]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	d := &resp.Diagnostics
	config, state, plan := decodeObject(ctx, req.Config, d), decodeObject(ctx, req.State, d), decodeObject(ctx, req.Plan, d)
	applied, written := loadApplied(ctx, req.Private, d)
	pending := loadPending(ctx, req.Private, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, m.attributes, applied, config, state, plan)
	defer conceal()
	if plan == nil {
		if problem, refused := m.protected(state, "delete"); refused {
			report(d, []Problem{problem})
			return
		}
		report(d, m.checkContainers(state, nil))
		if m.spec.Stays != "" {
			report(d, []Problem{m.forgotten(state)})
		}
		report(d, m.askServer(ctx, Planned{State: state}))
		return
	}
	report(d, checkExclusive(m.attributes, config)) // what was not known when the configuration was checked
	if state != nil {
		plan = attr.Planner{Imported: !written, Whole: applied.Whole()}.Plan(m.attributes, config, state, plan)
		m.keepUnknown(plan, state)
		for _, a := range m.attributes {
			if a.ReplacesObject() && !plan[a.Name].Equal(state[a.Name]) {
				resp.RequiresReplace.Append(path.Root(a.Name))
			}
		}
		m.planPending(pending, state, plan, resp)
		m.foresee(state, plan)
		if problem, refused := m.protected(state, "replace"); refused && len(resp.RequiresReplace) > 0 {
			report(d, []Problem{problem})
		}
		if m.spec.Stays != "" && len(resp.RequiresReplace) > 0 {
			report(d, []Problem{m.forgotten(state)})
		}
		report(d, m.checkContainers(state, plan))
		d.Append(resp.Plan.Set(ctx, m.plannedObject(plan))...)
	} else {
		if m.spec.Foresee != nil {
			m.spec.Foresee(plan)
			d.Append(resp.Plan.Set(ctx, m.plannedObject(plan))...)
		}
		m.planFinishing(ctx, plan, resp.Private, d)
	}
	if state != nil && len(resp.RequiresReplace) == 0 && !m.changes(state, plan) {
		return // a stored object that stays as it is needs no check
	}
	writer := attr.Writer{Prior: state, Applied: applied, Config: config, Creating: state == nil}
	report(d, m.askServer(ctx, Planned{Config: config, State: state, Plan: plan, Over: func(doc client.Document) client.Document {
		doc, _ = m.spec.wanted(doc, m.configured(config, plan), writer)
		return doc
	}}))
}

// planPending plans what is to be done for other reasons than a change of the configuration. Terraform sees it by
// read-only values that become unknown.
func (m *managed[C]) planPending(pending string, state, plan attr.Values, resp *resource.ModifyPlanResponse) {
	for _, a := range m.attributes {
		if (pending == pendingWork || pending == pendingCreation) && a.IsComputed() && !a.IsStable() {
			plan[a.Name] = attr.UnknownOf(m.types[a.Name])
		}
	}
	if m.spec.Replace == nil {
		return
	}
	for _, name := range m.spec.Replace(state, plan) {
		if a, _ := attr.Find(m.attributes, name); a.IsComputed() {
			plan[name] = attr.UnknownOf(m.types[name])
		}
		resp.RequiresReplace.Append(path.Root(name))
	}
}

// foresee plans what is foreseen. Where that changes, the object is updated, which may change what the server says.
func (m *managed[C]) foresee(state, plan attr.Values) {
	if m.spec.Foresee == nil {
		return
	}
	before := plan.Clone()
	m.spec.Foresee(plan)
	foreseen := m.differing(before, plan)
	if !slices.ContainsFunc(foreseen, func(name string) bool { return !plan[name].Equal(state[name]) }) {
		return
	}
	for _, a := range m.attributes {
		if a.IsComputed() && !a.IsStable() && !a.IsForeseen() && !slices.Contains(foreseen, a.Name) {
			plan[a.Name] = attr.UnknownOf(m.types[a.Name])
		}
	}
}

// differing names the attributes that differ.
func (m *managed[C]) differing(before, after attr.Values) []string {
	var names []string
	for _, a := range m.attributes {
		if !after[a.Name].Equal(before[a.Name]) {
			names = append(names, a.Name)
		}
	}
	return names
}

// changes tells whether a plan is another than what is stored.
func (m *managed[C]) changes(state, plan attr.Values) bool {
	for name := range m.types {
		if !plan[name].Equal(state[name]) {
			return true
		}
	}
	return false
}

// keepUnknown settles `id`: it changes only with the identity.
func (m *managed[C]) keepUnknown(plan, state attr.Values) {
	for _, name := range m.spec.Identity {
		if !plan[name].Equal(state[name]) {
			return
		}
	}
	plan[idName] = state[idName]
}

// askServer runs the checks that need the server. A node whose settings are not known yet is no problem of the plan; one
// whose settings are wrong is.
func (m *managed[C]) askServer(ctx context.Context, p Planned) []Problem {
	c, err := connect[C](m.nodes)
	if errors.Is(err, ErrNotKnownYet) {
		return nil
	}
	if err != nil {
		return []Problem{{Summary: "Unable to plan " + Prefix + m.spec.Type, Detail: err.Error()}}
	}
	if p.State == nil {
		if err := m.reach(ctx, c); err != nil {
			return []Problem{{Summary: "Unable to plan " + Prefix + m.spec.Type, Detail: explained(err)}}
		}
	}
	var problems []Problem
	if m.spec.Plan != nil {
		problems = m.spec.Plan(ctx, c, p)
	}
	if p.State == nil {
		problems = append(problems, m.warnOfExisting(ctx, c, p.Plan)...)
	}
	return append(problems, m.checkVersions(ctx, c, p)...) // last: an answer to the others has told the version
}

// checkVersions refuses objects and attributes that the node is too old for. The version is asked only when it matters.
func (m *managed[C]) checkVersions(ctx context.Context, c C, p Planned) []Problem {
	node, asks := any(c).(versioned)
	if !asks {
		return nil
	}
	var problems []Problem
	uses := attr.Uses(m.attributes, p.Config)
	if m.spec.Since != "" && p.Plan != nil {
		uses = append(uses, attr.Use{Since: m.spec.Since})
	}
	for _, use := range uses {
		known, err := node.Knows(ctx, use.Since)
		if err != nil || known {
			continue // an error shows again, with its context, when the object is written
		}
		what, where := Prefix+m.spec.Type, Prefix+m.spec.Type
		if use.Name != "" {
			what, where = use.Name, use.Name+" of "+where
		}
		problems = append(problems, Problem{
			Attribute: use.Attribute, Summary: "The node is too old for " + what,
			Detail: where + " needs version " + use.Since + "; this node has " + node.Version() + ".",
		})
	}
	return problems
}

// versioned is what both clients offer.
type versioned interface {
	Knows(ctx context.Context, version string) (bool, error)
	Version() string
}

// protected tells whether deletion protection forbids the verb.
func (m *managed[C]) protected(state attr.Values, verb string) (Problem, bool) {
	if m.spec.Protect == "" || !state.Bool(protectionName) {
		return Problem{}, false
	}
	return Problem{
		Attribute: protectionName,
		Summary:   "Unable to " + verb + " " + Prefix + m.spec.Type + " \"" + m.spec.identity(state) + "\": it is protected",
		Detail: strings.TrimSuffix(strings.ToUpper(verb[:1])+verb[1:], "e") + "ing it " + m.spec.Protect + ". If that is wanted, set " + protectionName +
			" = false, apply, and run this again.",
	}, true
}

// keeps tells whether the plan for a stored object that is proposed as it is comes to just that, without a look at the
// configuration. A file that the object depends on may have changed, and what departs from its default may be planned to go back.
func (m *managed[C]) keeps(stored *tfprotov6.DynamicValue) bool {
	if m.spec.Foresee != nil || m.spec.Replace != nil {
		return false
	}
	if !attr.HasDefaults(m.attributes) {
		return true
	}
	value, err := stored.Unmarshal(m.rawType)
	return err == nil && !attr.Departs(m.attributes, value)
}
