package client

import (
	"context"
	"net/http"
	"net/url"
)

// Address is where an object or a list is found below the API root.
type Address struct {
	path  []string
	query url.Values
}

// Path is the address of these segments.
func Path(path ...string) Address { return Address{path: path} }

// With adds a query.
func (a Address) With(query url.Values) Address {
	a.query = query
	return a
}

func (a Address) request(method string) Request {
	return Request{Method: method, Path: a.path, Query: a.query}
}

// Read gets an object. What tells it from an answer of somebody else is in holds.
func (c *Client) Read(ctx context.Context, at Address, holds Holds) (Document, error) {
	request := at.request(http.MethodGet)
	request.Holds = holds
	var d Document
	err := c.JSON(ctx, request, &d)
	return d, err
}

// List gets an array of objects, of which each must be as items says.
func (c *Client) List(ctx context.Context, at Address, items Holds) ([]Document, error) {
	request := at.request(http.MethodGet)
	request.Holds = items
	var all []Document
	err := c.JSON(ctx, request, &all)
	return all, err
}

// Put replaces an object.
func (c *Client) Put(ctx context.Context, at Address, body any) error {
	request := at.request(http.MethodPut)
	request.Body = body
	return c.Send(ctx, request)
}

// Remove deletes an object.
func (c *Client) Remove(ctx context.Context, at Address) error {
	return c.Send(ctx, at.request(http.MethodDelete))
}

// ByMember indexes objects by a string member, those without it left out.
func ByMember(all []Document, member string) map[string]Document {
	out := map[string]Document{}
	for _, d := range all {
		if key := Text(d, member); key != "" {
			out[key] = d
		}
	}
	return out
}
