package dss

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestPersonalAPIKeyCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "personal_api_key.list.all", []any{Document{"id": "p1"}}, func(c *Client) error {
		_, err := c.PersonalAPIKey(ctx, "p1")
		return err
	})
	replay(t, "personal_api_key.create.for_user", Document{"id": "p1", "key": "k"}, func(c *Client) error {
		_, err := c.MintPersonalAPIKey(ctx, Document{"user": "alice", "label": "l", "description": "d"})
		return err
	})
	replay(t, "personal_api_key.delete", nil, func(c *Client) error { return c.DeletePersonalAPIKey(ctx, "p1") })
}

// What the node refuses is told apart from what is gone: a key that is hidden must not be taken for a deleted one.
func TestPersonalAPIKeysOfOthers(t *testing.T) {
	for name, test := range map[string]struct {
		status int
		class  string
		listed []any
		kind   error
		says   string
	}{
		"refused": {403, "UnauthorizedException", []any{Document{"id": "p1", "user": "alice"}}, client.ErrForbidden, "nobody but alice"},
		"hidden":  {404, "NotFoundException", []any{Document{"id": "p1", "user": "alice"}}, client.ErrForbidden, "nobody but alice"},
		"gone":    {404, "NotFoundException", []any{}, client.ErrNotFound, "p1"},
	} {
		t.Run(name, func(t *testing.T) {
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					answer(test.listed)(w, r)
					return
				}
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(test.status)
				answer(Document{"errorType": "com.dataiku." + test.class, "message": "no"})(w, r)
			})
			for _, err := range []error{
				c.DeletePersonalAPIKey(t.Context(), "p1"), c.PutPersonalAPIKey(t.Context(), "p1", Document{"id": "p1", "label": "l"}),
			} {
				if !errors.Is(err, test.kind) || !strings.Contains(err.Error(), test.says) {
					t.Errorf("got %v", err)
				}
				if len(test.listed) > 0 && errors.Is(err, client.ErrNotFound) {
					t.Errorf("a key that exists counts as gone: %v", err)
				}
			}
		})
	}
}

// The secret of a creation whose answer is lost is lost too: the key is deleted and another is made. Older keys of the
// same user and label stay.
func TestLostAnswerOfAPersonalAPIKey(t *testing.T) {
	keys, posts := []Document{{"id": "old", "user": "alice", "label": "l"}}, 0
	server := func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet:
			answer(keys)(w, r)
		case http.MethodDelete:
			keys = []Document{keys[0]}
		default:
			posts++
			key := Document{"id": "new", "user": "alice", "label": "l", "key": "secret"}
			keys = append(keys, key)
			if posts == 1 {
				panic(http.ErrAbortHandler)
			}
			answer(key)(w, r)
		}
	}
	c := serve(t, server)
	created, err := c.CreatePersonalAPIKey(t.Context(), Document{"user": "alice", "label": "l"})
	if err == nil {
		t.Fatalf("the client of this test does not try again, but made %v", created)
	}
	if len(keys) != 1 || keys[0]["id"] != "old" {
		t.Errorf("left over: %v", keys)
	}
	created, err = c.CreatePersonalAPIKey(t.Context(), Document{"user": "alice", "label": "l"})
	if err != nil || created["key"] != "secret" {
		t.Errorf("got %v, %v", created, err)
	}
}
