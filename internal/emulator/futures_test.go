package emulator_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// startTask begins a long task and returns its first state.
func (f *fixture) startTask(polls int, err error) doc {
	f.Helper()
	f.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = polls })
	f.node.Handle("GET /task", func(c *emulator.Call) (any, error) {
		return c.Future("Task", func() (any, error) {
			c.Node.Store.Collection("things").Put("made", doc{"by": "task"})
			return doc{"answer": 42}, err
		})
	})
	state, _ := f.get("/task").(doc)
	return state
}

func (f *fixture) state(id any, query string) doc {
	f.Helper()
	name, _ := id.(string)
	state, _ := f.get("/futures/" + name + query).(doc)
	return state
}

func TestFutureEndsAfterPolls(t *testing.T) {
	f := start(t, emulator.Options{})
	first := f.startTask(2, nil)
	id := first["jobId"]
	if id == nil || first["hasResult"] != false || first["alive"] != true {
		t.Fatalf("first state: %v", first)
	}
	if list, _ := f.get("/futures/?allUsers=False").([]any); len(list) != 1 {
		t.Errorf("list: %v", list)
	}
	if state := f.state(id, "?peek=False"); state["hasResult"] != false || state["alive"] != true {
		t.Errorf("after one poll: %v", state)
	}
	if answer := f.send("GET", "/public/api/things/made", ""); answer.status != 404 {
		t.Errorf("the work was done too early: %+v", answer)
	}
	peeked := f.state(id, "?peek=True")
	if peeked["hasResult"] != true || peeked["result"] != nil || peeked["alive"] != false {
		t.Errorf("peeked: %v", peeked)
	}
	for range 2 { // a result is not one-shot
		if result, _ := f.state(id, "?peek=False")["result"].(doc); result == nil || result["answer"] == nil {
			t.Errorf("no result")
		}
	}
	f.get("/things/made")
	if list, _ := f.get("/futures").([]any); len(list) != 0 {
		t.Errorf("list at the end: %v", list)
	}
}

func TestFutureInline(t *testing.T) {
	f := start(t, emulator.Options{})
	state := f.startTask(0, nil)
	if _, has := state["jobId"]; has || state["hasResult"] != true || state["result"] == nil {
		t.Errorf("state: %v", state)
	}
}

func TestFutureFails(t *testing.T) {
	f := start(t, emulator.Options{})
	id, _ := f.startTask(1, errors.New("it broke"))["jobId"].(string)
	if answer := f.send("GET", "/public/api/futures/"+id, ""); answer.status != 500 {
		t.Errorf("%+v", answer)
	}
	inline := start(t, emulator.Options{})
	inline.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	inline.node.Handle("GET /task", func(c *emulator.Call) (any, error) {
		return c.Future("Task", func() (any, error) { return nil, emulator.IllegalArgument("bad") })
	})
	if answer := inline.send("GET", "/public/api/task", ""); answer.status != 400 {
		t.Errorf("%+v", answer)
	}
}

func TestFutureAborted(t *testing.T) {
	f := start(t, emulator.Options{})
	id, _ := f.startTask(2, nil)["jobId"].(string)
	if answer := f.send("DELETE", "/public/api/futures/"+id, ""); answer.status != 200 || answer.body != "" {
		t.Errorf("%+v", answer)
	}
	for range 4 {
		if state := f.state(id, ""); state["aborted"] != true || state["alive"] != false || state["hasResult"] != false {
			t.Errorf("state: %v", state)
		}
	}
	if answer := f.send("GET", "/public/api/things/made", ""); answer.status != 404 {
		t.Errorf("aborted work was done: %+v", answer)
	}
}

func TestFutureForgotten(t *testing.T) {
	f := start(t, emulator.Options{})
	id, _ := f.startTask(2, nil)["jobId"].(string)
	f.node.ForgetFutures()
	if answer := f.send("GET", "/public/api/futures/"+id, ""); answer.status != 400 {
		t.Errorf("%+v", answer)
	}
}

func TestFutureEndsUnattended(t *testing.T) {
	f := start(t, emulator.Options{})
	f.startTask(5, nil)
	f.now = f.now.Add(time.Minute)
	f.get("/things/made")
}

func TestFuturesOfOthersAreForAdministrators(t *testing.T) {
	f := start(t, emulator.Options{})
	f.startTask(2, nil)
	f.node.Authenticate = func(string) (emulator.Identity, bool) { return emulator.Identity{ID: "jane", Login: "jane"}, true }
	jane := func(r *http.Request) { r.SetBasicAuth("key-of-jane", "") }
	if answer := f.send("GET", "/public/api/futures/?allUsers=False", "", jane); answer.status != 200 || strings.TrimSpace(answer.body) != "[]" {
		t.Errorf("own tasks: %+v", answer)
	}
	if answer := f.send("GET", "/public/api/futures/?allUsers=True", "", jane); answer.status != 403 {
		t.Errorf("tasks of others: %+v", answer)
	}
}

func TestWatchedTasksEndWhenTheyAreTold(t *testing.T) {
	f := start(t, emulator.Options{})
	looks, aborted := 0, 0
	var first, second string
	f.node.Do(func(*emulator.Store) {
		watched := emulator.Watched{Name: "Run", Owner: "admin", Scenario: true, Poll: func() { looks++ }, Abort: func() { aborted++ }}
		first, second = f.node.Watch(&watched), f.node.Watch(&watched)
	})
	if list, _ := f.get("/futures?withScenarios=true&withNotScenarios=false&allUsers=true").([]any); len(list) != 2 {
		t.Errorf("running: %v", list)
	}
	if list, _ := f.get("/futures?allUsers=true").([]any); len(list) != 0 {
		t.Errorf("without scenarios: %v", list)
	}
	f.now = f.now.Add(time.Hour)
	if state, _ := f.get("/futures/" + first).(doc); state["alive"] != true || looks != 1 {
		t.Errorf("left alone: %v after %d looks", state, looks)
	}
	f.node.Do(func(*emulator.Store) { f.node.End(first, "done") })
	if state, _ := f.get("/futures/" + first).(doc); state["result"] != "done" || looks != 1 {
		t.Errorf("ended: %v after %d looks", state, looks)
	}
	f.send("DELETE", "/public/api/futures/"+second, "")
	f.send("DELETE", "/public/api/futures/"+first, "")
	if state, _ := f.get("/futures/" + second).(doc); state["aborted"] != true || aborted != 1 {
		t.Errorf("aborted %d times: %v", aborted, state)
	}
}
