// Package dss holds the calls of a DSS node: one file per API family, named as in the contract.
package dss

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

// Client calls one DSS node.
type Client struct {
	*client.Client
	*principal.Calls
	*settings.Settings
	connections, variables *client.Collection
	personalKeys           *client.Collection
	checks, scopes         *client.Collection
	shared                 sharedLists
	meanings, channels     *client.Collection
	profiles               profileCache
	projects               *projectReads
	plugins                *client.Collection
	pluginSettings         documentReads
}

// New makes no request.
func New(config client.Config) (*Client, error) {
	config.Product = client.ProductDSS
	base, err := client.New(config)
	if err != nil {
		return nil, err
	}
	return over(base), nil
}

// over makes the calls of a node out of a client.
func over(base *client.Client) *Client {
	c := &Client{Client: base, Calls: principal.Over(base), Settings: settings.Over(base)}
	c.connections = client.NewCollection(base, []string{"admin", "connections"}, c.connectionsByName)
	c.projects = newProjectReads(c)
	c.personalKeys = client.NewCollection(base, nil, c.personalKeysByID) // any write drops it: keys are written at two addresses
	c.plugins = client.NewCollection(base, []string{"plugins"}, c.pluginsByID)
	c.variables = client.NewCollection(base, []string{"admin", "variables"}, c.variablesOnce)
	c.checks = client.NewCollection(base, []string{"project-standards", "checks"}, c.standardsChecksByID)
	c.scopes = client.NewCollection(base, []string{"project-standards", "scopes"}, c.standardsScopesByName)
	c.channels = client.NewCollection(base, []string{"messaging-channels"}, c.channelsByID)
	c.meanings = client.NewCollection(base, []string{"meanings"}, c.meaningsByID)
	return c
}

// read gets an object.
func (c *Client) read(ctx context.Context, path ...string) (Document, error) {
	var d Document
	err := c.JSON(ctx, client.Request{Method: http.MethodGet, Path: path}, &d)
	return d, err
}

// list gets an array of objects.
func (c *Client) list(ctx context.Context, query url.Values, path ...string) ([]Document, error) {
	var all []Document
	err := c.JSON(ctx, client.Request{Method: http.MethodGet, Path: path, Query: query}, &all)
	return all, err
}

// put replaces an object.
func (c *Client) put(ctx context.Context, body any, path ...string) error {
	return c.Send(ctx, client.Request{Method: http.MethodPut, Path: path, Body: body})
}

// remove deletes an object.
func (c *Client) remove(ctx context.Context, path ...string) error {
	return c.Send(ctx, client.Request{Method: http.MethodDelete, Path: path})
}
