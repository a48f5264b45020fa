package dss

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	clusters = "clusters"
	// clusterWork holds the starts and stops that are under way, {target, polls, error}.
	clusterWork = "cluster_work"
	// clusterErrors holds why the last start failed.
	clusterErrors = "cluster_errors"
)

const manualCluster = "manual"

// clusterOwn are the members that a PUT does not change (dss-admin.md 13; of name, type and architecture a guess).
var clusterOwn = []string{
	"id", "name", "type", "architecture", "origin", "state", "canUpdateCluster", "canManageUsersCluster",
}

func handleClusters(n *emulator.Node) {
	n.Handle("GET /admin/clusters", withClusterRight(func(*emulator.Call) (any, error) {
		list := []any{}
		for _, cluster := range n.Store.Collection(clusters).All() {
			list = append(list, pick(cluster, "id", "name", "type", "architecture", "state"))
		}
		return list, nil
	}), emulator.Open())
	n.Handle("POST /admin/clusters", withClusterRight(createCluster), emulator.Open())
	n.Handle("GET /admin/clusters/{id}", onCluster(func(_ *emulator.Call, cluster Document) (any, error) {
		return cluster, nil
	}), emulator.Open())
	n.Handle("PUT /admin/clusters/{id}", onCluster(func(c *emulator.Call, stored Document) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		for _, member := range clusterOwn {
			keep(body, stored, member)
		}
		complete(body, clusterDefaults(text(stored, "owner")))
		return storeCluster(n, body), nil
	}), emulator.Open())
	n.Handle("DELETE /admin/clusters/{id}", onCluster(func(_ *emulator.Call, cluster Document) (any, error) {
		for _, collection := range []string{clusters, clusterWork, clusterErrors} { // also of a running one (dss-admin.md 13)
			n.Store.Collection(collection).Delete(text(cluster, "id"))
		}
		return emulator.Empty{}, nil
	}), emulator.Open())
	handleClusterStates(n)
	handleClusterCommands(n)
}

// withClusterRight guards the calls. Which rights they need is not known; administrators and groups that may create or
// manage clusters are a guess.
func withClusterRight(h emulator.Handler) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		if !c.Identity.May("mayCreateClusters") && !c.Identity.May("mayManageClusters") {
			return nil, emulator.Forbidden("You may not manage clusters")
		}
		return h(c)
	}
}

// onCluster hands the cluster of the path to a handler. The answer for a missing one is that of most objects.
func onCluster(h func(c *emulator.Call, cluster Document) (any, error)) emulator.Handler {
	return withClusterRight(func(c *emulator.Call) (any, error) {
		cluster, ok := c.Node.Store.Collection(clusters).Get(c.Arg("id"))
		if !ok {
			return nil, emulator.NotFound("Cluster " + c.Arg("id") + " does not exist")
		}
		return h(c, cluster)
	})
}

// createCluster takes four members and ignores others. The identifier equals the name (dss-admin.md 13). How a taken
// name and an unknown type are refused is a guess.
func createCluster(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	n, name := c.Node, text(body, "name")
	cluster := pick(body, "name", "type", "architecture", "params")
	complete(cluster, Document{"type": manualCluster, "architecture": "HADOOP"})
	complete(cluster, clusterDefaults(caller(c)))
	kind, architecture := text(cluster, "type"), text(cluster, "architecture")
	switch {
	case name == "":
		return nil, emulator.IllegalArgument("Cluster name is required")
	case n.Store.Collection(clusters).Has(name):
		return nil, emulator.IllegalArgument("Cluster " + name + " already exists")
	case kind != manualCluster && !strings.HasPrefix(kind, "pycluster_"):
		return nil, emulator.IllegalArgument("Unknown cluster type: " + kind)
	case architecture != "HADOOP" && architecture != "KUBERNETES":
		return nil, emulator.IllegalArgument("Unknown cluster architecture: " + architecture)
	}
	cluster["id"], cluster["origin"], cluster["state"] = name, "MANUAL", stateNone
	cluster["canUpdateCluster"], cluster["canManageUsersCluster"] = true, true
	storeCluster(n, cluster)
	return Document{"id": name, "messages": infoMessages()}, nil
}

func clusterDefaults(owner string) Document {
	defaults := Document{"owner": owner, "usableByAll": true, "permissions": []any{}, "params": Document{}, "data": Document{}}
	for _, part := range []string{"Hadoop", "Hive", "Impala", "Spark", "Container"} {
		defaults["override"+part+"Settings"] = Document{}
		defaults[strings.ToLower(part)+"Settings"] = Document{}
	}
	return defaults
}

// storeCluster encrypts what plugins mark as secret: their parameters of the type PASSWORD, here known by name.
func storeCluster(n *emulator.Node, cluster Document) Document {
	n.Store.EncryptMembers(cluster["params"], isSecretMember)
	n.Store.Collection(clusters).Put(text(cluster, "id"), cluster)
	return cluster
}
