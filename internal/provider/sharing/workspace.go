package sharing

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Workspace is a workspace of a DSS node (dss-admin.md 23).
var Workspace = &kit.Resource[*dss.Client]{
	Type:    "workspace",
	Summary: "A workspace of a DSS node: a place where objects of projects are shared with people who do not work in them.",
	Detail: "What is shared are resources of their own, `dataiku_workspace_object`. The node shows the permissions to administrators of the " +
		"workspace only. With another key nothing can be changed, since that would remove all permissions, and managed permissions cannot be read.",
	Attributes: append([]attr.Attribute{
		attr.String("workspace_key", "Key of the workspace, unique on the node.").Required().Validate(attr.Name()),
	}, settings("workspace")...),
	Identity: []string{"workspace_key"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		workspace, err := c.Workspace(ctx, v.String("workspace_key"))
		if err != nil {
			return nil, err
		}
		return workspace, shown(workspace, v, "workspace "+v.String("workspace_key"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return nil, c.CreateWorkspace(ctx, w.After)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutWorkspace(ctx, w.Values.String("workspace_key"), w.Before, w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteWorkspace(ctx, v.String("workspace_key"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Workspaces(ctx)
	},
	Summaries: true,
	Validate:  checkFlags,
}
