package dss

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// CheckPermissionsShown is an error for a workspace or data collection whose permissions the node hides: callers who are
// not its administrators see none, and to write the document back would remove them all (dss-admin.md 23, 24).
func CheckPermissionsShown(document Document, what string) error {
	if _, shown := document["permissions"].([]any); shown {
		return nil
	}
	return fmt.Errorf("%w: the node shows the permissions of %s only to its administrators, and the user of this API key is none; "+
		"a change would remove all permissions. Use the key of an administrator of it, or of the node", client.ErrForbidden, what)
}

// sameSharing are the creation's members as they are looked for: hidden permissions cannot be compared.
func sameSharing(found, sent Document) Document {
	if _, shown := found["permissions"].([]any); !shown && found != nil {
		found["permissions"] = sent["permissions"]
	}
	return found
}

// sharedLists lets the readers of the items of one parent share its list.
type sharedLists struct {
	mutex sync.Mutex
	lists map[string]*client.Collection
}

// item reads one item out of the list at a path, found by what key makes of the items.
func (s *sharedLists) item(ctx context.Context, c *Client, key func(Document) string, wanted string, path ...string) (Document, error) {
	list := func(ctx context.Context) (map[string]Document, error) {
		all, err := c.List(ctx, client.Path(path...), client.Named("id"))
		items := map[string]Document{}
		for _, item := range all {
			items[key(item)] = item
		}
		return items, err
	}
	s.mutex.Lock()
	at := strings.Join(path, "/")
	if s.lists[at] == nil {
		if s.lists == nil {
			s.lists = map[string]*client.Collection{}
		}
		s.lists[at] = client.NewCollection(c.Client, path[:len(path)-1], list)
	}
	shared := s.lists[at]
	s.mutex.Unlock()
	return shared.Get(ctx, wanted, func(ctx context.Context) (Document, error) {
		items, err := list(ctx)
		if err != nil {
			return nil, err
		}
		if item, ok := items[wanted]; ok {
			return item, nil
		}
		return nil, fmt.Errorf("%w: %s is not in /%s", client.ErrNotFound, wanted, at)
	})
}
