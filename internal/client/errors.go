package client

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// What a failed request means, for errors.Is. Servers say each of these in several ways; classify decides.
var (
	// ErrNotFound: the addressed object does not exist. Nothing else may lead to forgetting an object.
	ErrNotFound      = errors.New("not found")
	ErrAlreadyExists = errors.New("already exists")
	// ErrForbidden: the key lacks rights. A project that does not exist answers so, too (observed.md 1.4).
	ErrForbidden       = errors.New("forbidden")
	ErrUnauthenticated = errors.New("not authenticated")
	// ErrConflict: the object is in the way of something, or something is in the way of it.
	ErrConflict = errors.New("conflict")
	// ErrDanger is the ErrConflict of a change that would destroy values and needs consent.
	ErrDanger = fmt.Errorf("%w: consent needed", ErrConflict)
	// ErrUnavailable: no answer, or one of a gateway; it may pass.
	ErrUnavailable = errors.New("unavailable")
	// The ErrUnavailable of a connection that another attempt meets again: a name that does not exist, a certificate that one side
	// does not trust, a port that speaks http for https or the reverse.
	ErrUnknownHost = fmt.Errorf("%w: unknown host", ErrUnavailable)
	ErrUntrusted   = fmt.Errorf("%w: certificate not trusted", ErrUnavailable)
	ErrScheme      = fmt.Errorf("%w: another protocol", ErrUnavailable)
	// ErrUnsupported: this version, licence or connection type does not know the call.
	ErrUnsupported = errors.New("not supported")
	// ErrUnlicensed is the ErrUnsupported of a feature that the licence lacks.
	ErrUnlicensed = fmt.Errorf("%w by the licence", ErrUnsupported)
	// ErrCloud is the ErrUnsupported of a call that nodes of Dataiku Cloud lack.
	ErrCloud = fmt.Errorf("%w on Dataiku Cloud", ErrUnsupported)
	// ErrMalformed: an answer that is not one of the API: empty, cut short, a web page, a redirect, another shape.
	ErrMalformed = errors.New("malformed answer")
	// ErrInvalid: the server refuses what was sent.
	ErrInvalid = errors.New("invalid")
	// ErrDangling is the ErrInvalid of a document that names something which does not exist.
	ErrDangling = fmt.Errorf("%w: a reference leads nowhere", ErrInvalid)
)

// APIError is a request that failed. It wraps what it means and, where there is one, what caused it.
type APIError struct {
	Product   Product
	Method    string
	Path      string // below the API root, unescaped
	Status    int    // 0 when no answer arrived
	ErrorType string // Java class name, as sent
	Message   string // one line
	Detail    string // one line, empty when it says no more than Message
	RequestID string // of a gateway in front of the node
	Note      string // what the client knows beyond the answer, such as that the change may have been made

	kind, cause error
}

// Error is one line: what was asked, what was answered.
func (e *APIError) Error() string {
	var line strings.Builder
	line.WriteString(string(e.Product) + ": " + e.Method + " " + e.Path + ": ")
	if e.Status != 0 {
		line.WriteString(strconv.Itoa(e.Status) + " ")
	}
	if e.ErrorType != "" {
		line.WriteString(simpleName(e.ErrorType) + ": ")
	}
	switch {
	case e.Detail == "":
		line.WriteString(e.Message)
	case strings.Contains(e.Detail, e.Message):
		line.WriteString(e.Detail)
	default:
		line.WriteString(e.Message + " (" + e.Detail + ")")
	}
	if e.RequestID != "" {
		line.WriteString(" [request " + e.RequestID + "]")
	}
	if e.Note != "" {
		line.WriteString("; " + e.Note)
	}
	return line.String()
}

// Unwrap lists the meaning and the cause, as far as they are known.
func (e *APIError) Unwrap() []error {
	var wrapped []error
	for _, err := range []error{e.kind, e.cause} {
		if err != nil {
			wrapped = append(wrapped, err)
		}
	}
	return wrapped
}

// Passes tells whether what failed may be seen to work shortly after, although the client did not send it again: the object is not
// found, or the server failed without saying why.
func Passes(err error) bool {
	var refused *APIError
	return errors.Is(err, ErrNotFound) ||
		errors.As(err, &refused) && refused.Status >= http.StatusInternalServerError && (refused.kind == nil || errors.Is(refused, ErrUnavailable))
}

// refusal turns an answer with a status of 300 and above into an error.
func (c *Client) refusal(call *call, got answer) *APIError {
	err := c.failure(call, got.status, nil, "")
	err.RequestID = got.header.Get("X-Request-Id")
	if got.status < http.StatusBadRequest {
		err.kind, err.Message = ErrMalformed, "redirected to "+redirectTarget(call, got)
		err.Note = "the configured URL is probably not the node's own; nothing was sent to the other address"
		err.hide(call.veil)
		return err
	}
	said := failed{method: call.Method, path: call.Path, status: got.status}
	message, detail := http.StatusText(got.status), ""
	value, parseErr := ParseJSON(got.body)
	switch body := value.(type) {
	case Document:
		text := func(name string) string { found, _ := body[name].(string); return found }
		err.ErrorType, said.code = text("errorType"), text("code")
		detail = text("detailedMessage")
		message = cmp.Or(text("message"), detail, message)
	case string:
		message = body
	default:
		if parseErr != nil && !got.isHTML() && len(got.body) > 0 {
			message = string(got.body)
		}
	}
	said.class, said.text = simpleName(err.ErrorType), oneLine(message)+" "+oneLine(detail)
	err.kind = classify(said)
	err.Message, err.Detail = oneLine(call.veil.text(message)), oneLine(call.veil.text(detail))
	if err.Detail == err.Message {
		err.Detail = ""
	}
	err.hide(call.veil)
	return err
}

// hide takes secrets out of every part that may come from outside, and makes it short.
func (e *APIError) hide(v veil) {
	for _, part := range []*string{&e.Path, &e.ErrorType, &e.Message, &e.Detail, &e.RequestID} {
		*part = shorten(v.text(*part), longestMessage)
	}
}

// failure is the common start of all errors of a call.
func (c *Client) failure(call *call, status int, kind error, message string) *APIError {
	err := &APIError{
		Product: c.config.Product, Method: call.Method, Path: "/" + strings.Join(call.Path, "/"),
		Status: status, Message: message, kind: kind,
	}
	err.hide(call.veil)
	return err
}

// redirectTarget leaves out the query, which may hold a ticket.
func redirectTarget(call *call, got answer) string {
	target, err := call.url.Parse(got.header.Get("Location"))
	if err != nil {
		return "an unreadable address"
	}
	return target.Scheme + "://" + target.Host + target.Path
}

// simpleName is a Java class without its package.
func simpleName(class string) string {
	return class[strings.LastIndexAny(class, ".$")+1:]
}

var (
	stackTrace = regexp.MustCompile(`(?s)\n\s*at [\w$.<>]+\(.*`)
	markup     = regexp.MustCompile(`(?i)</?(html|head|body|title|div|span|p|br|b|i|a|ul|ol|li|code|pre|strong|em|h[1-6])\b[^>]*>`)
)

const longestMessage = 600 // characters; a package manager's log in an error helps nobody

// oneLine makes a server's text fit for an error: no markup, no stack trace, one line.
func oneLine(text string) string {
	text = stackTrace.ReplaceAllString(text, "")
	text = markup.ReplaceAllString(text, " ")
	return strings.Join(strings.Fields(text), " ")
}
