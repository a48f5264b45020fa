// Package dss holds the calls of a DSS node: one file per API family, named as in the contract.
package dss

import (
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

// generalSettings tells the general settings by two blocks that no version was seen without (observed.md 10).
var generalSettings = client.Members("ldapSettings", "ssoSettings")

// over makes the calls of a node out of a client.
func over(base *client.Client) *Client {
	c := &Client{Client: base, Calls: principal.Over(base), Settings: settings.Over(base, generalSettings)}
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
