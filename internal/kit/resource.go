package kit

import (
	"context"
	"strings"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const (
	idName         = "id"
	timeoutsName   = "timeouts"
	protectionName = "deletion_protection"
	appliedKey     = "applied" // private state: what the last write left behind (attr.Applied as JSON)
	pendingKey     = "pending" // private state: what is to be done although nothing is proposed to change
)

// managed is the framework's view of a Resource.
type managed[C Client] struct {
	spec       *Resource[C]
	attributes []attr.Attribute
	schema     schema.Schema
	types      map[string]fwattr.Type
	rawType    tftypes.Type
	nodes      Nodes
}

var (
	_ resource.ResourceWithConfigure      = &managed[*dss.Client]{}
	_ resource.ResourceWithIdentity       = &managed[*dss.Client]{}
	_ resource.ResourceWithImportState    = &managed[*dss.Client]{}
	_ resource.ResourceWithModifyPlan     = &managed[*dss.Client]{}
	_ resource.ResourceWithMoveState      = &managed[*dss.Client]{}
	_ resource.ResourceWithValidateConfig = &managed[*dss.Client]{}
)

func newManaged[C Client](spec *Resource[C]) *managed[C] {
	m := &managed[C]{spec: spec, attributes: spec.allAttributes()}
	attributes := attr.ResourceSchema(m.attributes)
	if _, declared := attributes[idName]; !declared {
		attributes[idName] = schema.StringAttribute{
			Computed: true, MarkdownDescription: "The identity of the object as one string, as used by import.",
		}
	}
	if t := spec.Timeouts; t != nil {
		attributes[timeoutsName] = t.attribute()
	}
	m.schema = schema.Schema{MarkdownDescription: spec.page(), Attributes: attributes}
	m.types, m.rawType = attributeTypes(m.schema.Type()), m.schema.Type().TerraformType(context.Background())
	return m
}

// page is the text at the top of the documentation page.
func (s *Resource[C]) page() string {
	text := page(s.Summary, s.Detail)
	if s.Since != "" {
		text += "\n\nNeeds version " + s.Since + " of the node."
	}
	switch {
	case s.Stays != "" && s.Delete != nil:
		text += "\n\nDeleting the resource empties the object and makes Terraform forget it, with a warning: it stays on the node. " + s.Stays
	case s.Stays != "":
		text += "\n\nDeleting the resource only makes Terraform forget the object, with a warning: it stays on the node. " + s.Stays
	}
	if s.Protect != "" {
		text += "\n\nDeleting it " + s.Protect + ". Therefore `" + protectionName + "` is on unless it is set to false and applied first."
	}
	return text
}

// allAttributes adds what the kit itself manages.
func (s *Resource[C]) allAttributes() []attr.Attribute {
	all := append([]attr.Attribute{}, s.Attributes...)
	for i, a := range all {
		for _, name := range s.Identity {
			if a.Name == name && !a.IsComputed() {
				all[i] = a.Replaces()
			}
		}
	}
	if s.Protect != "" {
		all = append(all, attr.Bool(protectionName,
			"Whether Terraform refuses to delete or replace the object. Deleting it "+s.Protect+". Default: true.").Local(true))
	}
	return all
}

// Metadata implements resource.Resource.
func (m *managed[C]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = Prefix + m.spec.Type
}

// Schema implements resource.Resource.
func (m *managed[C]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = m.schema
}

// IdentitySchema implements resource.ResourceWithIdentity.
func (m *managed[C]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema.Attributes = map[string]identityschema.Attribute{}
	for _, name := range m.spec.Identity {
		a, _ := attr.Find(m.attributes, name)
		resp.IdentitySchema.Attributes[name] = identityschema.StringAttribute{RequiredForImport: true, Description: a.Description}
	}
}

// Configure implements resource.ResourceWithConfigure.
func (m *managed[C]) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	if nodes, ok := req.ProviderData.(Nodes); ok {
		m.nodes = nodes
	}
}

// ValidateConfig implements resource.ResourceWithValidateConfig.
func (m *managed[C]) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	config := decodeObject(ctx, req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	report(&resp.Diagnostics, checkSecretVersions(m.attributes, config))
	report(&resp.Diagnostics, checkClashes(m.attributes, config))
	report(&resp.Diagnostics, checkExclusive(m.attributes, config))
	if m.spec.Validate != nil {
		report(&resp.Diagnostics, m.spec.Validate(config))
	}
}

