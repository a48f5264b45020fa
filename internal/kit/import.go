package kit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var errNotConfigured = errors.New("the provider is not configured")

// ImportState implements resource.ResourceWithImportState, for an identifier as well as for an identity.
func (m *managed[C]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	d := &resp.Diagnostics
	v := attr.Values{}
	if req.ID != "" {
		v = m.identified(req.ID, d)
	} else {
		for _, name := range m.spec.Identity {
			var value types.String
			d.Append(req.Identity.GetAttribute(ctx, path.Root(name), &value)...)
			v[name] = value
		}
		m.adopt(v, d)
	}
	if d.HasError() {
		return
	}
	m.setState(ctx, v, &resp.State, resp.Identity, d)
}

// identified are the values of an object that is known by its import string.
func (m *managed[C]) identified(id string, d *diag.Diagnostics) attr.Values {
	v := attr.Values{}
	parts, err := splitIdentity(m.spec.Identity, id)
	if err != nil {
		d.AddError("Invalid import identifier of "+Prefix+m.spec.Type, err.Error())
		return v
	}
	for i, name := range m.spec.Identity {
		v.SetString(name, parts[i])
	}
	m.adopt(v, d)
	return v
}

// adopt adds what only Terraform knows to the identity of an object, and refuses an identity that cannot be.
func (m *managed[C]) adopt(v attr.Values, d *diag.Diagnostics) {
	for _, a := range m.attributes {
		if only := a.ConstantValue(); only != "" && v.String(a.Name) != only {
			d.AddError("Invalid import identifier of "+Prefix+m.spec.Type,
				fmt.Sprintf("It exists once per node, and its %s is always %q, not %q.", a.Name, only, v.String(a.Name)))
		}
		if a.IsLocal() {
			v[a.Name] = a.Fallback()
		}
	}
}

// splitIdentity reads an import string. The last part may hold slashes, as the name of a variable may.
func splitIdentity(names []string, id string) ([]string, error) {
	parts := strings.SplitN(id, "/", len(names))
	for _, part := range parts {
		if part == "" {
			parts = nil
		}
	}
	if len(parts) != len(names) {
		return nil, fmt.Errorf("expected %s, got %q", strings.ToUpper(strings.Join(names, "/")), id)
	}
	return parts, nil
}

// setIdentity stores the identity, spelled as the values spell it. Terraform before 1.12 has none.
func (m *managed[C]) setIdentity(ctx context.Context, v attr.Values, identity *tfsdk.ResourceIdentity, d *diag.Diagnostics) {
	if identity == nil {
		return
	}
	for _, name := range m.spec.Identity {
		d.Append(identity.SetAttribute(ctx, path.Root(name), v.String(name))...)
	}
}
