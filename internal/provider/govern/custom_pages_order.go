package govern

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const pagesOrder = "custom-pages-order"

var pageForm = regexp.MustCompile(`^cp\.[A-Za-z0-9._-]+$`)

// CustomPagesOrder is the order of all custom pages of a Govern node (govern.md 21.2). The API's one list is split here:
// {"pageIds": those that are managed, "others": what follows them}.
var CustomPagesOrder = &kit.Resource[*govern.Client]{
	Type:    "govern_custom_pages_order",
	Summary: "The order of the custom pages of a Govern node. There is one order per node: use one such resource.",
	Detail: "The pages that are listed come first, in this order; all others follow as they were. Deleting the resource leaves the order " +
		"as it is. The node wants every page in an order, so a page that is made at the same moment elsewhere can make an apply fail; " +
		"the next one succeeds.",
	Attributes: []attr.Attribute{
		attr.String("id", "Always `"+pagesOrder+"`.").Constant(pagesOrder),
		attr.StringList("page_ids", "Full identifiers of the pages that come first, such as `cp.system.governable-items`, in their order.").
			Required().Validate(listvalidator.UniqueValues(), listvalidator.ValueStringsAre(
			stringvalidator.RegexMatches(pageForm, "must be a full identifier, such as cp.use_cases"))),
	},
	Identity: []string{"id"},
	Get:      getPagesOrder,
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		known := slices.Concat(textsOf(w.Before["pageIds"]), textsOf(w.Before["others"]))
		wanted := textsOf(w.After["pageIds"])
		for _, id := range wanted {
			if !slices.Contains(known, id) {
				return fmt.Errorf("%w: there is no page %s on the node", client.ErrInvalid, id)
			}
		}
		others := slices.DeleteFunc(known, func(id string) bool { return slices.Contains(wanted, id) })
		return c.PutCustomPagesOrder(ctx, slices.Concat(wanted, others))
	},
	Singleton: &kit.Singleton{Release: func(client.Document, attr.Values) {}},
}

// getPagesOrder reads as many pages as are managed; all of them when that is not known, as in an import.
func getPagesOrder(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
	order, err := c.CustomPagesOrder(ctx)
	if err != nil {
		return nil, err
	}
	managed := len(order)
	if v.Known("page_ids") {
		managed = min(managed, len(v.Strings("page_ids")))
	}
	return client.Document{"pageIds": list(order[:managed]), "others": list(order[managed:])}, nil
}

func textsOf(value any) []string {
	items, _ := value.([]any)
	var out []string
	for _, item := range items {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}
