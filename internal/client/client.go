// Package client is the REST client of DSS and Govern nodes. It knows HTTP, JSON and Dataiku: how requests are
// authenticated, repeated and logged, which of the servers' many ways to say "not found" mean that, how long
// tasks are followed and where failures hide in successful answers. The calls themselves are in dss and govern.
package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

// Client talks to one node. It is safe for concurrent use.
type Client struct {
	config  Config
	root    *url.URL
	http    *http.Client
	slots   chan struct{} // one element per request under way
	version atomic.Pointer[string]

	mutex       sync.Mutex
	collections []*Collection
}

// Request is one call of the API.
type Request struct {
	Method string
	// Path holds the unescaped segments below the API root. An empty segment, "." and "..", and any segment
	// with a slash are refused before anything is sent: what servers and proxies make of them is unknown (dss-admin.md W8).
	Path  []string
	Query url.Values
	// Body is sent as JSON; nil sends none.
	Body any
	// Timeout replaces Config.RequestTimeout for calls that block while the server works; negative leaves the
	// limit to the context alone.
	Timeout time.Duration
	// Landed makes a POST repeatable. After a failure that leaves open whether the server acted (the answer was
	// lost or malformed, 502, 503, 504), it looks whether the object is there as sent: true ends the call as
	// a success that leaves the output untouched, false sends again, an error ends the call with it. Without
	// Landed such a POST is never sent twice and the error says that the change may have been made.
	Landed func(context.Context) (bool, error)
}

// New checks the configuration. It makes no request.
func New(config Config) (*Client, error) { return nil, errPending }

// Version is the last DSS-Version header seen (observed.md 1.1), empty before the first answer.
func (c *Client) Version() string { return "" }

// JSON decodes the answer into out, numbers as json.Number. An answer that is empty, null, HTML, cut short or
// of another shape than out is an error that wraps ErrMalformed, never a zero value. The answer of a write is
// also checked with CheckEnvelope, after it was decoded.
func (c *Client) JSON(ctx context.Context, request Request, out any) error { return errPending }

// Send is for calls whose answer says nothing but success. Its body may be anything but a web page, which
// means that something else than the node answered; a message envelope in it is checked with CheckEnvelope.
func (c *Client) Send(ctx context.Context, request Request) error { return errPending }

// Text returns a plain text answer, such as a log.
func (c *Client) Text(ctx context.Context, request Request) (string, error) { return "", errPending }

var errPending = errors.New("pending")
