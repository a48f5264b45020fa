package govern

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// AuthInfo tells whom the key belongs to (govern.md 2).
func (c *Client) AuthInfo(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("auth", "info"), client.Named("authIdentifier"))
}

// InstanceInfo returns what the node says about itself (govern.md 2). Where it leaves out its version, the header of the
// answers tells it.
func (c *Client) InstanceInfo(ctx context.Context) (Document, error) {
	info, err := c.Read(ctx, client.Path("instance-info"), client.Members("nodeType"))
	if err == nil && info["dssVersion"] == nil && c.Version() != "" {
		info["dssVersion"] = c.Version()
	}
	return info, err
}

// LicensingStatus returns the status of the licence, whose members are not documented (govern.md 11).
func (c *Client) LicensingStatus(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("admin", "licensing", "status"), client.Anything)
}

// AuthorizationMatrix returns what users and groups may do, of which only the two top members are documented (govern.md 9).
func (c *Client) AuthorizationMatrix(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("admin", "authorization-matrix"), client.Members("perUser", "perGroup"))
}
