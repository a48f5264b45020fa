// Package dss holds the calls of a DSS node: one file per API family, named as in the contract.
package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Document is a JSON object of the API.
type Document = client.Document

// Client calls one DSS node.
type Client struct {
	*client.Client
	users, groups, connections, variables *client.Collection
	profiles                              profileCache
	projects                              *projectReads
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
	c := &Client{Client: base}
	c.users = client.NewCollection(base, []string{"admin", "users"}, c.usersByLogin)
	c.users.Usable = c.listsSettings
	c.groups = client.NewCollection(base, []string{"admin", "groups"}, c.groupsByName)
	c.connections = client.NewCollection(base, []string{"admin", "connections"}, c.connectionsByName)
	c.projects = newProjectReads(c)
	c.variables = client.NewCollection(base, []string{"admin", "variables"}, c.variablesOnce)
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
func (c *Client) remove(ctx context.Context, query url.Values, path ...string) error {
	return c.Send(ctx, client.Request{Method: http.MethodDelete, Path: path, Query: query})
}

// each turns a list call into a sequence.
func each(all []Document, err error) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		if err != nil {
			yield(nil, err)
			return
		}
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// landed looks, after a creation whose answer was lost, whether the object is there as it was sent. Another object
// of that name is an ErrAlreadyExists.
func landed(get func(context.Context) (Document, error), sent Document) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		found, err := get(ctx)
		if errors.Is(err, client.ErrNotFound) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if different := client.Unlike(found, sent); len(different) > 0 {
			return false, fmt.Errorf("%w, and differs in %v", client.ErrAlreadyExists, different)
		}
		return true, nil
	}
}
