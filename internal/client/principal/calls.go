// Package principal holds the calls about those who may act on a node: users, groups and global API keys. DSS and Govern
// serve them alike (dss-admin.md 5, 6, 8; govern.md 3, 4, 6).
package principal

import (
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
