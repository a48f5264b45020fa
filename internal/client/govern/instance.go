package govern

import (
	"context"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// AuthInfo tells whom the key belongs to (govern.md 2).
func (c *Client) AuthInfo(ctx context.Context) (Document, error) {
	var info Document
	err := c.JSON(ctx, client.Request{Method: http.MethodGet, Path: []string{"auth", "info"}}, &info)
	return info, err
}

// InstanceInfo returns what the node says about itself (govern.md 2). Where it leaves out its version, the header of the
// answers tells it.
func (c *Client) InstanceInfo(ctx context.Context) (Document, error) {
	info, err := c.read(ctx, "instance-info")
	if err == nil && info["dssVersion"] == nil && c.Version() != "" {
		info["dssVersion"] = c.Version()
	}
	return info, err
}

// LicensingStatus returns the status of the licence, whose members are not documented (govern.md 11).
func (c *Client) LicensingStatus(ctx context.Context) (Document, error) {
	return c.read(ctx, "admin", "licensing", "status")
}

// AuthorizationMatrix returns what users and groups may do, of which only the two top members are documented (govern.md 9).
func (c *Client) AuthorizationMatrix(ctx context.Context) (Document, error) {
	return c.read(ctx, "admin", "authorization-matrix")
}
