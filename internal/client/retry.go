package client

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

const (
	firstDelay = 500 * time.Millisecond
	longest    = 15 * time.Second
	// patience is the longest Retry-After that is waited for; a gateway in maintenance may ask for hours.
	patience = 2 * time.Minute
	// beyondReason is a Retry-After that no gateway means.
	beyondReason = 30 * 24 * time.Hour
	// lookTime is how long a detached call may take after its context ended: a look, or the abort of a task.
	lookTime = 10 * time.Second
)

// outcome is what an attempt that failed says about a further one.
type outcome int

const (
	final     outcome = iota // the same again would end the same way
	untouched                // the server did nothing: any verb may be sent again
	doubtful                 // the server may have acted
)

// setback is an attempt that failed.
type setback struct {
	err        *APIError
	outcome    outcome
	retryAfter time.Duration
}

// do sends the request until it has an answer that accept takes, or a failure that stays. The error of accept is what
// is wrong with the answer.
func (c *Client) do(ctx context.Context, request Request, accept func(answer) (accepted, error)) error {
	if isFromLists(ctx) {
		return ErrNotListed
	}
	if c.mustVerify(request) {
		if err := c.Verify(ctx); err != nil {
			return err
		}
	}
	call, err := c.prepare(ctx, request)
	if err != nil {
		return fmt.Errorf("%s: %w", c.config.Product, err)
	}
	defer c.changed(request)
	inDoubt := false
	for attempt := 1; ; attempt++ {
		back := c.attempt(ctx, call, attempt, accept)
		if back == nil {
			return nil
		}
		// "Already exists" may be the echo of an earlier attempt that did arrive.
		unsure := back.outcome == doubtful || inDoubt && errors.Is(back.err, ErrAlreadyExists)
		inDoubt = inDoubt || unsure
		again := back.outcome != final && attempt <= c.config.MaxRetries && ctx.Err() == nil
		if unsure && request.Method == http.MethodPost && request.Landed == nil {
			back.err.Note = "the change may have been made nonetheless"
			return back.err
		}
		if again {
			again = c.pause(ctx, back, attempt)
		}
		if unsure && request.Method == http.MethodPost {
			if landed, err := c.landed(ctx, request, back.err); landed || err != nil {
				return err
			}
		}
		if !again {
			return back.err
		}
	}
}

// attempt returns nil when the answer was accepted.
func (c *Client) attempt(ctx context.Context, call *call, number int, accept func(answer) (accepted, error)) *setback {
	started := c.config.Clock.Now()
	got, sent, err := c.exchange(ctx, call)
	back := c.judge(ctx, call, got, sent, err)
	if back == nil {
		taken, problem := accept(got)
		if problem == nil {
			problem = c.vouch(ctx, got, taken.told)
		}
		if problem == nil {
			taken.take()
		} else {
			// Something in front of the node answered, or the node in the middle of a start: both pass.
			back = &setback{err: c.failure(call, got.status, ErrMalformed, oneLine(problem.Error())), outcome: doubtful}
		}
	}
	c.logAttempt(ctx, call, got, back, number, c.config.Clock.Now().Sub(started))
	return back
}

// judge decides what an exchange means for the call (styles.md "Waiting and retrying", observed.md 1.5).
func (c *Client) judge(ctx context.Context, call *call, got answer, sent bool, err error) *setback {
	switch {
	case err != nil:
		back := &setback{err: c.failure(call, got.status, ErrUnavailable, transportText(err)), outcome: doubtful}
		back.err.cause = err
		if got.status != 0 {
			back.err.kind = ErrMalformed
		}
		if kind := hopeless(err); kind != nil {
			back.err.kind, back.outcome = kind, final
			return back
		}
		switch {
		case ctx.Err() != nil && !sent, errors.Is(err, errTooLong) && call.Method != http.MethodPost:
			back.outcome = final
		case !sent:
			back.outcome = untouched
		}
		return back
	case got.status < http.StatusMultipleChoices:
		return nil
	}
	back := &setback{err: c.refusal(call, got)}
	if gatewayTrouble(got.status) {
		back.outcome = doubtful
		if got.status == http.StatusTooManyRequests {
			back.outcome = untouched
		}
		back.retryAfter = c.retryAfter(got.header.Get("Retry-After"))
	}
	return back
}

// pause waits before the next attempt and tells whether there shall be one.
func (c *Client) pause(ctx context.Context, back *setback, attempt int) bool {
	if back.retryAfter > patience {
		back.err.Note = fmt.Sprintf("the server asks to come back in %s", back.retryAfter)
		return false
	}
	delay := min(firstDelay<<min(attempt-1, 10), longest)
	delay = delay/2 + rand.N(delay/2) // jitter, so that parallel callers do not come back together
	delay = max(delay, back.retryAfter)
	c.logRetry(ctx, back.err, delay)
	if err := c.config.Clock.Sleep(ctx, delay); err != nil {
		back.err.cause = err
		back.err.Note = "gave up waiting for another attempt: " + err.Error()
		return false
	}
	return true
}

// retryAfter reads both forms of the header, seconds and a date. A time that nobody can mean says only that the node is
// busy: it counts as the longest wait.
func (c *Client) retryAfter(header string) time.Duration {
	wait := time.Duration(0)
	seconds, err := strconv.ParseInt(header, 10, 64)
	if err == nil || errors.Is(err, strconv.ErrRange) { // then it is the nearest number
		wait = time.Duration(min(max(seconds, 0), int64(beyondReason/time.Second))) * time.Second
	} else if date, err := http.ParseTime(header); err == nil {
		wait = max(date.Sub(c.config.Clock.Now()), 0)
	}
	if wait >= beyondReason {
		return patience
	}
	return wait
}

// landed looks whether a POST whose answer was lost did its work.
func (c *Client) landed(ctx context.Context, request Request, lost error) (bool, error) {
	if ctx.Err() != nil {
		var cancel context.CancelFunc
		ctx, cancel = detached(ctx)
		defer cancel()
	}
	landed, err := request.Landed(ctx)
	if err != nil {
		return false, fmt.Errorf("%w; whether the change was made nonetheless could not be found out: %w", lost, err)
	}
	return landed, nil
}

// detached is for what must still be done once a call was cancelled.
func detached(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), lookTime)
}
