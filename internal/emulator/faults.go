package emulator

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault kinds beside a plain status.
const (
	FaultReset      = "reset"       // hang up before the request has any effect
	FaultTruncate   = "truncate"    // half of the answer
	FaultLostAnswer = "lost-answer" // the request takes effect, its answer never arrives
	FaultLoginPage  = "login-page"  // status 200 with HTML, from a gateway in front (observed.md 1.5)
	FaultEmpty      = "empty"       // status 200 without a body, from the same
)

// Fault makes matching requests go wrong.
type Fault struct {
	// Method and Pattern select routes; "*" matches all. Pattern is a route such as /admin/users/{login}.
	Method  string `json:"method"`
	Pattern string `json:"pattern"`
	// Kind is one of the constants, or empty for Status.
	Kind   string `json:"kind,omitempty"`
	Status int    `json:"status,omitempty"`
	// Rate is the share of requests hit, 0 to 1; 0 means all.
	Rate float64 `json:"rate,omitempty"`
	// Times ends the fault after that many hits; 0 means never.
	Times int `json:"times,omitempty"`
	// Skip lets that many matching requests pass first.
	Skip int `json:"skip,omitempty"`
	// Delay is added before anything else.
	Delay Duration `json:"delay,omitempty"`
	// RetryAfter is sent with Status, in seconds.
	RetryAfter int `json:"retryAfter,omitempty"`
}

// Duration is a time.Duration written like "2s" in JSON.
type Duration time.Duration

// UnmarshalJSON reads "2s".
func (d *Duration) UnmarshalJSON(text []byte) error {
	value, err := time.ParseDuration(strings.Trim(string(text), `"`))
	*d = Duration(value)
	return err
}

// ParseFault reads 'METHOD /route/pattern=status:503,rate:0.1'.
func ParseFault(text string) (*Fault, error) {
	selector, effects, ok := strings.Cut(text, "=")
	method, pattern, ok2 := strings.Cut(strings.TrimSpace(selector), " ")
	if !ok || !ok2 {
		return nil, fmt.Errorf("fault %q: want 'METHOD /route/pattern=status:503,rate:0.1'", text)
	}
	f := &Fault{Method: method, Pattern: strings.TrimSpace(pattern)}
	for _, effect := range strings.Split(effects, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(effect), ":")
		if err := f.set(name, value); err != nil {
			return nil, fmt.Errorf("fault %q: %w", text, err)
		}
	}
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("fault %q: %w", text, err)
	}
	return f, nil
}

// faultKinds are the values of Kind beside none.
var faultKinds = []string{FaultReset, FaultTruncate, FaultLostAnswer, FaultLoginPage, FaultEmpty}

// check refuses what cannot be answered, such as the status 42.
func (f *Fault) check() error {
	switch {
	case f.Kind != "" && !slices.Contains(faultKinds, f.Kind):
		return fmt.Errorf("unknown kind %q (%s)", f.Kind, strings.Join(faultKinds, ", "))
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("status %d is not between 200 and 599", f.Status)
	case !(f.Rate >= 0 && f.Rate <= 1): // not a number, too
		return fmt.Errorf("rate %v is not between 0 and 1", f.Rate)
	case f.Times < 0 || f.Skip < 0 || f.Delay < 0 || f.RetryAfter < 0:
		return errors.New("times, skip, delay and retry-after are not negative")
	}
	return nil
}

func (f *Fault) set(name, value string) (err error) {
	if slices.Contains(faultKinds, name) {
		f.Kind = name
		return nil
	}
	switch name {
	case "status":
		f.Status, err = strconv.Atoi(value)
	case "rate":
		f.Rate, err = strconv.ParseFloat(value, 64)
	case "times":
		f.Times, err = strconv.Atoi(value)
	case "skip":
		f.Skip, err = strconv.Atoi(value)
	case "retry-after":
		f.RetryAfter, err = strconv.Atoi(value)
	case "delay":
		var d time.Duration
		d, err = time.ParseDuration(value)
		f.Delay = Duration(d)
	default:
		return fmt.Errorf("unknown effect %q (status, rate, times, skip, retry-after, delay, reset, truncate, lost-answer, login-page, empty)", name)
	}
	return err
}

// SetFaults replaces all faults.
func (n *Node) SetFaults(faults ...*Fault) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.faults = faults
}

// Routed tells whether the node serves a route that the fault selects; a fault that hits nothing is a typing error.
func (n *Node) Routed(f *Fault) bool {
	return slices.ContainsFunc(n.routes, func(r *route) bool { return f.selects(r.method, r.pattern) })
}

func (f *Fault) selects(method, pattern string) bool {
	if f.Method != "*" && f.Method != method {
		return false
	}
	return f.Pattern == "*" || slices.Equal(splitPath(f.Pattern), splitPath(pattern))
}

// roll finds the fault that hits this request, if any.
func (n *Node) roll(method, pattern string) *Fault {
	for _, f := range n.faults {
		if !f.selects(method, pattern) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Rate > 0 && n.rand.Float64() >= f.Rate || f.Times < 0 {
			continue
		}
		if f.Times > 0 {
			f.Times--
			if f.Times == 0 {
				f.Times = -1
			}
		}
		hit := *f
		return &hit
	}
	return nil
}

// replaces tells whether the fault keeps the request from having any effect.
func (f *Fault) replaces() bool {
	switch f.Kind {
	case FaultReset, FaultLoginPage, FaultEmpty:
		return true
	}
	return f.Status != 0
}

// instead answers, or hangs up, in place of the handler.
func (f *Fault) instead(w http.ResponseWriter) {
	a := answer{status: http.StatusOK}
	switch f.Kind {
	case FaultReset:
		hangUp()
	case FaultEmpty:
	case FaultLoginPage:
		a = answer{http.StatusOK, "text/html; charset=UTF-8", []byte("<html><body><form action=\"/login\"></form></body></html>\n")}
	default:
		a = faultAnswer(f.Status)
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	if a.contentType != "" {
		w.Header().Set("Content-Type", a.contentType)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

// faultAnswer is JSON for what a node refuses itself and HTML for what stands in front of it (observed.md 1.5).
func faultAnswer(status int) answer {
	switch status {
	case 401:
		return errorAnswer(unknownKey())
	case 403:
		return errorAnswer(Forbidden("You are not allowed to do this"))
	case 500:
		return errorAnswer(&Error{Status: 500, Type: "java.lang.RuntimeException", Message: "Injected failure"})
	}
	return htmlAnswer(status)
}
