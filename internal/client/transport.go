package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/hashicorp/go-cleanhttp"
)

// answer is what one attempt brought back, read to the end.
type answer struct {
	status int // 0 when there was none
	header http.Header
	body   []byte
}

func newTransport(config Config) (*http.Transport, error) {
	tlsConfig, err := config.TLS.build()
	if err != nil {
		return nil, err
	}
	transport := cleanhttp.DefaultPooledTransport() // takes the proxy from the environment
	transport.TLSClientConfig = tlsConfig
	transport.MaxIdleConnsPerHost = config.MaxConcurrentRequests // fewer would close connections under load
	return transport, nil
}

const maxRedirects = 5

// checkRedirect follows reads inside the node, or from its http to its https address. Everything else stays an
// answer with a status of 3xx, which is an error: credentials must not travel to another host, and a write
// would lose its body or become a GET.
func checkRedirect(next *http.Request, via []*http.Request) error {
	from, to := via[0].URL, next.URL
	sameNode := strings.EqualFold(from.Hostname(), to.Hostname()) &&
		(from.Scheme == to.Scheme && from.Port() == to.Port() || from.Scheme == "http" && to.Scheme == "https")
	if via[0].Method != http.MethodGet || !sameNode || len(via) > maxRedirects {
		return http.ErrUseLastResponse
	}
	return nil
}

// exchange makes one attempt. sent tells whether the server may have seen the request. The error is that of the
// transport; a status beside it means that the answer broke off.
func (c *Client) exchange(ctx context.Context, call *call) (got answer, sent bool, err error) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return got, false, ctx.Err()
	}
	limit := c.config.RequestTimeout
	if call.Timeout != 0 {
		limit = call.Timeout
	}
	if limit > 0 {
		limited, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		got, sent, err = c.roundTrip(limited, call)
		if err != nil && limited.Err() != nil && ctx.Err() == nil {
			err = fmt.Errorf("no complete answer within %s", limit)
		}
		return got, sent, err
	}
	return c.roundTrip(ctx, call)
}

func (c *Client) roundTrip(ctx context.Context, call *call) (got answer, sent bool, err error) {
	var wrote atomic.Bool // the hook runs on a goroutine of the connection
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { wrote.Store(true) }})
	var body io.Reader
	if call.body != nil {
		body = bytes.NewReader(call.body)
	}
	request, err := http.NewRequestWithContext(ctx, call.Method, call.url.String(), body)
	if err != nil {
		return got, false, err
	}
	for name, value := range c.config.Headers {
		request.Header.Set(name, value)
	}
	request.Header.Set("User-Agent", c.config.UserAgent)
	if call.body != nil {
		request.Header.Set("Content-Type", call.contentType)
	}
	c.authorize(request)
	response, err := c.http.Do(request)
	if err != nil {
		return got, wrote.Load(), err
	}
	defer response.Body.Close()
	got = answer{status: response.StatusCode, header: response.Header}
	c.note(got)
	got.body, err = readAll(response.Body, max(call.Largest, largestAnswer))
	return got, true, err
}

// largestAnswer is how long an answer may be, decompressed, unless its call says otherwise.
const largestAnswer = 64 << 20

// readAll reads an answer. A longer one than any that the node has reason to send is given up.
func readAll(body io.Reader, largest int64) ([]byte, error) {
	read, err := io.ReadAll(io.LimitReader(body, largest+1))
	if int64(len(read)) > largest {
		return nil, fmt.Errorf("%w than %d MiB", errTooLong, largest>>20)
	}
	return read, err
}

var errTooLong = errors.New("the answer is longer")

// hopeless names the failure of a connection that another attempt meets again, nil for others.
func hopeless(err error) error {
	var (
		name        *net.DNSError
		certificate *tls.CertificateVerificationError
		alert       tls.AlertError
		record      tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return ErrUnknownHost
	case errors.As(err, &certificate), errors.As(err, &alert):
		return ErrUntrusted
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return ErrScheme
	}
	return nil
}

// transportText leaves out what the standard library puts in front: verb and URL, which the error already names.
func transportText(err error) string {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the connection was closed before the answer was complete"
	}
	return err.Error()
}

// isHTML recognises the pages of gateways and logins, which may come with any status (observed.md 1.5).
func (a answer) isHTML() bool {
	start := strings.ToLower(string(bytes.TrimSpace(a.body[:min(len(a.body), 200)])))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html") ||
		strings.HasPrefix(start, "<") && strings.HasPrefix(a.header.Get("Content-Type"), "text/html")
}

var errWebPage = errors.New("a web page came back, of a login or a gateway rather than of the API")
