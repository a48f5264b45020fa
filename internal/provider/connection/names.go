package connection

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Names are the names of the connections that the key may use (dss-admin.md 10.2).
var Names = &kit.DataSource[*dss.Client]{
	Type:    "connection_names",
	Summary: "The names of the connections that the key may use. It needs no administrator, and tells nothing but the names.",
	Attributes: []attr.Attribute{
		attr.String("type", "Type of the connections as the API spells it, such as `Snowflake`, or `EC2` for S3. Default: all types."),
		attr.StringList("names", "Names, in the order of the server.").Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		names, err := c.ConnectionNames(ctx, v.String("type"))
		list := []any{}
		for _, name := range names {
			list = append(list, name)
		}
		return client.Document{"names": list}, err
	},
}
