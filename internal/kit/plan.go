package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// ModifyPlan implements resource.ResourceWithModifyPlan. It keeps what is not managed, hides changes of format,
// decides about replacement and refuses what would fail later.
func (m *managed[C]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	d := &resp.Diagnostics
	config, state, plan := m.values(ctx, req.Config, d), m.values(ctx, req.State, d), m.values(ctx, req.Plan, d)
	_, written := loadApplied(ctx, req.Private, d)
	if d.HasError() {
		return
	}
	if plan == nil {
		if problem, refused := m.protected(state, "delete"); refused {
			report(d, []Problem{problem})
			return
		}
		report(d, m.askServer(ctx, Planned{State: state}))
		return
	}
	if state != nil {
		plan = attr.Planner{Imported: !written}.Plan(m.attributes, config, state, plan)
		m.keepUnknown(plan, state)
		for _, a := range m.attributes {
			if a.ReplacesObject() && !plan[a.Name].Equal(state[a.Name]) {
				resp.RequiresReplace.Append(path.Root(a.Name))
			}
		}
		if problem, refused := m.protected(state, "replace"); refused && len(resp.RequiresReplace) > 0 {
			report(d, []Problem{problem})
		}
		d.Append(resp.Plan.Set(ctx, m.plannedObject(plan))...)
	}
	report(d, m.askServer(ctx, Planned{Config: config, State: state, Plan: plan}))
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

// askServer runs the checks that need the server. A node that cannot be reached while planning, for instance since
// its address is not known yet, is no problem of the plan.
func (m *managed[C]) askServer(ctx context.Context, p Planned) []Problem {
	if m.spec.Plan == nil {
		return nil
	}
	c, err := connect[C](m.nodes)
	if err != nil {
		return nil
	}
	return m.spec.Plan(ctx, c, p)
}

// protected tells whether deletion protection forbids the verb.
func (m *managed[C]) protected(state attr.Values, verb string) (Problem, bool) {
	if m.spec.Protect == "" || !state.Bool(protectionName) {
		return Problem{}, false
	}
	return Problem{
		Attribute: protectionName,
		Summary:   "Unable to " + verb + " " + Prefix + m.spec.Type + " \"" + m.spec.identity(state) + "\": it is protected",
		Detail: "To " + verb + " it " + m.spec.Protect + ". If that is wanted, set " + protectionName +
			" = false, apply, and run this again.",
	}, true
}
