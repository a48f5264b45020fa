package emulator_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func (f *fixture) control(method, path, body string, want int) any {
	f.Helper()
	answer := f.send(method, "/emulator"+path, body, func(r *http.Request) { r.Header.Del("Authorization") })
	if answer.status != want {
		f.Fatalf("%s /emulator%s: %+v", method, path, answer)
	}
	value, _ := emulator.ParseJSON([]byte(answer.body))
	return value
}

func TestJournal(t *testing.T) {
	f := start(t, emulator.Options{})
	f.put("/things/a?x=True", `{"p":1}`)
	f.put("//things/b/", `2`)
	f.send("GET", "/public/api/things/missing", "")
	f.send("GET", "/public/api/nope", "")
	f.fault("GET /admin/things=reset")
	f.send("GET", "/public/api/admin/things", "")

	counts, _ := f.control("GET", "/requests", "", 200).(doc)
	want := "map[GET /admin/things:1 GET /things/{id}:1 GET unknown:1 PUT /things/{id}:2]"
	if fmt.Sprint(counts["total"]) != "5" || fmt.Sprint(counts["by_route"]) != want {
		t.Errorf("counts: %v", counts)
	}
	entries := f.node.Requests()
	first, last := entries[0], entries[len(entries)-1]
	if first.Method != "PUT" || first.Path != "/public/api/things/a" || first.Query != "x=True" || string(first.Body) != `{"p":1}` ||
		first.Status != 200 || first.Header.Get("Authorization") == "" {
		t.Errorf("first entry: %+v", first)
	}
	if last.Status != -1 || entries[2].Status != 404 {
		t.Errorf("statuses: %+v", entries)
	}
	f.control("DELETE", "/requests", "", 200)
	if left := f.node.Requests(); len(left) != 0 {
		t.Errorf("after the reset: %v", left)
	}
}

func TestLogHasOneLinePerRequest(t *testing.T) {
	var lines []string
	f := start(t, emulator.Options{Log: func(line string) { lines = append(lines, line) }})
	f.put("/things/a?x=1", "1")
	if want := "PUT /public/api/things/a?x=1 200"; len(lines) != 1 || lines[0] != want {
		t.Errorf("got %q", lines)
	}
}

func TestControlOfDocuments(t *testing.T) {
	f := start(t, emulator.Options{})
	f.control("GET", "/documents/things/a%2Fb", "", 404)
	f.control("PUT", "/documents/things/a%2Fb", `{"n":9007199254740993}`, 200)
	if got := f.get("/things/a%2Fb"); fmt.Sprint(got) != "map[n:9007199254740993]" {
		t.Errorf("got %v", got)
	}
	if got := f.control("GET", "/documents/things/a%2Fb", "", 200); fmt.Sprint(got) != "map[n:9007199254740993]" {
		t.Errorf("got %v", got)
	}
	f.control("PUT", "/documents/things/x", `{`, 400)
	f.control("PATCH", "/documents/things/x", `{}`, 405)
	f.control("DELETE", "/documents/things/a%2Fb", "", 200)
	f.control("GET", "/documents/things/a%2Fb", "", 404)
	f.control("GET", "/nope", "", 404)
	if len(f.node.Requests()) != 1 {
		t.Errorf("control calls are in the journal: %v", f.node.Requests())
	}
}

func TestControlOfFaultsAndQuirks(t *testing.T) {
	f := start(t, emulator.Options{})
	f.control("PUT", "/faults", `{"faults":["GET *=status:503",{"method":"*","pattern":"*","status":429}],"quirks":{"futurePolls":7}}`, 200)
	if answer := f.send("GET", "/public/api/admin/things", ""); answer.status != 503 {
		t.Errorf("%+v", answer)
	}
	if answer := f.send("PUT", "/public/api/things/x", "1"); answer.status != 429 {
		t.Errorf("%+v", answer)
	}
	f.control("PUT", "/faults", `{"quirks":{"futurePolls":"x"}}`, 400)
	f.control("PUT", "/faults", `{"faults":["x"]}`, 400)
	f.control("PUT", "/faults", `{"faults":["GET /nope=reset"]}`, 400)
	if answer := f.send("GET", "/public/api/admin/things", ""); answer.status != 503 {
		t.Errorf("a refused change took effect: %+v", answer)
	}
	f.control("PUT", "/faults", `{"faults":[]}`, 200)
	f.get("/admin/things")
	if f.node.Quirks.FuturePolls != 7 || !f.node.Quirks.HashedKeys {
		t.Errorf("quirks: %+v", f.node.Quirks)
	}
}

func TestControlRefusesWhatCannotBe(t *testing.T) {
	f := start(t, emulator.Options{})
	for _, wrong := range []string{
		`{"faults":[{"method":"*","pattern":"*","status":42}]}`,
		`{"faults":[{"method":"*","pattern":"*","status":600}]}`,
		`{"faults":[{"method":"*","pattern":"*","kind":"nonsense"}]}`,
		`{"faults":[{"method":"*","pattern":"*","rate":2}]}`,
		`{"faults":[{"method":"*","pattern":"*","times":-1}]}`,
		`{"faults":[{"method":"*","pattern":"*","typo":1}]}`,
		`{"faults":["* *=status:42"]}`,
		`{"quirks":{"typo":1}}`,
	} {
		f.control("PUT", "/faults", wrong, 400)
	}
	f.control("PUT", "/documents/things/x", `null`, 400)
	f.control("PUT", "/documents/things/x", `{} {}`, 400)
	f.control("PUT", "/documents/things/", `{}`, 404)
	f.control("PUT", "/documents//x", `{}`, 404)
	f.get("/admin/things")
}
