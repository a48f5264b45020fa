package kit

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Read implements resource.Resource. Only a typed not-found removes the object from the state.
func (m *managed[C]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	d := &resp.Diagnostics
	state := decodeObject(ctx, req.State, d)
	applied, written := loadApplied(ctx, req.Private, d)
	pending := loadPending(ctx, req.Private, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, m.attributes, applied, state)
	defer conceal()
	m.setIdentity(ctx, state, resp.Identity, d)
	id := m.spec.identity(state)
	c, err := connect[C](m.nodes)
	if err != nil {
		fail(d, "read", m.spec.Type, id, err)
		return
	}
	_, doc, err := m.spec.fetch(client.Coalesced(ctx), c, state)
	if errors.Is(err, client.ErrNotFound) {
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		fail(d, "read", m.spec.Type, id, err)
		return
	}
	reader := attr.Reader{Prior: state, Applied: applied, Whole: applied.Whole()}
	if !written {
		reader = attr.Reader{Prior: m.untold(state), Imported: true}
	}
	v, err := m.decode(doc, reader, state)
	if err != nil {
		fail(d, "read", m.spec.Type, id, err)
		return
	}
	if pending != pendingCreation && m.wasCutOff(c, v) {
		pending = pendingWork
	}
	if pending == pendingCreation {
		v = m.halfMade(v)
		m.noteUnfinished(v, applied)
	}
	m.setState(ctx, v, &resp.State, resp.Identity, d)
}

// untold are the values that no read gives back. They are all that counts of a state that this resource did not write:
// the rest may be what another provider made of the object.
func (m *managed[C]) untold(state attr.Values) attr.Values {
	kept := attr.Values{}
	for _, a := range m.attributes {
		if a.IsLocal() || slices.Contains(m.spec.Identity, a.Name) {
			kept[a.Name] = state[a.Name]
		}
	}
	return kept
}

// decode turns a document into the values of the state. The identity and the time limits are not in the document.
func (m *managed[C]) decode(doc client.Document, reader attr.Reader, prior attr.Values) (attr.Values, error) {
	v, err := reader.Read(doc, m.attributes)
	if err != nil {
		return nil, err
	}
	for _, name := range m.spec.Identity {
		if prior.Known(name) {
			v[name] = prior[name]
		}
	}
	if limits, ok := prior[timeoutsName]; ok {
		v[timeoutsName] = limits
	}
	if m.spec.Flatten != nil {
		m.spec.Flatten(doc, v)
	}
	return v, nil
}

// readBack stores what the server made of a write and names each value that was asked for and that it did not keep. Without a
// write there is nothing new to read.
func (m *managed[C]) readBack(ctx context.Context, c C, v, asked attr.Values, done settled, state *tfsdk.State, identity *tfsdk.ResourceIdentity, d *diag.Diagnostics) {
	doc := done.document
	id := m.spec.identity(v)
	if done.written {
		var err error
		if _, doc, err = m.spec.fetch(ctx, c, v); err != nil {
			fail(d, "read back", m.spec.Type, id, err)
			return
		}
	}
	read, err := m.decode(doc, attr.Reader{Prior: asked, Applied: done.applied}, v)
	if err != nil {
		fail(d, "read back", m.spec.Type, id, err)
		return
	}
	for _, lost := range attr.Unkept(m.attributes, asked, read) {
		if instead, encrypted := lost.Encrypted(m.attributes, doc); encrypted {
			d.AddAttributeError(path.Root(lost.Attribute), "Secret in "+lost.Attribute, encryptedText(lost, instead))
			continue
		}
		d.AddAttributeError(path.Root(lost.Attribute), "The server did not keep "+lost.Member,
			"The server accepted the change of "+Prefix+m.spec.Type+" \""+id+"\" but now holds "+lost.Got+" instead of "+lost.Sent+
				". Its version may not know this setting, the value may be invalid, or somebody else changed it at the same time.")
	}
	if !d.HasError() {
		read = attr.Settled(ctx, v, read)
	}
	m.setState(ctx, read, state, identity, d)
}

// readNew is readBack for a new object, which nothing that happens here may cost: what cannot be read is read by the next refresh,
// and what the server did not keep shows as a change in the next plan.
func (m *managed[C]) readNew(ctx context.Context, c C, v attr.Values, done settled, resp *resource.CreateResponse) {
	d := &resp.Diagnostics
	doc, id := done.document, m.spec.identity(v)
	if done.written {
		err := m.patiently(ctx, c, func(ctx context.Context) (err error) {
			_, doc, err = m.spec.fetch(ctx, c, v)
			return err
		})
		if err != nil {
			warnUnread(d, m.spec.Type, id, err)
			m.setState(ctx, v.WithoutUnknown(ctx), &resp.State, resp.Identity, d)
			return
		}
	}
	read, err := m.decode(doc, attr.Reader{Prior: v, Applied: done.applied}, v)
	if err != nil {
		warnUnread(d, m.spec.Type, id, err)
		read = v.WithoutUnknown(ctx)
	}
	for _, lost := range attr.Unkept(m.attributes, v, read) {
		if instead, encrypted := lost.Encrypted(m.attributes, doc); encrypted { // what is in the state now must not stay there
			d.AddAttributeError(path.Root(lost.Attribute), "Secret in "+lost.Attribute, encryptedText(lost, instead))
			savePending(ctx, resp.Private, pendingCreation, d)
			continue
		}
		d.AddAttributeWarning(path.Root(lost.Attribute), "The server did not keep "+lost.Member,
			"The server made "+Prefix+m.spec.Type+" \""+id+"\" but holds "+lost.Got+" instead of "+lost.Sent+
				". Its version may not know this setting, or the value may be invalid. The object stays; the next plan shows the difference.")
		read[lost.Attribute] = v.WithoutUnknown(ctx)[lost.Attribute]
	}
	if d.HasError() {
		read = m.halfMade(read)
	}
	m.setState(ctx, read, &resp.State, resp.Identity, d)
}

// warnUnread tells of an object that was made and could not be read.
func warnUnread(d *diag.Diagnostics, typeName, id string, err error) {
	d.AddWarning("Unable to read back "+Prefix+typeName+" \""+id+"\"",
		err.Error()+"\n\nThe object was made as planned. The next refresh reads what the server added to it.")
}

// encryptedText tells how to set a value that the node encrypts.
func encryptedText(lost attr.Lost, instead string) string {
	text := "The node encrypts " + lost.Member + ": it is a secret, and `" + lost.Attribute + "` is stored in the state."
	if instead == "" {
		return text + " Take it out of there; no other attribute takes it."
	}
	return text + " Set it in `" + instead + "`."
}
