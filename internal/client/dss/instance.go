package dss

import (
	"context"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// InstanceInfo returns what the node says about itself (dss-admin.md 4). Where it leaves out its version, the header
// of the answers tells it.
func (c *Client) InstanceInfo(ctx context.Context) (Document, error) {
	info, err := c.read(ctx, "instance-info")
	if err == nil && info["dssVersion"] == nil && c.Version() != "" {
		info["dssVersion"] = c.Version()
	}
	return info, err
}

// AuthInfo tells whom the key belongs to, without the secrets of a user (dss-admin.md 4).
func (c *Client) AuthInfo(ctx context.Context) (Document, error) {
	var info Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodGet, Path: []string{"auth", "info"}, Query: url.Values{"withSecrets": {"False"}},
	}, &info)
	return info, err
}

// GovernNode tells which Govern node this node is connected to, with its API key in clear (dss-admin.md 4).
func (c *Client) GovernNode(ctx context.Context) (Document, error) {
	return c.read(ctx, "admin", "get-govern-node-ref")
}
