package emulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestRoutesWhateverTheSpelling(t *testing.T) {
	f := start(t, emulator.Options{})
	f.put("/things/a%20b%2Fc@d+e", `{"n":9007199254740993}`)
	for _, path := range []string{
		"/public/api/things/a%20b%2Fc@d+e",
		"/dip/publicapi/things/a%20b%2Fc@d+e",
		"/public/api//things///a%20b%2fc%40d%2Be",
		"/public/api/things/a%20b%2Fc@d+e/",
		"//dip//publicapi/things/a%20b%2Fc@d+e?x=1",
	} {
		if answer := f.send("GET", path, ""); answer.body != `{"n":9007199254740993}`+"\n" {
			t.Errorf("GET %s: %+v", path, answer)
		}
	}
	// A redirect would make clients repeat the PUT without its body.
	f.put("//things//x/", `[1]`)
	if answer := f.send("GET", "/public/api/things/x", ""); answer.body != "[1]\n" {
		t.Errorf("after a PUT with double slashes: %+v", answer)
	}
}

func TestFixedSegmentsWinOverPlaceholders(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.Handle("GET /{kind}/special/{id}", func(*emulator.Call) (any, error) { return "late", nil })
	f.node.Handle("GET /early/{name}/fixed", func(*emulator.Call) (any, error) { return "early", nil })
	if got := f.get("/early/special/fixed"); got != "early" {
		t.Errorf("got %v", got)
	}
}

func TestLastPlaceholderMayHoldSlashes(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.Handle("GET /tree/{path...}", func(c *emulator.Call) (any, error) { return c.Arg("path"), nil })
	f.node.Handle("GET /tree/{name}/special", func(*emulator.Call) (any, error) { return "special", nil })
	for path, want := range map[string]string{"a": "a", "a/b%20c/d": "a/b c/d", "a/special": "special"} {
		if got := f.get("/tree/" + path); got != want {
			t.Errorf("%s: got %v", path, got)
		}
	}
	// A literal wins however much more another route fixes behind it, and however long the path is.
	f.node.Handle("GET /tree/top/{path...}", func(*emulator.Call) (any, error) { return "top", nil })
	f.node.Handle("GET /tree/{name}/b/c", func(*emulator.Call) (any, error) { return "named", nil })
	for path, want := range map[string]string{"top/b/c": "top", "other/b/c": "named", "top" + strings.Repeat("/x", 80): "top"} {
		if got := f.get("/tree/" + path); got != want {
			t.Errorf("%s: got %v", path, got)
		}
	}
	if answer := f.send("GET", "/public/api/tree", ""); answer.status != http.StatusNotFound {
		t.Errorf("without a path: %+v", answer)
	}
}

func TestSomeRoutesAreBelowOneRootOnly(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.Handle("GET /git", func(*emulator.Call) (any, error) { return 1, nil }, emulator.ClientRootOnly())
	if answer := f.send("GET", "/dip/publicapi/git", ""); answer.body != "1\n" {
		t.Errorf("below the client's root: %+v", answer)
	}
	if answer := f.send("GET", "/public/api/git", ""); answer.status != http.StatusNotFound {
		t.Errorf("below the documented root: %+v", answer)
	}
}

func TestUnknownRoutes(t *testing.T) {
	f := start(t, emulator.Options{Version: "13.5.6"})
	f.node.Handle("GET /newer", func(*emulator.Call) (any, error) { return 1, nil }, emulator.Since("14.0.0"))
	f.node.Handle("GET /older", func(*emulator.Call) (any, error) { return 1, nil }, emulator.Since("13.5.6"))
	cases := []struct {
		method, path string
		status       int
	}{
		{"GET", "/public/api/nope", http.StatusNotFound},
		{"GET", "/public/api/things/a/b", http.StatusNotFound},
		{"GET", "/elsewhere", http.StatusNotFound},
		{"GET", "/public/api/newer", http.StatusNotFound},
		{"POST", "/public/api/newer", http.StatusNotFound},
		{"GET", "/public/api/older", http.StatusOK},
		{"DELETE", "/public/api/things/a", http.StatusMethodNotAllowed},
	}
	for _, c := range cases {
		answer := f.send(c.method, c.path, "")
		html := strings.HasPrefix(answer.header.Get("Content-Type"), "text/html")
		if answer.status != c.status || html != (c.status >= 400) {
			t.Errorf("%s %s: %+v", c.method, c.path, answer)
		}
	}
}

func TestVersionsCompareByNumber(t *testing.T) {
	f := start(t, emulator.Options{Version: "14.10.0"})
	for version, want := range map[string]bool{"14.3.3": true, "14.10": true, "14.10.1": false, "15.0.0": false, "9.0.0": true} {
		if got := f.node.AtLeast(version); got != want {
			t.Errorf("AtLeast(%s) = %v", version, got)
		}
	}
	if version := f.send("GET", "/public/api/futures", "").header.Get("DSS-Version"); version != "14.10.0" {
		t.Errorf("DSS-Version is %q", version)
	}
}

func TestErrorsHaveTheShapeOfTheServer(t *testing.T) {
	f := start(t, emulator.Options{})
	answer := f.send("GET", "/public/api/things/x", "")
	if answer.status != http.StatusNotFound || !strings.Contains(answer.body, `Thing \u0027x\u0027 doesn\u0027t exist`) {
		t.Errorf("%+v", answer)
	}
	if answer := f.send("PUT", "/public/api/things/x", "{"); answer.status != http.StatusBadRequest ||
		!strings.Contains(answer.body, "JsonSyntaxException") {
		t.Errorf("bad JSON: %+v", answer)
	}
	if answer := f.send("PUT", "/public/api/things/x", "{} {}"); answer.status != http.StatusBadRequest {
		t.Errorf("two values: %+v", answer)
	}
}

func TestBooleansInAnyCase(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.Handle("GET /flag", func(c *emulator.Call) (any, error) { return c.Flag("v", true), nil })
	for query, want := range map[string]bool{"?v=True": true, "?v=false": false, "?v=FALSE": false, "": true, "?v=": true} {
		if got := f.get("/flag" + query); got != want {
			t.Errorf("%q: %v", query, got)
		}
	}
}

func TestServesInParallel(t *testing.T) {
	f := start(t, emulator.Options{Latency: time.Microsecond})
	f.fault("GET /things/{id}=status:503,rate:0.5")
	var writers sync.WaitGroup
	for i := range 8 {
		writers.Go(func() {
			for j := range 10 {
				path := fmt.Sprintf("/public/api/things/%d-%d", i, j)
				if answer := f.send("PUT", path, "1"); answer.status != http.StatusOK {
					t.Errorf("%s: %+v", path, answer)
				}
				f.send("GET", path, "")
			}
		})
	}
	writers.Wait()
	if stored, _ := f.get("/admin/things").([]any); len(stored) != 80 || len(f.node.Requests()) != 161 {
		t.Errorf("%d things, %d requests", len(stored), len(f.node.Requests()))
	}
}
