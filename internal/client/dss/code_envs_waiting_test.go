package dss

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// envNode is a node with one environment, PYTHON/ml.
type envNode struct {
	registered, built bool
	interpreter       string
	// create answers the creation; nil hangs up. later runs at each read of the environment.
	create func(w http.ResponseWriter)
	later  func(n *envNode)
	// tasks are listed as running; poll answers questions for one.
	tasks []any
	poll  func(n *envNode) Document
	logs  []any
	texts map[string]string

	creations, reads int
	refuseList       bool
}

const (
	notAFile = `{"errorType":"java.io.IOException","message":"Not a file: /data/code-envs/desc/python/ml/desc.json"}`
	buildOK  = `{"messages":{"success":false,"error":false,"messages":[]}}`
	buildKO  = `{"messages":{"error":true,"messages":[{"severity":"ERROR","message":"no such index https://joe:hunter2@pypi.example.com/simple"}]}}`
)

func (n *envNode) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	say := func(status int, text string) { w.WriteHeader(status); _, _ = w.Write([]byte(text)) }
	path := strings.Trim(strings.TrimPrefix(r.URL.Path, "/public/api"), "/")
	log := strings.TrimPrefix(path, "admin/code-envs/PYTHON/ml/logs/")
	switch {
	case r.Method == http.MethodPost:
		n.creations++
		n.registered = true
		if n.create == nil {
			panic(http.ErrAbortHandler)
		}
		n.create(w)
	case path == "futures":
		say(200, client.RenderJSON(append([]any{}, n.tasks...)))
	case strings.HasPrefix(path, "futures/"):
		say(200, client.RenderJSON(n.poll(n)))
	case path == "admin/code-envs" && n.refuseList:
		say(403, `{"errorType":"com.dataiku.dip.exceptions.UnauthorizedException","message":"no"}`)
	case path == "admin/code-envs" && n.registered:
		say(200, `[{"envName":"ml","envLang":"R"},{"envName":"ml","envLang":"PYTHON","deploymentMode":"DESIGN_MANAGED"}]`)
	case path == "admin/code-envs":
		say(200, `[]`)
	case path == "admin/code-envs/PYTHON/ml/logs":
		say(200, client.RenderJSON(append([]any{}, n.logs...)))
	case n.texts[log] != "":
		say(200, n.texts[log])
	default:
		n.reads++
		if n.later != nil {
			n.later(n)
		}
		if n.built {
			say(200, `{"envName":"ml","envLang":"PYTHON","deploymentMode":"DESIGN_MANAGED","desc":{"pythonInterpreter":"`+n.interpreter+`"}}`)
			return
		}
		say(500, notAFile)
	}
}

