// Package principal holds the calls about those who may act on a node: users, groups and global API keys. DSS and Govern
// serve them alike (dss-admin.md 5, 6, 8; govern.md 3, 4, 6).
package principal

import (
	"context"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Document is a JSON object of the API.
type Document = client.Document

// Calls are the calls of one node. The clients of the products embed them.
type Calls struct {
	node          *client.Client
	users, groups *client.Collection
}

// Over makes the calls out of a client.
func Over(node *client.Client) *Calls {
	c := &Calls{node: node}
	c.users = client.NewCollection(node, []string{"admin", "users"}, c.usersByLogin)
	c.users.Usable = c.listsSettings
	c.groups = client.NewCollection(node, []string{"admin", "groups"}, c.groupsByName)
	return c
}

// read gets an object.
func (c *Calls) read(ctx context.Context, path ...string) (Document, error) {
	var d Document
	err := c.node.JSON(ctx, client.Request{Method: http.MethodGet, Path: path}, &d)
	return d, err
}

// list gets an array of objects.
func (c *Calls) list(ctx context.Context, query url.Values, path ...string) ([]Document, error) {
	var all []Document
	err := c.node.JSON(ctx, client.Request{Method: http.MethodGet, Path: path, Query: query}, &all)
	return all, err
}

// put replaces an object.
func (c *Calls) put(ctx context.Context, body any, path ...string) error {
	return c.node.Send(ctx, client.Request{Method: http.MethodPut, Path: path, Body: body})
}

// remove deletes an object.
func (c *Calls) remove(ctx context.Context, query url.Values, path ...string) error {
	return c.node.Send(ctx, client.Request{Method: http.MethodDelete, Path: path, Query: query})
}

// byMember indexes objects by a string member.
func byMember(all []Document, member string) map[string]Document {
	out := map[string]Document{}
	for _, d := range all {
		if key, ok := d[member].(string); ok {
			out[key] = d
		}
	}
	return out
}
