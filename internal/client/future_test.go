package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// tasks is a node with one task: each poll takes the next state, the last one stays.
type tasks struct {
	mutex  sync.Mutex
	states []step
	polls  int
	seen   []string
	abort  int // the status of an abort, 200 when 0
}

func (n *tasks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.seen = append(n.seen, r.Method+" "+strings.TrimPrefix(r.URL.RequestURI(), "/public/api"))
	switch {
	case r.Method == http.MethodDelete:
		w.WriteHeader(max(n.abort, http.StatusOK))
	case strings.HasPrefix(r.URL.Path, "/public/api/futures/"):
		n.states[min(n.polls, len(n.states)-1)](w)
		n.polls++
	default:
		_, _ = io.WriteString(w, `{"jobId":"WGXLS4Ru","hasResult":false,"alive":true}`)
	}
}

func fails(status int, text string) step {
	return func(w http.ResponseWriter) { w.WriteHeader(status); _, _ = io.WriteString(w, text) }
}

func TestFutureEnds(t *testing.T) {
	running, done := body(sample(t, "future-running")), body(sample(t, "future-done"))
	stopped := body(`{"jobId":"WGXLS4Ru","hasResult":false,"alive":false}`)
	for name, test := range map[string]struct {
		states []step
		polls  int
		says   string // empty: a result
	}{
		"done":               {[]step{running, running, done}, 3, ""},
		"no alive member":    {[]step{body(`{"hasResult":false}`), body(`{"hasResult":false}`), done}, 3, ""},
		"result a bit later": {[]step{stopped, done}, 2, ""},
		"no result":          {[]step{stopped, stopped}, 2, "ended without a result"},
		"stops only once":    {[]step{stopped, running, stopped, done}, 4, ""},
		"aborted":            {[]step{body(`{"aborted":true,"hasResult":true,"result":{}}`)}, 1, "was aborted on the node"},
		"unknown":            {[]step{body(`{"unknown":true,"hasResult":false}`)}, 1, "check whether the change took effect"},
		"lost":               {[]step{running, fails(400, sample(t, "error-400-future-missing"))}, 2, "check whether the change took effect"},
		"lost, typed":        {[]step{fails(404, java(notFoundClass, "Future WGXLS4Ru not found"))}, 1, "check whether the change took effect"},
		"failed":             {[]step{running, fails(500, java("x.Y", "disk full"))}, 2, "task WGXLS4Ru failed: DSS: GET /futures/WGXLS4Ru: 500 Y: disk full"},
		"failed, not found":  {[]step{fails(404, java(notFoundClass, "dataset does not exist: P.d"))}, 1, "dataset does not exist"},
		"failed inside":      {[]step{body(`{"hasResult":true,"result":` + sample(t, "code-env-packages-failure-http200") + `}`)}, 1, "pip install failed"},
		"out of sight":       {[]step{fails(503, "")}, 5, "goes on unseen"},
		"foreign state":      {[]step{body(`{"status":"maintenance"}`), body(`{}`), done}, 3, ""},
		"other task":         {[]step{body(`{"jobId":"x","hasResult":true,"result":{}}`)}, 5, "it is about the task x"},
		"login page":         {[]step{body("<html>")}, 5, "goes on unseen"},
	} {
		t.Run(name, func(t *testing.T) {
			node := &tasks{states: test.states}
			c, _ := serve(t, node.ServeHTTP)
			result, err := c.Future(context.Background(), post("start"), nil)
			if node.polls != test.polls {
				t.Errorf("%d polls, want %d", node.polls, test.polls)
			}
			if errors.Is(err, client.ErrNotFound) {
				t.Errorf("taken for a missing object: %v", err)
			}
			if test.says == "" {
				if document, _ := result.(client.Document); err != nil || document["success"] != true {
					t.Errorf("got %v, %v", result, err)
				}
				return
			}
			var future *client.FutureError
			if !errors.As(err, &future) || future.JobID != "WGXLS4Ru" || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

func TestInlineAnswersAreNotPolled(t *testing.T) {
	for answer, want := range map[string]string{
		sample(t, "plugin-install-result"):            `"needsReload":true`,
		`{"jobId":"x","hasResult":true,"result":[1]}`: `[1]`,
		`{"hasResult":true}`:                          `null`,
		`{"messages":{"error":false},"envName":"e"}`:  `"envName":"e"`,
		`["a"]`:                                 `not what this call returns`,
		`{}`:                                    `not the state of a task, and messages is missing; it holds nothing`,
		`{"status":"maintenance","alive":true}`: `it holds alive, status`,
		`{"jobId":"","hasResult":"true"}`:       `not the state of a task`,
		`{"hasResult":false}`:                   "neither a result nor an id",
		sample(t, "code-env-packages-failure-http200"):              "pip install failed",
		`{"hasResult":true,"result":{"success":false,"error":"e"}}`: "failed: e",
	} {
		c, clock := serve(t, answerWith(answer))
		request := post("start")
		request.Holds = client.Members("messages")
		result, err := c.Future(context.Background(), request, nil)
		got := client.RenderJSON(result)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) || len(clock.Slept()) > 0 {
			t.Errorf("%s: got %s after %s", answer, got, clock.Slept())
		}
	}
}

func TestFuturePolls(t *testing.T) {
	states := slices.Repeat([]step{body(`{"hasResult":false,"alive":true,"runningTime":1500}`)}, 60)
	node := &tasks{states: append(states, body(sample(t, "future-done")))}
	c, clock := serve(t, node.ServeHTTP)
	var seen []client.FutureState
	if _, err := c.Future(context.Background(), post("start"), func(s client.FutureState) { seen = append(seen, s) }); err != nil {
		t.Fatal(err)
	}
	if node.seen[1] != "GET /futures/WGXLS4Ru?peek=False" {
		t.Errorf("polled with %s", node.seen[1])
	}
	slept := clock.Slept()
	if slept[0] != 200*time.Millisecond || slept[1] != 220*time.Millisecond || slices.Max(slept) != 15*time.Second || !slices.IsSorted(slept) {
		t.Errorf("waited %s", slept)
	}
	if len(seen) != 62 || seen[1].JobID != "WGXLS4Ru" || seen[1].RunningTime != 1500*time.Millisecond || !seen[61].HasResult {
		t.Errorf("%d states, %+v", len(seen), seen[1])
	}
}

func TestCancelledFutureIsAborted(t *testing.T) {
	for status, says := range map[int]string{0: "was aborted because", 500: "goes on: aborting it failed"} {
		ctx, cancel := context.WithCancel(context.Background())
		node := &tasks{states: []step{body(sample(t, "future-running"))}, abort: status}
		c, _ := serve(t, node.ServeHTTP, func(config *client.Config) { config.Clock = &cancelling{cancel: cancel} })
		_, err := c.Future(ctx, post("start"), nil)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), says) {
			t.Errorf("%d: %v", status, err)
		}
		if last := node.seen[len(node.seen)-1]; last != "DELETE /futures/WGXLS4Ru" {
			t.Errorf("%d: the last request was %s", status, last)
		}
	}
}

func TestUntil(t *testing.T) {
	clock := &clienttest.Clock{}
	c, err := client.New(client.Config{URL: "http://127.0.0.1:1", APIKey: "key-of-the-test", Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	var asked []time.Duration
	err = c.Until(context.Background(), func(_ context.Context, waited time.Duration) (bool, error) {
		asked = append(asked, waited)
		return waited > time.Minute, nil
	})
	if err != nil || asked[0] != 0 || asked[len(asked)-1] > 2*time.Minute || len(asked) != len(clock.Slept())+1 {
		t.Errorf("asked at %v, %v", asked, err)
	}
	failure := errors.New("no")
	if err := c.Until(context.Background(), func(context.Context, time.Duration) (bool, error) { return false, failure }); !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if err := c.Until(ended, func(context.Context, time.Duration) (bool, error) { return false, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
