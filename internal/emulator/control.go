package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// control serves the routes that belong to the emulator and not to the API.
func (n *Node) control(w http.ResponseWriter, r *http.Request) {
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/emulator/"), "/")
	for i, s := range segments {
		if plain, err := url.PathUnescape(s); err == nil {
			segments[i] = plain
		}
	}
	switch {
	case len(segments) == 1 && segments[0] == "requests":
		n.controlRequests(w, r)
	case len(segments) == 1 && segments[0] == "faults" && r.Method == http.MethodPut:
		n.controlFaults(w, r)
	case len(segments) == 3 && segments[0] == "documents" && segments[1] != "" && segments[2] != "":
		n.controlDocument(w, r, segments[1], segments[2])
	default:
		http.Error(w, "emulator: unknown control route", http.StatusNotFound)
	}
}

func (n *Node) controlRequests(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodDelete {
		n.ResetRequests()
		return
	}
	entries := n.Requests()
	routes := map[string]int{}
	for _, e := range entries {
		routes[e.Route]++
	}
	writeJSON(w, Document{"total": len(entries), "by_route": routes})
}

// controlFaults takes {"faults": [...], "quirks": {...}}; a missing member stays as it is.
// A fault is an object, or the text of the --fault flag.
func (n *Node) controlFaults(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Faults *[]json.RawMessage `json:"faults"`
		Quirks json.RawMessage    `json:"quirks"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var faults []*Fault
	if body.Faults != nil {
		for _, raw := range *body.Faults {
			f, err := decodeFault(raw)
			if err == nil && !n.Routed(f) {
				err = fmt.Errorf("emulator: no route %s %s", f.Method, f.Pattern)
			}
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			faults = append(faults, f)
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if body.Quirks != nil {
		changed := n.Quirks
		if err := strictly(body.Quirks, &changed); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		n.Quirks = changed
	}
	if body.Faults != nil {
		n.faults = faults
	}
}

func decodeFault(raw json.RawMessage) (*Fault, error) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return ParseFault(text)
	}
	f := &Fault{}
	if err := strictly(raw, f); err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	return f, nil
}

// strictly decodes JSON that must not hold members of other names.
func strictly(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

func (n *Node) controlDocument(w http.ResponseWriter, r *http.Request, collection, id string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	c := n.Store.Collection(collection)
	switch r.Method {
	case http.MethodGet:
		if !c.Has(id) {
			http.Error(w, "emulator: no such document", http.StatusNotFound)
			return
		}
		writeJSON(w, c.Value(id))
	case http.MethodPut:
		value, err := readDocument(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		c.Put(id, value)
	case http.MethodDelete:
		c.Delete(id)
	default:
		http.Error(w, "emulator: GET, PUT or DELETE", http.StatusMethodNotAllowed)
	}
}

// readDocument reads any JSON value but null, which is no document.
func readDocument(body io.Reader) (any, error) {
	text, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	value, err := ParseJSON(text)
	if err == nil && value == nil {
		err = errors.New("emulator: null is no document; DELETE removes one")
	}
	return value, err
}

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(encode(value))
}
