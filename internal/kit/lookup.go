package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// DataSource declares something that can only be read. Its attributes are arguments unless they are computed.
type DataSource[C Client] struct {
	Type, Summary, Detail string
	Attributes            []attr.Attribute
	Get                   func(ctx context.Context, c C, v attr.Values) (client.Document, error)
}

// Register implements Entity.
func (s *DataSource[C]) Register(r *Registry) {
	r.DataSources = append(r.DataSources, func() datasource.DataSource { return &lookup[C]{spec: s} })
}

type lookup[C Client] struct {
	spec  *DataSource[C]
	nodes Nodes
}

var _ datasource.DataSourceWithConfigure = &lookup[*dss.Client]{}

// Metadata implements datasource.DataSource.
func (l *lookup[C]) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = Prefix + l.spec.Type
}

// Schema implements datasource.DataSource.
func (l *lookup[C]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: page(l.spec.Summary, l.spec.Detail),
		Attributes:          attr.LookupSchema(l.spec.Attributes),
	}
}

// Configure implements datasource.DataSourceWithConfigure.
func (l *lookup[C]) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	if nodes, ok := req.ProviderData.(Nodes); ok {
		l.nodes = nodes
	}
}

// Read implements datasource.DataSource.
func (l *lookup[C]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	d := &resp.Diagnostics
	config := decodeObject(ctx, req.Config, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, l.spec.Attributes, nil, config)
	defer conceal()
	c, err := connect[C](l.nodes)
	if err == nil {
		var doc client.Document
		if doc, err = l.spec.Get(ctx, c, config); err == nil {
			var v attr.Values
			if v, err = (attr.Reader{Prior: arguments(l.spec.Attributes, config), Imported: true, Lookup: true}).Read(doc, l.spec.Attributes); err == nil {
				keepArguments(l.spec.Attributes, config, v)
				d.Append(resp.State.Set(ctx, objectOf(attributeTypes(resp.State.Schema.Type()), v))...)
				return
			}
		}
	}
	fail(d, "read", l.spec.Type, "", err)
}

// arguments are the values that the user gave.
func arguments(attributes []attr.Attribute, config attr.Values) attr.Values {
	given := attr.Values{}
	for _, a := range attributes {
		if !a.IsComputed() && config.Known(a.Name) {
			given[a.Name] = config[a.Name]
		}
	}
	return given
}

// keepArguments answers the arguments as they were given, those that were not as null.
func keepArguments(attributes []attr.Attribute, config, v attr.Values) {
	for _, a := range attributes {
		if !a.IsComputed() {
			v[a.Name] = config[a.Name]
		}
	}
}

func page(summary, detail string) string {
	if detail == "" {
		return summary
	}
	return summary + "\n\n" + detail
}
