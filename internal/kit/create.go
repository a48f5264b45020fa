package kit

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Create implements resource.Resource: create call, identity into the state at once, the settings that the create
// call does not take, the work that follows, read back. A failure after the create call leaves a tainted object in
// the state, never an orphan.
func (m *managed[C]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	d := &resp.Diagnostics
	plan, config := decodeObject(ctx, req.Plan, d), decodeObject(ctx, req.Config, d)
	if d.HasError() {
		return
	}
	v := withSecrets(m.attributes, plan, config)
	ctx, conceal := discreet(ctx, d, m.attributes, nil, v)
	defer conceal()
	if m.spec.Presume != nil {
		m.spec.Presume(v)
	}
	ctx, cancel := m.limit(warning(ctx, d), v, timeouts.Value.Create, func(t *Timeouts) time.Duration { return t.Create }, d)
	defer cancel()
	c, err := connect[C](m.nodes)
	if err != nil {
		fail(d, "create", m.spec.Type, m.spec.identity(v), err)
		return
	}
	unlock, err := m.lock(ctx, c, v)
	if err != nil {
		fail(d, "create", m.spec.Type, m.spec.identity(v), err)
		return
	}
	defer unlock()

	m.nodes.Run().apply()
	at, ok := m.make(ctx, c, v, d)
	if !ok {
		return
	}
	m.mark(ctx, v, resp.Private, d)
	part := m.spec.isPart()
	if !part {
		m.setState(ctx, m.halfMade(v).WithoutUnknown(ctx), &resp.State, resp.Identity, d)
	}
	savePending(ctx, resp.Private, pendingCreation, d) // not what was pending for an object that this one replaces
	if d.HasError() {
		return
	}
	done, err := m.settle(ctx, c, v, attr.Writer{SecretsSent: at.created, Applied: at.applied}, at)
	if part && (done.written || err == nil) { // before that, nothing in the document is ours to take out of it again
		m.setState(ctx, m.halfMade(v).WithoutUnknown(ctx), &resp.State, resp.Identity, d)
	}
	if !part || done.written || err == nil {
		saveApplied(ctx, resp.Private, done.applied, d)
	}
	if err != nil {
		fail(d, "finish creating", m.spec.Type, m.spec.identity(v), err)
		return
	}
	savePending(ctx, resp.Private, "", d)
	m.readNew(ctx, c, v, done, resp)
}

// made is what there is after the create call: the documents when they are known already, and whether the call was
// made, as opposed to an object that was there before.
type made struct {
	parent, object client.Document
	created        bool
	again          bool         // the work that followed the last write failed
	applied        attr.Applied // what an earlier, unfinished creation left behind
}

// settled is what a write came to.
type settled struct {
	document client.Document // the object after the write, as far as it is known without reading it again
	applied  attr.Applied
	written  bool
}

// make brings the object into being and sets a server-made identity in v; false says that nothing was made. What an unfinished
// creation left is gone on with; another object that is there already is not ours.
func (m *managed[C]) make(ctx context.Context, c C, v attr.Values, d *diag.Diagnostics) (made, bool) {
	spec := m.spec
	at, left, err := m.leftBehind(ctx, c, v)
	switch {
	case err != nil:
		fail(d, "read", spec.Type, spec.identity(v), err)
		return made{}, false
	case left:
		return at, true
	case spec.Singleton != nil:
		return made{}, true
	case spec.Member != nil:
		parent, object, err := spec.fetch(ctx, c, v)
		switch {
		case err == nil:
			return m.existing(v, made{parent: parent, object: object}, d)
		case errors.Is(err, errMissing):
			return made{parent: parent}, true
		}
		fail(d, "create", spec.Type, spec.identity(v), err)
		return made{}, false
	}
	return m.call(ctx, c, v, d)
}

