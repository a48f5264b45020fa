// Package clienttest helps to test what is built on the client: a clock that never sleeps, and the comparison of
// calls with those of the vendor's own client.
package clienttest

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Clock never sleeps: it notes for how long it was asked to, and moves its time on.
type Clock struct {
	mutex sync.Mutex
	now   time.Time
	slept []time.Duration
}

// Now starts at a fixed date.
func (c *Clock) Now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.now.IsZero() {
		c.now = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	return c.now
}

// Sleep returns at once, with the error of a context that has ended.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	now := c.Now()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.now = now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// Slept lists the waits so far.
func (c *Clock) Slept() []time.Duration {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return slices.Clone(c.slept)
}
