// Package client is the REST client of DSS and Govern nodes. It knows HTTP, JSON and Dataiku: how requests are
// authenticated, repeated and logged, which of the servers' many ways to say "not found" mean that, how long
// tasks are followed and where failures hide in successful answers. The calls themselves are in dss and govern.
package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-version"
)

// Client talks to one node. It is safe for concurrent use.
type Client struct {
	config  Config
	root    *url.URL
	http    *http.Client
	slots   chan struct{} // holds one element per request under way
	version atomic.Pointer[string]
	signs   atomic.Bool // an answer had a version header
	strips  atomic.Bool // an answer of the node had none

	verified verification
	secrets  *known // of every call

	mutex       sync.Mutex
	collections []*Collection
}

// Request is one call of the API.
type Request struct {
	Method string
	// Path holds the unescaped segments below the API root. An empty segment, "." and "..", and any segment
	// with a slash are refused before anything is sent: what servers and proxies make of them is unknown
	// (dss-admin.md W8).
	Path []string
	// DoubleSlash repeats the slash after the first segment, as the vendor's client does in some addresses
	// (dss-admin.md W10).
	DoubleSlash bool
	Query       url.Values
	// Body is sent as JSON, but a File as a form; nil sends none.
	Body any
	// Holds says what the answer must hold. Another one is malformed. What a Future finds done already holds it, too.
	Holds Holds
	// Nullable lets the answer be null, which leaves the output untouched.
	Nullable bool
	// Largest is the number of bytes that the answer may have, where that is more than 64 MiB.
	Largest int64
	// Timeout replaces Config.RequestTimeout for calls that block while the server works; negative leaves the
	// limit to the context alone.
	Timeout time.Duration
	// Landed makes a POST repeatable. After a failure that leaves open whether the server acted (the answer was
	// lost or malformed, 502, 503, 504), it looks whether the object is there as sent: true ends the call as
	// a success that leaves the output untouched, false sends again, an error ends the call with it. Without
	// Landed such a POST is never sent twice and the error says that the change may have been made. It is given
	// a context that works even when the one of the call has ended.
	Landed func(context.Context) (bool, error)
}

// New checks the configuration. It makes no request.
func New(config Config) (*Client, error) {
	config = config.withDefaults()
	root, err := apiRoot(config.URL)
	if err := errors.Join(err, config.validate()); err != nil {
		return nil, fmt.Errorf("%s: %w", config.Product, err)
	}
	transport, err := newTransport(config)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config.Product, err)
	}
	return &Client{
		config:  config,
		root:    root,
		http:    &http.Client{Transport: transport, CheckRedirect: checkRedirect},
		slots:   make(chan struct{}, config.MaxConcurrentRequests),
		secrets: newKnown(config.secrets()),
	}, nil
}

// Address is where the API of the node is, the same for the spellings of an address that mean the same.
func (c *Client) Address() string {
	return strings.ToLower(c.root.Scheme+"://"+c.root.Host) + c.root.Path
}

// Version is the last DSS-Version header seen (observed.md 1.1), empty before the first answer.
func (c *Client) Version() string {
	if version := c.version.Load(); version != nil {
		return *version
	}
	return ""
}

// JSON decodes the answer into out, numbers as json.Number. An answer that is empty, null, HTML, cut short, of another
// shape than out or without what Request.Holds demands is an error that wraps ErrMalformed, never a zero value. The answer
// of a write is also checked with CheckEnvelope, after it was decoded: a failure may come with an object that was made.
func (c *Client) JSON(ctx context.Context, request Request, out any) error {
	var read decoded
	err := c.do(ctx, request, func(got answer) (accepted, error) {
		found, err := decode(got, request, out)
		return accepted{told: found.told, take: func() { read = found }}, err
	})
	if err == nil && request.Method == http.MethodGet && read.unproven {
		err = c.confirm(ctx, request, read.value)
	}
	if err != nil {
		return err
	}
	if read.fill != nil {
		read.fill()
	}
	if request.Method == http.MethodGet {
		return nil // what a GET finds is data, even when it tells of a failure
	}
	return c.checkAnswer(ctx, request, read.value)
}

