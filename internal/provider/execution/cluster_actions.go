package execution

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// ClusterStart starts or attaches a cluster (dss-admin.md 13).
var ClusterStart = &kit.Action[*dss.Client]{
	Type:    "cluster_start",
	Summary: "Starts a cluster, or attaches to it, and waits until it runs.",
	Detail: "For clusters whose `type` is the cluster type of a plugin. A cluster that runs already is left alone. A `dataiku_cluster` with " +
		"`running` set needs no action. When the action is cancelled or its time runs out, the start goes on.",
	Attributes: []attr.Attribute{clusterID()},
	Object:     func(v attr.Values) string { return v.String("id") },
	Timeout:    time.Hour, Detached: true,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		id := v.String("id")
		progress("Starting the cluster " + id)
		if err := c.RunCluster(ctx, id); err != nil {
			return goesOn(err, "start")
		}
		progress("The cluster " + id + " runs")
		return nil
	},
}

// ClusterStop stops or detaches a cluster.
var ClusterStop = &kit.Action[*dss.Client]{
	Type:    "cluster_stop",
	Summary: "Stops a cluster, or detaches from it, and waits until it has stopped.",
	Detail: "For clusters whose `type` is the cluster type of a plugin. A cluster that has stopped already is left alone. When the action is " +
		"cancelled or its time runs out, the stop goes on.",
	Attributes: []attr.Attribute{
		clusterID(),
		attr.Bool("terminate", "Whether the machines behind the cluster are deleted, too, as DSS does by default. Default: true."),
		attr.Bool("force_stop", "Whether to stop a cluster that DSS takes for stopped already. Default: false."),
	},
	Object:  func(v attr.Values) string { return v.String("id") },
	Timeout: time.Hour, Detached: true,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		id := v.String("id")
		progress("Stopping the cluster " + id)
		o := dss.ClusterStop{Terminate: !v.Known("terminate") || v.Bool("terminate"), Force: v.Bool("force_stop")}
		if err := c.HaltCluster(ctx, id, o); err != nil {
			return goesOn(err, "stop")
		}
		progress("The cluster " + id + " has stopped")
		return nil
	},
}

func clusterID() attr.Attribute {
	return attr.String("id", "Identifier of the cluster.").Required().Validate(attr.Name())
}

// goesOn says what becomes of work that nobody waits for any more.
func goesOn(err error, what string) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("the wait for the %s has ended; the %s itself may go on: %w", what, what, err)
	}
	return err
}
