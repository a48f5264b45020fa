package client_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"unicode/utf8"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func addSeeds(f *testing.F) {
	f.Helper()
	for _, seed := range clienttest.Seeds(f) {
		f.Add(seed)
	}
}

// What is taken is JSON and survives being written and read again; what is refused for no fault of its grammar has one of the
// faults that readers differ about.
func FuzzParseJSON(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		value, err := client.ParseJSON([]byte(text))
		if err != nil {
			known := !utf8.ValidString(text) || strings.Contains(err.Error(), "two values") || strings.Contains(err.Error(), "deeper")
			if json.Valid([]byte(text)) && !known {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if !json.Valid([]byte(text)) {
			t.Errorf("%q was taken for JSON", text)
		}
		again, err := client.ParseJSON([]byte(client.RenderJSON(value)))
		if err != nil || !client.Equal(value, again) || !client.Equal(client.Clone(value), value) {
			t.Errorf("%q became %q, %v", text, client.RenderJSON(again), err)
		}
	})
}

// Documents are merged as they come.
func FuzzMerge(f *testing.F) {
	for _, seed := range clienttest.Seeds(f) {
		f.Add(seed, seed, "/a/[id=x]/b")
		f.Add(seed, `{"a":[{"id":"x","b":1}],"id":null}`, "/a")
	}
	f.Fuzz(func(t *testing.T, one, other, pointer string) {
		remote, err := client.ParseDocument([]byte(one))
		wanted, err2 := client.ParseDocument([]byte(other))
		if err != nil || err2 != nil {
			return
		}
		before := client.RenderJSON(remote)
		merged := client.Overlay(remote, wanted, append(client.Pointers(wanted), "/"+pointer))
		client.Project(merged, wanted)
		client.Unlike(merged, wanted)
		for _, at := range client.Differences(remote, wanted) {
			client.At(remote, at)
		}
		if client.RenderJSON(remote) != before {
			t.Errorf("the merge changed its input %s", before)
		}
	})
}

// A failure can be hidden in any answer.
func FuzzMessages(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(_ *testing.T, text string) {
		value, err := client.ParseJSON([]byte(text))
		if err != nil {
			return
		}
		for _, err := range []error{client.CheckEnvelope(value), client.CheckBulk(value)} {
			if err != nil {
				_ = err.Error()
			}
		}
		for _, message := range client.Messages(value) {
			_ = message.String()
		}
	})
}

// stated answers with a status.
type stated struct {
	clienttest.Parrot
	status atomic.Int32
	header atomic.Pointer[string]
}

func (s *stated) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.status.Load()%2 == 0 {
		w.Header().Set("DSS-Version", "14.3.3")
	}
	w.Header().Set("Retry-After", *s.header.Load())
	w.Header().Set("X-Request-Id", *s.header.Load())
	w.WriteHeader(int(s.status.Load()))
	s.Parrot.ServeHTTP(w, r)
}

// Whatever the status and the body, a call ends: in a value that holds what was asked for, or in an error with a text.
func FuzzAnswers(f *testing.F) {
	for i, seed := range clienttest.Seeds(f) {
		f.Add(uint16(0), "9", seed) // the status is counted from 200 on
		f.Add([]uint16{4, 102, 204, 300, 303}[i%5], "9", seed)
	}
	node := &stated{}
	c, err := client.New(client.Config{URL: clienttest.Plain(f, node), APIKey: testKey, MaxRetries: 1, Clock: node})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status uint16, header, answer string) {
		node.Say(answer)
		node.status.Store(200 + int32(status)%400)
		node.header.Store(&header)
		document, err := c.Read(t.Context(), client.Path("users", "x"), client.Identity("login", "x"))
		if err == nil && !strings.EqualFold(client.Text(document, "login"), "x") || err != nil && (err.Error() == "" || document != nil) {
			t.Errorf("%q became %v, %v", answer, document, err)
		}
		var all map[string]client.Document
		if err := c.JSON(t.Context(), client.Request{Method: http.MethodGet, Path: []string{"x"}, Holds: client.Named("type")}, &all); err == nil {
			for name, item := range all {
				item["name"] = name
			}
		}
		_ = c.Send(t.Context(), client.Request{Method: http.MethodDelete, Path: []string{"x"}})
		_, _ = c.Text(t.Context(), client.Request{Method: http.MethodGet, Path: []string{"x"}})
	})
}

// A task ends, is taken for lost, or the wait for it is over.
func FuzzFutures(f *testing.F) {
	addSeeds(f)
	node := &clienttest.Parrot{}
	c, err := client.New(client.Config{URL: clienttest.Plain(f, node), APIKey: testKey, MaxRetries: -1, Clock: node})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		node.Say(answer)
		result, err := c.Future(t.Context(), client.Request{
			Method: http.MethodPost, Path: []string{"x"}, Landed: client.SendAgain, Holds: client.Members("messages"),
		}, func(client.FutureState) {})
		if document, ok := result.(client.Document); ok && err == nil && strings.Contains(answer, "maintenance") && document["messages"] == nil {
			t.Errorf("%q was taken for the end of a task", answer)
		}
	})
}