// call makes the create call.
func (m *managed[C]) call(ctx context.Context, c C, v attr.Values, d *diag.Diagnostics) (made, bool) {
	spec := m.spec
	wanted, _ := spec.wanted(client.Document{}, v, attr.Writer{Creating: true})
	answer, err := spec.Create(ctx, c, Write{Values: v, After: wanted})
	m.adoptIdentity(answer, v, d)
	if errors.Is(err, client.ErrAlreadyExists) {
		_, object, readErr := spec.fetch(ctx, c, v)
		if readErr != nil {
			fail(d, "create", spec.Type, spec.identity(v), errors.Join(err, readErr))
			return made{}, false
		}
		m.adoptIdentity(object, v, d)
		return m.existing(v, made{parent: object, object: object}, d, client.Unlike(object, wanted)...)
	}
	if err != nil {
		fail(d, "create", spec.Type, spec.identity(v), err)
		return made{}, answer != nil
	}
	if spec.CreateAnswers {
		return made{parent: answer, object: answer, created: true}, true
	}
	return made{created: true}, true
}

// adoptIdentity takes the identity that the server made from the answer of the create call: also one that the user may
// choose and did not.
func (m *managed[C]) adoptIdentity(answer client.Document, v attr.Values, d *diag.Diagnostics) {
	if answer == nil {
		return
	}
	read, err := attr.Reader{Prior: v}.Read(answer, m.attributes)
	if err != nil {
		d.AddError("Unable to read the answer of the creation", err.Error())
		return
	}
	for _, a := range m.attributes {
		chosen := !a.IsComputed() && (!slices.Contains(m.spec.Identity, a.Name) || v.Known(a.Name))
		if !chosen && read[a.Name] != nil && !read[a.Name].IsNull() {
			v[a.Name] = read[a.Name]
		}
	}
}

// settle lays the values over the object as it is, writes it when something changed, and does the work that follows. What
// fails right after a creation is tried again, so that it does not cost the object.
func (m *managed[C]) settle(ctx context.Context, c C, v attr.Values, writer attr.Writer, at made) (settled, error) {
	var w Write
	var done settled
	write := func(ctx context.Context) (err error) {
		w, done, err = m.write(ctx, c, v, writer, at)
		return err
	}
	if m.spec.Finish != nil {
		defer m.beginWork(c, v)()
	}
	err := write(ctx)
	if at.created && client.Passes(err) {
		at.parent, at.object = nil, nil
		err = m.patiently(ctx, c, write)
	}
	if err != nil || m.spec.Finish == nil {
		return done, err
	}
	done.written = true
	return done, m.spec.Finish(ctx, c, w)
}

func (m *managed[C]) write(ctx context.Context, c C, v attr.Values, writer attr.Writer, at made) (Write, settled, error) {
	spec := m.spec
	if at.parent == nil {
		var err error
		if at.parent, at.object, err = spec.fetch(ctx, c, v); err != nil && !errors.Is(err, errMissing) {
			return Write{}, settled{}, err
		}
	}
	if at.object == nil {
		at.object = client.Document{}
	}
	after, applied := spec.wanted(at.object, v, writer)
	w := Write{Values: v, Prior: writer.Prior, Before: at.object, After: after, Again: at.again}
	if spec.Member != nil {
		parent := client.CloneDocument(at.parent)
		spec.Member.Place(parent, v, after)
		w.Before, w.After = at.parent, parent
	}
	done := settled{document: at.object, applied: applied}
	if spec.Put == nil || client.Equal(w.Before, w.After) {
		return w, done, nil
	}
	err := spec.Put(ctx, c, w)
	done.written = err == nil
	return w, done, err
}

// limit bounds the operation where the entity has timeouts.
func (m *managed[C]) limit(ctx context.Context, v attr.Values,
	set func(timeouts.Value, context.Context, time.Duration) (time.Duration, diag.Diagnostics),
	fallback func(*Timeouts) time.Duration, d *diag.Diagnostics,
) (context.Context, context.CancelFunc) {
	if m.spec.Timeouts == nil || fallback(m.spec.Timeouts) == 0 {
		return ctx, func() {}
	}
	limit := fallback(m.spec.Timeouts)
	if configured, ok := v[timeoutsName].(timeouts.Value); ok {
		var problems diag.Diagnostics
		limit, problems = set(configured, ctx, limit)
		d.Append(problems...)
	}
	return context.WithTimeout(ctx, limit)
}

// withSecrets adds the write-only values, which only the configuration has.
func withSecrets(attributes []attr.Attribute, plan, config attr.Values) attr.Values {
	v := plan.Clone()
	for _, a := range attributes {
		if a.IsSecret() {
			v[a.Name] = config[a.Name]
		}
	}
	return v
}
