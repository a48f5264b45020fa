package execution_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// newCluster puts a cluster of a plugin on the DSS node.
func newCluster(t *testing.T) *providertest.Nodes {
	t.Helper()
	n := providertest.NewNodes(t, "")
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("clusters").Put("eks", emulator.Document{
			"id": "eks", "name": "eks", "type": "pycluster_eks-clusters_create-eks-cluster", "architecture": "KUBERNETES", "state": "NONE",
		})
	})
	return n
}

func succeed(t *testing.T, n *providertest.Nodes, action, configuration string, want ...string) {
	t.Helper()
	shown, failure := n.Invoke(action, configuration)
	if failure != "" || !slices.Equal(shown, want) {
		t.Errorf("%s showed %q and failed with %q", action, shown, failure)
	}
}

func fail(t *testing.T, n *providertest.Nodes, action, configuration string, words ...string) {
	t.Helper()
	_, failure := n.Invoke(action, configuration)
	for _, word := range words {
		if !strings.Contains(failure, word) {
			t.Errorf("%s: the error lacks %q: %s", action, word, failure)
		}
	}
}

func posts(n *providertest.Nodes) string {
	var out []string
	for _, e := range n.DSS.Requests() {
		if e.Method == "POST" {
			out = append(out, strings.TrimSuffix(e.Path[strings.LastIndex(e.Path, "/")+1:]+"?"+e.Query, "?"))
		}
	}
	n.DSS.ResetRequests()
	return strings.Join(out, " ")
}

func TestActionsStartAndStopClusters(t *testing.T) {
	t.Parallel()
	n := newCluster(t)
	for range 2 { // the second time there is nothing to do
		succeed(t, n, "cluster_start", `{"id":"eks"}`, "Starting the cluster eks", "The cluster eks runs")
	}
	if got := posts(n); got != "start" {
		t.Errorf("asked for %s", got)
	}
	status, failure := n.Read("cluster_status", `{"id":"eks"}`)
	if failure != "" || status["state"] != "RUNNING" || status["error"] != nil {
		t.Errorf("status %v %s", status, failure)
	}
	for range 2 {
		succeed(t, n, "cluster_stop", `{"id":"eks"}`, "Stopping the cluster eks", "The cluster eks has stopped")
	}
	succeed(t, n, "cluster_stop", `{"id":"eks","terminate":false,"force_stop":true}`, "Stopping the cluster eks", "The cluster eks has stopped")
	if got := posts(n); got != "stop?forceStop=False&terminate=True stop?forceStop=True&terminate=False" {
		t.Errorf("asked for %s", got)
	}
	fail(t, n, "cluster_start", `{"id":"absent"}`, `Unable to invoke dataiku_cluster_start "absent"`, "does not exist")
}

func TestFailedStartShowsWhatTheNodeSays(t *testing.T) {
	t.Parallel()
	n := newCluster(t)
	n.DSS.SetQuirks(func(q *emulator.Quirks) { q.FailingClusters = []string{"eks"} })
	fail(t, n, "cluster_start", `{"id":"eks"}`, "Cluster start failed", "exceeded quota")
	status, _ := n.Read("cluster_status", `{"id":"eks"}`)
	if status["error"] != "eksctl create cluster failed: exceeded quota" {
		t.Errorf("status %s", client.RenderJSON(status))
	}
}

// A start that nobody waits for any more goes on, and the next one joins it.
func TestStartThatIsNotAwaitedGoesOn(t *testing.T) {
	t.Parallel()
	n := newCluster(t)
	n.DSS.SetQuirks(func(q *emulator.Quirks) { q.ClusterPolls = 2 })
	n.DSS.SetFaults(&emulator.Fault{Method: "POST", Pattern: "/admin/clusters/{id}/actions/start", Delay: emulator.Duration(time.Minute)})
	fail(t, n, "cluster_start", `{"id":"eks","timeout":"500ms"}`, "the wait for the start has ended", "go on")
	for often := time.NewTicker(5 * time.Millisecond); posts(n) == ""; {
		<-often.C
	}
	for range 2 {
		succeed(t, n, "cluster_start", `{"id":"eks"}`, "Starting the cluster eks", "The cluster eks runs")
	}
	if got := posts(n); got != "" {
		t.Errorf("asked for %s again", got)
	}
}

func TestStatusNamesUsages(t *testing.T) {
	t.Parallel()
	n := newCluster(t)
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("projects").Put("CHURN", emulator.Document{"projectKey": "CHURN"})
		store.Collection("project_permissions").Put("CHURN", emulator.Document{"owner": "admin"})
		store.Collection("project_settings").Put("CHURN", emulator.Document{
			"settings": emulator.Document{"k8sCluster": emulator.Document{"clusterMode": "EXPLICIT_CLUSTER", "clusterId": "eks"}},
		})
	})
	status, failure := n.Read("cluster_status", `{"id":"eks"}`)
	want := client.RenderJSON(client.Document{
		"id": "eks", "state": "NONE", "cluster_type": "pycluster_eks-clusters_create-eks-cluster", "other_project_usages_count": 0,
		"other_scenario_usages_count": 0, "usages": []any{client.Document{"project_key": "CHURN"}},
	})
	if got := client.RenderJSON(status); failure != "" || got != want {
		t.Errorf("%s\n%s", got, failure)
	}
}
