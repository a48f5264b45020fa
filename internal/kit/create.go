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
	unlock, err := documents.lock(ctx, m.spec.lockKey(v))
	if err != nil {
		fail(d, "create", m.spec.Type, m.spec.identity(v), err)
		return
	}
	defer unlock()

	made := m.make(ctx, c, v, d)
	if d.HasError() && !made.created {
		return
	}
	part := m.spec.isPart()
	if !part {
		m.setState(ctx, v.WithoutUnknown(ctx), &resp.State, resp.Identity, d)
	}
	savePending(ctx, resp.Private, m.departing(v), d) // not that of an object which this one replaces
	if d.HasError() {
		return
	}
	done, err := m.settle(ctx, c, v, attr.Writer{SecretsSent: made.created}, made)
	if part && (done.written || err == nil) { // before that, nothing in the document is ours to take out of it again
		m.setState(ctx, v.WithoutUnknown(ctx), &resp.State, resp.Identity, d)
	}
	if part && done.written || err == nil {
		saveApplied(ctx, resp.Private, done.applied, d)
	}
	if err != nil {
		fail(d, "finish creating", m.spec.Type, m.spec.identity(v), err)
		return
	}
	m.readBack(ctx, c, v, done, &resp.State, resp.Identity, d)
}

// made is what there is after the create call: the documents when they are known already, and whether the call was
// made, as opposed to an object that was there before.
type made struct {
	parent, object client.Document
	created        bool
	again          bool // the work that followed the last write failed
}

// settled is what a write came to.
type settled struct {
	document client.Document // the object after the write, as far as it is known without reading it again
	applied  attr.Applied
	written  bool
}

// make brings the object into being and sets a server-made identity in v. An object that is there already, exactly
// as it would be made, is what an interrupted run left behind: it is taken over. Another one is an error.
func (m *managed[C]) make(ctx context.Context, c C, v attr.Values, d *diag.Diagnostics) made {
	spec := m.spec
	wanted, _ := spec.wanted(client.Document{}, v, attr.Writer{Creating: true})
	switch {
	case spec.Singleton != nil:
		return made{}
	case spec.Member != nil:
		parent, object, err := spec.fetch(ctx, c, v)
		if err == nil {
			// An element is made by this provider alone, so the server has no part in it and it must be exactly as wanted.
			exact, _ := spec.wanted(object, v, attr.Writer{SecretsSent: true})
			m.takeOver(v, changedMembers(object, exact), d)
			return made{parent: parent, object: object}
		}
		if !errors.Is(err, errMissing) {
			fail(d, "create", spec.Type, spec.identity(v), err)
		}
		return made{parent: parent}
	}
	answer, err := spec.Create(ctx, c, Write{Values: v, After: wanted})
	if errors.Is(err, client.ErrAlreadyExists) {
		m.adoptIdentity(answer, v, d)
		object, different, readErr := m.compare(ctx, c, v, wanted)
		if readErr != nil {
			fail(d, "create", spec.Type, spec.identity(v), errors.Join(err, readErr))
			return made{}
		}
		m.adoptIdentity(object, v, d)
		m.takeOver(v, different, d)
		return made{parent: object, object: object}
	}
	if err != nil {
		fail(d, "create", spec.Type, spec.identity(v), err)
		if answer == nil {
			return made{}
		}
	}
	m.adoptIdentity(answer, v, d)
	if spec.CreateAnswers {
		return made{parent: answer, object: answer, created: true}
	}
	return made{created: true}
}

// compare reads an object that is there already and names what is not as wanted. What an interrupted creation left is
// no difference: the settings follow.
func (m *managed[C]) compare(ctx context.Context, c C, v attr.Values, wanted client.Document) (client.Document, []string, error) {
	_, object, err := m.spec.fetch(ctx, c, v)
	if err != nil {
		return nil, nil, err
	}
	different := client.Unlike(object, wanted)
	if len(different) > 0 && m.spec.Begun != nil {
		begun, err := m.spec.Begun(ctx, c, object, wanted)
		if err != nil {
			return nil, nil, err
		}
		if begun {
			different = nil
		}
	}
	return object, different, nil
}

// takeOver accepts an existing object that is as wanted and refuses one that is different.
func (m *managed[C]) takeOver(v attr.Values, different []string, d *diag.Diagnostics) {
	id := m.spec.identity(v)
	if len(different) > 0 {
		failExisting(d, m.spec.Type, id, different)
		return
	}
	d.AddWarning("Took over "+Prefix+m.spec.Type+" \""+id+"\"",
		"The object existed already, as configured or as an interrupted run leaves it. Terraform manages it from now on.")
}

// changedMembers names the members that differ.
func changedMembers(before, after client.Document) []string {
	var names []string
	for member := range after {
		if !client.Equal(before[member], after[member]) {
			names = append(names, member)
		}
	}
	slices.Sort(names)
	return names
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

// settle lays the values over the object as it is, writes it when something changed, and does the work that follows.
func (m *managed[C]) settle(ctx context.Context, c C, v attr.Values, writer attr.Writer, at made) (settled, error) {
	spec := m.spec
	if at.parent == nil {
		var err error
		if at.parent, at.object, err = spec.fetch(ctx, c, v); err != nil && !errors.Is(err, errMissing) {
			return settled{}, err
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
	if spec.Put != nil && !client.Equal(w.Before, w.After) {
		if err := spec.Put(ctx, c, w); err != nil {
			return done, err
		}
		done.written = true
	}
	if spec.Finish == nil {
		return done, nil
	}
	done.written = true
	return done, spec.Finish(ctx, c, w)
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
