// Package govern holds the calls of a Govern node: one file per API family, named as in the contract.
package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"

// Document is a JSON object of the API.
type Document = client.Document

// Client calls one Govern node.
type Client struct {
	*client.Client
}

// New makes no request.
func New(config client.Config) (*Client, error) {
	config.Product = client.ProductGovern
	base, err := client.New(config)
	if err != nil {
		return nil, err
	}
	return &Client{Client: base}, nil
}
