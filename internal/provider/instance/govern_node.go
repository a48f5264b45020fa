package instance

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// GovernNode is the Govern node that a DSS node is connected to (dss-admin.md 4).
var GovernNode = &kit.Ephemeral[*dss.Client]{
	Type:    "govern_node",
	Summary: "The Govern node that a DSS node is connected to, with the API key in clear text, for the run only: nothing is stored.",
	Detail:  "Needs version 13.3.2 of the node and an administrator's key.",
	Attributes: []attr.Attribute{
		attr.Bool("enabled", "Whether the node is connected to a Govern node; otherwise the rest says nothing.").Computed(),
		attr.String("node_url", "Address of the Govern node.").Computed(),
		attr.String("api_key", "API key with which the DSS node calls the Govern node.").Computed().Sensitive(),
		attr.Bool("trust_all_ssl_certificates", "Whether the DSS node takes any certificate of the Govern node.").Computed().At("trustAllSSLCertificates"),
	},
	Open: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, string, error) {
		ref, err := c.GovernNode(ctx)
		return ref, "", err
	},
}
