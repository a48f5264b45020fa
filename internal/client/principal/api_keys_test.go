package principal

import (
	"context"
	"errors"
	"net/http"
	"path"
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// The creation is compared without the calls around it, and the update not at all: the vendor's client sends the
// secret back, this one leaves it out (dss-admin.md 8 allows both).
func TestGlobalAPIKeyCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "global_api_key.create", Document{"id": "k1", "key": "secret"}, func(c *Calls) error {
		_, err := c.createPending(ctx, "ci", Document{"description": "d"})
		return err
	})
	replay(t, "global_api_key.create.groups", Document{"id": "k1", "key": "secret"}, func(c *Calls) error {
		_, err := c.createPending(ctx, "ci", Document{"description": "d", "groups": []any{"g"}})
		return err
	})
	replay(t, "global_api_key.get", Document{"id": "k1"}, func(c *Calls) error {
		_, err := c.GlobalAPIKey(ctx, "k1")
		return err
	})
	replay(t, "global_api_key.delete", Document{}, func(c *Calls) error { return c.DeleteGlobalAPIKey(ctx, "k1") })
	replay(t, "global_api_key.list", []any{}, func(c *Calls) error {
		for _, err := range c.GlobalAPIKeys(ctx) {
			return err
		}
		return nil
	})
}

// The creation is compared as above.
func TestGovernGlobalAPIKeyCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "govern.global_api_key.create", Document{"id": "k1", "key": "secret"}, func(c *Calls) error {
		_, err := c.createPending(ctx, "k", Document{"description": "d"})
		return err
	})
	replay(t, "govern.global_api_key.get", Document{"id": "k1"}, func(c *Calls) error {
		_, err := c.GlobalAPIKey(ctx, "k1")
		return err
	})
	replay(t, "govern.global_api_key.delete", Document{}, func(c *Calls) error { return c.DeleteGlobalAPIKey(ctx, "k1") })
	replay(t, "govern.global_api_key.list", []any{}, func(c *Calls) error {
		for _, err := range c.GlobalAPIKeys(ctx) {
			return err
		}
		return nil
	})
}

// A minted key that cannot be finished would stay for ever: nobody knows its secret.
func TestUnfinishedKeysAreDeleted(t *testing.T) {
	var calls []string
	c := serve(t, "14.3.3", func(w http.ResponseWriter, r *http.Request) {
		calls = append(calls, r.Method+" "+r.URL.Path)
		switch r.Method {
		case http.MethodPut:
			w.WriteHeader(http.StatusForbidden)
		case http.MethodPost:
			answer(Document{"id": "k1", "key": "secret"})(w, r)
		}
	})
	if key, err := c.MintGlobalAPIKey(context.Background(), Document{"label": "ci"}); !errors.Is(err, client.ErrForbidden) || key != nil {
		t.Errorf("got %v, %v", key, err)
	}
	if last := calls[len(calls)-1]; last != "DELETE /public/api/admin/global-api-keys/k1" {
		t.Errorf("the calls were %q", calls)
	}
}

// What an interrupted creation left under the provisional label is of no use to anybody.
func TestLeftoverKeysAreDeleted(t *testing.T) {
	var deleted []string
	c := serve(t, "14.3.3", func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet:
			answer([]any{
				Document{"id": "k1", "label": "terraform-pending:ci"},
				Document{"id": "k2", "label": "ci"},
				Document{"id": "k3", "label": "terraform-pending:other"},
			})(w, r)
		case http.MethodDelete:
			deleted = append(deleted, path.Base(r.URL.Path))
		case http.MethodPost:
			answer(Document{"id": "k4", "key": "secret"})(w, r)
		}
	})
	if key, err := c.CreateGlobalAPIKey(context.Background(), Document{"label": "ci"}); err != nil || key["key"] != "secret" {
		t.Errorf("got %v, %v", key, err)
	}
	if !slices.Equal(deleted, []string{"k1"}) {
		t.Errorf("deleted were %q", deleted)
	}
}
