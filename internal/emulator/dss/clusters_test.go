package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const eks = "pycluster_eks-clusters_create-eks-cluster"

// cluster makes a managed cluster, k8s.
func (p *probe) cluster() {
	p.Helper()
	p.must("POST", "/admin/clusters/", document{
		"name": "k8s", "type": eks, "architecture": "KUBERNETES", "params": document{"config": document{"secretKey": "clear", "nodes": 3}},
	})
}

func (p *probe) clusterState() any {
	p.Helper()
	return p.get("/admin/clusters/k8s/status")["state"]
}

func TestClusterCreation(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("answer", at(p.must("POST", "/admin/clusters/", document{"name": "plain", "owner": "jane"}), "id"), "plain")
	plain := p.get("/admin/clusters/plain")
	for member, want := range map[string]any{
		"name": "plain", "type": "manual", "architecture": "HADOOP", "origin": "MANUAL", "state": "NONE", "owner": "admin",
		"usableByAll": true, "data": document{}, "canUpdateCluster": true, "overrideContainerSettings": document{},
	} {
		p.same(member, plain[member], want)
	}
	p.cluster()
	p.same("list", p.must("GET", "/admin/clusters", nil), []any{
		document{"id": "plain", "name": "plain", "type": "manual", "architecture": "HADOOP", "state": "NONE"},
		document{"id": "k8s", "name": "k8s", "type": eks, "architecture": "KUBERNETES", "state": "NONE"},
	})
	p.refused(p.send("POST", "/admin/clusters/", document{"name": "k8s"}), 400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", "/admin/clusters/", document{}), 400, "IllegalArgumentException", "name")
	p.refused(p.send("POST", "/admin/clusters/", document{"name": "x", "type": "eks"}), 400, "IllegalArgumentException", "eks")
	p.refused(p.send("POST", "/admin/clusters/", document{"name": "x", "architecture": "SPARK"}), 400, "IllegalArgumentException", "SPARK")
	p.refused(p.send("GET", "/admin/clusters/absent", nil), 404, "NotFoundException", "absent")
	joe := p.as(emulator.Identity{ID: "joe", Login: "joe"})
	p.refused(joe.send("GET", "/admin/clusters/", nil), 403, "UnauthorizedException", "")
}

func TestClusterUpdate(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.cluster()
	p.must("POST", "/admin/clusters/k8s/actions/start", nil)
	first := p.get("/admin/clusters/k8s")
	secret, _ := at(first, "params", "config", "secretKey").(string)
	if len(secret) < 7 || secret[:6] != "e:AES:" {
		t.Errorf("the secret is %q", secret)
	}
	p.same("answer of PUT", p.must("PUT", "/admin/clusters/k8s", first), first)
	changed := p.get("/admin/clusters/k8s")
	for member, value := range map[string]any{
		"id": "other", "name": "other", "type": "manual", "architecture": "HADOOP", "state": "NONE", "canUpdateCluster": false,
		"owner": "jane", "usableByAll": false, "addedByHand": 1,
	} {
		changed[member] = value
	}
	p.must("PUT", "/admin/clusters/k8s", changed)
	got := p.get("/admin/clusters/k8s")
	for _, member := range []string{"id", "name", "type", "architecture", "state", "canUpdateCluster", "data"} {
		p.same(member, got[member], first[member])
	}
	for _, member := range []string{"owner", "usableByAll", "addedByHand"} {
		p.same(member, got[member], changed[member])
	}
}

func TestClusterStates(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.cluster()
	p.same("new", p.clusterState(), "NONE")
	p.same("started", at(p.must("POST", "/admin/clusters/k8s/actions/start", nil), "messages", "error"), false)
	p.same("running", p.clusterState(), "RUNNING")
	p.refused(p.send("POST", "/admin/clusters/k8s/actions/start", nil), 400, "", "RUNNING")
	data := p.get("/admin/clusters/k8s")["data"]
	p.must("POST", "/admin/clusters/k8s/actions/stop?terminate=False&forceStop=False", nil)
	p.same("stopped", p.clusterState(), "NONE")
	p.same("data without terminate", p.get("/admin/clusters/k8s")["data"], data)
	p.refused(p.send("POST", "/admin/clusters/k8s/actions/stop", nil), 400, "", "NONE")
	p.must("POST", "/admin/clusters/k8s/actions/stop?forceStop=True", nil)
	p.same("data with terminate, the default", p.get("/admin/clusters/k8s")["data"], document{})
	p.must("POST", "/admin/clusters/k8s/actions/start", nil)
	p.must("DELETE", "/admin/clusters/k8s", nil)
	p.refused(p.send("GET", "/admin/clusters/k8s/status", nil), 404, "NotFoundException", "")
	p.must("POST", "/admin/clusters/", document{"name": "plain"})
	for _, action := range []string{"start", "stop"} {
		p.refused(p.send("POST", "/admin/clusters/plain/actions/"+action, nil), 400, "IllegalArgumentException", "not managed")
	}
}

func TestClusterThatDoesNotStart(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingClusters = []string{"k8s"} })
	p.cluster()
	answer := p.must("POST", "/admin/clusters/k8s/actions/start", nil)
	p.same("error inside 200", at(answer, "messages", "error"), true)
	status := p.get("/admin/clusters/k8s/status")
	p.same("state", status["state"], "NONE")
	p.same("error", at(status, "error", "message"), "eksctl create cluster failed: exceeded quota")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingClusters = nil })
	p.must("POST", "/admin/clusters/k8s/actions/start", nil)
	p.same("no error any more", p.get("/admin/clusters/k8s/status")["error"], nil)
}

