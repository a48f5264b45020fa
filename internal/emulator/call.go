package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
)

// Call is one request on its way through a handler.
type Call struct {
	Node     *Node
	Identity Identity
	Request  *http.Request
	// Values are the placeholders of the route, unescaped.
	Values map[string]string
	// Raw is the whole request body.
	Raw   []byte
	query url.Values
}

// Arg returns a placeholder of the route.
func (c *Call) Arg(name string) string { return c.Values[name] }

// Query returns a query parameter, or fallback when it is absent.
func (c *Call) Query(name, fallback string) string {
	if !c.query.Has(name) {
		return fallback
	}
	return c.query.Get(name)
}

// QueryAll returns every value of a repeated query parameter.
func (c *Call) QueryAll(name string) []string { return c.query[name] }

// Flag reads a query boolean in any case (dss-admin.md W7).
func (c *Call) Flag(name string, fallback bool) bool {
	switch strings.ToLower(c.query.Get(name)) {
	case "true":
		return true
	case "false":
		return false
	}
	return fallback
}

// HasBody tells a request without a body from one that sends `[]` or `{}`.
func (c *Call) HasBody() bool { return len(bytes.TrimSpace(c.Raw)) > 0 }

// JSON returns the body as any JSON value, with exact numbers.
func (c *Call) JSON() (any, error) {
	value, err := ParseJSON(c.Raw)
	if err != nil {
		return nil, &Error{Status: 400, Type: "com.google.gson.JsonSyntaxException", Message: "Invalid JSON: " + err.Error()}
	}
	return value, nil
}

// Object returns the body as a JSON object.
func (c *Call) Object() (Document, error) {
	value, err := c.JSON()
	if err != nil {
		return nil, err
	}
	object, ok := value.(Document)
	if !ok {
		return nil, &Error{Status: 400, Type: "com.google.gson.JsonSyntaxException", Message: "Expected a JSON object"}
	}
	return object, nil
}

// List returns the body as a JSON array.
func (c *Call) List() ([]any, error) {
	value, err := c.JSON()
	if err != nil {
		return nil, err
	}
	list, ok := value.([]any)
	if !ok {
		return nil, &Error{Status: 400, Type: "com.google.gson.JsonSyntaxException", Message: "Expected a JSON array"}
	}
	return list, nil
}

// Text is answered as text/plain.
type Text string

// Empty is a 200 answer without a body.
type Empty struct{}

// Status is a JSON answer with a status other than 200.
type Status struct {
	Code int
	Body any
}

// Binary is answered byte by byte.
type Binary struct {
	ContentType string
	Data        []byte
}

// serveAPI is the life of a request: latency, faults, routing, authentication, handler, journal.
func (n *Node) serveAPI(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if latency := n.latency(); latency > 0 {
		pause(r, latency)
	}
	root, segments := apiSegments(r.URL)
	if root == "" {
		writeUnknownRoute(w)
		return
	}
	n.mu.Lock()
	found, values, otherMethod := n.find(root, r.Method, segments)
	pattern := "unknown"
	if found != nil {
		pattern = found.pattern
	}
	fault := n.roll(r.Method, pattern)
	n.mu.Unlock()
	if fault != nil && fault.Delay > 0 {
		pause(r, time.Duration(fault.Delay))
	}
	if fault != nil && fault.replaces() {
		n.record(r, pattern, raw, -1)
		fault.instead(w)
		return
	}
	answer := n.answer(&Call{Node: n, Request: r, Values: values, Raw: raw, query: r.URL.Query()}, found, otherMethod)
	n.record(r, pattern, raw, answer.status)
	switch {
	case fault != nil && fault.Kind == FaultLostAnswer:
		hangUp()
	case fault != nil && fault.Kind == FaultTruncate:
		answer.truncate(w)
	default:
		answer.write(w, n)
	}
}

func pause(r *http.Request, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}

// The API roots: that of the reference, and that of the vendor's client.
const (
	documentedRoot = "public/api"
	clientRoot     = "dip/publicapi"
)

