package sharing

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// DataCollectionObject is a dataset in a data collection (dss-admin.md 24).
var DataCollectionObject = &kit.Resource[*dss.Client]{
	Type:    "data_collection_object",
	Summary: "A dataset in a data collection. Additive: other datasets are left alone.",
	Detail:  "Removing it from the collection leaves the dataset itself alone.",
	Attributes: []attr.Attribute{
		attr.String("data_collection_id", "Identifier of the data collection.").Required().
			Validate(stringvalidator.RegexMatches(collectionForm, "must be 8 letters and digits")),
		attr.ProjectKey(),
		attr.String("dataset_name", "Name of the dataset.").Required().Validate(attr.Name()),
	},
	Identity: []string{"data_collection_id", "project_key", "dataset_name"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.DataCollectionObject(ctx, v.String("data_collection_id"), v.String("project_key"), v.String("dataset_name"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return nil, c.AddToDataCollection(ctx, w.Values.String("data_collection_id"), w.Values.String("project_key"), w.Values.String("dataset_name"))
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.RemoveFromDataCollection(ctx, v.String("data_collection_id"), v.String("project_key"), v.String("dataset_name"))
	},
	Scope: []string{"data_collection_id"},
	List: func(ctx context.Context, c *dss.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return c.DataCollectionObjects(ctx, scope.String("data_collection_id"))
	},
}
