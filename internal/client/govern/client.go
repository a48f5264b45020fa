// Package govern holds the calls of a Govern node: one file per API family, named as in the contract.
package govern

import (
	"context"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/principal"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/settings"
)

// Document is a JSON object of the API.
type Document = client.Document

// Client calls one Govern node.
type Client struct {
	*client.Client
	*principal.Calls
	*settings.Settings
	blueprints, roles, assignments *client.Collection
}

// New makes no request.
func New(config client.Config) (*Client, error) {
	config.Product = client.ProductGovern
	base, err := client.New(config)
	if err != nil {
		return nil, err
	}
	return over(base), nil
}

// over makes the calls of a node out of a client. Lists and objects have different addresses (govern.md 1.4), so what
// was listed is dropped by any write of an administrator.
func over(base *client.Client) *Client {
	c := &Client{Client: base, Calls: principal.Over(base), Settings: settings.Over(base, client.Anything)} // nobody knows a member of the general settings (govern.md 7)
	c.blueprints = client.NewCollection(base, []string{"admin"}, c.blueprintsByID)
	c.roles = client.NewCollection(base, []string{"admin"}, c.rolesByID)
	c.assignments = client.NewCollection(base, []string{"admin"}, c.assignmentsByBlueprint)
	return c
}

// create makes an object under the identifier, to which the server adds a prefix. A lost answer stays nil; others must be
// that object.
func (c *Client) create(ctx context.Context, request client.Request, identifier string, holds client.Holds) (Document, error) {
	if request.Query == nil {
		request.Query = url.Values{}
	}
	request.Method, request.Holds = http.MethodPost, holds
	request.Query.Set("newIdentifier", identifier)
	var answer Document
	err := c.JSON(ctx, request, &answer)
	return answer, err
}

// object returns the object at a path, empty when there is none.
func object(d Document, path ...string) Document {
	found, _ := client.Lookup(d, path...)
	if value, ok := found.(Document); ok && value != nil {
		return value
	}
	return Document{}
}
