package dss

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// InstanceVariables returns all global variables: names and any JSON values (dss-admin.md 16).
func (c *Client) InstanceVariables(ctx context.Context) (Document, error) {
	return c.variables.Get(ctx, allVariables, func(ctx context.Context) (Document, error) {
		return c.Read(ctx, client.Path("admin", "variables"), client.Anything)
	})
}

// allVariables is the key of the one document: its readers share a call as those of a list do.
const allVariables = "all"

func (c *Client) variablesOnce(ctx context.Context) (map[string]Document, error) {
	all, err := c.Read(ctx, client.Path("admin", "variables"), client.Anything)
	return map[string]Document{allVariables: all}, err
}

// PutInstanceVariables replaces all global variables.
func (c *Client) PutInstanceVariables(ctx context.Context, variables Document) error {
	return c.Put(ctx, client.Path("admin", "variables"), variables)
}
