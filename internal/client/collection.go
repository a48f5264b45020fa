package client

import "context"

// Coalesced marks reads that may be answered from a list.
func Coalesced(ctx context.Context) context.Context { return ctx }

// Collection answers reads of single documents from one list call.
type Collection struct {
	// Usable vetoes the use of the list, for instance by server version; nil always allows it.
	Usable func() bool
}

// NewCollection registers the collection below prefix with its client.
func NewCollection(c *Client, prefix []string, list func(context.Context) (map[string]Document, error)) *Collection {
	return &Collection{}
}

// Get reads one document.
func (k *Collection) Get(ctx context.Context, key string, get func(context.Context) (Document, error)) (Document, error) {
	return get(ctx)
}
