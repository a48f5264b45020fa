package kit

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Registry collects what a provider serves.
type Registry struct {
	Resources     []func() resource.Resource
	DataSources   []func() datasource.DataSource
	ListResources []func() list.ListResource
	Ephemerals    []func() ephemeral.EphemeralResource
	Actions       []func() action.Action
	// Described tells the test suite what was declared.
	Described []Description

	keeps map[string]func(stored *tfprotov6.DynamicValue) bool
	types map[string]tftypes.Type
}

// TypeOf is the type of the configuration and the state of a resource, nil for one that is not served.
func (r *Registry) TypeOf(typeName string) tftypes.Type { return r.types[typeName] }

// Keeps tells whether the plan for an object whose stored state Terraform proposes is that state: nothing but the configuration
// has a say in it, and no default either. It is false where that would need a look at more than the state.
func (r *Registry) Keeps(typeName string, stored *tfprotov6.DynamicValue, private []byte) bool {
	keeps := r.keeps[typeName]
	return keeps != nil && !isPending(private) && keeps(stored)
}

// Entity is a declaration that can be registered.
type Entity interface {
	Register(r *Registry)
}

// Description is what the test suite needs to know of a resource.
type Description struct {
	Type       string
	Attributes []attr.Attribute
	Identity   []string
	Scope      []string
	// Member and Singleton tell the kind; Lists tells whether a list exists, Plural whether a plural data source does.
	Member, Singleton, Lists, Plural, Protected, Waits bool
	// PluralType is the name of the plural data source without prefix; Summaries tells that lists lack attributes.
	PluralType string
	Summaries  bool
	// Stays tells that a deletion leaves the object on the node, Emptied that it takes away what is in it.
	Stays, Emptied bool
	// Presumed tells that the computed identity follows from inputs, so that two objects can collide.
	Presumed bool
}

// Register implements Entity: the resource, its data sources and its list resource.
func (s *Resource[C]) Register(r *Registry) {
	if s.isOnce() {
		s.List, s.NoPlural = s.itself, true
	}
	m := newManaged(s)
	r.Resources = append(r.Resources, func() resource.Resource { fresh := *m; return &fresh })
	if r.keeps == nil {
		r.keeps, r.types = map[string]func(*tfprotov6.DynamicValue) bool{}, map[string]tftypes.Type{}
	}
	r.keeps[Prefix+s.Type], r.types[Prefix+s.Type] = m.keeps, m.rawType
	single := newSingular(s)
	r.DataSources = append(r.DataSources, func() datasource.DataSource { fresh := *single.managed; return &singular[C]{&fresh, single.readable} })
	if s.List != nil {
		r.ListResources = append(r.ListResources, func() list.ListResource { fresh := *m; return lister[C]{&fresh} })
	}
	if s.List != nil && !s.NoPlural {
		many := newPlural(s)
		r.DataSources = append(r.DataSources, func() datasource.DataSource { fresh := *many.managed; return &plural[C]{&fresh, many.readable} })
	}
	r.Described = append(r.Described, Description{
		Type: s.Type, Attributes: m.attributes, Identity: s.Identity, Scope: s.Scope, Member: s.Member != nil,
		Singleton: s.Singleton != nil, Lists: s.List != nil, Plural: s.List != nil && !s.NoPlural, Protected: s.Protect != "", Waits: s.Timeouts != nil,
		PluralType: s.plural(), Summaries: s.Summaries, Presumed: s.Presume != nil, Stays: s.Stays != "",
		Emptied: s.Stays != "" && s.Delete != nil,
	})
}
