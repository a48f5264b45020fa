package client

import (
	"context"
	"strings"
	"time"
)

const longestLogBody = 16 << 10

// lazy is a part of a log line that is made only when somebody reads the line.
type lazy func() string

// MarshalText implements encoding.TextMarshaler, which loggers call at last.
func (l lazy) MarshalText() ([]byte, error) { return []byte(l()), nil }

// String implements fmt.Stringer.
func (l lazy) String() string { return l() }

func (c *Client) logAttempt(ctx context.Context, call *call, got answer, back *setback, number int, took time.Duration) {
	if c.config.Logger == nil {
		return
	}
	fields := map[string]any{
		"product": string(c.config.Product), "method": call.Method, "path": call.veil.text("/" + strings.Join(call.Path, "/")),
		"status": got.status, "attempt": number, "milliseconds": took.Milliseconds(),
	}
	if len(call.Query) > 0 {
		fields["query"] = call.veil.text(call.Query.Encode())
	}
	if call.body != nil {
		fields["request_body"] = lazy(func() string { return call.veil.body(call.body) })
	}
	if len(got.body) > 0 {
		fields["response_body"] = lazy(func() string {
			if call.veil.answers() {
				return "(not shown: it may be secret)"
			}
			return call.veil.body(got.body)
		})
	}
	if back != nil {
		fields["error"] = back.err.Error()
	}
	c.config.Logger.Debug(ctx, "request", fields)
}

func (c *Client) logRetry(ctx context.Context, err *APIError, delay time.Duration) {
	if c.config.Logger == nil {
		return
	}
	c.config.Logger.Warn(ctx, "sending the request again", map[string]any{
		"method": err.Method, "path": err.Path, "delay": delay.String(), "error": err.Error(),
	})
}

// body shows JSON without its secrets. Of other texts nobody knows where the secrets are.
func (v veil) body(body []byte) string {
	value, err := ParseJSON(body)
	if err != nil {
		return "(not JSON)"
	}
	return shorten(RenderJSON(v.value(value)), longestLogBody)
}
