package client

import (
	"context"
	"time"
)

// FutureState is what the node says about a long task (dss-admin.md 3).
type FutureState struct {
	JobID                              string
	HasResult, Alive, Aborted, Unknown bool
	RunningTime                        time.Duration
	Document                           Document // the whole state
}

// Await follows a long task to its end and returns its result.
func (c *Client) Await(ctx context.Context, started Document, progress func(FutureState)) (any, error) {
	return nil, errPending
}

// Future starts a long task with JSON and awaits it.
func (c *Client) Future(ctx context.Context, request Request, progress func(FutureState)) (any, error) {
	return nil, errPending
}
