package govern

import (
	"context"
	"iter"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// CustomPagePrefix begins the identifiers of custom pages; the server adds it (govern.md 1.5).
const CustomPagePrefix = "cp."

// CustomPage returns a custom page (govern.md 21).
func (c *Client) CustomPage(ctx context.Context, id string) (Document, error) {
	return c.Read(ctx, client.Path("admin", "custom-page", id), client.Identity("id", id))
}

// CreateCustomPage creates a page under an identifier without prefix and returns it. The page comes last in the order.
func (c *Client) CreateCustomPage(ctx context.Context, identifier string, page Document) (Document, error) {
	get := func(ctx context.Context) (Document, error) { return c.CustomPage(ctx, CustomPagePrefix+identifier) }
	answer, err := c.create(ctx, client.Request{
		Path: []string{"admin", "custom-pages"}, Body: page, Landed: client.LandedAs(get, page),
	}, identifier, client.Identity("id", CustomPagePrefix+identifier))
	if err != nil || answer != nil {
		return answer, err
	}
	return get(ctx)
}

// PutCustomPage replaces a page, which must come from CustomPage.
func (c *Client) PutCustomPage(ctx context.Context, id string, page Document) error {
	return c.Put(ctx, client.Path("admin", "custom-page", id), page)
}

// DeleteCustomPage deletes a page. Those of the product can only be hidden (govern.md 21.2).
func (c *Client) DeleteCustomPage(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("admin", "custom-page", id))
}

// CustomPages lists all pages, hidden ones included. Of the content of a page the list may lack anything (govern.md 1.12).
func (c *Client) CustomPages(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", "custom-pages"), client.Named("id")))
}

// CustomPagesOrder returns the identifiers of all pages, in the order of the navigation (govern.md 21.2).
func (c *Client) CustomPagesOrder(ctx context.Context) ([]string, error) {
	var order []string
	err := c.JSON(ctx, client.Request{Method: http.MethodGet, Path: []string{"admin", "custom-pages", "order"}}, &order)
	return order, err
}

// PutCustomPagesOrder replaces the order. It must hold all pages, those of the product included.
func (c *Client) PutCustomPagesOrder(ctx context.Context, order []string) error {
	return c.Put(ctx, client.Path("admin", "custom-pages", "order"), order)
}