func TestClusterBehindAGateway(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.ClusterPolls = 2 })
	p.cluster()
	if a := p.send("POST", "/admin/clusters/k8s/actions/start", nil); a.status != 504 {
		t.Errorf("start: %d %s", a.status, a.text)
	}
	p.same("starting", p.clusterState(), "STARTING")
	p.same("started", p.clusterState(), "RUNNING")
	p.send("POST", "/admin/clusters/k8s/actions/stop", nil)
	p.same("stopping", p.clusterState(), "STOPPING")
	p.same("stopped", p.clusterState(), "NONE")
}

func TestClusterUsages(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.cluster()
	p.must("POST", "/projects/", document{"projectKey": "CHURN", "name": "Churn", "owner": "admin"})
	settings := p.get("/projects/CHURN/settings")
	set(settings, document{"clusterMode": "EXPLICIT_CLUSTER", "clusterId": "k8s"}, "settings", "k8sCluster")
	p.must("PUT", "/projects/CHURN/settings", settings)
	p.same("usages", p.get("/admin/clusters/k8s/status")["usages"], []any{document{"projectKey": "CHURN"}})
	manager := p.as(emulator.Identity{ID: "jane", Login: "jane", Rights: map[string]bool{"mayManageClusters": true}})
	status := manager.get("/admin/clusters/k8s/status")
	p.same("nothing to see", status["usages"], []any{})
	p.same("hidden", status["otherProjectUsagesCount"], 1)
}

func TestClusterCommands(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.cluster()
	run := document{"args": "get pods"}
	p.refused(p.send("POST", "/admin/clusters/k8s/k8s/actions/run-kubectl", run), 400, "", "not running")
	p.must("POST", "/admin/clusters/k8s/actions/start", nil)
	p.same("command", at(p.must("POST", "/admin/clusters/k8s/k8s/actions/run-kubectl", run), "command"), "kubectl get pods")
	p.refused(p.send("POST", "/admin/clusters/k8s/k8s/actions/run-kubectl", document{}), 400, "", "arguments")
	for _, command := range []string{"jobs/actions/delete-finished", "pods/actions/delete-finished", "pods/actions/delete-all"} {
		answer := p.must("POST", "/admin/clusters/k8s/k8s/"+command+"?namespace=dss&dryRun=True", nil)
		p.same(command, at(answer, "success"), true)
	}
	p.must("POST", "/admin/clusters/", document{"name": "plain"})
	p.refused(p.send("POST", "/admin/clusters/plain/k8s/actions/run-kubectl", run), 400, "", "not a Kubernetes cluster")
}
