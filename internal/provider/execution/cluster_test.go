package execution_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// eks is a cluster that DSS can start, with more attributes.
func eks(more string) string {
	return `{"type":"pycluster_eks-clusters_create-eks-cluster","params_json":"{\"config\":{\"nodes\":3}}"` + more + `}`
}

func done(t *testing.T, r kittest.Result, action string) kittest.Result {
	t.Helper()
	if r := providertest.Done(t, r); r.Action != action {
		t.Errorf("%s instead of %s", r.Action, action)
	}
	return r
}

// acts lists the starts and stops among the requests, with their queries.
func acts(r kittest.Result) string {
	var out []string
	for _, e := range r.Requests {
		if _, act, ok := strings.Cut(e.Path, "/actions/"); ok {
			out = append(out, strings.TrimSuffix(act+"?"+e.Query, "?"))
		}
	}
	return strings.Join(out, " ")
}

func quirk(s *kittest.Story, change func(*emulator.Quirks)) { s.Node().SetQuirks(change) }

func clusterData(s *kittest.Story) any {
	var cluster emulator.Document
	s.Node().Do(func(store *emulator.Store) { cluster, _ = store.Collection("clusters").Get("eks_prod") })
	data, _ := cluster["data"].(emulator.Document)
	return data["kube_config_path"]
}

func TestClusterThatFailsToStartIsMadeAgain(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	quirk(s, func(q *emulator.Quirks) { q.FailingClusters = []string{"eks_prod"} })
	providertest.Failed(t, s.Apply(eks(`,"running":true`)), `Unable to finish creating dataiku_cluster "eks_prod"`, "Cluster start failed",
		"exceeded quota")
	if s.Value("id") != "eks_prod" {
		t.Fatal("the cluster is not in the state")
	}
	quirk(s, func(q *emulator.Quirks) { q.FailingClusters = nil })
	done(t, s.Apply(eks(`,"running":true`)), "replace")
	if s.Value("state") != "RUNNING" {
		t.Errorf("the state is %s", s.Value("state"))
	}
	done(t, s.Apply(eks(`,"running":true`)), "no change")
}

func TestFailedStartOfAnUpdateIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	done(t, s.Apply(eks("")), "create")
	quirk(s, func(q *emulator.Quirks) { q.FailingClusters = []string{"eks_prod"} })
	providertest.Failed(t, s.Apply(eks(`,"running":true`)), "Cluster start failed", "exceeded quota")
	quirk(s, func(q *emulator.Quirks) { q.FailingClusters = nil })
	if r := done(t, s.Apply(eks(`,"running":true`)), "update"); acts(r) != "start" {
		t.Errorf("acts: %s", acts(r))
	}
	done(t, s.Apply(eks(`,"running":true`)), "no change")
}

// A gateway in front of the node gives up long before a cluster has started.
func TestStartsAndStopsOutlastAGateway(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	quirk(s, func(q *emulator.Quirks) { q.ClusterPolls = 3 })
	if r := done(t, s.Apply(eks(`,"running":true`)), "create"); acts(r) != "start" {
		t.Errorf("acts: %s", acts(r))
	}
	if s.Value("state") != "RUNNING" {
		t.Errorf("the state is %s", s.Value("state"))
	}
	done(t, s.Apply(eks(`,"running":false,"terminate_on_stop":false`)), "update")
	if s.Value("state") != "NONE" || clusterData(s) == nil {
		t.Errorf("the state is %s, the data is %v", s.Value("state"), clusterData(s))
	}
	quirk(s, func(q *emulator.Quirks) { q.FailingClusters = []string{"eks_prod"} })
	providertest.Failed(t, s.Apply(eks(`,"running":true`)), "504", "the start failed: eksctl create cluster failed: exceeded quota")
}

