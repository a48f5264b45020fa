package clienttest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// recordings is what the vendor's client 14.3 puts on the wire, one operation a line.
const recordings = "internal/client/testdata/official-client-14.3.jsonl"

// sent is one request, recorded or seen.
type sent struct {
	Method string      `json:"method"`
	Path   string      `json:"path"` // below the API root, escaped
	Query  [][2]string `json:"query"`
	Body   any         `json:"body"`
}

func (s sent) String() string { return s.Method + " " + s.Path }

// Replay compares what call sends with the recording of the operation. A loopback server answers every request
// with answer as JSON. The rules: each recorded write is sent exactly once and in order; recorded reads may be
// left out, but not all of an operation that only reads; nothing else is sent. Verb and path (but for slashes),
// query and the member names of the body are the same; a query value of False may be left out.
func Replay(t *testing.T, operation string, answer any, call func(*client.Client) error) {
	t.Helper()
	ReplayBut(t, "", operation, answer, call)
}

// ReplayBut is Replay for calls that differ on purpose in the value of one query parameter.
func ReplayBut(t *testing.T, parameter, operation string, answer any, call func(*client.Client) error) {
	t.Helper()
	recorded, err := recording(operation)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := record(t, operation, answer, call)
	if err != nil {
		t.Fatalf("%s: %v", operation, err)
	}
	if err := compare(without(parameter, recorded), without(parameter, seen)); err != nil {
		t.Errorf("%s: %v", operation, err)
	}
}

// without leaves out a query parameter.
func without(parameter string, requests []sent) []sent {
	out := slices.Clone(requests)
	for i := range out {
		out[i].Query = slices.DeleteFunc(slices.Clone(out[i].Query), func(pair [2]string) bool { return pair[0] == parameter })
	}
	return out
}

// record runs call against a server that takes everything.
func record(t *testing.T, operation string, answer any, call func(*client.Client) error) ([]sent, error) {
	t.Helper()
	var mutex sync.Mutex
	var seen []sent
	var unreadable error
	server := httptest.NewServer(Signed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, err := observe(r)
		mutex.Lock()
		seen, unreadable = append(seen, request), errors.Join(unreadable, err)
		mutex.Unlock()
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, client.RenderJSON(answer))
	})))
	defer server.Close()
	product := client.ProductDSS
	if strings.HasPrefix(operation, "govern.") {
		product = client.ProductGovern
	}
	c, err := client.New(client.Config{Product: product, URL: server.URL, APIKey: "replayed-key", MaxRetries: -1, Clock: &Clock{}})
	if err != nil {
		return nil, err
	}
	err = call(c)
	mutex.Lock()
	defer mutex.Unlock()
	return seen, errors.Join(err, unreadable)
}

func observe(r *http.Request) (sent, error) {
	request := sent{Method: r.Method, Path: r.URL.EscapedPath()}
	for _, root := range []string{"/public/api", "/dip/publicapi"} {
		request.Path = strings.TrimPrefix(request.Path, root)
	}
	for name, values := range r.URL.Query() {
		for _, value := range values {
			request.Query = append(request.Query, [2]string{name, value})
		}
	}
	if kind, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && kind == "multipart/form-data" {
		request.Body, err = observeForm(multipart.NewReader(r.Body, parameters["boundary"]))
		return request, err
	}
	body, err := io.ReadAll(r.Body)
	if err == nil && len(body) > 0 {
		request.Body, err = client.ParseJSON(body)
	}
	return request, err
}

// observeForm notes the parts of a form as recordings do: {"$multipart": [[NAME, FILE NAME]]}.
func observeForm(form *multipart.Reader) (any, error) {
	var parts []any
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return map[string]any{"$multipart": parts}, nil
		}
		if err != nil {
			return nil, err
		}
		parts = append(parts, []any{part.FormName(), part.FileName()})
	}
}

// recording finds the line of an operation. Tests run in the directory of their package, at any depth.
func recording(operation string) ([]sent, error) {
	directory, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for ; directory != filepath.Dir(directory); directory = filepath.Dir(directory) {
		lines, err := os.ReadFile(filepath.Join(directory, recordings))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(lines) {
			var found struct {
				Operation string `json:"op"`
				Requests  []sent `json:"requests"`
			}
			if err := json.Unmarshal(line, &found); err != nil {
				return nil, err
			}
			if found.Operation == operation {
				return found.Requests, nil
			}
		}
		return nil, fmt.Errorf("no operation %q in %s", operation, recordings)
	}
	return nil, fmt.Errorf("%s is not above the working directory", recordings)
}

func compare(recorded, seen []sent) error {
	if len(seen) == 0 {
		return errors.New("nothing was sent")
	}
	next := 0
	for _, request := range seen {
		for next < len(recorded) && recorded[next].Method == http.MethodGet && !sameAddress(recorded[next], request) {
			next++ // a read that is not needed
		}
		if next == len(recorded) {
			return fmt.Errorf("%s was sent, but is not recorded there: %s", request, recorded)
		}
		if !sameAddress(recorded[next], request) {
			return fmt.Errorf("%s was sent where %s is recorded", request, recorded[next])
		}
		if err := compareRequest(recorded[next], request); err != nil {
			return fmt.Errorf("%s: %w", request, err)
		}
		next++
	}
	for _, left := range recorded[next:] {
		if left.Method != http.MethodGet {
			return fmt.Errorf("%s is recorded, but was not sent", left)
		}
	}
	return nil
}

func compareRequest(recorded, seen sent) error {
	wanted, got := queryMap(recorded.Query), queryMap(seen.Query)
	for name, values := range got {
		if !slices.Equal(wanted[name], values) {
			return fmt.Errorf("the query has %s=%s, recorded is %s", name, values, wanted[name])
		}
	}
	for name, values := range wanted {
		if got[name] == nil && !slices.Equal(values, []string{"false"}) {
			return fmt.Errorf("the query lacks %s=%s", name, values)
		}
	}
	if want, have := shape(recorded.Body), shape(seen.Body); want != have {
		return fmt.Errorf("the body is %s, recorded is %s", have, want)
	}
	return nil
}

// queryMap spells booleans alike: the vendor's client writes True and False.
func queryMap(pairs [][2]string) map[string][]string {
	query := map[string][]string{}
	for _, pair := range pairs {
		value := pair[1]
		if strings.EqualFold(value, "true") || strings.EqualFold(value, "false") {
			value = strings.ToLower(value)
		}
		query[pair[0]] = append(query[pair[0]], value)
	}
	return query
}

// shape describes a body by what must agree: its kind, and the member names of an object or of a list's objects.
func shape(body any) string {
	switch body := body.(type) {
	case map[string]any:
		if parts, isForm := body["$multipart"]; isForm {
			return "a form of " + client.RenderJSON(parts)
		}
		return "an object of " + strings.Join(slices.Sorted(maps.Keys(body)), ", ")
	case []any:
		shapes := map[string]bool{}
		for _, item := range body {
			shapes[shape(item)] = true
		}
		return "a list of (" + strings.Join(slices.Sorted(maps.Keys(shapes)), " | ") + ")"
	case nil:
		return "nothing"
	}
	return fmt.Sprintf("a %T", body)
}

func sameAddress(a, b sent) bool {
	return a.Method == b.Method && plainPath(a.Path) == plainPath(b.Path)
}

// plainPath forgives what every server must: repeated and trailing slashes, and needless escapes.
func plainPath(path string) string {
	segments := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	for i, segment := range segments {
		if plain, err := url.PathUnescape(segment); err == nil {
			segments[i] = plain
		}
	}
	return strings.Join(segments, "/")
}
