package kit

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Update implements resource.Resource: lock, read, overlay, write when something changed, read back.
func (m *managed[C]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	d := &resp.Diagnostics
	plan, config, state := decodeObject(ctx, req.Plan, d), decodeObject(ctx, req.Config, d), decodeObject(ctx, req.State, d)
	applied, written := loadApplied(ctx, req.Private, d)
	pending := loadPending(ctx, req.Private, d)
	if d.HasError() {
		return
	}
	v := withSecrets(m.attributes, plan, config)
	ctx, conceal := discreet(ctx, d, m.attributes, applied, v, state)
	defer conceal()
	m.setIdentity(ctx, v, resp.Identity, d)
	ctx, cancel := m.limit(warning(ctx, d), v, timeouts.Value.Update, func(t *Timeouts) time.Duration { return t.Update }, d)
	defer cancel()
	id := m.spec.identity(v)
	c, err := connect[C](m.nodes)
	if err != nil {
		fail(d, "update", m.spec.Type, id, err)
		return
	}
	m.nodes.Run().apply()
	unlock, err := m.lock(ctx, c, v)
	if err != nil {
		fail(d, "update", m.spec.Type, id, err)
		return
	}
	defer unlock()
	asked := m.configured(config, v)
	done, err := m.settle(ctx, c, asked, attr.Writer{Prior: state, Applied: applied, Config: config}, made{again: pending == pendingWork || pending == pendingCreation})
	left, next := done.applied.With(nil), ""
	if err != nil {
		fail(d, "update", m.spec.Type, id, err)
		switch {
		case done.written:
			next = pendingWork // the object is as wanted, so that no later plan would see what is left to do
		case done.applied == nil:
			return // nothing was sent
		default:
			left, next = applied.With(done.applied), pending // what was sent may have arrived
		}
	}
	m.setState(ctx, attr.Doubted(m.attributes, state, plan), &resp.State, resp.Identity, d) // until it is read back
	savePending(ctx, resp.Private, next, d)
	left.KeepWhole(m.attributes, !written, applied.Whole(), config, state, plan)
	saveApplied(ctx, resp.Private, left, d)
	if d.HasError() {
		return
	}
	m.readBack(ctx, c, v, asked, done, &resp.State, resp.Identity, d)
}

// configured are the values that an update writes, with the identity: what the configuration does not set is not known.
func (m *managed[C]) configured(config, v attr.Values) attr.Values {
	asked := attr.Configured(m.attributes, config, v)
	for _, name := range m.spec.Identity {
		asked[name] = v[name]
	}
	return asked
}

// Delete implements resource.Resource. An object that is gone already is a success.
func (m *managed[C]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	d := &resp.Diagnostics
	v := decodeObject(ctx, req.State, d)
	applied, written := loadApplied(ctx, req.Private, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, m.attributes, applied, v)
	defer conceal()
	if m.spec.Singleton != nil && written {
		v = applied.Only(m.attributes, v)
	}
	if problem, refused := m.protected(v, "delete"); refused {
		report(d, []Problem{problem})
		return
	}
	if m.leave(ctx, v, req.Private, d) {
		return
	}
	if m.spec.Stays != "" && m.spec.Delete == nil {
		report(d, []Problem{m.forgotten(v)})
		return
	}
	ctx, cancel := m.limit(warning(ctx, d), v, timeouts.Value.Delete, func(t *Timeouts) time.Duration { return t.Delete }, d)
	defer cancel()
	id := m.spec.identity(v)
	c, err := connect[C](m.nodes)
	if err == nil {
		m.nodes.Run().apply()
		if m.isReplacedHere(ctx, v, req.Private, d) {
			report(d, []Problem{m.keptNew(v)})
			return
		}
		m.forgetWork(c, v)
		err = m.destroy(ctx, c, v, applied)
	}
	switch {
	case err != nil && !errors.Is(err, client.ErrNotFound):
		fail(d, "delete", m.spec.Type, id, err)
	case err == nil && m.spec.Stays != "":
		report(d, []Problem{m.forgotten(v)})
	}
}

// forgotten warns that a deletion leaves the object on the node.
func (m *managed[C]) forgotten(v attr.Values) Problem {
	end := "Terraform only forgets it. "
	if m.spec.Delete != nil {
		end = "Terraform empties and forgets it. "
	}
	return Problem{
		Warning: true,
		Summary: Prefix + m.spec.Type + " \"" + m.spec.identity(v) + "\" stays on the node",
		Detail:  end + m.spec.Stays,
	}
}

func (m *managed[C]) destroy(ctx context.Context, c C, v attr.Values, applied attr.Applied) error {
	unlock, err := m.lock(ctx, c, v)
	if err != nil {
		return err
	}
	defer unlock()
	return m.surely(ctx, c, v, func() error { return m.remove(ctx, c, v, applied) })
}

func (m *managed[C]) remove(ctx context.Context, c C, v attr.Values, applied attr.Applied) error {
	spec := m.spec
	if spec.Member == nil && spec.Singleton == nil {
		if err := m.refuseFilled(ctx, c, v); err != nil {
			return err
		}
		return spec.Delete(ctx, c, v)
	}
	before, err := spec.get(ctx, c, v)
	if err != nil {
		return err
	}
	after := client.CloneDocument(before)
	switch {
	case spec.Member != nil:
		spec.Member.Drop(after, v)
	case spec.Singleton.Release != nil:
		spec.Singleton.Release(after, v)
	default:
		applied.Release(after, m.attributes)
		if spec.Singleton.Detach != nil && applied != nil {
			spec.Singleton.Detach(after, v)
		}
	}
	if client.Equal(before, after) {
		return nil
	}
	return spec.Put(ctx, c, Write{Values: v, Prior: v, Before: before, After: after})
}
