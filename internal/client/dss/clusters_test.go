package dss

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
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
		if got := ClusterFailure(t.Context(), Document{"error": failure}); got != want {
			t.Errorf("%v gives %q", failure, got)
		}
	}
}

// clusterNode answers the calls of a test in turn, "" hangs up, and returns what was asked.
func clusterNode(t *testing.T, answers ...string) (c *Client, asked func() []string) {
	t.Helper()
	var calls []string
	server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls = append(calls, r.Method+" "+strings.TrimPrefix(r.URL.Path, "/public/api/admin/clusters/k8s"))
		if len(answers) == 0 || answers[0] == "" {
			answers = answers[min(1, len(answers)):]
			panic(http.ErrAbortHandler)
		}
		_, _ = w.Write([]byte(answers[0]))
		answers = answers[1:]
	})))
	t.Cleanup(server.Close)
	c, err := New(client.Config{URL: server.URL, APIKey: "a-key", Clock: &clienttest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	return c, func() []string { return calls }
}

func TestClusterWithoutStateIsAskedForIt(t *testing.T) {
	c, asked := clusterNode(t, `{"id":"k8s"}`, `{"state":"RUNNING"}`)
	cluster, err := c.Cluster(t.Context(), "k8s")
	if err != nil || cluster["state"] != ClusterRunning || !slices.Equal(asked(), []string{"GET ", "GET /status"}) {
		t.Errorf("%v, %v after %q", cluster, err, asked())
	}
}

// What is not known of a start whose answer was lost shows in the status.
func TestStartWhoseAnswerIsLost(t *testing.T) {
	const start, status, done = "POST /actions/start", "GET /status", `{"messages":{"error":false,"messages":[]}}`
	for name, test := range map[string]struct {
		answers, asked []string
		failure        string
	}{
		"it goes on and works": {
			answers: []string{"", `{"state":"STARTING"}`, `{"state":"STARTING"}`, `{"state":"RUNNING"}`}, asked: []string{start, status, status, status},
		},
		"it never began": {answers: []string{"", `{"state":"NONE"}`, done}, asked: []string{start, status, start}},
		"it goes on and fails": {
			answers: []string{"", `{"state":"STARTING"}`, `{"state":"NONE","error":"quota"}`, `{"state":"NONE","error":"quota"}`},
			asked:   []string{start, status, status, status}, failure: "the start failed: quota",
		},
	} {
		c, asked := clusterNode(t, test.answers...)
		err := c.StartCluster(t.Context(), "k8s")
		if (err != nil) != (test.failure != "") || err != nil && !strings.Contains(err.Error(), test.failure) || !slices.Equal(asked(), test.asked) {
			t.Errorf("%s: %v after %q", name, err, asked())
		}
	}
}
