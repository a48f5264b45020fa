package dss

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// connectionCreation are the members that the vendor's client sends with a creation; the others need PutConnection
// (dss-admin.md 10.1).
var connectionCreation = []string{"name", "type", "params", "usableBy", "allowedGroups", "description"}

// Connection returns the document of a connection; secrets are ciphertext (dss-admin.md 10.2).
func (c *Client) Connection(ctx context.Context, name string) (Document, error) {
	return c.connections.Get(ctx, name, func(ctx context.Context) (Document, error) {
		return c.Read(ctx, client.Path("admin", "connections", name), client.Identity("name", name))
	})
}

// CreateConnection creates a connection from the members that a creation takes; the others need PutConnection.
func (c *Client) CreateConnection(ctx context.Context, connection Document) error {
	name, _ := connection["name"].(string)
	body := Document{"description": nil, "params": Document{}, "usableBy": "ALL", "allowedGroups": []any{}}
	maps.Copy(body, client.Pick(connection, connectionCreation...))
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "connections"}, Body: body,
		Landed: client.LandedAs(func(ctx context.Context) (Document, error) { return c.Connection(ctx, name) }, body),
	})
}

// PutConnection replaces the document of a connection, which must come from Connection: ciphertext that is sent back
// keeps the secret (dss-admin.md 10.2).
func (c *Client) PutConnection(ctx context.Context, name string, connection Document) error {
	return c.Put(ctx, client.Path("admin", "connections", name), connection)
}

// DeleteConnection deletes a connection, also one that datasets use (dss-admin.md 10.2).
func (c *Client) DeleteConnection(ctx context.Context, name string) error {
	return c.Remove(ctx, client.Path("admin", "connections", name))
}

// Connections lists the full documents of all connections by name.
func (c *Client) Connections(ctx context.Context) iter.Seq2[Document, error] {
	all, err := c.connectionsByName(ctx)
	var sorted []Document
	for _, name := range slices.Sorted(maps.Keys(all)) {
		sorted = append(sorted, all[name])
	}
	return client.Each(sorted, err)
}

// connectionsByName lists what Connection answers: the list is a map whose values are the full documents, and its
// keys are the names (dss-admin.md 10.2).
func (c *Client) connectionsByName(ctx context.Context) (map[string]Document, error) {
	var all map[string]Document
	err := c.JSON(ctx, client.Request{Method: http.MethodGet, Path: []string{"admin", "connections"}, Holds: client.Named("type")}, &all)
	for name, connection := range all {
		connection["name"] = name
	}
	return all, err
}

// ConnectionNames lists the names of the connections of a type that the key may use, of all types if it is "". It needs no
// administrator (dss-admin.md 10.2).
func (c *Client) ConnectionNames(ctx context.Context, kind string) ([]string, error) {
	var names []string
	err := c.JSON(ctx, client.Request{
		Method: http.MethodGet, Path: []string{"connections", "get-names"}, Query: url.Values{"type": {cmp.Or(kind, "all")}},
	}, &names)
	return names, err
}

// SyncConnectionACLs lets the node set the access rights of the root directory of a connection, and waits for it. The
// vendor's client sends the same for those of the datasets (dss-admin.md 10.2).
func (c *Client) SyncConnectionACLs(ctx context.Context, name string, progress Progress) error {
	_, err := c.Future(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "connections", name, "sync"}, Body: Document{"root": true},
	}, progress)
	return err
}

// ConnectionInfo returns the params and the resolved credentials in clear. Variables are expanded as in the project,
// if one is named (dss-admin.md 10.2).
func (c *Client) ConnectionInfo(ctx context.Context, name, projectKey string) (Document, error) {
	at := client.Path("connections", name, "info")
	if projectKey != "" {
		at = at.With(url.Values{"contextualProjectKey": {projectKey}})
	}
	return c.Read(ctx, at, client.Members("type", "params"))
}

// TestConnection lets the node try a connection. A connection that does not work is an error with what the node says,
// although that is an ordinary answer of the API (dss-admin.md 10.2).
func (c *Client) TestConnection(ctx context.Context, name string) error {
	result, err := c.Read(ctx, client.Path("connections", name, "test"), client.Members("connectionOK"))
	if errors.Is(err, client.ErrUnsupported) {
		return c.untestable(ctx, name, err)
	}
	if err != nil {
		return err
	}
	if result["connectionOK"] == true {
		return nil
	}
	if message, _ := result["errorMessage"].(string); message != "" {
		return fmt.Errorf("connection %q does not work: %s", name, message)
	}
	return fmt.Errorf("connection %q does not work; the node does not say why", name)
}

// untestable tells a node without the call from a type without a test (dss-admin.md 2.2 and 28).
func (c *Client) untestable(ctx context.Context, name string, refused error) error {
	known, err := c.Knows(ctx, "14.2.0")
	switch {
	case err != nil:
		return errors.Join(refused, err)
	case !known:
		return fmt.Errorf("testing a connection needs DSS 14.2.0; this node is %s", c.Version())
	}
	return fmt.Errorf("connection %q is of a type that DSS has no test for, such as Filesystem and the LLM types", name)
}
