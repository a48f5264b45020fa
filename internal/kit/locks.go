package kit

import (
	"context"
	"sync"
)

// keyedLocks are mutexes by name that obey a context.
type keyedLocks struct {
	mutex sync.Mutex
	held  map[string]chan struct{}
}

// documents serialises the writers of each shared document within this process.
var documents keyedLocks

// lock waits for the key and returns the function that gives it back.
func (l *keyedLocks) lock(ctx context.Context, key string) (func(), error) {
	l.mutex.Lock()
	if l.held == nil {
		l.held = map[string]chan struct{}{}
	}
	slot := l.held[key]
	if slot == nil {
		slot = make(chan struct{}, 1)
		l.held[key] = slot
	}
	l.mutex.Unlock()
	select {
	case slot <- struct{}{}:
		return func() { <-slot }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
