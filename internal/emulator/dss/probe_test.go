package dss_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

type document = emulator.Document

// probe talks to one emulated node as a client would.
type probe struct {
	*testing.T
	node *emulator.Node
	url  string
	// root is the root of the API; the routes of project git are only below that of the vendor's client.
	root string
	key  string
}

// answer is what came back; body is JSON when it could be parsed, else text.
type answer struct {
	status int
	body   any
	text   string
}

// newProbe serves a node whose clock stands still unless the options say otherwise.
func newProbe(t *testing.T, o emulator.Options) *probe {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return time.UnixMilli(1_788_000_000_000) }
	}
	o.Seed = 1
	node := dss.New(o)
	server := httptest.NewServer(node)
	t.Cleanup(server.Close)
	return &probe{T: t, node: node, url: server.URL, root: "/public/api", key: node.APIKey}
}

// as returns a probe whose requests carry another key, known as identity.
func (p *probe) as(identity emulator.Identity) *probe {
	p.Helper()
	before := p.node.Authenticate
	key := "key-of-" + identity.ID
	p.node.Authenticate = func(given string) (emulator.Identity, bool) {
		if given == key {
			return identity, true
		}
		if before == nil {
			return emulator.Identity{}, false
		}
		return before(given)
	}
	other := *p
	other.key = key
	return &other
}

// send sends body, any JSON value or raw bytes, unless it is nil.
func (p *probe) send(method, path string, body any) answer {
	p.Helper()
	var reader io.Reader = http.NoBody
	switch b := body.(type) {
	case nil:
	case []byte:
		reader = bytes.NewReader(b)
	default:
		encoded, err := json.Marshal(body)
		if err != nil {
			p.Fatal(err)
		}
		reader = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(p.Context(), method, p.url+p.root+path, reader)
	if err != nil {
		p.Fatal(err)
	}
	request.SetBasicAuth(p.key, "")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return p.read(response.StatusCode, response.Body)
}

// read makes an answer of a response.
func (p *probe) read(status int, body io.Reader) answer {
	p.Helper()
	raw, err := io.ReadAll(body)
	if err != nil {
		p.Fatal(err)
	}
	a := answer{status: status, text: string(raw)}
	if value, err := emulator.ParseJSON(raw); err == nil {
		a.body = value
	}
	return a
}

// must is send for requests that have to succeed; it returns the body.
func (p *probe) must(method, path string, body any) any {
	p.Helper()
	a := p.send(method, path, body)
	if a.status >= 300 {
		p.Fatalf("%s %s: %d %s", method, path, a.status, a.text)
	}
	return a.body
}

// get is must for an object.
func (p *probe) get(path string) document {
	p.Helper()
	object, ok := p.must("GET", path, nil).(document)
	if !ok {
		p.Fatalf("GET %s: not an object", path)
	}
	return object
}

// refused asserts an error answer: status, errorType and a part of the message or of the code.
func (p *probe) refused(a answer, status int, errorType, part string) {
	p.Helper()
	e, _ := a.body.(document)
	name, _ := e["errorType"].(string)
	if a.status != status || !strings.HasSuffix(name, errorType) || !strings.Contains(compact(e), part) {
		p.Errorf("got %d %s, want %d %s with %q", a.status, a.text, status, errorType, part)
	}
}

// same asserts that got is the JSON value want.
func (p *probe) same(what string, got, want any) {
	p.Helper()
	if got, want := emulator.Clone(got), emulator.Clone(want); !reflect.DeepEqual(got, want) {
		p.Errorf("%s: got %s, want %s", what, compact(got), compact(want))
	}
}

// at follows members and list positions into a JSON value.
func at(value any, path ...any) any {
	for _, step := range path {
		switch s := step.(type) {
		case string:
			object, _ := value.(document)
			value = object[s]
		case int:
			list, _ := value.([]any)
			if s >= len(list) {
				return nil
			}
			value = list[s]
		}
	}
	return value
}

// set writes value at the end of a path of members.
func set(d document, value any, path ...string) {
	for _, member := range path[:len(path)-1] {
		d, _ = d[member].(document)
	}
	d[path[len(path)-1]] = value
}

func compact(value any) string {
	encoded, _ := json.Marshal(value)
	return string(encoded)
}

// object is at for a member that is an object.
func object(d document, member string) document {
	value, _ := d[member].(document)
	return value
}
