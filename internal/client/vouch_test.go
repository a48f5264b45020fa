package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// fronted is a node behind a gateway that answers some requests itself.
type fronted struct {
	mutex    sync.Mutex
	strips   bool            // the gateway takes the version header away
	variable string          // what the node answers to a read of /variables
	itself   map[int]string  // by number of the request, what the gateway answers
	refuses  map[string]bool // paths that the node refuses
	asked    []string
}

func (f *fronted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/public/api/")
	f.asked = append(f.asked, r.Method+" "+path)
	if text, ok := f.itself[len(f.asked)]; ok {
		_, _ = io.WriteString(w, text)
		return
	}
	if !f.strips {
		w.Header().Set("DSS-Version", "14.3.3")
	}
	switch {
	case f.refuses[path]:
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, java("com.dataiku.dip.exceptions.UnauthorizedException", "no"))
	case path == "instance-info":
		_, _ = io.WriteString(w, `{"nodeType":"DESIGN","dssVersion":"14.3.3"}`)
	case path == "users/ana":
		_, _ = io.WriteString(w, `{"login":"ana"}`)
	case path == "variables":
		_, _ = io.WriteString(w, f.variable)
	}
}

const variables, user = "GET variables", "GET users/ana"

func TestAnswersWithoutVersion(t *testing.T) {
	const foreign, ask = `{"status":"maintenance"}`, "GET instance-info"
	for name, test := range map[string]struct {
		node  *fronted
		calls string // what is asked for: reads, or a deletion
		sent  []string
		fails string
	}{
		"a node": {&fronted{}, "variables users", []string{variables, user}, ""},
		"foreign after a signed one": {
			&fronted{itself: map[int]string{2: foreign, 3: "{}"}}, "users variables", []string{user, variables, variables, variables}, "",
		},
		"foreign at first":      {&fronted{itself: map[int]string{1: foreign}}, "variables", []string{variables, ask, variables}, ""},
		"foreign with its ask":  {&fronted{itself: map[int]string{1: "{}", 2: foreign}}, "variables", []string{variables, ask, variables}, ""},
		"deletion at first":     {&fronted{itself: map[int]string{1: ""}}, "delete", []string{"DELETE x", ask, "DELETE x"}, ""},
		"identity needs no ask": {&fronted{strips: true}, "users users", []string{user, user}, ""},
		"stripped":              {&fronted{strips: true}, "variables", []string{variables, ask, ask, variables}, ""},
		"stripped, known":       {&fronted{strips: true}, "users variables", []string{user, variables, ask, variables}, ""},
		"stripped and refused": {
			&fronted{strips: true, refuses: map[string]bool{"instance-info": true}}, "variables", []string{variables, ask, ask, variables}, "",
		},
		"stripped, foreign": {
			&fronted{strips: true, itself: map[int]string{2: foreign}}, "users variables", []string{user, variables, ask, variables}, "nothing in common",
		},
		"stripped, empty": {
			&fronted{strips: true, itself: map[int]string{4: "{}"}}, "users variables", []string{user, variables, ask, variables}, "nothing in common",
		},
		"stripped, foreign for long": {
			&fronted{strips: true, itself: map[int]string{2: "{}", 3: "{}"}}, "users variables", []string{user, variables, ask}, "could not be asked",
		},
		"stripped, deletion": {&fronted{strips: true}, "users delete", []string{user, "DELETE x"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			test.node.variable = `{"a":1}`
			c := plainNode(t, test.node)
			var err error
			for _, call := range strings.Fields(test.calls) {
				err = errors.Join(err, makeCall(t, c, call))
			}
			if strings.Join(test.node.asked, ", ") != strings.Join(test.sent, ", ") {
				t.Errorf("asked %s, want %s", test.node.asked, test.sent)
			}
			if test.fails == "" && err != nil || test.fails != "" && (!errors.Is(err, client.ErrMalformed) || !strings.Contains(err.Error(), test.fails)) {
				t.Errorf("got %v, want %q", err, test.fails)
			}
			if c.Signs() == test.node.strips {
				t.Errorf("the node signs: %t", c.Signs())
			}
		})
	}
}

func makeCall(t *testing.T, c *client.Client, call string) error {
	t.Helper()
	switch call {
	case "delete":
		return c.Remove(t.Context(), client.Path("x"))
	case "users":
		_, err := c.Read(t.Context(), client.Path("users", "ana"), client.Identity("login", "ana"))
		return err
	}
	found, err := c.Read(t.Context(), client.Path("variables"), client.Anything)
	if err == nil && found["a"] == nil {
		t.Errorf("the gateway was believed: %v", found)
	}
	return err
}

func plainNode(t *testing.T, handler http.Handler) *client.Client {
	t.Helper()
	c, err := client.New(client.Config{URL: clienttest.Plain(t, handler), APIKey: testKey, Clock: &clienttest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A maintenance page in JSON that stays is an error that says what is missing.
func TestAnswersWithoutVersionForGood(t *testing.T) {
	down := false
	c := plainNode(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if !down {
			w.Header().Set("DSS-Version", "14.3.3")
		}
		_, _ = io.WriteString(w, `{"login":"ana"}`)
	}))
	if err := makeCall(t, c, "users"); err != nil {
		t.Fatal(err)
	}
	down = true
	for _, call := range []string{"users", "delete"} {
		if err := makeCall(t, c, call); !errors.Is(err, client.ErrMalformed) || !strings.Contains(err.Error(), "lacks the header DSS-Version") {
			t.Errorf("%s: %v", call, err)
		}
	}
}

// Failures may lose headers on their way through a node (observed.md 1.1).
func TestFailuresNeedNoVersion(t *testing.T) {
	found := true
	c := plainNode(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if !found {
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, java("com.dataiku.dip.server.controllers.NotFoundException", "no such user"))
			return
		}
		w.Header().Set("DSS-Version", "14.3.3")
		_, _ = io.WriteString(w, `{"login":"ana"}`)
	}))
	if err := makeCall(t, c, "users"); err != nil {
		t.Fatal(err)
	}
	found = false
	if _, err := c.Read(context.Background(), client.Path("users", "ana"), client.Identity("login", "ana")); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// Where the header does not come, the node is asked for its version.
func TestVersionBehindAGateway(t *testing.T) {
	node := &fronted{strips: true}
	c := plainNode(t, node)
	for version, want := range map[string]bool{"14.1.0": true, "15.0.0": false} {
		if known, err := c.Knows(t.Context(), version); err != nil || known != want {
			t.Errorf("%s: %t, %v", version, known, err)
		}
	}
	if len(node.asked) != 1 || c.Version() != "14.3.3" || c.Signs() {
		t.Errorf("asked %s, version %q", node.asked, c.Version())
	}
	silent := plainNode(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"nodeType":"GOVERN"}`) }))
	if known, err := silent.Knows(t.Context(), "15.0.0"); err != nil || !known {
		t.Errorf("a node that does not tell: %t, %v", known, err)
	}
}
