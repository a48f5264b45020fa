package emulator_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

type doc = emulator.Document

// fixture is a bare node with a few routes, on loopback, with a clock that only moves when a test says so.
type fixture struct {
	*testing.T
	node *emulator.Node
	url  string
	now  time.Time
}

func start(t *testing.T, o emulator.Options) *fixture {
	t.Helper()
	f := &fixture{T: t, now: time.Date(2026, 5, 4, 9, 15, 30, 0, time.UTC)}
	o.APIKey, o.Seed = "admin-key", 1
	o.Now = func() time.Time { return f.now }
	f.node = emulator.NewNode("dss", o)
	things := f.node.Store.Collection("things")
	f.node.Handle("GET /things/{id}", func(c *emulator.Call) (any, error) {
		if !things.Has(c.Arg("id")) {
			return nil, emulator.NotFound("Thing '" + c.Arg("id") + "' doesn't exist")
		}
		return things.Value(c.Arg("id")), nil
	})
	f.node.Handle("PUT /things/{id}", func(c *emulator.Call) (any, error) {
		body, err := c.JSON()
		if err != nil {
			return nil, err
		}
		things.Put(c.Arg("id"), body)
		return emulator.Empty{}, nil
	})
	f.node.Handle("GET /admin/things", func(*emulator.Call) (any, error) { return things.IDs(), nil })
	server := httptest.NewServer(f.node)
	t.Cleanup(server.Close)
	f.url = server.URL
	return f
}

// reply is an answer that was read to its end.
type reply struct {
	status int
	header http.Header
	body   string
	// err is what went wrong on the wire, while sending or reading.
	err error
}

// send sends JSON text with the administrator's key, unless change says otherwise.
func (f *fixture) send(method, path, body string, change ...func(*http.Request)) reply {
	f.Helper()
	request, err := http.NewRequestWithContext(f.Context(), method, f.url+path, strings.NewReader(body))
	if err != nil {
		f.Fatal(err)
	}
	request.SetBasicAuth("admin-key", "")
	for _, c := range change {
		c(request)
	}
	transport := &http.Transport{DisableKeepAlives: true} // so that a lost answer is not retried on another connection
	response, err := transport.RoundTrip(request)
	if err != nil {
		return reply{err: err}
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, string(text), err}
}

// get reads below /public/api and decodes JSON.
func (f *fixture) get(path string) any {
	f.Helper()
	answer := f.send("GET", "/public/api"+path, "")
	if answer.err != nil || answer.status != http.StatusOK {
		f.Fatalf("GET %s: %+v", path, answer)
	}
	value, err := emulator.ParseJSON([]byte(answer.body))
	if err != nil {
		f.Fatalf("GET %s: %v in %s", path, err, answer.body)
	}
	return value
}

func (f *fixture) put(path, body string) {
	f.Helper()
	if answer := f.send("PUT", "/public/api"+path, body); answer.err != nil || answer.status != http.StatusOK {
		f.Fatalf("PUT %s: %+v", path, answer)
	}
}

func withHeader(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}
