package kit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// existing answers a creation that met an object of the identity: what exists is not ours. It is taken over only where the
// user asked for it and the object is what this creation would have made, no more and no less. unlike names members of what the
// creation sends that the object lacks.
func (m *managed[C]) existing(v attr.Values, at made, d *diag.Diagnostics, unlike ...string) (made, bool) {
	id := m.spec.identity(v)
	if m.held(v) {
		failHeld(d, m.spec.Type, id)
		return made{}, false
	}
	departures, err := m.departures(v, at.object)
	if err != nil {
		fail(d, "read", m.spec.Type, id, err)
		return made{}, false
	}
	if len(departures) == 0 {
		departures = unlike
	}
	if len(departures) > 0 || !m.nodes.AdoptExisting() {
		failExisting(d, m.spec.Type, id, departures, m.nodes.AdoptExisting())
		return made{}, false
	}
	d.AddWarning("Took over "+Prefix+m.spec.Type+" \""+id+"\"",
		"The object was there already, exactly as configured, and adopt_existing is set. Terraform manages it from now on.")
	return at, true
}

// departures names the attributes in which an object is not what its creation would have made, set or not.
func (m *managed[C]) departures(v attr.Values, object client.Document) ([]string, error) {
	found, err := attr.Reader{Imported: true}.Read(object, m.attributes)
	if err != nil {
		return nil, err
	}
	if m.spec.Flatten != nil {
		m.spec.Flatten(object, found)
	}
	departures := attr.Departing(m.attributes, found, v)
	if m.spec.Replace != nil {
		departures = append(departures, m.spec.Replace(found, v)...)
	}
	return departures, nil
}

// held tells whether Terraform's state has an object of this identity, so that this run may be about to destroy it.
func (m *managed[C]) held(v attr.Values) bool {
	return m.nodes.Run().holds(m.spec.Type, m.spec.Identity, m.spec.identity(v))
}

// failExisting reports an object that is there already, with the block that imports it.
func failExisting(d *diag.Diagnostics, typeName, id string, departures []string, adopts bool) {
	why := ""
	if len(departures) > 0 {
		why = " It differs from what the creation would make in: " + strings.Join(departures, ", ") + "."
	}
	if adopts {
		why += " adopt_existing takes over only what does not differ."
	}
	d.AddError(fmt.Sprintf("Unable to create %s %q: it already exists", Prefix+typeName, id),
		"An object of this name exists already; nothing was changed."+why+ImportText(typeName, id)+
			"\n\nIf this run replaces it, remove create_before_destroy: the new object cannot be made under the same name while the old one is there.")
}

// failHeld reports an object that is there already because Terraform's own state has it.
func failHeld(d *diag.Diagnostics, typeName, id string) {
	d.AddError(fmt.Sprintf("Unable to create %s %q: it already exists", Prefix+typeName, id),
		"The state has an object of this identity, and it is still on the node; nothing was changed. With create_before_destroy the new object "+
			"is made while the old one is there, which cannot work under the same name: remove create_before_destroy, or give the new object "+
			"another name. If the old one is marked as tainted and in order, `terraform untaint` keeps it. If another block has it, remove one of the two.")
}

// ImportText is a paragraph that shows how to import an object, by its type without prefix and its import string.
func ImportText(typeName, id string) string {
	return fmt.Sprintf("\n\nTo manage it, import it (NAME is the name of your resource block):\n\nimport {\n  to = %s.NAME\n  id = %s\n}",
		Prefix+typeName, hclwrite.TokensForValue(cty.StringVal(id)).Bytes())
}

// reach asks the node whether it can be used at all.
func (m *managed[C]) reach(ctx context.Context, c C) error {
	node, asks := any(c).(verified)
	if !asks {
		return nil
	}
	return m.nodes.Run().reach(ctx, node)
}

// warnOfExisting says while planning that an object which is planned as new is on the node already. Only lists are asked,
// each once: a plan of many new objects must not cost a request for each of them.
func (m *managed[C]) warnOfExisting(ctx context.Context, c C, plan attr.Values) []Problem {
	run := m.nodes.Run()
	v := plan.Clone()
	if m.spec.Presume != nil {
		m.spec.Presume(v)
	}
	if m.spec.Singleton != nil || run.isApplying() || !m.identifies(v) {
		return nil
	}
	run.plan(m.spec.Identity, v)
	if m.held(v) || run.surroundingsAreNew(m.spec.Identity, v) || !m.isThere(ctx, c, v) {
		return nil
	}
	id := m.spec.identity(v)
	return []Problem{{
		Warning: true,
		Summary: Prefix + m.spec.Type + " \"" + id + "\" exists already",
		Detail:  "It is planned as new, but the node has one of this name, and the apply will refuse to touch it." + ImportText(m.spec.Type, id),
	}}
}

// identifies tells whether the identity is known.
func (m *managed[C]) identifies(v attr.Values) bool {
	return !slices.ContainsFunc(m.spec.Identity, func(name string) bool { return !v.Known(name) })
}

// isThere looks for an object in lists alone. A node that does not answer is no problem of the plan.
func (m *managed[C]) isThere(ctx context.Context, c C, v attr.Values) bool {
	_, _, err := m.spec.fetch(client.FromLists(ctx), c, v)
	if !errors.Is(err, client.ErrNotListed) {
		return err == nil
	}
	if m.spec.List == nil || slices.ContainsFunc(m.spec.Scope, func(name string) bool { return !v.Known(name) }) {
		return false
	}
	scope := attr.Values{}
	for _, name := range m.spec.Scope {
		scope[name] = v[name]
	}
	listed := m.nodes.Run().listed(m.spec.Type+" "+joinIdentity(m.spec.Scope, scope), func() map[string]bool {
		ids := map[string]bool{}
		for doc, err := range m.spec.List(ctx, c, scope) {
			if err != nil {
				return nil
			}
			if one, err := m.listed(doc, scope); err == nil {
				ids[m.spec.identity(one)] = true
			}
		}
		return ids
	})
	return listed[m.spec.identity(v)]
}
