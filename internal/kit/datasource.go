package kit

import (
	"context"
	"strings"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// singular reads one object by its identity.
type singular[C Client] struct {
	*managed[C]
	readable []attr.Attribute
}

// plural reads all objects of a scope.
type plural[C Client] struct {
	*managed[C]
	readable []attr.Attribute
}

var (
	_ datasource.DataSourceWithConfigure = &singular[*dss.Client]{}
	_ datasource.DataSourceWithConfigure = &plural[*dss.Client]{}
)

func newSingular[C Client](spec *Resource[C]) *singular[C] {
	m := newManaged(spec)
	return &singular[C]{m, attr.Readable(m.attributes)}
}

// Metadata implements datasource.DataSource.
func (s *singular[C]) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = Prefix + s.spec.Type
}

// Schema implements datasource.DataSource.
func (s *singular[C]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := attr.DataSourceSchema(s.readable, s.spec.Identity...)
	if _, declared := attributes[idName]; !declared {
		attributes[idName] = schema.StringAttribute{Computed: true, MarkdownDescription: "The identity of the object as one string."}
	}
	resp.Schema = schema.Schema{MarkdownDescription: "Reads one `" + Prefix + s.spec.Type + "`. " + s.spec.Summary, Attributes: attributes}
}

// Configure implements datasource.DataSourceWithConfigure.
func (s *singular[C]) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	if nodes, ok := req.ProviderData.(Nodes); ok {
		s.nodes = nodes
	}
}

// Read implements datasource.DataSource. A missing object is an error: a data source never removes itself.
func (s *singular[C]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	d := &resp.Diagnostics
	config := decodeObject(ctx, req.Config, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, s.attributes, nil, config)
	defer conceal()
	c, err := connect[C](s.nodes)
	if err == nil {
		var v attr.Values
		if v, err = s.complete(ctx, c, config); err == nil {
			if _, declared := attr.Find(s.attributes, idName); !declared {
				v.SetString(idName, s.spec.identity(v))
			}
			all := attributeTypes(resp.State.Schema.Type())
			d.Append(resp.State.Set(ctx, objectOf(all, v))...)
			return
		}
	}
	fail(d, "read", s.spec.Type, s.spec.identity(config), err)
}

func objectOf(all map[string]fwattr.Type, v attr.Values) types.Object {
	values := map[string]fwattr.Value{}
	for name, t := range all {
		values[name] = v[name]
		if values[name] == nil {
			values[name] = attr.NullOf(t)
		}
	}
	return types.ObjectValueMust(all, values)
}

func newPlural[C Client](spec *Resource[C]) *plural[C] {
	m := newManaged(spec)
	return &plural[C]{m, attr.Readable(m.attributes)}
}

// pluralOf makes the plural of a type name.
func pluralOf(name string) string {
	switch {
	case strings.HasSuffix(name, "s"), strings.HasSuffix(name, "x"):
		return name + "es"
	case strings.HasSuffix(name, "y") && !strings.HasSuffix(name, "ey"):
		return strings.TrimSuffix(name, "y") + "ies"
	}
	return name + "s"
}

// plural is the name of the plural data source without prefix.
func (s *Resource[C]) plural() string {
	if s.Plural != "" {
		return s.Plural
	}
	return pluralOf(s.Type)
}

// items is the name of the plural's list: its last word.
func (p *plural[C]) items() string {
	words := strings.Split(p.spec.plural(), "_")
	return words[len(words)-1]
}

// Metadata implements datasource.DataSource.
func (p *plural[C]) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = Prefix + p.spec.plural()
}

// Schema implements datasource.DataSource.
func (p *plural[C]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := attr.DataSourceSchema(p.scope(), p.spec.Scope...)
	text := "Every `" + Prefix + p.spec.Type + "`, in the order of the server."
	if p.spec.Summaries {
		text += " Attributes that the server's list does not hold are null; read one object with the singular data source."
	}
	attributes[p.items()] = schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: text,
		NestedObject: schema.NestedAttributeObject{Attributes: attr.DataSourceSchema(p.readable)},
	}
	resp.Schema = schema.Schema{MarkdownDescription: "Reads all objects of the kind `" + Prefix + p.spec.Type + "`.", Attributes: attributes}
}

func (p *plural[C]) scope() []attr.Attribute {
	var out []attr.Attribute
	for _, name := range p.spec.Scope {
		a, _ := attr.Find(p.readable, name)
		out = append(out, a)
	}
	return out
}

// Configure implements datasource.DataSourceWithConfigure.
func (p *plural[C]) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	if nodes, ok := req.ProviderData.(Nodes); ok {
		p.nodes = nodes
	}
}

// Read implements datasource.DataSource.
func (p *plural[C]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	d := &resp.Diagnostics
	scope := decodeObject(ctx, req.Config, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, p.attributes, nil)
	defer conceal()
	c, err := connect[C](p.nodes)
	if err != nil {
		fail(d, "list", p.spec.Type, "", err)
		return
	}
	item := attr.ObjectType(p.readable)
	objects := []fwattr.Value{}
	for doc, err := range p.spec.List(ctx, c, scope) {
		var v attr.Values
		if err == nil {
			v, err = p.listed(doc, scope)
		}
		if err != nil {
			fail(d, "list", p.spec.Type, "", err)
			return
		}
		objects = append(objects, objectOf(item.AttrTypes, v))
	}
	values := attr.Values{p.items(): types.ListValueMust(item, objects)}
	for _, name := range p.spec.Scope {
		values[name] = scope[name]
	}
	all := attributeTypes(resp.State.Schema.Type())
	d.Append(resp.State.Set(ctx, objectOf(all, values))...)
}
