package instance

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// GovernInstance is what a Govern node says about itself (govern.md 2).
var GovernInstance = &kit.DataSource[*govern.Client]{
	Type:    "govern_instance",
	Summary: "What the Govern node says about itself: identifiers, type and version.",
	Attributes: []attr.Attribute{
		attr.String("node_id", "Identifier of the node.").Computed(),
		attr.String("node_name", "Name of the node.").Computed(),
		attr.String("node_type", "Type of the node: `GOVERN`.").Computed(),
		attr.String("version", "Version of the node, such as `14.3.3`.").Computed().At("dssVersion"),
	},
	Get: func(ctx context.Context, c *govern.Client, _ attr.Values) (client.Document, error) {
		return c.InstanceInfo(ctx)
	},
}

// GovernLicense is the status of the licence of a Govern node (govern.md 11). Its members are not documented; those that
// are likely to be as on a DSS node have attributes.
var GovernLicense = &kit.DataSource[*govern.Client]{
	Type:    "govern_license",
	Summary: "The status of the licence of a Govern node.",
	Detail:  "What the status holds is not documented and depends on the version of the node; what it does not hold is null. Needs an administrator's key.",
	Attributes: []attr.Attribute{
		attr.Bool("has_license", "Whether there is a licence.").Computed().At("base.hasLicense"),
		attr.Bool("valid", "Whether the licence is valid.").Computed().At("base.valid"),
		attr.Bool("expired", "Whether the licence has expired.").Computed().At("base.expired"),
		attr.Int("expires_on", "When the licence expires, in milliseconds since the epoch.").Computed().At("base.expiresOn"),
		attr.JSON("status", "The whole status as JSON, sensitive since nobody documents what is in it.").Computed().Sensitive().At(""),
	},
	Get: func(ctx context.Context, c *govern.Client, _ attr.Values) (client.Document, error) {
		return c.LicensingStatus(ctx)
	},
}

// GovernAuthorizationMatrix is what users and groups of a Govern node may do (govern.md 9).
var GovernAuthorizationMatrix = &kit.DataSource[*govern.Client]{
	Type:    "govern_authorization_matrix",
	Summary: "What the users and groups of a Govern node may do.",
	Detail:  "What is in the two documents is not documented and depends on the version of the node. Needs an administrator's key.",
	Attributes: []attr.Attribute{
		attr.JSON("per_user", "What each user may do.").Computed(),
		attr.JSON("per_group", "What each group may do.").Computed(),
	},
	Get: func(ctx context.Context, c *govern.Client, _ attr.Values) (client.Document, error) {
		return c.AuthorizationMatrix(ctx)
	},
}
