package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// PersonalAPIKey returns the document of anybody's key; the secret may be hidden. It is read from the list of all keys:
// whether an administrator may read the key of somebody else by itself is not known (dss-admin.md 9).
func (c *Client) PersonalAPIKey(ctx context.Context, id string) (Document, error) {
	return c.personalKeys.Get(ctx, id, func(ctx context.Context) (Document, error) {
		all, err := c.personalKeysByID(ctx)
		if err != nil {
			return nil, err
		}
		key, ok := all[id]
		if !ok {
			return nil, fmt.Errorf("%w: no user has a personal API key %s", client.ErrNotFound, id)
		}
		return key, nil
	})
}

// PersonalAPIKeys lists the keys of all users.
func (c *Client) PersonalAPIKeys(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", "personal-api-keys"), client.Named("id")))
}

func (c *Client) personalKeysByID(ctx context.Context) (map[string]Document, error) {
	all := map[string]Document{}
	for key, err := range c.PersonalAPIKeys(ctx) {
		if err != nil {
			return nil, err
		}
		all[client.Text(key, "id")] = key
	}
	return all, nil
}

// CreatePersonalAPIKey makes a key for a user. The answer alone holds the secret. When it is lost, the key is of no use
// and is deleted before another is made: it is the one that was not there before, so there may be one creation for a
// user and a label at a time.
func (c *Client) CreatePersonalAPIKey(ctx context.Context, key Document) (Document, error) {
	before, err := c.alikeKeys(ctx, key)
	if err != nil {
		return nil, err
	}
	return c.postPersonalKey(ctx, key, func(ctx context.Context) (bool, error) {
		now, err := c.alikeKeys(ctx, key)
		if err != nil {
			return false, err
		}
		for _, id := range now {
			if slices.Contains(before, id) {
				continue
			}
			if err := c.DeletePersonalAPIKey(ctx, id); err != nil && !errors.Is(err, client.ErrNotFound) {
				return false, err
			}
		}
		return false, nil
	})
}

// MintPersonalAPIKey makes a key for a user, also beside others of the same label. Nothing tells what became of one whose
// answer was lost: that is an error.
func (c *Client) MintPersonalAPIKey(ctx context.Context, key Document) (Document, error) {
	return c.postPersonalKey(ctx, key, nil)
}

func (c *Client) postPersonalKey(ctx context.Context, key Document, landed func(context.Context) (bool, error)) (Document, error) {
	body := client.Pick(key, "user", "label")
	body["description"] = client.Text(key, "description") // never null (dss-admin.md 9)
	var created Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "personal-api-keys"}, Body: body, Landed: landed,
		Holds: client.Named("id").And(client.Named("key")),
	}, &created)
	return created, err
}

// alikeKeys are the identifiers of the keys of that user with that label.
func (c *Client) alikeKeys(ctx context.Context, wanted Document) ([]string, error) {
	var ids []string
	for key, err := range c.PersonalAPIKeys(ctx) {
		if err != nil {
			return nil, err
		}
		if key["user"] == wanted["user"] && key["label"] == wanted["label"] {
			ids = append(ids, client.Text(key, "id"))
		}
	}
	return ids, nil
}

// PutPersonalAPIKey replaces the label and the description of a key, which is all that the node takes.
func (c *Client) PutPersonalAPIKey(ctx context.Context, id string, key Document) error {
	body := client.CloneDocument(key)
	delete(body, "key")
	return c.ofOwner(ctx, id, c.Put(ctx, client.Path("personal-api-keys", id), body))
}

// DeletePersonalAPIKey deletes a key.
func (c *Client) DeletePersonalAPIKey(ctx context.Context, id string) error {
	return c.ofOwner(ctx, id, c.Remove(ctx, client.Path("personal-api-keys", id)))
}

// ofOwner explains a refusal. The contract has no call by which an administrator changes or deletes the key of somebody
// else, and whether the call of the owner serves administrators, is not known (dss-admin.md 9 and 31 Q7). A node may hide
// such a key instead of refusing it, which must not be taken for its absence.
func (c *Client) ofOwner(ctx context.Context, id string, err error) error {
	if !errors.Is(err, client.ErrForbidden) && !errors.Is(err, client.ErrNotFound) {
		return err
	}
	all, look := c.personalKeysByID(ctx)
	if look != nil {
		return errors.Join(err, look)
	}
	key, exists := all[id]
	if !exists {
		return fmt.Errorf("%w: no user has a personal API key %s", client.ErrNotFound, id)
	}
	return fmt.Errorf("%w: this node lets nobody but %s change or delete the key %s, which exists (%s)",
		client.ErrForbidden, client.Text(key, "user"), id, err.Error())
}
