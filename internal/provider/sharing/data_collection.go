package sharing

import (
	"context"
	"iter"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var collectionForm = regexp.MustCompile(`^[A-Za-z0-9]{8}$`)

// DataCollection is a data collection of a DSS node (dss-admin.md 24).
var DataCollection = &kit.Resource[*dss.Client]{
	Type:    "data_collection",
	Summary: "A data collection of a DSS node: datasets that others may find and use.",
	Detail: "Its datasets are resources of their own, `dataiku_data_collection_object`. The node makes the user of the API key an " +
		"administrator of a new collection; this entry is left alone unless `exclusive_user_permissions` is set. The node shows the permissions to " +
		"administrators of the collection only. With another key nothing can be changed, since that would remove all permissions, and managed " +
		"permissions cannot be read. DSS 14.1 cannot create data collections by the API; 14.2 can.",
	Attributes: append([]attr.Attribute{
		attr.String("id", "Identifier of the data collection: 8 letters and digits. Unset means a random one.").
			Validate(stringvalidator.RegexMatches(collectionForm, "must be 8 letters and digits")),
		attr.StringSet("tags", "Tags of the data collection.").Clears(),
	}, settings("data collection")...),
	Identity: []string{"id"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		collection, err := c.DataCollection(ctx, v.String("id"))
		if err != nil {
			return nil, err
		}
		return collection, shown(collection, v, "data collection "+v.String("id"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return c.CreateDataCollection(ctx, w.After)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutDataCollection(ctx, w.Values.String("id"), w.Before, w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteDataCollection(ctx, v.String("id"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.DataCollections(ctx)
	},
	Summaries: true,
	Validate:  checkFlags,
}
