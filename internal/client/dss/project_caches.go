package dss

import (
	"context"
	"sync"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// projectReads are the reads of projects that a refresh may share, and those of folders that creations share.
type projectReads struct {
	places *client.Collection // owner and folder

	mutex sync.Mutex
	parts map[string]*client.Collection // by project and document

	folderNames sync.Map // by id: what folders were called when a creation looked at them
	ownFolders  sync.Map // by id: folders that somebody has read or made through this client
}

func newProjectReads(c *Client) *projectReads {
	// Any write drops the list: owners, folders and tags change through calls below several addresses.
	return &projectReads{places: client.NewCollection(c.Client, nil, c.placesByKey), parts: map[string]*client.Collection{}}
}

// part is the collection of one document: its readers share a call as those of a list do.
func (r *projectReads) part(c *client.Client, key, part string, read func(context.Context) (Document, error)) *client.Collection {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	name := key + "/" + part
	if r.parts[name] == nil {
		r.parts[name] = client.NewCollection(c, []string{"projects", key}, func(ctx context.Context) (map[string]Document, error) {
			document, err := read(ctx)
			return map[string]Document{part: document}, err
		})
	}
	return r.parts[name]
}
