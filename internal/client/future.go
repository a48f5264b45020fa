package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// FutureState is what the node says about a long task (dss-admin.md 3).
type FutureState struct {
	JobID                              string
	HasResult, Alive, Aborted, Unknown bool
	RunningTime                        time.Duration
	Document                           Document // the whole state
}

// FutureError is a long task that brought no result. It never wraps ErrNotFound: that a task is not known any
// more says nothing about the object that it worked on.
type FutureError struct {
	Product Product
	JobID   string
	Problem string
	Err     error // nil when the state of the task is all there is to say
}

func (e *FutureError) Error() string {
	text := fmt.Sprintf("%s: task %s %s", e.Product, e.JobID, e.Problem)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *FutureError) Unwrap() error { return e.Err }

const (
	firstPoll   = 200 * time.Millisecond // the rhythm of the vendor's own client (dss-admin.md 3)
	longestPoll = 15 * time.Second
)

// Future starts a long task with JSON and awaits it. A server that ignores wait=false may answer with the finished work
// instead (dss-admin.md 12.1), which then must be as Request.Holds says; without Holds the start must answer with the state of
// a task. The result is nil when Request.Landed had to confirm the start: the task may then still be running.
func (c *Client) Future(ctx context.Context, request Request, progress func(FutureState)) (any, error) {
	request.Holds = orTask(request.Holds)
	var started Document
	if err := c.JSON(ctx, request, &started); err != nil {
		return started, err
	}
	if started == nil {
		return nil, nil
	}
	if !isTask(started) {
		return started, nil
	}
	defer c.changed(request) // what the task changes may have been listed since it started
	return c.Await(ctx, started, progress)
}

// Await follows a long task from its state to its end and returns its result, also beside the *EnvelopeError of a result
// that tells of a failure. A state that has its result already is not polled. When ctx ends, the task is aborted on the
// node. progress may be nil.
func (c *Client) Await(ctx context.Context, started Document, progress func(FutureState)) (any, error) {
	state := futureState(started, "")
	idle := 0
	for wait := firstPoll; ; wait = min(wait*11/10, longestPoll) {
		c.report(ctx, state, progress)
		if !state.Alive {
			idle++
		} else {
			idle = 0
		}
		if problem := state.problem(idle); problem != "" {
			return nil, c.lost(state.JobID, problem, nil)
		}
		if state.HasResult {
			return c.result(ctx, state)
		}
		if err := c.config.Clock.Sleep(ctx, wait); err != nil {
			return nil, c.abort(ctx, state.JobID)
		}
		var document Document
		request := futureRequest(http.MethodGet, state.JobID)
		request.Holds = taskState(state.JobID)
		if err := c.JSON(ctx, request, &document); err != nil {
			if ctx.Err() != nil {
				return nil, c.abort(ctx, state.JobID)
			}
			return nil, c.pollError(state.JobID, err)
		}
		state = futureState(document, state.JobID)
	}
}

// Until asks again and again, in the rhythm of Await, until done says so or fails, or ctx ends. waited is the time
// that has passed between the questions so far.
func (c *Client) Until(ctx context.Context, done func(ctx context.Context, waited time.Duration) (bool, error)) error {
	var waited time.Duration
	for wait := firstPoll; ; wait = min(wait*11/10, longestPoll) {
		if ready, err := done(ctx, waited); ready || err != nil {
			return err
		}
		if err := c.config.Clock.Sleep(ctx, wait); err != nil {
			return err
		}
		waited += wait
	}
}

func (c *Client) result(ctx context.Context, state FutureState) (any, error) {
	result := state.Document["result"]
	if err := c.checkEnvelope(ctx, result); err != nil {
		return result, c.lost(state.JobID, "failed", err)
	}
	return result, nil
}

// problem says why the wait is over without a result, or nothing. A task that is neither alive nor has a result
// gets one more look, because the two are not set together (dss-admin.md 3).
func (s FutureState) problem(idle int) string {
	switch {
	case s.Aborted:
		return "was aborted on the node"
	case s.HasResult:
		return ""
	case s.Unknown:
		return goneTask
	case s.JobID == "":
		return "has neither a result nor an id to ask for it"
	case idle >= 2:
		return "ended without a result; look at the object and at the logs of the node"
	}
	return ""
}

