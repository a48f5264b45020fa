package kit

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// lister is the framework's view of a Resource in a query.
type lister[C Client] struct {
	*managed[C]
}

var _ list.ListResourceWithConfigure = lister[*dss.Client]{}

// ListResourceConfigSchema implements list.ListResource.
func (l lister[C]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	attributes := map[string]schema.Attribute{}
	for _, name := range l.spec.Scope {
		a, _ := attr.Find(l.attributes, name)
		attributes[name] = schema.StringAttribute{
			Required: true, MarkdownDescription: a.Description, Validators: attr.Validators[validator.String](a),
		}
	}
	resp.Schema = schema.Schema{MarkdownDescription: "Finds every `" + Prefix + l.spec.Type + "`.", Attributes: attributes}
}

// List implements list.ListResource. Errors are pushed as results: what is assigned to the stream while it runs is lost.
func (l lister[C]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var d diag.Diagnostics
	scope := decodeObject(ctx, req.Config, &d)
	ctx, conceal := discreet(ctx, &d, l.attributes, nil)
	c, err := connect[C](l.nodes)
	if err != nil {
		fail(&d, "list", l.spec.Type, "", err)
	}
	if d.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(d)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		var count int64
		for doc, err := range l.spec.List(ctx, c, scope) {
			if req.Limit > 0 && count >= req.Limit {
				return
			}
			result := req.NewListResult(ctx)
			if err == nil {
				err = l.fill(ctx, c, req, scope, doc, &result)
			}
			if errors.Is(err, client.ErrNotFound) {
				continue // deleted between the list and the read
			}
			if err != nil {
				d.Append(result.Diagnostics...)
				fail(&d, "list", l.spec.Type, "", err)
				conceal()
				push(list.ListResult{Diagnostics: d})
				return
			}
			count++
			if !push(result) {
				return
			}
		}
	}
}

func (l lister[C]) fill(ctx context.Context, c C, req list.ListRequest, scope attr.Values, doc client.Document, result *list.ListResult) error {
	v, err := l.listed(doc, scope)
	if err != nil {
		return err
	}
	if req.IncludeResource && l.spec.Summaries {
		if v, err = l.complete(ctx, c, v); err != nil {
			return err
		}
	}
	result.DisplayName = l.spec.identity(v)
	l.setIdentity(ctx, v, result.Identity, &result.Diagnostics)
	if req.IncludeResource {
		result.Diagnostics.Append(result.Resource.Set(ctx, l.object(v))...)
	}
	return nil
}

// listed decodes one item of a list.
func (m *managed[C]) listed(doc client.Document, scope attr.Values) (attr.Values, error) {
	v, err := m.decode(doc, attr.Reader{Imported: true}, scope)
	if err != nil {
		return nil, err
	}
	for _, name := range m.spec.Identity {
		if !v.Known(name) {
			return nil, fmt.Errorf("%w: an item of the list has no %s: %s", client.ErrMalformed, name, client.Shown(doc))
		}
	}
	return v, nil
}

// complete reads what a summary lacks.
func (m *managed[C]) complete(ctx context.Context, c C, v attr.Values) (attr.Values, error) {
	_, doc, err := m.spec.fetch(client.Coalesced(ctx), c, v)
	if err != nil {
		return nil, err
	}
	return m.decode(doc, attr.Reader{Imported: true}, v)
}

// isOnce tells whether there is one object per node, whose identity never differs.
func (s *Resource[C]) isOnce() bool {
	return s.Singleton != nil && !slices.ContainsFunc(s.Identity, func(name string) bool {
		a, _ := attr.Find(s.Attributes, name)
		return a.ConstantValue() == ""
	})
}

// itself lists the one object that there is.
func (s *Resource[C]) itself(ctx context.Context, c C, _ attr.Values) iter.Seq2[client.Document, error] {
	return func(yield func(client.Document, error) bool) { yield(s.Get(ctx, c, nil)) }
}
