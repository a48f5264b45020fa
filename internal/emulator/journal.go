package emulator

import (
	"net/http"
	"sync"
)

// Entry is one request as it arrived.
type Entry struct {
	Method, Route, Path, Query string
	Header                     http.Header
	Body                       []byte
	// Status is the answer's status, -1 when a fault came first.
	Status int
}

type journal struct {
	mu      sync.Mutex
	entries []Entry
}

func (n *Node) record(r *http.Request, pattern string, body []byte, status int) {
	n.journal.mu.Lock()
	n.journal.entries = append(n.journal.entries, Entry{
		Method: r.Method, Route: r.Method + " " + pattern, Path: r.URL.Path, Query: r.URL.RawQuery,
		Header: r.Header.Clone(), Body: body, Status: status,
	})
	n.journal.mu.Unlock()
	n.logf("%s %s %d", r.Method, r.URL.RequestURI(), status)
}

// Requests lists what arrived since the last ResetRequests.
func (n *Node) Requests() []Entry {
	n.journal.mu.Lock()
	defer n.journal.mu.Unlock()
	return append([]Entry(nil), n.journal.entries...)
}

// ResetRequests empties the journal.
func (n *Node) ResetRequests() {
	n.journal.mu.Lock()
	defer n.journal.mu.Unlock()
	n.journal.entries = nil
}
