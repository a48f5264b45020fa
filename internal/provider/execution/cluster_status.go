package execution

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// ClusterStatus is the state of a cluster and what uses it (dss-admin.md 13).
var ClusterStatus = &kit.DataSource[*dss.Client]{
	Type:    "cluster_status",
	Summary: "The state of a cluster, what uses it, and why its last start failed.",
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier of the cluster.").Required().Validate(attr.Name()),
		attr.String("state", "`NONE`, `STARTING`, `RUNNING` or `STOPPING`.").Computed(),
		attr.String("cluster_type", "Type of the cluster.").Computed(),
		attr.String("error", "Why the last start failed.").Computed(),
		attr.ObjectList("usages", "What uses the cluster.",
			attr.String("project_key", "Key of the project, when a project uses it.").Computed(),
			attr.String("scenario_id", "Identifier of the scenario, when a run of a scenario uses it.").Computed(),
			attr.String("scenario_project_key", "Key of the scenario's project.").Computed(),
			attr.String("scenario_run_id", "Identifier of the run.").Computed(),
		).Computed(),
		attr.Int("other_project_usages_count", "How many projects use it that the API key may not see.").Computed(),
		attr.Int("other_scenario_usages_count", "How many scenarios use it that the API key may not see.").Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		status, err := c.ClusterStatus(ctx, v.String("id"))
		if err != nil {
			return nil, err
		}
		status["error"] = dss.ClusterFailure(ctx, status)
		return status, nil
	},
}
