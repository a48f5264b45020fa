package dss

import (
	"context"
	"errors"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestMeaningCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "meaning.create.values", Document{}, func(c *Client) error {
		return c.CreateMeaning(ctx, Document{
			"id": "m1", "label": "M", "type": "VALUES_LIST", "description": "d", "detectable": true,
			"entries": []any{Document{"value": "a"}, Document{"value": "b"}},
		})
	})
	replay(t, "meaning.create.mapping", Document{}, func(c *Client) error {
		return c.CreateMeaning(ctx, Document{
			"id": "m2", "label": "M", "type": "VALUES_MAPPING", "mappings": []any{Document{"from": "a", "to": Document{"value": "b"}}},
		})
	})
	replay(t, "meaning.create.pattern", Document{}, func(c *Client) error {
		return c.CreateMeaning(ctx, Document{"id": "m3", "label": "M", "type": "PATTERN", "pattern": "[0-9]+"})
	})
	replay(t, "meaning.get", Document{"id": "m1"}, func(c *Client) error {
		_, err := c.Meaning(ctx, "m1")
		return err
	})
	replay(t, "meaning.update", Document{}, func(c *Client) error { return c.PutMeaning(ctx, "m1", Document{"id": "m1"}) })
	replay(t, "meaning.list", []any{Document{"id": "m1"}}, func(c *Client) error {
		for _, err := range c.Meanings(ctx) {
			return err
		}
		return errors.New("nothing was listed")
	})
}

// A refresh of many meanings is one list. Should a node list less than it reads, the reads must not suffer.
func TestRefreshOfMeanings(t *testing.T) {
	ctx := client.Coalesced(context.Background())
	node, c := emulate(t, "")
	for _, meaning := range []Document{
		{"id": "word", "label": "Word", "type": "DECLARATIVE"},
		{"id": "digits", "label": "Digits", "type": "PATTERN", "pattern": "[0-9]+"},
	} {
		if err := c.CreateMeaning(ctx, meaning); err != nil {
			t.Fatal(err)
		}
	}
	node.ResetRequests()
	for range 20 {
		for _, id := range []string{"word", "digits"} {
			if _, err := c.Meaning(ctx, id); err != nil {
				t.Fatal(err)
			}
		}
	}
	if sent := len(node.Requests()); sent > 4 {
		t.Errorf("40 reads made %d requests", sent)
	}
	c = serve(t, answer([]any{
		Document{"id": "word", "type": "DECLARATIVE", "label": "Word"}, Document{"id": "digits", "type": "PATTERN", "label": "Digits"},
	}))
	listed, err := c.meaningsByID(ctx)
	if err != nil || listed["word"] == nil || listed["digits"] != nil {
		t.Errorf("got %v, %v", listed, err)
	}
}
