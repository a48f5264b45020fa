package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// step is one answer of a scripted node.
type step func(w http.ResponseWriter)

func status(code int, headers ...string) step {
	return func(w http.ResponseWriter) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

func body(text string) step { return func(w http.ResponseWriter) { _, _ = io.WriteString(w, text) } }

// reset closes the connection after the request was read.
func reset(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = connection.Close()
	}
}

// cut promises more than it sends.
func cut(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_, _ = io.WriteString(connection, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"a\":")
		_ = connection.Close()
	}
}

// script answers with one step after the other and with the last one for ever.
func script(count *atomic.Int32, steps ...step) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		n := int(count.Add(1))
		steps[min(n, len(steps))-1](w)
	}
}

// errAny stands for a failure without a meaning of its own.
var errAny = errors.New("any")

func TestSendingAgain(t *testing.T) {
	ok := body(`{"a":1}`)
	exists := func(w http.ResponseWriter) {
		w.WriteHeader(http.StatusConflict)
		_, _ = io.WriteString(w, java("x.Y", "it already exists"))
	}
	type look = func(context.Context) (bool, error)
	yes := func(context.Context) (bool, error) { return true, nil }
	no := func(context.Context) (bool, error) { return false, nil }
	fails := func(context.Context) (bool, error) { return false, errors.New("the look failed") }
	for name, test := range map[string]struct {
		methods  string
		steps    []step
		landed   look
		requests int32
		want     error // nil: success
		says     string
		untouchd bool // success that leaves the output alone
	}{
		"first try":             {"GET PUT DELETE POST", []step{ok}, nil, 1, nil, "", false},
		"429":                   {"GET PUT DELETE POST", []step{status(429), status(429), ok}, nil, 3, nil, "", false},
		"502, 503, 504":         {"GET PUT DELETE", []step{status(502), status(503), status(504), ok}, nil, 4, nil, "", false},
		"reset":                 {"GET PUT DELETE", []step{reset, reset, ok}, nil, 3, nil, "", false},
		"cut":                   {"GET PUT DELETE", []step{cut, ok}, nil, 2, nil, "", false},
		"down for good":         {"GET PUT DELETE", []step{status(503)}, nil, 5, client.ErrUnavailable, "503", false},
		"cut for good":          {"GET PUT", []step{cut}, nil, 5, client.ErrMalformed, "before the answer was complete", false},
		"permanent 500":         {"GET PUT DELETE POST", []step{status(500)}, yes, 1, errAny, "500", false},
		"malformed":             {"GET PUT DELETE", []step{body("<html>"), body("{"), ok}, nil, 3, nil, "", false},
		"malformed for good":    {"GET", []step{body("<html>")}, nil, 5, client.ErrMalformed, "web page", false},
		"POST 503, no look":     {"POST", []step{status(503), ok}, nil, 1, client.ErrUnavailable, "may have been made", false},
		"POST reset, no look":   {"POST", []step{reset, ok}, nil, 1, client.ErrUnavailable, "may have been made", false},
		"POST empty, no look":   {"POST", []step{body(""), ok}, nil, 1, client.ErrMalformed, "may have been made", false},
		"POST reset, there":     {"POST", []step{reset, ok}, yes, 1, nil, "", true},
		"POST cut, there":       {"POST", []step{cut, ok}, yes, 1, nil, "", true},
		"POST empty, there":     {"POST", []step{body(""), ok}, yes, 1, nil, "", true},
		"POST 502, not there":   {"POST", []step{status(502), reset, ok}, no, 3, nil, "", false},
		"POST never there":      {"POST", []step{status(503)}, no, 5, client.ErrUnavailable, "503", false},
		"POST, look fails":      {"POST", []step{status(503), ok}, fails, 1, client.ErrUnavailable, "the look failed", false},
		"POST exists":           {"POST", []step{exists}, yes, 1, client.ErrAlreadyExists, "already exists", false},
		"POST 429, then exists": {"POST", []step{status(429), exists}, yes, 2, client.ErrAlreadyExists, "already exists", false},
	} {
		for _, method := range strings.Fields(test.methods) {
			t.Run(name+" "+method, func(t *testing.T) {
				var count atomic.Int32
				c, _ := serve(t, script(&count, test.steps...))
				var out client.Document
				err := c.JSON(context.Background(), client.Request{
					Method: method, Path: []string{"x"}, Body: client.Document{}, Landed: test.landed,
				}, &out)
				if count.Load() != test.requests {
					t.Errorf("%d requests, want %d", count.Load(), test.requests)
				}
				if test.want == nil {
					if err != nil || (out == nil) != test.untouchd {
						t.Errorf("got %v, %v", out, err)
					}
					return
				}
				if err == nil || !errors.Is(test.want, errAny) && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
					t.Errorf("got %v, want %v with %q", err, test.want, test.says)
				}
			})
		}
	}
}

// The first attempt arrives, its answer is lost, the look comes too early, the second attempt meets the object.
func TestAlreadyExistsAfterALostAnswer(t *testing.T) {
	var count atomic.Int32
	c, _ := serve(t, script(&count, reset, func(w http.ResponseWriter) {
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, java(codedClass, "ERR_SECURITY_USER_EXISTS"))
	}))
	request := post("admin", "users")
	looks := 0
	request.Landed = func(context.Context) (bool, error) { looks++; return looks == 2, nil }
	if err := c.Send(context.Background(), request); err != nil || count.Load() != 2 || looks != 2 {
		t.Errorf("%v after %d requests and %d looks", err, count.Load(), looks)
	}
}