func (n *envNode) client(t *testing.T) (*Client, *clienttest.Clock) {
	t.Helper()
	server := httptest.NewServer(clienttest.Signed(n))
	t.Cleanup(server.Close)
	clock := &clienttest.Clock{}
	c, err := New(client.Config{URL: server.URL, APIKey: "key-of-the-test", Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	return c, clock
}

// make creates PYTHON/ml with Python 3.11 and tells how long that waited.
func (n *envNode) make(t *testing.T) (Document, time.Duration, error) {
	t.Helper()
	c, clock := n.client(t)
	made, err := c.CreateCodeEnv(context.Background(), "PYTHON", "ml",
		Document{"deploymentMode": "DESIGN_MANAGED", "desc": Document{"pythonInterpreter": "PYTHON311"}}, nil)
	var slept time.Duration
	for _, pause := range clock.Slept() {
		slept += pause
	}
	return made, slept, err
}

func says(text string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { _, _ = w.Write([]byte(text)) }
}

func TestOnlyTheListTellsBrokenFromMissing(t *testing.T) {
	ctx := context.Background()
	c, _ := (&envNode{}).client(t)
	if _, err := c.CodeEnv(ctx, "PYTHON", "ml"); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("missing: %v", err)
	}
	c, _ = (&envNode{registered: true}).client(t)
	if item, err := c.CodeEnv(ctx, "PYTHON", "ml"); !errors.Is(err, ErrCodeEnvBroken) || errors.Is(err, client.ErrNotFound) || item["deploymentMode"] == nil {
		t.Errorf("broken: %v, %v", item, err)
	}
	c, _ = (&envNode{registered: true, refuseList: true}).client(t)
	if _, err := c.CodeEnv(ctx, "PYTHON", "ml"); !errors.Is(err, client.ErrForbidden) || errors.Is(err, client.ErrNotFound) || errors.Is(err, ErrCodeEnvBroken) {
		t.Errorf("nobody can tell: %v", err)
	}
}

func TestLostCreationIsFoundByItsTask(t *testing.T) {
	mine := Document{"jobId": "j1", "alive": true, "payload": Document{"displayName": "Creating code env ml"}}
	n := &envNode{
		interpreter: "PYTHON311",
		tasks: []any{
			Document{"jobId": "other", "alive": true, "payload": Document{"displayName": "Creating code env ml-2"}},
			Document{"jobId": "unrelated", "alive": true, "payload": Document{"displayName": "Training ml"}},
			mine,
		},
		poll: func(n *envNode) Document {
			n.built = true
			return Document{"jobId": "j1", "hasResult": true, "result": Document{}}
		},
	}
	made, _, err := n.make(t)
	if err != nil || made["desc"] == nil || n.creations != 1 {
		t.Errorf("got %v, %v after %d creations", made, err, n.creations)
	}
}

func TestLostCreationIsFollowedByItsLog(t *testing.T) {
	n := &envNode{interpreter: "PYTHON311"}
	n.later = func(n *envNode) {
		n.logs = []any{Document{"name": "createPythonEnv.log", "totalSize": n.reads}}
		n.built = n.reads > 60
	}
	made, slept, err := n.make(t)
	if err != nil || made["desc"] == nil || n.creations != 1 || slept < 2*quietBuild {
		t.Errorf("got %v, %v after %s and %d creations", made, err, slept, n.creations)
	}
	n = &envNode{
		logs:  []any{Document{"name": "old.log", "lastModified": 1}, Document{"name": "createPythonEnv.log", "lastModified": 2}},
		texts: map[string]string{"old.log": "old", "createPythonEnv.log": "python3.11: command not found\n"},
	}
	made, slept, err = n.make(t)
	if made["envName"] != "ml" || err == nil || !strings.Contains(err.Error(), "createPythonEnv.log:\n\n  python3.11: command not found") {
		t.Errorf("a build that ended unseen: %v, %v", made, err)
	}
	if slept < quietBuild || slept > 2*quietBuild {
		t.Errorf("waited for %s", slept)
	}
}

func TestLostCreationIsRepeatedWhenNothingWasMade(t *testing.T) {
	n := &envNode{}
	n.create = func(w http.ResponseWriter) {
		if n.registered = n.creations > 1; !n.registered {
			w.WriteHeader(http.StatusGatewayTimeout)
			return
		}
		n.built, n.interpreter = true, "PYTHON311"
		says(buildOK)(w)
	}
	if made, _, err := n.make(t); err != nil || made["desc"] == nil || n.creations != 2 {
		t.Errorf("got %v, %v after %d creations", made, err, n.creations)
	}
}

func TestCreationNeverTakesWhatIsSomebodyElses(t *testing.T) {
	exists := func(w http.ResponseWriter) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"errorType":"com.dataiku.dip.exceptions.CodedException","code":"ERR_CODEENV_EXISTING_ENV","message":"exists"}`))
	}
	for name, n := range map[string]*envNode{
		"refused":                 {built: true, create: exists},
		"refused inside":          {built: true, create: says(`{"messages":{"error":true,"messages":[{"severity":"ERROR","code":"ERR_CODEENV_EXISTING_ENV"}]}}`)},
		"answer lost, another":    {built: true, interpreter: "PYTHON39"},
		"refused, built meantime": {create: exists, later: func(n *envNode) { n.built = n.reads > 5 }},
	} {
		if made, _, err := n.make(t); made != nil || !errors.Is(err, client.ErrAlreadyExists) {
			t.Errorf("%s: got %v, %v", name, made, err)
		}
	}
	n := &envNode{built: true, create: says(buildKO)}
	if made, _, err := n.make(t); made != nil || err == nil {
		t.Errorf("a failure beside an environment that works: %v, %v", made, err)
	}
}

func TestFailedBuildShowsItsLogWithoutCredentials(t *testing.T) {
	var lines []string
	for i := range 50 {
		lines = append(lines, fmt.Sprintf("line %d", i), "")
	}
	lines = append(lines, strings.Repeat("x", 1000), "Looking in https://joe:hunter2@pypi.example.com/simple")
	n := &envNode{
		create: says(buildKO), logs: []any{Document{"name": "a.log", "lastModified": 9}, Document{"name": "b.log", "lastModified": 3}},
		texts: map[string]string{"a.log": strings.Join(lines, "\r\n")},
	}
	made, _, err := n.make(t)
	if made["envName"] != "ml" || err == nil {
		t.Fatalf("got %v, %v", made, err)
	}
	text := err.Error()
	for _, want := range []string{"no such index https://(redacted)@pypi", "The end of a.log:", "line 49", "Looking in https://(redacted)@pypi"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "hunter2") || strings.Contains(text, "line 31\n") || len(text) > 1500 {
		t.Errorf("the error holds too much:\n%s", text)
	}
}

func TestDeletionWhoseTaskGotLost(t *testing.T) {
	for registered := range map[bool]bool{true: true, false: false} {
		n := &envNode{registered: registered}
		server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodDelete {
				says(`{"jobId":"j1","hasResult":false,"unknown":true}`)(w)
				return
			}
			n.ServeHTTP(w, r)
		})))
		t.Cleanup(server.Close)
		c, err := New(client.Config{URL: server.URL, APIKey: "key-of-the-test", Clock: &clienttest.Clock{}})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.DeleteCodeEnv(context.Background(), "PYTHON", "ml"); (err != nil) != registered {
			t.Errorf("still registered is %t: %v", registered, err)
		}
	}
}
