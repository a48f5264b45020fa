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