func TestRunningIsLeftAloneUnlessSet(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	if r := done(t, s.Apply(eks("")), "create"); acts(r) != "" {
		t.Errorf("acts: %s", acts(r))
	}
	s.Request("POST", "/admin/clusters/eks_prod/actions/start", "")
	done(t, s.Apply(eks("")), "no change")
	if s.Value("running") != "true" {
		t.Errorf("running is %s", s.Value("running"))
	}
	if r := done(t, s.Apply(eks(`,"usable_by_all":false`)), "update"); acts(r) != "" || clusterData(s) == nil {
		t.Errorf("acts: %s, the data is %v", acts(r), clusterData(s))
	}
	done(t, s.Apply(eks(`,"usable_by_all":false,"running":true`)), "no change")
	done(t, s.Apply(eks(`,"usable_by_all":false`)), "no change") // not managed any more
	s.Request("POST", "/admin/clusters/eks_prod/actions/stop?terminate=True", "")
	done(t, s.Apply(eks(`,"usable_by_all":false`)), "no change")
	if r := done(t, s.Apply(eks(`,"usable_by_all":false,"running":true`)), "update"); acts(r) != "start" {
		t.Errorf("acts: %s", acts(r))
	}
}

func TestNewParametersOfARunningClusterWarn(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	done(t, s.Apply(eks(`,"running":true`)), "create")
	more := strings.Replace(eks(`,"running":true`), "3", "4", 1)
	r := done(t, s.Apply(more), "update")
	providertest.Says(t, r, "The cluster eks_prod runs with its old parameters", "dataiku_cluster_stop")
	if acts(r) != "" {
		t.Errorf("acts: %s", acts(r))
	}
	if r := done(t, s.Apply(strings.Replace(eks(`,"running":false`), "3", "5", 1)), "update"); r.Warned {
		t.Errorf("a stopped cluster draws a warning:\n%s", r.Text)
	}
}

func TestDeletionOfARunningCluster(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ more, says, acts string }{
		"stops it":              {"", "and deletes the machines behind it", "stop?forceStop=False&terminate=True"},
		"keeps its machines":    {`,"terminate_on_stop":false`, "The machines behind it stay", "stop?forceStop=False&terminate=False"},
		"leaves what it did on": {`,"stop_on_destroy":false`, "keeps running without DSS", ""},
	} {
		s := providertest.Story(t, "cluster")
		done(t, s.Apply(eks(`,"running":true`+c.more)), "create")
		s.Request("POST", "/projects/", `{"projectKey":"CHURN","name":"Churn","owner":"admin"}`)
		s.Node().Do(func(store *emulator.Store) {
			settings, _ := store.Collection("project_settings").Get("CHURN")
			inner, _ := settings["settings"].(emulator.Document)
			inner["k8sCluster"] = emulator.Document{"clusterMode": "EXPLICIT_CLUSTER", "clusterId": "eks_prod"}
			store.Collection("project_settings").Put("CHURN", settings)
		})
		r := done(t, s.Destroy(), "delete")
		providertest.Says(t, r, "The cluster eks_prod", c.says, "is in use", "project CHURN")
		if acts(r) != c.acts {
			t.Errorf("%s: acts: %s", name, acts(r))
		}
	}
}

func TestReplacementOfARunningClusterWarns(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	done(t, s.Apply(eks(`,"running":true`)), "create")
	r := done(t, s.Apply(eks(`,"running":true,"name":"eks_next"`)), "replace")
	providertest.Says(t, r, "The cluster eks_prod is running and will be stopped")
	if s.Value("id") != "eks_next" || s.Value("state") != "RUNNING" {
		t.Errorf("%s is %s", s.Value("id"), s.Value("state"))
	}
}

func TestManualClustersDoNotRun(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	for _, configuration := range []string{`{"running":true}`, `{"type":"manual","running":true}`} {
		providertest.Refused(t, s.Apply(configuration), "A manual cluster can be neither started nor stopped")
	}
	done(t, s.Apply(`{"type":"manual"}`), "create")
	done(t, s.Apply(`{"type":"manual","running":false}`), "no change") // as a generated configuration says
	if r := done(t, s.Destroy(), "delete"); r.Warned || len(r.Requests) != 1 {
		t.Errorf("the deletion takes %d requests and says %q", len(r.Requests), r.Text)
	}
}

func TestClusterOfAnotherIsNotTakenOver(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "cluster")
	s.Request("POST", "/admin/clusters/", `{"name":"eks_prod","architecture":"HADOOP"}`)
	providertest.Failed(t, s.Apply(`{}`), "it already exists", "architecture", `id = "eks_prod"`)
}
