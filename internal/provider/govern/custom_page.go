package govern

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// CustomPage is a custom page of a Govern node (govern.md 21).
var CustomPage = &kit.Resource[*govern.Client]{
	Type:    "govern_custom_page",
	Summary: "A custom page of a Govern node: what the navigation of the node offers beside the pages of the product.",
	Detail: "The Custom Page Designer needs the Advanced Govern licence. A new page comes last in the navigation; " +
		"`dataiku_govern_custom_pages_order` puts pages in order. Pages of the product, `cp.system.…`, can be read with the data " +
		"source but not managed.",
	Attributes: []attr.Attribute{
		attr.String("id", "Full identifier, such as `cp.use_cases`, for references.").Stable(),
		identifier(govern.CustomPagePrefix),
		attr.String("name", "Name shown in the navigation.").Required(),
		attr.String("icon", "Name of a Material icon, such as `table_view`."),
		attr.String("type", "Kind of the page, such as `artifact-table`. Which kinds there are depends on the version of the node.").Replaces(),
		attr.Bool("visible", "Whether everybody sees the page; a hidden one is seen by administrators only."),
		attr.Doc("content", "What else the page holds, as a JSON object: its filters, columns and what other members its type has. Copy "+
			"them from the data source for a page that was made in the UI.").At(""),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Summaries:     true,
	Presume:       func(v attr.Values) { v.Derive("id", "identifier", govern.CustomPagePrefix) },
	Flatten:       func(_ client.Document, v attr.Values) { flattenIdentifier(v, "id", govern.CustomPagePrefix) },
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.CustomPage(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		return c.CreateCustomPage(ctx, w.Values.String("identifier"), w.After)
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		return c.PutCustomPage(ctx, w.Values.String("id"), w.After)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.DeleteCustomPage(ctx, v.String("id"))
	},
	List: func(ctx context.Context, c *govern.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.CustomPages(ctx)
	},
	Plan: func(_ context.Context, _ *govern.Client, p kit.Planned) []kit.Problem {
		return refuseProduct(p, "page", govern.CustomPagePrefix)
	},
}
