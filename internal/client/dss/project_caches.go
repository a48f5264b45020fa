package dss

import (
	"context"
	"sync"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// projectReads are the reads of projects that a refresh may share, and those of folders that creations share.
type projectReads struct {
	places *client.Collection // owner and folder
	parts  documentReads      // by project and document

	folderNames sync.Map // by id: what folders were called when a creation looked at them
}

func newProjectReads(c *Client) *projectReads {
	// Any write drops the list: owners, folders and tags change through calls below several addresses.
	return &projectReads{places: client.NewCollection(c.Client, nil, c.placesByKey)}
}

// documentReads are collections of one document each: its readers share a call as those of a list do.
type documentReads struct {
	mutex       sync.Mutex
	collections map[string]*client.Collection
}

// get reads the document of that name, which is written below prefix.
func (r *documentReads) get(ctx context.Context, c *client.Client, prefix []string, name string, read func(context.Context) (Document, error)) (Document, error) {
	r.mutex.Lock()
	if r.collections == nil {
		r.collections = map[string]*client.Collection{}
	}
	if r.collections[name] == nil {
		r.collections[name] = client.NewCollection(c, prefix, func(ctx context.Context) (map[string]Document, error) {
			document, err := read(ctx)
			return map[string]Document{name: document}, err
		})
	}
	collection := r.collections[name]
	r.mutex.Unlock()
	return collection.Get(ctx, name, read)
}
