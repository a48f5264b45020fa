package emulator

import (
	"slices"
	"time"
)

// settleAfter is how long an unattended task takes: real tasks end whether or not somebody polls.
const settleAfter = 3 * time.Second

// future is a long task of the node (dss-admin.md 3). Futures are not persistent, as on a real node.
type future struct {
	id, owner string
	scenario  bool
	started   time.Time
	polls     int
	work      func() (any, error)
	watched   *Watched
	payload   Document
	done      bool
	aborted   bool
	result    any
	err       error
}

// Future starts work as a long task and returns its first state. Work runs when the task ends: at once, without a
// jobId, when Quirks.FuturePolls is 0, else at the last of that many polls.
func (c *Call) Future(name string, work func() (any, error)) (any, error) {
	return c.startFuture(name, c.Node.Quirks.FuturePolls, work)
}

// Task is a Future that always has a jobId: some clients ask for it even of a task that ended.
func (c *Call) Task(name string, work func() (any, error)) (any, error) {
	return c.startFuture(name, max(c.Node.Quirks.FuturePolls, 1), work)
}

func (c *Call) startFuture(name string, polls int, work func() (any, error)) (any, error) {
	n := c.Node
	f := &future{
		id: n.RandomID(8), owner: c.Identity.ID, started: n.Now(), polls: polls, work: work,
		payload: Document{"displayName": name, "type": name, "targets": []any{}},
	}
	if f.polls == 0 {
		f.finish()
		if f.err != nil {
			return nil, f.err
		}
		state := f.state(n, true)
		delete(state, "jobId")
		return state, nil
	}
	n.futures = append(n.futures, f)
	return f.state(n, false), nil
}

// Watched is a task that something else drives, such as the run of a scenario: it ends when End is called.
type Watched struct {
	Name, Owner string
	// Scenario tells the runs of scenarios, which the list of tasks shows on demand.
	Scenario bool
	// Poll and Abort are called when somebody looks at the task and when somebody aborts it.
	Poll, Abort func()
}

// Watch makes a task that others can look at and abort, and answers its identifier.
func (n *Node) Watch(w *Watched) string {
	f := &future{
		id: n.RandomID(8), owner: w.Owner, scenario: w.Scenario, started: n.Now(), watched: w,
		payload: Document{"displayName": w.Name, "type": w.Name, "targets": []any{}},
	}
	n.futures = append(n.futures, f)
	return f.id
}

// End ends a watched task; one that was aborted stays so.
func (n *Node) End(id string, result any) {
	if f, err := n.future(id); err == nil && !f.aborted {
		f.done, f.result = true, result
	}
}

// Settle calls f before each call, for work that goes on although nobody looks at it.
func (n *Node) Settle(f func()) { n.settlers = append(n.settlers, f) }

// Overdue tells whether work that began at a time, in milliseconds, has been alone for so long that it is over.
func (n *Node) Overdue(started int64) bool { return n.Millis()-started > settleAfter.Milliseconds() }

func (f *future) finish() {
	if f.done || f.aborted || f.watched != nil {
		return
	}
	f.result, f.err = f.work()
	f.done = true
}

func (f *future) state(n *Node, withResult bool) Document {
	state := Document{
		"jobId": f.id, "hasResult": f.done, "alive": !f.done && !f.aborted, "aborted": f.aborted, "unknown": false,
		"startTime": f.started.UnixMilli(), "runningTime": n.Now().Sub(f.started).Milliseconds(),
		"owner": f.owner, "payload": f.payload,
	}
	if f.done && withResult {
		state["result"] = f.result
	}
	return state
}

// settleFutures ends tasks that nobody polled for a while.
func (n *Node) settleFutures() {
	for _, f := range n.futures {
		if n.Now().Sub(f.started) > settleAfter {
			f.finish()
		}
	}
	for _, settle := range n.settlers {
		settle()
	}
}

func (n *Node) handleFutures() {
	n.Handle("GET /futures", func(c *Call) (any, error) {
		if c.Flag("allUsers", false) && !c.Identity.Admin { // dss-admin.md 3
			return nil, Forbidden("You may not list the tasks of other users")
		}
		list := []any{}
		for _, f := range n.futures {
			if f.done || f.aborted || f.owner != c.Identity.ID && !c.Flag("allUsers", false) {
				continue
			}
			if f.scenario && c.Flag("withScenarios", false) || !f.scenario && c.Flag("withNotScenarios", true) {
				list = append(list, f.state(n, false))
			}
		}
		return list, nil
	})
	n.Handle("GET /futures/{jobId}", func(c *Call) (any, error) {
		f, err := n.future(c.Arg("jobId"))
		if err != nil {
			return nil, err
		}
		if f.watched != nil && !f.done && !f.aborted {
			f.watched.Poll()
		}
		if f.polls--; f.polls <= 0 {
			f.finish()
		}
		if f.err != nil {
			return nil, f.err
		}
		return f.state(n, !c.Flag("peek", false)), nil
	})
	n.Handle("DELETE /futures/{jobId}", func(c *Call) (any, error) {
		f, err := n.future(c.Arg("jobId"))
		if err != nil {
			return nil, err
		}
		if f.watched != nil && !f.done && !f.aborted {
			f.watched.Abort()
		}
		f.aborted = !f.done
		return Empty{}, nil
	})
}

func (n *Node) future(id string) (*future, error) {
	i := slices.IndexFunc(n.futures, func(f *future) bool { return f.id == id })
	if i < 0 {
		return nil, IllegalArgument("No future by that id")
	}
	return n.futures[i], nil
}

// ForgetFutures makes every task unknown, as a restart of the node does.
func (n *Node) ForgetFutures() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.futures = nil
}