// checkSecretVersions warns about a version without a secret: changing it would send nothing.
func checkSecretVersions(attributes []attr.Attribute, config attr.Values) []Problem {
	var problems []Problem
	for _, a := range attributes {
		if v := a.VersionName(); v != "" && config.Known(v) && config[a.Name].IsNull() {
			problems = append(problems, Problem{
				Attribute: v, Warning: true, Summary: "Version without a value",
				Detail: "`" + v + "` is set, but `" + a.Name + "` is not, so nothing will be sent.",
			})
		}
	}
	return problems
}

// checkExclusive refuses to manage everything of an attribute that is not set: nothing would say what everything is.
func checkExclusive(attributes []attr.Attribute, config attr.Values) []Problem {
	var problems []Problem
	for _, a := range attributes {
		if flag := a.ExclusiveName(); flag != "" && config.Bool(flag) && config[a.Name].IsNull() {
			problems = append(problems, Problem{
				Attribute: flag, Summary: "`" + flag + "` without `" + a.Name + "`",
				Detail: "`" + flag + "` removes what `" + a.Name + "` does not name, but `" + a.Name + "` is not set. Set it, if need be to an empty value, or leave out `" +
					flag + "`.",
			})
		}
	}
	return problems
}

// checkClashes refuses a member of a document that has an attribute of its own: two attributes would fight over it.
func checkClashes(attributes []attr.Attribute, config attr.Values) []Problem {
	var problems []Problem
	for _, c := range attr.Clashes(attributes, config) {
		root := c.Attribute
		if end := strings.IndexAny(root, ".["); end > 0 {
			root = root[:end]
		}
		problems = append(problems, Problem{
			Attribute: root, Summary: "Member with an attribute of its own",
			Detail: "`" + c.Attribute + "` holds the member " + c.Member + ", which belongs to `" + c.Other + "`. Set it there only.",
		})
	}
	return problems
}

// connect returns the client of the node the entity lives on.
func connect[C Client](nodes Nodes) (C, error) {
	var c C
	var err error
	if nodes == nil {
		return c, errNotConfigured
	}
	switch target := any(&c).(type) {
	case **dss.Client:
		*target, err = nodes.DSS()
	case **govern.Client:
		*target, err = nodes.Govern()
	}
	return c, err
}

// rawValue is a plan, state or configuration of the framework.
type rawValue interface {
	Get(ctx context.Context, target any) diag.Diagnostics
}

// decodeObject decodes a plan, state or configuration; nil for one that is null, as in a deletion.
func decodeObject(ctx context.Context, raw rawValue, d *diag.Diagnostics) attr.Values {
	var object types.Object
	d.Append(raw.Get(ctx, &object)...)
	if object.IsNull() || object.IsUnknown() {
		return nil
	}
	return object.Attributes()
}

// object turns values into the whole object as it is stored: absent and unknown ones as null.
func (m *managed[C]) object(v attr.Values) types.Object {
	stored := v.Clone()
	for name, value := range stored {
		if value == nil || value.IsUnknown() {
			stored[name] = attr.NullOf(m.types[name])
		}
	}
	if _, declared := attr.Find(m.attributes, idName); !declared {
		stored[idName] = types.StringValue(m.spec.identity(v))
	}
	return m.plannedObject(stored)
}

// plannedObject turns values into the whole object; unknown ones stay unknown.
func (m *managed[C]) plannedObject(v attr.Values) types.Object {
	all := map[string]fwattr.Value{}
	for name, t := range m.types {
		all[name] = v[name]
		if all[name] == nil {
			all[name] = attr.NullOf(t)
		}
	}
	return types.ObjectValueMust(m.types, all)
}

// setState stores the values and the identity; write-only values are dropped.
func (m *managed[C]) setState(ctx context.Context, v attr.Values, state *tfsdk.State, identity *tfsdk.ResourceIdentity, d *diag.Diagnostics) {
	stored := v.Clone()
	for _, a := range m.attributes {
		if a.IsSecret() {
			stored[a.Name] = a.Null()
		}
	}
	d.Append(state.Set(ctx, m.object(stored))...)
	m.setIdentity(ctx, v, identity, d)
}

// attributeTypes are the types of a schema's attributes.
func attributeTypes(t fwattr.Type) map[string]fwattr.Type {
	object, ok := t.(types.ObjectType)
	if !ok {
		panic("kit: a schema is not an object but " + t.String())
	}
	return object.AttrTypes
}
