package dss

import (
	"context"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// InstanceInfo returns what the node says about itself (dss-admin.md 4). Where it leaves out its version, the header
// of the answers tells it.
func (c *Client) InstanceInfo(ctx context.Context) (Document, error) {
	info, err := c.Read(ctx, client.Path("instance-info"), client.Members("nodeType"))
	if err == nil && info["dssVersion"] == nil && c.Version() != "" {
		info["dssVersion"] = c.Version()
	}
	return info, err
}

// AuthInfo tells whom the key belongs to, without the secrets of a user (dss-admin.md 4).
func (c *Client) AuthInfo(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("auth", "info").With(url.Values{"withSecrets": {"False"}}), client.Named("authIdentifier"))
}

// GovernNode tells which Govern node this node is connected to, with its API key in clear (dss-admin.md 4).
func (c *Client) GovernNode(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("admin", "get-govern-node-ref"), client.Members("enabled"))
}
