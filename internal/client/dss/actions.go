package dss

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// SanityCheck lets the node check itself and returns what it found. The result of the task is the envelope of messages
// itself (dss-admin.md 4); findings of the severity ERROR are no error of the call.
func (c *Client) SanityCheck(ctx context.Context, excluded []string, progress func(client.FutureState)) ([]client.ServerMessage, error) {
	if excluded == nil {
		excluded = []string{} // the client sends the text [] (dss-admin.md 4)
	}
	result, err := c.Future(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "sanity-check", "run"}, Body: excluded, Landed: client.SendAgain,
	}, progress)
	var found *client.EnvelopeError
	if err != nil && !errors.As(err, &found) {
		return nil, err
	}
	return client.Messages(result), nil
}

// SyncGovern sends what the node has to Govern, of one project when key is not empty (dss-admin.md 4).
func (c *Client) SyncGovern(ctx context.Context, key string, progress func(client.FutureState)) error {
	query := url.Values{}
	if key != "" {
		query.Set("projectKey", key)
	}
	_, err := c.Future(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "govern-integration-sync"}, Query: query, Landed: client.SendAgain,
	}, progress)
	return err
}

// SyncGovernDeployer sends what the Deployer has to Govern.
func (c *Client) SyncGovernDeployer(ctx context.Context, progress func(client.FutureState)) error {
	_, err := c.Future(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "govern-integration-deployer-sync"}, Landed: client.SendAgain,
	}, progress)
	return err
}

// IndexConnections fills the catalog with the tables of connections, of all when names is nil. The vendor's client does
// not take the answer for a task; should it be one, it is awaited (dss-admin.md 4).
func (c *Client) IndexConnections(ctx context.Context, names []string, mode string, progress func(client.FutureState)) error {
	body := Document{"connectionNames": client.Clone(append([]string{}, names...)), "indexAllConnections": names == nil, "indexingMode": mode}
	_, err := c.Future(ctx, client.Request{Method: http.MethodPost, Path: []string{"catalog", "index"}, Body: body, Landed: client.SendAgain, Holds: client.Anything}, progress)
	return err
}

// LogCustomAudit writes an entry of that type into the audit trail (dss-admin.md 4).
func (c *Client) LogCustomAudit(ctx context.Context, kind string, parameters Document) error {
	if parameters == nil {
		parameters = Document{}
	}
	return c.Send(ctx, client.Request{Method: http.MethodPost, Path: []string{"admin", "audit", "custom", kind}, Body: parameters})
}
