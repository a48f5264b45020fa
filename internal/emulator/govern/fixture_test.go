package govern_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

type (
	doc  = map[string]any
	docs = []any
)

// fixture is a Govern node on a loopback port and a caller with one key.
type fixture struct {
	*testing.T
	node *emulator.Node
	url  string
	key  string
	// proxy is sent as X-DKU-ProxyUser when set.
	proxy string
	now   *time.Time
}

func start(t *testing.T, o emulator.Options) *fixture {
	t.Helper()
	now := time.Date(2026, 5, 4, 9, 15, 30, 123456000, time.UTC)
	o.APIKey = "admin-key"
	o.Seed = 1
	o.Now = func() time.Time { return now }
	n := govern.New(o)
	server := httptest.NewServer(n)
	t.Cleanup(server.Close)
	return &fixture{T: t, node: n, url: server.URL + "/public/api", key: "admin-key", now: &now}
}

// as returns the same node for another key.
func (f *fixture) as(key string) *fixture { other := *f; other.key = key; return &other }

// acting returns the same node for an administrator who acts as a user.
func (f *fixture) acting(login string) *fixture { other := *f; other.proxy = login; return &other }

func (f *fixture) send(method, path, contentType string, body io.Reader) (int, []byte) {
	f.Helper()
	request, err := http.NewRequestWithContext(f.Context(), method, f.url+path, body)
	if err != nil {
		f.Fatal(err)
	}
	request.SetBasicAuth(f.key, "")
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	if f.proxy != "" {
		request.Header.Set("X-DKU-ProxyUser", f.proxy)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		f.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		f.Fatal(err)
	}
	return response.StatusCode, answer
}

// call sends JSON text, "" for no body, and decodes the answer; an answer that is not JSON is returned as a string.
func (f *fixture) call(method, path, body string) (int, any) {
	f.Helper()
	status, answer := f.send(method, path, "", strings.NewReader(body))
	if len(answer) == 0 {
		return status, nil
	}
	value, err := emulator.ParseJSON(answer)
	if err != nil {
		return status, string(answer)
	}
	return status, value
}

// ok fails unless the call succeeds.
func (f *fixture) ok(method, path, body string) any {
	f.Helper()
	status, value := f.call(method, path, body)
	if status >= 300 {
		f.Fatalf("%s %s: status %d: %v", method, path, status, value)
	}
	return value
}

// refused fails unless the call is refused with that status and a message that contains text.
func (f *fixture) refused(status int, message, method, path, body string) {
	f.Helper()
	got, value := f.call(method, path, body)
	answer, _ := value.(doc)
	what, _ := answer["message"].(string)
	if got != status || !strings.Contains(what, message) {
		f.Fatalf("%s %s: got %d %v, want %d with %q", method, path, got, value, status, message)
	}
}

// at walks objects by name and arrays by position.
func at(value any, path ...any) any {
	for _, step := range path {
		switch s := step.(type) {
		case string:
			d, _ := value.(doc)
			value = d[s]
		case int:
			l, _ := value.(docs)
			if s >= len(l) {
				return nil
			}
			value = l[s]
		}
	}
	return value
}

// equal compares a JSON value with Go literals or with JSON text.
func (f *fixture) equal(got, want any) {
	f.Helper()
	if text, isText := want.(string); isText && strings.ContainsAny(text[:min(1, len(text))], "{[") {
		parsed, err := emulator.ParseJSON([]byte(text))
		if err != nil {
			f.Fatal(err)
		}
		want = parsed
	}
	if !reflect.DeepEqual(emulator.Clone(got), emulator.Clone(want)) {
		f.Fatalf("got %v, want %v", got, want)
	}
}
