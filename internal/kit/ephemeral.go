package kit

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Ephemeral declares a value that lives for one run and is never stored.
type Ephemeral[C Client] struct {
	Type, Summary, Detail string
	Attributes            []attr.Attribute
	// Open returns the document, and the id of what Close must take away again, if anything.
	Open func(ctx context.Context, c C, v attr.Values) (doc client.Document, id string, err error)
	// Close takes away what Open made; nil when Open makes nothing.
	Close func(ctx context.Context, c C, id string) error
}

// Register implements Entity.
func (s *Ephemeral[C]) Register(r *Registry) {
	r.Ephemerals = append(r.Ephemerals, func() ephemeral.EphemeralResource { return &transient[C]{spec: s} })
}

type transient[C Client] struct {
	spec  *Ephemeral[C]
	nodes Nodes
}

var (
	_ ephemeral.EphemeralResourceWithConfigure = &transient[*dss.Client]{}
	_ ephemeral.EphemeralResourceWithClose     = &transient[*dss.Client]{}
)

const openedKey = "opened" // private data: the id that Close takes away

// Metadata implements ephemeral.EphemeralResource.
func (t *transient[C]) Metadata(_ context.Context, _ ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = Prefix + t.spec.Type
}

// Schema implements ephemeral.EphemeralResource.
func (t *transient[C]) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: page(t.spec.Summary, t.spec.Detail), Attributes: attr.EphemeralSchema(t.spec.Attributes)}
}

// Configure implements ephemeral.EphemeralResourceWithConfigure.
func (t *transient[C]) Configure(_ context.Context, req ephemeral.ConfigureRequest, _ *ephemeral.ConfigureResponse) {
	if nodes, ok := req.ProviderData.(Nodes); ok {
		t.nodes = nodes
	}
}

// Open implements ephemeral.EphemeralResource.
func (t *transient[C]) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	d := &resp.Diagnostics
	config := decodeObject(ctx, req.Config, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, t.spec.Attributes, nil, config)
	defer conceal()
	c, err := connect[C](t.nodes)
	if err != nil {
		fail(d, "open", t.spec.Type, "", err)
		return
	}
	doc, id, err := t.spec.Open(ctx, c, config)
	if id != "" {
		d.Append(resp.Private.SetKey(ctx, openedKey, []byte(client.RenderJSON(id)))...)
	}
	var v attr.Values
	if err == nil {
		v, err = attr.Reader{Prior: arguments(t.spec.Attributes, config), Imported: true}.Read(doc, t.spec.Attributes)
	}
	if err != nil {
		fail(d, "open", t.spec.Type, "", err)
		return
	}
	keepArguments(t.spec.Attributes, config, v)
	d.Append(resp.Result.Set(ctx, objectOf(attributeTypes(resp.Result.Schema.Type()), v))...)
}

// Close implements ephemeral.EphemeralResourceWithClose. What is gone already is closed.
func (t *transient[C]) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	d := &resp.Diagnostics
	ctx, conceal := discreet(ctx, d, t.spec.Attributes, nil)
	defer conceal()
	text, problems := req.Private.GetKey(ctx, openedKey)
	d.Append(problems...)
	if len(text) == 0 || t.spec.Close == nil {
		return
	}
	parsed, err := client.ParseJSON(text)
	id, _ := parsed.(string)
	if err == nil {
		var c C
		if c, err = connect[C](t.nodes); err == nil {
			err = t.spec.Close(ctx, c, id)
		}
	}
	if err != nil && !errors.Is(err, client.ErrNotFound) {
		fail(d, "close", t.spec.Type, id, err)
	}
}
