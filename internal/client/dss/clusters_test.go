package dss

import (
	"context"
	"testing"
)

func TestClusterCalls(t *testing.T) {
	ctx := context.Background()
	fine := Document{"messages": Document{"success": false, "error": false, "messages": []any{}}}
	cluster := Document{
		"id": "k8s", "name": "k8s", "type": "manual", "architecture": "KUBERNETES", "state": "NONE", "params": Document{"a": 1}, "owner": "ada",
	}
	replay(t, "cluster.list", []any{}, func(c *Client) error {
		for _, err := range c.Clusters(ctx) {
			return err
		}
		return nil
	})
	replay(t, "cluster.create", Document{"id": "k8s"}, func(c *Client) error {
		_, err := c.CreateCluster(ctx, cluster)
		return err
	})
	replay(t, "cluster.get", cluster, func(c *Client) error {
		_, err := c.Cluster(ctx, "k8s")
		return err
	})
	replay(t, "cluster.update", cluster, func(c *Client) error { return c.PutCluster(ctx, "k8s", Document{"id": "k8s"}) })
	replay(t, "cluster.status", Document{"state": "NONE"}, func(c *Client) error {
		_, err := c.ClusterStatus(ctx, "k8s")
		return err
	})
	replay(t, "cluster.start", fine, func(c *Client) error { return c.StartCluster(ctx, "k8s") })
	replay(t, "cluster.stop", fine, func(c *Client) error { return c.StopCluster(ctx, "k8s", ClusterStop{Terminate: true}) })
	replay(t, "cluster.delete", nil, func(c *Client) error { return c.DeleteCluster(ctx, "k8s") })
}

func TestClusterFailureIsFoundInAnyForm(t *testing.T) {
	for want, failure := range map[string]any{
		"": nil, "quota": "quota\n", "in full": Document{"message": "short", "detailedMessage": "in full"}, "short": Document{"message": "short"},
		"fetch https://(redacted)@host/x": "fetch https://user:word@host/x", "one\n  two": Document{"message": "one\n\ntwo\n"},
	} {
		if got := ClusterFailure(Document{"error": failure}); got != want {
			t.Errorf("%v gives %q", failure, got)
		}
	}
}
