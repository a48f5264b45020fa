package instance

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Instance is what a DSS node says about itself (dss-admin.md 4).
var Instance = &kit.DataSource[*dss.Client]{
	Type:    "instance",
	Summary: "What the DSS node says about itself: identifiers, type and version.",
	Attributes: []attr.Attribute{
		attr.String("node_id", "Identifier of the node.").Computed(),
		attr.String("node_name", "Name of the node.").Computed(),
		attr.String("node_type", "Type of the node, such as `DESIGN`, `AUTOMATION` or `DEPLOYER`.").Computed(),
		attr.String("version", "Version of the node, such as `14.3.3`.").Computed().At("dssVersion"),
		attr.String("data_dir_path", "Data directory on the node's machine, where the node tells it.").Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		return c.InstanceInfo(ctx)
	},
}

// CurrentIdentity tells whom the API key of a DSS node belongs to (dss-admin.md 4).
var CurrentIdentity = &kit.DataSource[*dss.Client]{
	Type:    "current_identity",
	Summary: "Whom the API key of the provider belongs to on the DSS node. It holds no secrets.",
	Attributes: append(identityAttributes(),
		attr.String("auth_source", "Kind of the key, such as `PERSONAL_API_KEY` or `CONFIGURABLE_API_KEY_GLOBAL`, where the node tells it.").Computed(),
		attr.String("real_user_login", "Login of the user behind the key, where the node tells it.").Computed(),
		attr.String("user_profile", "User profile of that user, where the node tells it.").Computed(),
	),
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		return c.AuthInfo(ctx)
	},
}

// GovernCurrentIdentity tells whom the API key of a Govern node belongs to (govern.md 2).
var GovernCurrentIdentity = &kit.DataSource[*govern.Client]{
	Type:       "govern_current_identity",
	Summary:    "Whom the API key of the provider belongs to on the Govern node.",
	Attributes: identityAttributes(),
	Get: func(ctx context.Context, c *govern.Client, _ attr.Values) (client.Document, error) {
		return c.AuthInfo(ctx)
	},
}

func identityAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.String("auth_identifier", "Login of the user, or identifier of the API key when it belongs to nobody.").Computed(),
		attr.StringSet("groups", "Groups of the user; null for a key that belongs to nobody.").Computed(),
	}
}
