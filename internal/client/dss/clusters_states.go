package dss

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// States of a cluster. One that does nothing is NONE; any state that is not named here counts as that.
const (
	ClusterStarting = "STARTING"
	ClusterRunning  = "RUNNING"
	ClusterStopping = "STOPPING"
)

// ClusterStop are the options of a stop.
type ClusterStop struct {
	// Terminate also deletes the machines behind the cluster; it is the default of the API.
	Terminate bool
	// Force stops a cluster that the node takes for stopped already.
	Force bool
}

// StartCluster starts or attaches a cluster. The call lasts as long as the start, minutes, so only ctx limits it
// (dss-admin.md 13). When a gateway cuts it off, the cluster is watched until it runs.
func (c *Client) StartCluster(ctx context.Context, id string) error {
	request := clusterRequest(nil, id, "start")
	request.Landed = func(look context.Context) (bool, error) {
		if err := ctx.Err(); err != nil {
			return false, err // nobody waits any more
		}
		state, failure, err := c.settledCluster(look, id)
		if err == nil && failure != "" {
			err = fmt.Errorf("the start failed: %s", failure)
		}
		return state == ClusterRunning, err
	}
	_, err := c.Future(ctx, request, nil)
	if err == nil {
		return nil
	}
	look, cancel := aside(ctx)
	defer cancel()
	if status, lookErr := c.ClusterStatus(look, id); lookErr == nil {
		if failure := ClusterFailure(ctx, status); failure != "" && !strings.Contains(err.Error(), failure) {
			err = fmt.Errorf("%w\n\nThe status of the cluster says:\n\n  %s", err, failure)
		}
	}
	return err
}

// StopCluster stops or detaches a cluster. Like the start, it lasts as long as that takes.
func (c *Client) StopCluster(ctx context.Context, id string, o ClusterStop) error {
	query := url.Values{"terminate": {boolean(o.Terminate)}, "forceStop": {boolean(o.Force)}}
	request := clusterRequest(query, id, "stop")
	request.Landed = func(look context.Context) (bool, error) {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		state, _, err := c.settledCluster(look, id)
		return state != ClusterRunning, err
	}
	_, err := c.Future(ctx, request, nil)
	return err
}

func clusterRequest(query url.Values, id, action string) client.Request {
	return client.Request{
		Method: http.MethodPost, Path: []string{"admin", "clusters", id, "actions", action}, Query: query, Timeout: -1,
		Holds: client.Members("messages"),
	}
}

// RunCluster starts a cluster unless it runs or is being started, and waits until it runs.
func (c *Client) RunCluster(ctx context.Context, id string) error {
	state, _, err := c.settledCluster(ctx, id)
	if err != nil || state == ClusterRunning {
		return err
	}
	return c.StartCluster(ctx, id)
}

// HaltCluster stops a cluster unless it does not run, and waits until it has stopped.
func (c *Client) HaltCluster(ctx context.Context, id string, o ClusterStop) error {
	state, _, err := c.settledCluster(ctx, id)
	if err != nil || state != ClusterRunning && !o.Force {
		return err
	}
	return c.StopCluster(ctx, id, o)
}

// settledCluster waits until a cluster is neither starting nor stopping, and tells its state and why its last start failed.
func (c *Client) settledCluster(ctx context.Context, id string) (state, failure string, err error) {
	err = c.Until(ctx, func(ctx context.Context, _ time.Duration) (bool, error) {
		status, err := c.ClusterStatus(ctx, id)
		state, failure = client.Text(status, "state"), ClusterFailure(ctx, status)
		return state != ClusterStarting && state != ClusterStopping, err
	})
	return state, failure, err
}

// ClusterFailure is the error in the status of a cluster without secrets, "" for none: a text, or an object like that of an
// error answer. Its form is not documented.
func ClusterFailure(ctx context.Context, status Document) string {
	var text string
	switch failure := status["error"].(type) {
	case string:
		text = failure
	case Document:
		for _, member := range []string{"detailedMessage", "message"} {
			if text = client.Text(failure, member); text != "" {
				break
			}
		}
	}
	return strings.Join(lastLines(client.Redact(ctx, text)), "\n  ")
}
