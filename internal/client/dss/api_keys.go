package dss

import (
	"context"
	"iter"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// pendingLabel marks a key between its creation and its first update. The secret is answered only once, so a key
// whose answer was lost is of no use: the mark tells which one that is.
const pendingLabel = "terraform-pending:"

// GlobalAPIKey returns the document of a key; the secret may be hidden (dss-admin.md 8).
func (c *Client) GlobalAPIKey(ctx context.Context, id string) (Document, error) {
	return c.read(ctx, "admin", "global-api-keys", id)
}

// CreateGlobalAPIKey creates a key with all its settings and answers its document with the secret in clear. The key
// is made under a provisional label first, since the creation takes few settings; keys that an interrupted creation
// of the same label left behind are deleted.
func (c *Client) CreateGlobalAPIKey(ctx context.Context, key Document) (Document, error) {
	// One creation at a time: another one's provisional key must not be taken for a leftover.
	c.keyCreation.Lock()
	defer c.keyCreation.Unlock()
	label, _ := key["label"].(string)
	pending := pendingLabel + label
	if err := c.deletePending(ctx, pending); err != nil {
		return nil, err
	}
	created, err := c.createPending(ctx, pending, key)
	if err != nil {
		return nil, err
	}
	id, _ := created["id"].(string)
	if err := c.PutGlobalAPIKey(ctx, id, client.Overlay(created, key, nil)); err != nil {
		return nil, err
	}
	settled, err := c.GlobalAPIKey(ctx, id)
	if err != nil {
		return nil, err
	}
	settled["key"] = created["key"]
	return settled, nil
}

func (c *Client) createPending(ctx context.Context, label string, key Document) (Document, error) {
	body := Document{"label": label, "description": key["description"]}
	if groups, ok := key["groups"]; ok {
		body["groups"] = groups
	} else {
		body["globalPermissions"] = Document{"admin": false}
	}
	var created Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "global-api-keys"}, Body: body,
		Landed: func(ctx context.Context) (bool, error) { return false, c.deletePending(ctx, label) },
	}, &created)
	return created, err
}

func (c *Client) deletePending(ctx context.Context, label string) error {
	for key, err := range c.GlobalAPIKeys(ctx) {
		if err != nil {
			return err
		}
		id, _ := key["id"].(string)
		if key["label"] == label && id != "" {
			if err := c.DeleteGlobalAPIKey(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// PutGlobalAPIKey replaces the document of a key. The secret cannot change and is not sent.
func (c *Client) PutGlobalAPIKey(ctx context.Context, id string, key Document) error {
	body := client.CloneDocument(key)
	delete(body, "key")
	return c.put(ctx, body, "admin", "global-api-keys", id)
}

// DeleteGlobalAPIKey deletes a key.
func (c *Client) DeleteGlobalAPIKey(ctx context.Context, id string) error {
	return c.remove(ctx, nil, "admin", "global-api-keys", id)
}

// GlobalAPIKeys lists all keys with the same members as GlobalAPIKey.
func (c *Client) GlobalAPIKeys(ctx context.Context) iter.Seq2[Document, error] {
	return each(c.list(ctx, nil, "admin", "global-api-keys"))
}
