package client

import (
	"context"
	"errors"
	"slices"
	"sync"
)

type coalescedKey struct{}

// Coalesced marks reads that may be answered from a list: those of a refresh. A read that prepares or checks a
// write must see the object itself.
func Coalesced(ctx context.Context) context.Context {
	return context.WithValue(ctx, coalescedKey{}, true)
}

type fromListsKey struct{}

// FromLists marks reads that only ask whether an object is there: they are answered from lists, one call for each. What no
// Collection lists is an ErrNotListed, and what its list lacks an ErrNotFound.
func FromLists(ctx context.Context) context.Context {
	return context.WithValue(ctx, fromListsKey{}, true)
}

func isFromLists(ctx context.Context) bool { return ctx.Value(fromListsKey{}) == true }

// ErrNotListed is a read marked with FromLists that would need a request of its own.
var ErrNotListed = errors.New("not in a list")

// singleReads is how many reads of a collection are answered one by one before listing all of it pays.
const singleReads = 3

// coalescing is switched off by the linker in benchmarks only, to compare.
var coalescing = "on"

// Collection answers many reads of single documents from one list call, where the list holds the same documents
// as the reads. A write below its prefix drops what was listed.
type Collection struct {
	// Usable vetoes the list, for instance by server version; nil always allows it.
	Usable func() bool

	prefix []string
	list   func(context.Context) (map[string]Document, error)

	mutex   sync.Mutex
	reads   int      // since the last write
	current *listing // nil until listing pays
}

// listing is one list call; items stays nil when it failed.
type listing struct {
	done  chan struct{}
	items map[string]Document
}

// NewCollection makes a collection of the documents below prefix, keyed as list keys them.
func NewCollection(c *Client, prefix []string, list func(context.Context) (map[string]Document, error)) *Collection {
	collection := &Collection{prefix: slices.Clone(prefix), list: list}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.collections = append(c.collections, collection)
	return collection
}

// Get reads one document: with get, or from the list when ctx is marked with Coalesced and this is not one of the
// first reads. What the list does not hold, and everything when it cannot be had, is read with get, so that its
// errors are those of a single read.
func (k *Collection) Get(ctx context.Context, key string, get func(context.Context) (Document, error)) (Document, error) {
	if isFromLists(ctx) {
		return k.listed(ctx, key)
	}
	if ctx.Value(coalescedKey{}) == nil || coalescing == "off" || k.Usable != nil && !k.Usable() {
		return get(ctx)
	}
	listed := k.join(ctx, singleReads)
	if listed == nil {
		return get(ctx)
	}
	select {
	case <-listed.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	document, ok := listed.items[key]
	if !ok {
		return get(ctx)
	}
	return CloneDocument(document), nil
}

// listed reads a document from the list alone.
func (k *Collection) listed(ctx context.Context, key string) (Document, error) {
	listed := k.join(ctx, 0)
	select {
	case <-listed.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	document, ok := listed.items[key]
	switch {
	case ok:
		return CloneDocument(document), nil
	case listed.items == nil:
		return nil, ErrNotListed
	}
	return nil, ErrNotFound
}

// join returns the list to wait for, nil while single reads are cheaper, as the first few are.
func (k *Collection) join(ctx context.Context, cheaper int) *listing {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.reads++
	if k.current == nil && k.reads > cheaper {
		listed := &listing{done: make(chan struct{})}
		k.current = listed
		// The call serves everybody who waits, so it must not end with the context of the first, nor show what the
		// others know to be secret.
		ctx = context.WithValue(context.WithoutCancel(ctx), fromListsKey{}, false)
		ctx = WithSecrets(ctx, Secrets{Answers: true})
		go func() {
			defer close(listed.done)
			if items, err := k.list(ctx); err == nil {
				listed.items = items
			}
		}()
	}
	return k.current
}

// drop forgets the list, also one that is still under way: whoever waits for that one began before the write ended.
func (k *Collection) drop() {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.reads, k.current = 0, nil
}
