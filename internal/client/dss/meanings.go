package dss

import (
	"context"
	"iter"
	"maps"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// meaningContent is the member that a type of meaning is about (dss-admin.md 20).
var meaningContent = map[string]string{
	"DECLARATIVE": "label", "VALUES_LIST": "entries", "VALUES_MAPPING": "mappings", "PATTERN": "pattern",
}

// Meaning returns the document of a user-defined meaning.
func (c *Client) Meaning(ctx context.Context, id string) (Document, error) {
	return c.meanings.Get(ctx, id, func(ctx context.Context) (Document, error) {
		return c.Read(ctx, client.Path("meanings", id), client.Identity("id", id))
	})
}

// CreateMeaning creates a meaning. The vendor's client always sends all nine members (dss-admin.md 20).
func (c *Client) CreateMeaning(ctx context.Context, meaning Document) error {
	id := client.Text(meaning, "id")
	body := Document{
		"description": nil, "entries": nil, "mappings": nil, "pattern": nil, "normalizationMode": nil, "detectable": false,
	}
	maps.Copy(body, meaning)
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"meanings"}, Body: body,
		Landed: client.LandedAs(func(ctx context.Context) (Document, error) {
			return c.Read(ctx, client.Path("meanings", id), client.Identity("id", id))
		}, body),
	})
}

// PutMeaning replaces the document of a meaning, which must come from Meaning.
func (c *Client) PutMeaning(ctx context.Context, id string, meaning Document) error {
	return c.Put(ctx, client.Path("meanings", id), meaning)
}

// Meanings lists the meanings. There is no call that deletes one: the server answers 405 (observed.md 1.4).
func (c *Client) Meanings(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("meanings"), client.Named("id")))
}

// meaningsByID lists what Meaning answers. That the items are full documents is likely, but not confirmed (dss-admin.md
// 20), so one without what its type is about is left out, to be read by itself.
func (c *Client) meaningsByID(ctx context.Context) (map[string]Document, error) {
	all, err := c.List(ctx, client.Path("meanings"), client.Named("id"))
	byID := client.ByMember(all, "id")
	maps.DeleteFunc(byID, func(_ string, meaning Document) bool {
		return meaning[meaningContent[client.Text(meaning, "type")]] == nil
	})
	return byID, err
}