func TestNothingWasSent(t *testing.T) {
	server := httptest.NewServer(answerWith("{}"))
	address := server.URL
	server.Close()
	clock := &clienttest.Clock{}
	c, err := client.New(client.Config{Product: client.ProductGovern, URL: address, APIKey: testKey, Clock: clock, MaxRetries: 2})
	if err != nil {
		t.Fatal(err)
	}
	request := post("x")
	request.Landed = func(context.Context) (bool, error) { t.Error("looked"); return false, nil }
	err = c.Send(context.Background(), request)
	if !errors.Is(err, client.ErrUnavailable) || len(clock.Slept()) != 2 || strings.Contains(err.Error(), "may have been") {
		t.Errorf("%v after %s", err, clock.Slept())
	}
	if !strings.HasPrefix(err.Error(), "Govern: POST /x: dial tcp") {
		t.Errorf("got %v", err)
	}
}

func TestBackOff(t *testing.T) {
	date := (&clienttest.Clock{}).Now().Add(30 * time.Second).Format(http.TimeFormat)
	for _, test := range []struct {
		header   string
		low, top []int // milliseconds of the waits before the second, third … attempt; below top
	}{
		{"", []int{250, 500, 1000, 2000}, []int{500, 1000, 2000, 4000}},
		{"7", []int{7000, 7000, 7000, 7000}, []int{7001, 7001, 7001, 7001}},
		{date, []int{30000, 500}, []int{30001, 1000}}, // by the second wait the date has passed
		{"soon", []int{250}, []int{500}},
		{"-5", []int{250}, []int{500}},
		{"-99999999999999999999", []int{250}, []int{500}},
		{"99999999999", []int{120000, 120000}, []int{120001, 120001}}, // more than a duration can hold
		{"99999999999999999999", []int{120000, 120000}, []int{120001, 120001}},
		{"Fri, 31 Dec 9999 23:59:59 GMT", []int{120000}, []int{120001}},
	} {
		var count atomic.Int32
		c, clock := serve(t, script(&count, status(503, "Retry-After", test.header)))
		_ = c.Send(context.Background(), get("x"))
		for i, low := range test.low {
			if slept := int(clock.Slept()[i].Milliseconds()); slept < low || slept >= test.top[i] {
				t.Errorf("%q: wait %d is %d ms", test.header, i, slept)
			}
		}
	}
}

func TestNoPatienceForHours(t *testing.T) {
	var count atomic.Int32
	c, clock := serve(t, script(&count, status(503, "Retry-After", "7200")))
	err := c.Send(context.Background(), get("x"))
	if count.Load() != 1 || len(clock.Slept()) != 0 || !strings.Contains(fmt.Sprint(err), "2h0m0s") {
		t.Errorf("%v after %d requests", err, count.Load())
	}
}

// cancelling ends a context at the first wait.
type cancelling struct {
	clienttest.Clock
	cancel context.CancelFunc
}

func (c *cancelling) Sleep(ctx context.Context, d time.Duration) error {
	c.cancel()
	return c.Clock.Sleep(ctx, d)
}

func TestContextEndsWhileWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var count atomic.Int32
	c, _ := serve(t, script(&count, status(502)), func(config *client.Config) { config.Clock = &cancelling{cancel: cancel} })
	err := c.Send(ctx, get("x"))
	if !errors.Is(err, context.Canceled) || !errors.Is(err, client.ErrUnavailable) || !strings.Contains(err.Error(), "502") || count.Load() != 1 {
		t.Errorf("%v after %d requests", err, count.Load())
	}
}

// A cancelled create still finds out whether there is something to remember.
func TestCancelledPostLooks(t *testing.T) {
	for _, there := range []bool{true, false} {
		ctx, cancel := context.WithCancel(context.Background())
		c, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // only then does the server notice that the caller left
			cancel()
			<-r.Context().Done()
		})
		request := post("x")
		request.Landed = func(look context.Context) (bool, error) { return there, look.Err() }
		err := c.Send(ctx, request)
		if there && err != nil || !there && !errors.Is(err, context.Canceled) {
			t.Errorf("there %t: %v", there, err)
		}
	}
}

func TestTheRealClockObeysTheContext(t *testing.T) {
	var count atomic.Int32
	ctx, cancel := context.WithCancel(context.Background())
	log := &recorder{warned: cancel}
	c, _ := serve(t, script(&count, status(503, "Retry-After", "100")), func(config *client.Config) {
		config.Clock, config.Logger = nil, log
	})
	if err := c.Send(ctx, get("x")); !errors.Is(err, context.Canceled) || count.Load() != 1 {
		t.Errorf("%v after %d requests", err, count.Load())
	}
}

func TestAttemptTimeout(t *testing.T) {
	release := make(chan struct{})
	c, clock := serve(t, func(http.ResponseWriter, *http.Request) { <-release })
	t.Cleanup(func() { close(release) }) // before the server waits for its handlers
	request := get("x")
	request.Timeout = time.Nanosecond
	err := c.Send(context.Background(), request)
	if !errors.Is(err, client.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "within 1ns") {
		t.Errorf("got %v", err)
	}
	if len(clock.Slept()) != 4 {
		t.Errorf("waited %s", clock.Slept())
	}
}