// Send is for calls whose answer says nothing but success. Its body may be anything but a web page, which
// means that something else than the node answered; a message envelope in it is checked with CheckEnvelope.
func (c *Client) Send(ctx context.Context, request Request) error {
	var value any
	err := c.do(ctx, request, func(got answer) (accepted, error) {
		if got.isHTML() {
			return accepted{}, errWebPage
		}
		found, _ := ParseJSON(got.body) // text and empty bodies are fine (observed.md 1.2)
		return accepted{take: func() { value = found }}, nil
	})
	if err != nil {
		return err
	}
	return c.checkAnswer(ctx, request, value)
}

// Text returns a plain text answer, such as a log.
func (c *Client) Text(ctx context.Context, request Request) (string, error) {
	var text string
	err := c.do(ctx, request, func(got answer) (accepted, error) {
		if got.isHTML() && request.Largest == 0 { // a file may be a web page
			return accepted{}, errWebPage
		}
		return accepted{take: func() { text = string(got.body) }}, nil
	})
	return text, err
}

func (c *Client) checkAnswer(ctx context.Context, request Request, value any) error {
	if err := c.checkEnvelope(ctx, value); err != nil {
		return fmt.Errorf("%s: %s %s: %w", c.config.Product, request.Method, c.Redact(ctx, "/"+strings.Join(request.Path, "/")), err)
	}
	return nil
}

// call is a request that was found fit to be sent.
type call struct {
	Request
	url         *url.URL
	body        []byte // nil for none
	contentType string
	veil        veil
}

func (c *Client) prepare(ctx context.Context, request Request) (*call, error) {
	if len(request.Path) == 0 {
		return nil, errors.New("the path is empty")
	}
	escaped := make([]string, len(request.Path))
	for i, segment := range request.Path {
		if segment == "" || segment == "." || segment == ".." || strings.Contains(segment, "/") {
			return nil, fmt.Errorf("%w: the name %q cannot be part of an address: it must not be empty, a dot, two dots or contain a slash",
				ErrInvalid, segment)
		}
		escaped[i] = url.PathEscape(segment)
	}
	path := strings.Join(escaped, "/")
	if request.DoubleSlash {
		path = strings.Replace(path, "/", "//", 1)
	}
	target, err := url.Parse(c.root.String() + "/" + path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	target.RawQuery = request.Query.Encode()
	prepared := &call{Request: request, url: target, veil: c.veil(ctx)}
	if request.Body != nil {
		if prepared.body, prepared.contentType, err = encode(request.Body); err != nil {
			return nil, fmt.Errorf("%w: the body cannot be written: %w", ErrInvalid, err)
		}
	}
	return prepared, nil
}

// changed drops what was listed of the collections that a write may have touched.
func (c *Client) changed(request Request) {
	if request.Method == http.MethodGet {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, collection := range c.collections {
		prefix := collection.prefix
		if len(request.Path) >= len(prefix) && slices.Equal(request.Path[:len(prefix)], prefix) {
			collection.drop()
		}
	}
}

// AtLeast tells whether the node said that it is of that version or newer; false before the first answer.
func (c *Client) AtLeast(minimum string) bool {
	seen, err := version.NewVersion(c.Version())
	return err == nil && seen.Core().GreaterThanOrEqual(version.Must(version.NewVersion(minimum)))
}

// Knows tells whether the node is of that version or newer, and asks it when no answer has told the version yet. A node
// that does not tell it anywhere is taken for new enough: what it answers to the call in question says the rest.
func (c *Client) Knows(ctx context.Context, version string) (bool, error) {
	if c.Version() == "" {
		info, err := c.Read(ctx, Path(instanceInfo...), Members("nodeType"))
		if err != nil {
			return false, err
		}
		c.noteInfo(info)
	}
	return c.Version() == "" || c.AtLeast(version), nil
}
