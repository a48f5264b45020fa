package execution

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const (
	manual        = "manual"
	runningMember = "running" // the API has only the state
)

// Cluster is the definition of a cluster, and whether it runs (dss-admin.md 13).
var Cluster = &kit.Resource[*dss.Client]{
	Type:       "cluster",
	Summary:    "A cluster of a DSS node: its definition and, if asked for, whether it runs.",
	Detail:     clusterDetail,
	Attributes: append(clusterAttributes(), clusterSettings()...),
	Identity:   []string{"id"},
	Presume:    func(v attr.Values) { v["id"] = v["name"] },
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		cluster, err := c.Cluster(ctx, v.String("id"))
		if err != nil {
			return nil, err
		}
		cluster[runningMember] = slices.Contains(running, client.Text(cluster, "state"))
		return cluster, nil
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return c.CreateCluster(ctx, w.After)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		after := definition(w.After)
		if client.Equal(definition(w.Before), after) {
			return nil
		}
		return c.PutCluster(ctx, w.Values.String("id"), after)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		id := v.String("id")
		if v.Bool("stop_on_destroy") && v.String("type") != manual {
			if err := c.HaltCluster(ctx, id, stopping(v)); err != nil {
				return err
			}
		}
		return c.DeleteCluster(ctx, id)
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Clusters(ctx)
	},
	Summaries: true,
	Validate:  validateCluster,
	Plan:      planCluster,
	Finish:    startOrStop,
	Timeouts:  &kit.Timeouts{Create: time.Hour, Update: time.Hour, Delete: time.Hour},
}

const clusterDetail = "Clusters that DSS starts and stops itself, or attaches to, are made by plugins: they have a `type` such as " +
	"`pycluster_eks-clusters_create-eks-cluster`, and their settings in `params_json`. The plugin must be installed. Clusters of the type " +
	"`manual` can be neither started nor stopped.\n\n" +
	"Without `running` this resource manages the definition only. With `running = true` it starts the cluster (or attaches to it) after its " +
	"creation and whenever it is found stopped, and waits; with `running = false` it stops it. Both take minutes and cannot be aborted. When a " +
	"start fails, the error shows what the node says about it, and the next apply tries again. New parameters reach a running cluster only when " +
	"it is started anew.\n\n" +
	"DSS itself deletes the definition of a running cluster without stopping it, and nobody looks after the machines any more. Therefore " +
	"deleting the resource stops the cluster first, unless `stop_on_destroy` is false."

// running are the states in which a cluster is up or coming up.
var running = []string{dss.ClusterRunning, dss.ClusterStarting}

func clusterAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.String("id", "Identifier of the cluster, made by the server. It equals the name.").Stable(),
		attr.String("name", "Name of the cluster.").Required().Replaces().Validate(attr.Name()),
		attr.String("type", "`manual`, which is the server's default, or the cluster type of a plugin, such as "+
			"`pycluster_eks-clusters_attach-eks-cluster`.").ServerDefault("manual").CreateOnly(),
		attr.String("architecture", "`KUBERNETES` or `HADOOP`. Required here, since the server takes `HADOOP` for granted.").
			Required().CreateOnly().Validate(attr.OneOf("KUBERNETES", "HADOOP")),
		attr.Doc("params", "Parameters of the plugin's cluster type as JSON, such as "+
			"`jsonencode({ config = { clusterId = \"prod\" } })`."),
		attr.SecretMap("secret_params", "Parameters that are secret, by their places in `params`, members joined by dots, such as "+
			"`config.connectionInfo.inlinedConfig.secretAccessKey`.").At("params").Deep(),
		attr.String("owner", "Login of the owner. The server's default is whoever the API key acts for."),
		attr.Bool("usable_by_all", "Whether everybody may use the cluster. The server's default is true.").ServerDefault(true),
		attr.JSON("permissions", "What groups may do with the cluster: a JSON list that replaces all permissions. Its items name a `group`; "+
			"their flags, `use`, `update` and `manageUsers` as for code environments, are not documented for clusters.").Validate(attr.ListText()),
		attr.Bool("running", "Whether the cluster runs. Setting it starts or stops the cluster; not for the type `manual`.").At(runningMember),
		attr.Bool("terminate_on_stop", "Whether stopping the cluster also deletes the machines behind it, as DSS does by default. Default: "+
			"true.").Local(true),
		attr.Bool("stop_on_destroy", "Whether a running cluster is stopped before it is deleted. With false, what it has started goes on "+
			"without DSS. Default: true.").Local(true),
		attr.String("state", "State of the cluster: `NONE`, `STARTING`, `RUNNING` or `STOPPING`.").Computed(),
		attr.String("origin", "Who made the cluster: `MANUAL` or `SCENARIO`.").Stable(),
	}
}

// clusterSettings are the settings that a cluster has in place of those of the node, each with what of it counts
// (dss-admin.md 13). Their members are not documented.
func clusterSettings() []attr.Attribute {
	var all []attr.Attribute
	for _, part := range []string{"container", "spark", "hadoop", "hive", "impala"} {
		all = append(all,
			attr.Doc(part+"_settings", "The "+part+" settings of the cluster as JSON."),
			attr.Doc("override_"+part+"_settings", "Which of the "+part+" settings of the cluster replace those of the node, as JSON."),
		)
	}
	return all
}

// definition is the document without what the API does not have.
func definition(cluster client.Document) client.Document {
	cluster = client.CloneDocument(cluster)
	delete(cluster, runningMember)
	return cluster
}

func stopping(v attr.Values) dss.ClusterStop {
	return dss.ClusterStop{Terminate: v.Bool("terminate_on_stop")}
}

// startOrStop does what was planned, and only that: a cluster whose `running` is not set may change its state at any time.
func startOrStop(ctx context.Context, c *dss.Client, w kit.Write) error {
	isNew := w.Prior == nil
	wanted := w.Values.Bool("running")
	switch {
	case !w.Values.Known("running"), isNew && !wanted:
		return nil
	case !isNew && !w.Again && w.Prior["running"].Equal(w.Values["running"]):
		return nil
	case wanted:
		return c.RunCluster(ctx, w.Values.String("id"))
	}
	return c.HaltCluster(ctx, w.Values.String("id"), stopping(w.Values))
}