// apiSegments cuts the API root (dss-admin.md W1) and unescapes each segment on its own.
// The root is empty for what is outside of it.
func apiSegments(u *url.URL) (root string, segments []string) {
	segments = splitPath(u.EscapedPath())
	if len(segments) < 2 {
		return "", nil
	}
	root = segments[0] + "/" + segments[1]
	if root != documentedRoot && root != clientRoot {
		return "", nil
	}
	segments = segments[2:]
	for i, s := range segments {
		if plain, err := url.PathUnescape(s); err == nil {
			segments[i] = plain
		}
	}
	return root, segments
}

type answer struct {
	status      int
	contentType string
	body        []byte
}

func (n *Node) answer(c *Call, found *route, otherMethod bool) answer {
	identity, err := n.identify(c.Request)
	if err != nil {
		return errorAnswer(err)
	}
	if n.Product == "dss" && n.quirks().FreeEdition { // the status is one of the 4xx, which is not known (observed.md 1.4)
		return errorAnswer(Forbidden("DSS API is not available with your Free Edition license"))
	}
	if found == nil {
		if otherMethod {
			return htmlAnswer(http.StatusMethodNotAllowed)
		}
		return htmlAnswer(http.StatusNotFound)
	}
	c.Identity = identity
	if found.segments[0] == "admin" && !identity.Admin && !found.open {
		return errorAnswer(Forbidden("You may not perform administration actions"))
	}
	return n.handle(c, found)
}

// handle runs the handler. Control routes put any document into the store; where a handler trips over one, the answer is
// that of a server which trips over a document that it did not write.
func (n *Node) handle(c *Call, found *route) (result answer) {
	n.mu.Lock()
	defer n.mu.Unlock()
	defer func() {
		if cause := recover(); cause != nil {
			log.Printf("emulator: panic in %s %s: %v\n%s", found.method, found.pattern, cause, debug.Stack())
			result = errorAnswer(NullPointer())
		}
	}()
	n.settleFutures()
	value, err := found.handler(c)
	if err != nil {
		return errorAnswer(err)
	}
	return render(value)
}

func render(value any) answer {
	switch v := value.(type) {
	case Empty:
		return answer{status: 200}
	case Text:
		return answer{200, "text/plain; charset=UTF-8", []byte(v)}
	case Binary:
		return answer{200, v.ContentType, v.Data}
	case Status:
		a := render(v.Body)
		a.status = v.Code
		return a
	}
	return answer{200, "application/json; charset=UTF-8", encode(value)}
}

func encode(value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(fmt.Sprintf("emulator: answer is not JSON: %v", err))
	}
	return b.Bytes()
}

func (a answer) write(w http.ResponseWriter, n *Node) {
	if a.contentType != "" {
		w.Header().Set("Content-Type", a.contentType)
	}
	w.Header().Set("DSS-Version", n.Version)
	w.Header().Set("DSS-API-Version", n.Version)
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

// truncate announces the whole body, sends half of it and hangs up.
func (a answer) truncate(w http.ResponseWriter) {
	w.Header().Set("Content-Type", a.contentType)
	w.Header().Set("Content-Length", fmt.Sprint(len(a.body)+1))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body[:len(a.body)/2])
	_ = http.NewResponseController(w).Flush() // what is not flushed never leaves when the handler aborts
	hangUp()
}

// hangUp closes the connection without another byte.
func hangUp() { panic(http.ErrAbortHandler) }

func errorAnswer(err error) answer {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Status: 500, Type: "java.lang.RuntimeException", Message: err.Error()}
	}
	return answer{e.Status, "application/json; charset=UTF-8", escapeLikeServer(encode(e.body()))}
}

// escapeLikeServer writes apostrophes the way the server's JSON library does (observed.md 1.4, missing code env), so
// that a client which searches the raw text of an error is caught. An apostrophe only occurs inside JSON strings.
func escapeLikeServer(body []byte) []byte {
	return bytes.ReplaceAll(body, []byte("'"), []byte(`\u0027`))
}

func htmlAnswer(status int) answer {
	text := fmt.Sprintf("<html><head><title>Error %d</title></head><body><h2>HTTP ERROR %d %s</h2></body></html>\n",
		status, status, http.StatusText(status))
	return answer{status, "text/html; charset=ISO-8859-1", []byte(text)}
}

func writeUnknownRoute(w http.ResponseWriter) {
	a := htmlAnswer(http.StatusNotFound)
	w.Header().Set("Content-Type", a.contentType)
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}