const goneTask = "is not known to the node any more: it may have finished, or the node was restarted; " +
	"check whether the change took effect before trying again"

// pollError is a task that failed, or that nobody can tell anything about. A failed task makes the poll itself
// answer with the error of the task (dss-admin.md 3).
func (c *Client) pollError(id string, err error) error {
	var refused *APIError
	switch {
	case !errors.As(err, &refused), refused.Status == 0, errors.Is(err, ErrUnavailable), errors.Is(err, ErrMalformed):
		return c.lost(id, "goes on unseen, its state cannot be read", err)
	case errors.Is(err, ErrNotFound) && strings.Contains(strings.ToLower(refused.Message), "future"):
		return c.lost(id, goneTask, nil)
	case errors.Is(err, ErrNotFound):
		refused.kind = nil
	}
	return c.lost(id, "failed", err)
}

// abort ends a task whose caller has stopped waiting.
func (c *Client) abort(ctx context.Context, id string) error {
	shortly, cancel := detached(ctx)
	defer cancel()
	if err := c.Send(shortly, futureRequest(http.MethodDelete, id)); err != nil {
		return c.lost(id, fmt.Sprintf("goes on: aborting it failed (%v) after the wait for it had ended", err), ctx.Err())
	}
	return c.lost(id, "was aborted because the wait for it had ended", ctx.Err())
}

func (c *Client) lost(id, problem string, err error) error {
	return &FutureError{Product: c.config.Product, JobID: id, Problem: problem, Err: err}
}

func (c *Client) report(ctx context.Context, state FutureState, progress func(FutureState)) {
	if progress != nil {
		progress(state)
	}
	if c.config.Logger != nil {
		c.config.Logger.Debug(ctx, "task", map[string]any{
			"job": state.JobID, "alive": state.Alive, "has_result": state.HasResult, "running": state.RunningTime.String(),
		})
	}
}

// isTask tells the state of a task from finished work.
func isTask(d Document) bool {
	_, hasResult := d["hasResult"].(bool)
	return hasResult || Text(d, "jobId") != ""
}

// orTask is for a start that may answer with finished work.
func orTask(done Holds) Holds {
	if done.free {
		return done
	}
	return demanding(func(d Document) string {
		if isTask(d) {
			return ""
		}
		for _, check := range done.checks {
			if problem := check(d); problem != "" {
				return "it is not the state of a task, and " + problem
			}
		}
		if len(done.checks) == 0 {
			return "it is not the state of a task"
		}
		return ""
	})
}

// taskState is for the state of a task that was asked for. It need not repeat the id.
func taskState(id string) Holds {
	return demanding(func(d Document) string {
		if _, known := d["hasResult"].(bool); !known {
			return "it is not the state of a task"
		}
		if own := Text(d, "jobId"); own != "" && own != id {
			return "it is about the task " + own
		}
		return ""
	})
}

// futureRequest asks with peek=False: only that hands out the result.
func futureRequest(method, id string) Request {
	request := Request{Method: method, Path: []string{"futures", id}}
	if method == http.MethodGet {
		request.Query = url.Values{"peek": {"False"}}
	}
	return request
}

// futureState keeps the id of the start, because later states need not repeat it, and takes a task for alive
// unless the state says otherwise.
func futureState(document Document, id string) FutureState {
	if own := Text(document, "jobId"); own != "" {
		id = own
	}
	running, _ := document["runningTime"].(json.Number)
	milliseconds, _ := running.Int64()
	return FutureState{
		JobID: id, HasResult: document["hasResult"] == true, Alive: document["alive"] != false,
		Aborted: document["aborted"] == true, Unknown: document["unknown"] == true,
		RunningTime: time.Duration(milliseconds) * time.Millisecond, Document: document,
	}
}
