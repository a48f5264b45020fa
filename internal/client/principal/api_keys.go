package principal

import (
	"context"
	"crypto/rand"
	"errors"
	"iter"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// pendingLabel marks a key between its creation and its first update. The secret is answered only once, so a key
// whose answer was lost is of no use: the mark tells which one that is.
const pendingLabel = "terraform-pending:"

// GlobalAPIKey returns the document of a key; the secret may be hidden (dss-admin.md 8, govern.md 6).
func (c *Calls) GlobalAPIKey(ctx context.Context, id string) (Document, error) {
	return c.node.Read(ctx, client.Path("admin", "global-api-keys", id), client.Identity("id", id))
}

// CreateGlobalAPIKey makes a key under a provisional label, since a creation takes few settings; PutGlobalAPIKey gives
// it the others and its label. The answer holds the secret in clear. Keys that an interrupted creation of the same label
// left behind are deleted, so there may be one creation of a label at a time.
func (c *Calls) CreateGlobalAPIKey(ctx context.Context, key Document) (Document, error) {
	label, _ := key["label"].(string)
	pending := pendingLabel + label
	if err := c.deletePending(ctx, pending); err != nil {
		return nil, err
	}
	return c.createPending(ctx, pending, key)
}

// MintGlobalAPIKey makes a key from the members that a creation takes. Its provisional label is unique, so that many
// runs may do so at once. A key that could not be finished is deleted.
func (c *Calls) MintGlobalAPIKey(ctx context.Context, key Document) (Document, error) {
	label, _ := key["label"].(string)
	created, err := c.createPending(ctx, pendingLabel+rand.Text()+":"+label, key)
	if err != nil {
		return nil, err
	}
	id, _ := created["id"].(string)
	if err := c.PutGlobalAPIKey(ctx, id, client.Overlay(created, key, nil)); err != nil {
		return nil, errors.Join(err, c.DeleteGlobalAPIKey(context.WithoutCancel(ctx), id))
	}
	return created, nil
}

// createPending sends the members that a creation takes (dss-admin.md 8, govern.md 6).
func (c *Calls) createPending(ctx context.Context, label string, key Document) (Document, error) {
	body := Document{"label": label, "description": key["description"]}
	if groups, ok := key["groups"]; ok {
		body["groups"] = groups
	} else {
		body["globalPermissions"] = Document{"admin": false}
	}
	var created Document
	err := c.node.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "global-api-keys"}, Body: body,
		Landed: func(ctx context.Context) (bool, error) { return false, c.deletePending(ctx, label) },
		Holds:  client.Named("id").And(client.Named("key")),
	}, &created)
	return created, err
}

func (c *Calls) deletePending(ctx context.Context, label string) error {
	for key, err := range c.GlobalAPIKeys(ctx) {
		if err != nil {
			return err
		}
		id, _ := key["id"].(string)
		if key["label"] == label && id != "" {
			if err := c.DeleteGlobalAPIKey(ctx, id); err != nil && !errors.Is(err, client.ErrNotFound) {
				return err
			}
		}
	}
	return nil
}

// PutGlobalAPIKey replaces the document of a key. The secret cannot change and is not sent.
func (c *Calls) PutGlobalAPIKey(ctx context.Context, id string, key Document) error {
	body := client.CloneDocument(key)
	delete(body, "key")
	return c.node.Put(ctx, client.Path("admin", "global-api-keys", id), body)
}

// DeleteGlobalAPIKey deletes a key.
func (c *Calls) DeleteGlobalAPIKey(ctx context.Context, id string) error {
	return c.node.Remove(ctx, client.Path("admin", "global-api-keys", id))
}

// GlobalAPIKeys lists all keys with the same members as GlobalAPIKey.
func (c *Calls) GlobalAPIKeys(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.node.List(ctx, client.Path("admin", "global-api-keys"), client.Named("id")))
}
