package execution

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// containerSettingsID is also what the provider amrutp24/dataiku calls its resource of this name.
const containerSettingsID = "container_settings"

// ContainerSettings says where containers run when nobody says so (observed.md 10). The members lie in the general settings.
var ContainerSettings = &kit.Resource[*dss.Client]{
	Type:    "container_settings",
	Summary: "Where the containers of a DSS node run when a project names neither a cluster nor a configuration.",
	Detail: "They always exist: creating the resource lays its attributes over them, and what is not set is left alone. Deleting it " +
		"leaves everything as it is: to take a default back, set it to `\"\"` and apply first.\n\n" +
		"Without a default cluster and without the implicit one, whatever runs in a container fails with `No default Kubernetes cluster selected`.",
	Attributes: []attr.Attribute{
		attr.String("id", "Always `"+containerSettingsID+"`.").Constant(containerSettingsID),
		attr.Bool("use_implicit_k8s_cluster", "Whether containers run on the cluster that `kubectl` on the host of the node points to, when there is "+
			"no default cluster."),
		attr.String("default_k8s_cluster_id", "Identifier of the `dataiku_cluster` for projects that name none, also for Spark. Empty for none."),
		attr.String("default_execution_config", "Name of the `dataiku_container_execution_config` in which code of users runs in projects that name "+
			"none. Empty to run it on the host of the node.").At("containerSettings.defaultExecutionConfig"),
		attr.String("default_execution_config_for_visual_recipes_workloads", "Name of the configuration for visual recipes. Seen on version 15.").
			At("containerSettings.defaultExecutionConfigForVisualRecipesWorkloads"),
		attr.String("default_execution_config_for_exporters", "Name of the configuration for exporters. Seen on version 15.").
			At("containerSettings.defaultExecutionConfigForExporters"),
	},
	Identity: []string{"id"},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		return c.GeneralSettings(ctx)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutContainerSettings(ctx, w.After)
	},
	Singleton: &kit.Singleton{},
	Lock:      lockSettings,
}
