package instance

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const syncing = "syncing"

// GovernSync sends what a node has to its Govern node (dss-admin.md 4).
var GovernSync = &kit.Action[*dss.Client]{
	Type:    "govern_sync",
	Summary: "Sends what a DSS node has, or one of its projects, to the Govern node that it is connected to.",
	Detail: "Needs version 14.3.0 of the node and an administrator's key. A node that is connected to no Govern node answers \"Govern integration is " +
		"not enabled\". When it is cancelled or its time runs out, the work on the node is aborted: what was sent by then stays; run it again.",
	Attributes: []attr.Attribute{
		attr.String("project_key", "Key of the only project to send. Default: everything.").Validate(attr.Name()),
	},
	Object:  func(v attr.Values) string { return v.String("project_key") },
	Timeout: time.Hour,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		if err := c.SyncGovern(ctx, v.String("project_key"), kit.Still(syncing, progress)); err != nil {
			return err
		}
		progress("Govern knows what the node has")
		return nil
	},
}

// GovernDeployerSync is GovernSync for the Deployer of a node.
var GovernDeployerSync = &kit.Action[*dss.Client]{
	Type:    "govern_deployer_sync",
	Summary: "Sends what the Deployer of a DSS node has to the Govern node that it is connected to.",
	Detail: "Needs version 14.3.0 of the node and an administrator's key. When it is cancelled or its time runs out, the work on the node is " +
		"aborted: what was sent by then stays; run it again.",
	Object:  func(attr.Values) string { return "" },
	Timeout: time.Hour,
	Invoke: func(ctx context.Context, c *dss.Client, _ attr.Values, progress func(string)) error {
		if err := c.SyncGovernDeployer(ctx, kit.Still(syncing, progress)); err != nil {
			return err
		}
		progress("Govern knows what the Deployer has")
		return nil
	},
}

// CatalogIndex fills the catalog with the tables of connections (dss-admin.md 4).
var CatalogIndex = &kit.Action[*dss.Client]{
	Type:    "catalog_index",
	Summary: "Starts to index the tables of connections in the data catalog of a DSS node.",
	Detail: "The API does not say whether it answers when the index is made or earlier, so the catalog may be filled a while after the run. Set " +
		"either `connection_names` or `all_connections`.",
	Attributes: []attr.Attribute{
		attr.StringSet("connection_names", "Names of the connections to index.").Validate(
			setvalidator.SizeAtLeast(1), setvalidator.ConflictsWith(path.MatchRoot("all_connections"))),
		attr.Bool("all_connections", "Whether to index all connections."),
		attr.String("indexing_mode", "How to index. Default: `FULL`, the only mode that is documented.").Validate(stringvalidator.LengthAtLeast(1)),
	},
	Object: func(attr.Values) string { return "" },
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		names, mode := v.Strings("connection_names"), v.String("indexing_mode")
		if mode == "" {
			mode = "FULL"
		}
		if len(names) == 0 && !v.Bool("all_connections") {
			return errors.New("there is nothing to index: set connection_names, or all_connections = true")
		}
		if err := c.IndexConnections(ctx, names, mode, kit.Still("indexing", progress)); err != nil {
			return err
		}
		progress("The node took the order to index")
		return nil
	},
}

// AuditEntry writes into the audit trail (dss-admin.md 4 and 18).
var AuditEntry = &kit.Action[*dss.Client]{
	Type:    "audit_entry",
	Summary: "Writes an entry of its own into the audit trail of a DSS node, for example to tell what a run was for.",
	Attributes: []attr.Attribute{
		attr.String("type", "Type of the entry, shown as `customMsgType`.").Required().Validate(attr.Name()),
		attr.JSON("parameters", "What to say, as a JSON object, shown as `customMsgParams`. Default: nothing.").Validate(attr.ObjectText()),
	},
	Object: func(v attr.Values) string { return v.String("type") },
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		value, given := v.JSON("parameters_json")
		parameters, isObject := value.(client.Document)
		if given && !isObject {
			return errors.New("parameters_json is not a JSON object")
		}
		if err := c.LogCustomAudit(ctx, v.String("type"), parameters); err != nil {
			return err
		}
		progress("The audit trail has the entry")
		return nil
	},
}
