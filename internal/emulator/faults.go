package emulator

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Fault kinds beside a plain status.
const (
	FaultReset      = "reset"       // hang up before the request has any effect
	FaultTruncate   = "truncate"    // half of the answer
	FaultLostAnswer = "lost-answer" // the request takes effect, its answer never arrives
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

// Quirks are behaviours of real servers that a test may switch.
type Quirks struct {
	// HashedKeys hides the secret of API keys after creation (default of new installs since 13.1).
	HashedKeys bool `json:"hashedKeys"`
	// FuturePolls is how often a long task must be polled before it ends; 0 answers inline, without jobId.
	FuturePolls int `json:"futurePolls"`
	// FailingBuilds names code environments whose build fails.
	FailingBuilds []string `json:"failingBuilds"`
	// WaitIgnored makes code environment calls synchronous whatever `wait` says (servers before 14.3.3).
	WaitIgnored bool `json:"waitIgnored"`
	// DefaultGroup is a group that each user made through the API also joins (seen on DSS 15).
	DefaultGroup string `json:"defaultGroup"`
	// FailingConnections names connections whose test fails.
	FailingConnections []string `json:"failingConnections"`
	// GovernLicensed is false on a node without the advanced Govern licence.
	GovernLicensed bool `json:"governLicensed"`
}

// DefaultQuirks is the behaviour of a new installation.
func DefaultQuirks() Quirks {
	return Quirks{HashedKeys: true, FuturePolls: 2, GovernLicensed: true}
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
	return f, nil
}

func (f *Fault) set(name, value string) (err error) {
	switch name {
	case FaultReset, FaultTruncate, FaultLostAnswer:
		f.Kind = name
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
		return fmt.Errorf("unknown effect %q (status, rate, times, skip, retry-after, delay, reset, truncate, lost-answer)", name)
	}
	return err
}

// SetFaults replaces all faults.
func (n *Node) SetFaults(faults ...*Fault) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.faults = faults
}

// SetQuirks changes the switches while no handler runs.
func (n *Node) SetQuirks(change func(*Quirks)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	change(&n.Quirks)
}

// roll finds the fault that hits this request, if any.
func (n *Node) roll(method, pattern string) *Fault {
	for _, f := range n.faults {
		if f.Method != "*" && f.Method != method || f.Pattern != "*" && f.Pattern != pattern {
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

// instead answers, or hangs up, in place of the handler.
func (f *Fault) instead(w http.ResponseWriter) {
	if f.Kind == FaultReset {
		drop(w)
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	a := faultAnswer(f.Status)
	w.Header().Set("Content-Type", a.contentType)
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

// faultAnswer is JSON for what a node refuses itself and HTML for what stands in front of it (observed.md 1.5).
func faultAnswer(status int) answer {
	switch status {
	case 401:
		return errorAnswer(&Error{Status: 401, Type: "com.dataiku.dip.exceptions.NotAuthenticatedException", Message: "Unknown API Key"})
	case 403:
		return errorAnswer(Forbidden("You are not allowed to do this"))
	case 500:
		return errorAnswer(&Error{Status: 500, Type: "java.lang.RuntimeException", Message: "Injected failure"})
	}
	return htmlAnswer(status)
}
