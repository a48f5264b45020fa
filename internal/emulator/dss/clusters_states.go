package dss

import (
	"encoding/json"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// The states of a cluster (dss-admin.md 13).
const (
	stateNone     = "NONE"
	stateStarting = "STARTING"
	stateRunning  = "RUNNING"
	stateStopping = "STOPPING"
)

func handleClusterStates(n *emulator.Node) {
	n.Handle("GET /admin/clusters/{id}/status", onCluster(clusterStatus), emulator.Open())
	n.Handle("POST /admin/clusters/{id}/actions/start", onManagedCluster(startCluster), emulator.Open())
	n.Handle("POST /admin/clusters/{id}/actions/stop", onManagedCluster(stopCluster), emulator.Open())
}

// onManagedCluster refuses clusters that have neither start nor stop (dss-admin.md 13); with which error is a guess.
func onManagedCluster(h func(c *emulator.Call, cluster Document) (any, error)) emulator.Handler {
	return onCluster(func(c *emulator.Call, cluster Document) (any, error) {
		if text(cluster, "type") == manualCluster {
			return nil, emulator.IllegalArgument("Cluster " + text(cluster, "id") + " is not managed by DSS")
		}
		return h(c, cluster)
	})
}

// clusterStatus counts as one look at work that goes on after its call was cut off.
func clusterStatus(c *emulator.Call, cluster Document) (any, error) {
	n, id := c.Node, text(cluster, "id")
	if work, ok := n.Store.Collection(clusterWork).Get(id); ok {
		polls, _ := work["polls"].(json.Number)
		left, _ := polls.Int64()
		if left--; left > 0 {
			work["polls"] = left
			n.Store.Collection(clusterWork).Put(id, work)
		} else {
			settleCluster(n, cluster, work)
		}
	}
	usages, hidden := clusterUsages(c, id)
	status := Document{
		"state": cluster["state"], "clusterType": cluster["type"], "usages": usages, "otherProjectUsagesCount": hidden,
		"otherScenarioUsagesCount": 0,
	}
	if failure, ok := n.Store.Collection(clusterErrors).Get(id); ok {
		status["error"] = failure
	}
	return status, nil
}

// startCluster lasts as long as the start. A failure arrives with status 200 (dss-admin.md 2.3). That only a cluster
// that does nothing can be started is a guess.
func startCluster(c *emulator.Call, cluster Document) (any, error) {
	n, id := c.Node, text(cluster, "id")
	if state := text(cluster, "state"); state != stateNone {
		return nil, emulator.IllegalArgument("Cluster " + id + " cannot be started, its state is " + state)
	}
	n.Store.Collection(clusterErrors).Delete(id)
	work := Document{"target": stateRunning}
	if slices.Contains(n.Quirks.FailingClusters, id) {
		work = Document{"target": stateNone, "error": "eksctl create cluster failed: exceeded quota"}
	}
	return changeCluster(n, cluster, stateStarting, work)
}

// stopCluster lasts as long as the stop. With terminate, which is the default, what was started is deleted: the data of
// the start goes. forceStop is for a cluster that DSS takes for stopped already (client 14.3).
func stopCluster(c *emulator.Call, cluster Document) (any, error) {
	id := text(cluster, "id")
	if state := text(cluster, "state"); state != stateRunning && !c.Flag("forceStop", false) {
		return nil, emulator.IllegalArgument("Cluster " + id + " cannot be stopped, its state is " + state)
	}
	return changeCluster(c.Node, cluster, stateStopping, Document{"target": stateNone, "terminate": c.Flag("terminate", true)})
}

// changeCluster does the work at once, or behind a gateway that gives up waiting for it (Quirks.ClusterPolls).
func changeCluster(n *emulator.Node, cluster Document, meanwhile string, work Document) (any, error) {
	if n.Quirks.ClusterPolls > 0 {
		cluster["state"], work["polls"] = meanwhile, n.Quirks.ClusterPolls
		storeCluster(n, cluster)
		n.Store.Collection(clusterWork).Put(text(cluster, "id"), work)
		return emulator.Status{Code: 504, Body: emulator.Text("<html><body><h1>504 Gateway Time-out</h1></body></html>\n")}, nil
	}
	settleCluster(n, cluster, work)
	if failure := text(work, "error"); failure != "" {
		return failed("ERR_CLUSTER_START_FAILED", "Cluster start failed", failure), nil
	}
	return succeeded("INFO_CLUSTER_OK", "Cluster is "+text(cluster, "state")), nil
}

// settleCluster ends a start or stop.
func settleCluster(n *emulator.Node, cluster, work Document) {
	id := text(cluster, "id")
	cluster["state"] = work["target"]
	switch {
	case text(work, "error") != "":
		n.Store.Collection(clusterErrors).Put(id, Document{"message": work["error"], "detailedMessage": work["error"]})
	case text(cluster, "state") == stateRunning:
		cluster["data"] = Document{"kube_config_path": dataDirectory + "/clusters/" + id + "/exec/kube_config"}
	case work["terminate"] == true:
		cluster["data"] = Document{}
	}
	n.Store.Collection(clusterWork).Delete(id)
	storeCluster(n, cluster)
}

// clusterUsages finds the projects that select a cluster, and counts those that the caller may not see.
func clusterUsages(c *emulator.Call, id string) (usages []any, hidden int) {
	usages = []any{}
	for _, key := range c.Node.Store.Collection(projects).IDs() {
		settings, _ := c.Node.Store.Collection(projectSettings).Get(key)
		selections := object(settings, "settings")
		for _, member := range []string{"cluster", "k8sCluster"} {
			selection := object(selections, member)
			switch {
			case text(selection, "clusterMode") != "EXPLICIT_CLUSTER" || text(selection, "clusterId") != id:
			case mayProject(c, key, "read"):
				usages = append(usages, Document{"projectKey": key})
			default:
				hidden++
			}
		}
	}
	return usages, hidden
}

// handleClusterCommands serves what runs kubectl. The names of the members of its answers are a guess: the vendor's client
// only says what they hold (dss-admin.md 13).
func handleClusterCommands(n *emulator.Node) {
	n.Handle("POST /admin/clusters/{id}/k8s/actions/run-kubectl", onKubernetes(func(c *emulator.Call) (any, error) {
		if !c.Identity.Admin {
			return nil, emulator.Forbidden("You may not perform administration actions")
		}
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		if text(body, "args") == "" {
			return nil, emulator.IllegalArgument("Missing arguments of kubectl")
		}
		return kubectl(text(body, "args")), nil
	}), emulator.Open())
	for _, command := range []string{"jobs/actions/delete-finished", "pods/actions/delete-finished", "pods/actions/delete-all"} {
		n.Handle("POST /admin/clusters/{id}/k8s/"+command, onKubernetes(func(c *emulator.Call) (any, error) {
			args := "delete " + command[:4]
			if namespace := c.Query("namespace", ""); namespace != "" {
				args += " --namespace " + namespace
			}
			if c.Flag("dryRun", false) {
				args += " --dry-run=client"
			}
			return Document{"success": true, "deleted": []any{}, "kubectl": kubectl(args)}, nil
		}), emulator.Open())
	}
}

func kubectl(args string) Document {
	return Document{"command": "kubectl " + args, "returnCode": 0, "stdout": "No resources found\n", "stderr": ""}
}

// onKubernetes refuses clusters that have no kubectl, or none at the moment (a guess).
func onKubernetes(h emulator.Handler) emulator.Handler {
	return onCluster(func(c *emulator.Call, cluster Document) (any, error) {
		switch {
		case text(cluster, "architecture") != "KUBERNETES":
			return nil, emulator.IllegalArgument("Cluster " + text(cluster, "id") + " is not a Kubernetes cluster")
		case text(cluster, "type") != manualCluster && text(cluster, "state") != stateRunning:
			return nil, emulator.IllegalArgument("Cluster " + text(cluster, "id") + " is not running")
		}
		return h(c)
	})
}
