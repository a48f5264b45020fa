package dss

import (
	"context"
	"iter"
	"maps"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// clusterCreation are the members that a creation takes; the others need PutCluster (dss-admin.md 13).
var clusterCreation = []string{"name", "type", "architecture", "params"}

// Cluster returns the document of a cluster with its state. The member `data`, what its plugin keeps of the last start,
// may hold credentials (dss-admin.md 13).
func (c *Client) Cluster(ctx context.Context, id string) (Document, error) {
	cluster, err := c.Read(ctx, client.Path("admin", "clusters", id), client.Identity("id", id))
	if err != nil || cluster["state"] != nil {
		return cluster, err
	}
	// That the document holds the state was written down for clients of 11.4 only.
	status, err := c.ClusterStatus(ctx, id)
	cluster["state"] = status["state"]
	return cluster, err
}

// Clusters lists summaries: identifier, name, type, state (dss-admin.md 13).
func (c *Client) Clusters(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", "clusters"), client.Named("name")))
}

// CreateCluster makes the definition of a cluster from the members that a creation takes, and starts nothing. The answer
// holds the identifier, which equals the name wherever that was looked at (dss-admin.md 13).
func (c *Client) CreateCluster(ctx context.Context, cluster Document) (Document, error) {
	name, _ := cluster["name"].(string)
	body := Document{"type": "manual", "params": Document{}}
	maps.Copy(body, client.Pick(cluster, clusterCreation...))
	var answer Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "clusters"}, Body: body,
		Landed: client.LandedAs(func(ctx context.Context) (Document, error) {
			return c.Read(ctx, client.Path("admin", "clusters", name), client.Identity("id", name))
		}, body),
		Holds: client.Named("id"),
	}, &answer)
	if err == nil && answer == nil {
		answer = Document{"id": name}
	}
	return answer, err
}

// PutCluster replaces the document of a cluster, which must come from Cluster: `data` and ciphertext are sent back as they
// are. It neither starts nor stops anything.
func (c *Client) PutCluster(ctx context.Context, id string, cluster Document) error {
	return c.Put(ctx, client.Path("admin", "clusters", id), cluster)
}

// DeleteCluster deletes the definition of a cluster. It does not stop it: what a running one has started goes on, and
// nothing looks after it any more (dss-admin.md 13).
func (c *Client) DeleteCluster(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("admin", "clusters", id))
}

// ClusterStatus tells the state of a cluster, what uses it and why its last start failed (dss-admin.md 13).
func (c *Client) ClusterStatus(ctx context.Context, id string) (Document, error) {
	return c.Read(ctx, client.Path("admin", "clusters", id, "status"), client.Members("state"))
}
