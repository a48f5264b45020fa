package kittest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

const (
	productDSS    = "dss"
	productGovern = "govern"
)

// apiKey is the administrator's key of the emulated nodes. It is long enough to be searched for.
const apiKey = "administrator-key-of-the-suite"

// nodes are a DSS and a Govern node on loopback.
type nodes struct {
	node     map[string]*emulator.Node
	gateways []*gateway
	url      map[string]string
	// pristine and base are the documents before and after the setup of the sample.
	pristine, base snapshot
}

type snapshot map[string]json.RawMessage

// startNodes starts both nodes. Their clock stands still, so that documents can be compared.
func startNodes(t *testing.T, s *Sample) *nodes {
	t.Helper()
	now := time.Date(2026, 5, 4, 9, 15, 30, 0, time.UTC)
	o := emulator.Options{
		APIKey: apiKey, Version: s.Version, NodeType: s.NodeType, Seed: 1, Now: func() time.Time { return now },
	}
	n := &nodes{node: map[string]*emulator.Node{productDSS: dss.New(o), productGovern: govern.New(o)}, url: map[string]string{}}
	for product, node := range n.node {
		front := &gateway{node: node}
		n.gateways = append(n.gateways, front)
		server := httptest.NewUnstartedServer(front)
		server.Config.IdleTimeout = 5 * time.Second // each operation is a new process with its own connections
		server.Start()
		t.Cleanup(server.Close)
		n.url[product] = server.URL
		if len(s.Quirks) > 0 {
			node.SetQuirks(func(q *emulator.Quirks) {
				if err := json.Unmarshal(s.Quirks, q); err != nil {
					t.Fatalf("%s: quirks: %v", s.file, err)
				}
			})
		}
	}
	if n.node[s.Product] == nil {
		t.Fatalf("%s: product is %q; it must be %q or %q", s.file, s.Product, productDSS, productGovern)
	}
	n.pristine = n.save()
	return n
}

// setUp makes the requests of the sample and returns what they saved.
func (n *nodes) setUp(ctx context.Context, s *Sample) (map[string]string, error) {
	saved := map[string]string{}
	for i, r := range s.Setup {
		product := r.Product
		if product == "" {
			product = s.Product
		}
		path, body := substitute(r.Path, saved), substitute(string(r.Body), saved)
		answer, err := n.call(ctx, product, r.Method, path, []byte(body))
		if err != nil {
			return nil, fmt.Errorf("%s: setup request %d, %s %s: %w", s.file, i, r.Method, path, err)
		}
		for name, pointer := range r.Save {
			value, ok := lookup(answer, pointer)
			if !ok {
				return nil, fmt.Errorf("%s: setup request %d, %s %s: the answer has no %s to save as %s", s.file, i, r.Method, path, pointer, name)
			}
			saved[name] = fmt.Sprint(value)
		}
	}
	n.base = n.save()
	return saved, nil
}

func (n *nodes) call(ctx context.Context, product, method, path string, body []byte) (any, error) {
	request, err := http.NewRequestWithContext(ctx, method, n.url[product]+"/public/api"+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.SetBasicAuth(apiKey, "")
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("status %d: %s", response.StatusCode, answer)
	}
	if len(bytes.TrimSpace(answer)) == 0 {
		return nil, nil
	}
	return emulator.ParseJSON(answer)
}

// save copies the documents of all nodes.
func (n *nodes) save() snapshot {
	s := snapshot{}
	for product, node := range n.node {
		node.Do(func(store *emulator.Store) { s[product] = store.Snapshot() })
	}
	return s
}

// restore brings all nodes back to a copy, without faults, running tasks or journal.
func (n *nodes) restore(s snapshot) {
	for product, node := range n.node {
		node.SetFaults()
		node.ForgetFutures()
		node.Do(func(store *emulator.Store) {
			if err := store.Restore(s[product]); err != nil {
				panic("kittest: " + err.Error())
			}
		})
	}
	n.forget()
}

func (n *nodes) forget() {
	for _, node := range n.node {
		node.ResetRequests()
	}
}

// requests lists what arrived since the last forget.
func (n *nodes) requests() []emulator.Entry {
	var all []emulator.Entry
	for _, product := range slices.Sorted(maps.Keys(n.node)) {
		all = append(all, n.node[product].Requests()...)
	}
	return all
}

// fault makes requests of all nodes go wrong.
func (n *nodes) fault(faults ...emulator.Fault) {
	for _, node := range n.node {
		var own []*emulator.Fault
		for _, f := range faults {
			f.Method, f.Pattern = "*", "*"
			own = append(own, &f)
		}
		node.SetFaults(own...)
	}
}

func (n *nodes) heal() {
	for _, node := range n.node {
		node.SetFaults()
	}
}

// census counts the documents of each collection. It tells duplicates and orphans from what one object takes.
func (n *nodes) census() map[string]int {
	count := map[string]int{}
	for product, node := range n.node {
		node.Do(func(store *emulator.Store) {
			for _, name := range store.Names() {
				if size := len(store.Collection(name).IDs()); size > 0 {
					count[product+" "+name] = size
				}
			}
		})
	}
	return count
}

func censusChange(before, after map[string]int) string {
	var changes []string
	for name := range maps.Keys(maps.Collect(func(yield func(string, bool) bool) {
		for _, m := range []map[string]int{before, after} {
			for name := range m {
				if !yield(name, true) {
					return
				}
			}
		}
	})) {
		if before[name] != after[name] {
			changes = append(changes, fmt.Sprintf("%s: %d instead of %d", name, after[name], before[name]))
		}
	}
	slices.Sort(changes)
	return strings.Join(changes, ", ")
}

// document returns a document of the store.
func (n *nodes) document(product string, at DocumentPlace) any {
	var value any
	n.node[product].Do(func(store *emulator.Store) { value = store.Collection(at.Collection).Value(at.ID) })
	return value
}

func (n *nodes) ids(product, collection string) []string {
	var ids []string
	n.node[product].Do(func(store *emulator.Store) { ids = store.Collection(collection).IDs() })
	return ids
}

// change edits a document of the store behind the provider's back.
func (n *nodes) change(product string, at DocumentPlace, edit func(document any) (any, error)) error {
	var err error
	n.node[product].Do(func(store *emulator.Store) {
		c := store.Collection(at.Collection)
		if !c.Has(at.ID) {
			err = fmt.Errorf("the store has no document %q in %q; it has %q", at.ID, at.Collection, c.IDs())
			return
		}
		var edited any
		if edited, err = edit(c.Value(at.ID)); err == nil {
			c.Put(at.ID, edited)
		}
	})
	return err
}

func pointerSteps(pointer string) []string {
	if pointer == "" {
		return nil
	}
	steps := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i := range steps {
		steps[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(steps[i])
	}
	return steps
}

// lookup follows a JSON pointer. The step "-" finds nothing.
func lookup(value any, pointer string) (any, bool) {
	for _, step := range pointerSteps(pointer) {
		switch v := value.(type) {
		case emulator.Document:
			inner, ok := v[step]
			if !ok {
				return nil, false
			}
			value = inner
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(v) {
				return nil, false
			}
			value = v[i]
		default:
			return nil, false
		}
	}
	return value, true
}

// set stores a value at a JSON pointer, makes the objects on the way, and appends to a list at the step "-".
func set(document any, pointer string, value any) (any, error) {
	steps := pointerSteps(pointer)
	if len(steps) == 0 {
		return value, nil
	}
	rest := "/" + strings.Join(escapeSteps(steps[1:]), "/")
	if len(steps) == 1 {
		rest = ""
	}
	switch v := document.(type) {
	case nil:
		inner, err := set(nil, rest, value)
		return emulator.Document{steps[0]: inner}, err
	case emulator.Document:
		inner, err := set(v[steps[0]], rest, value)
		v[steps[0]] = inner
		return v, err
	case []any:
		if steps[0] == "-" {
			inner, err := set(nil, rest, value)
			return append(v, inner), err
		}
		i, err := strconv.Atoi(steps[0])
		if err != nil || i < 0 || i >= len(v) {
			return nil, fmt.Errorf("%s: the list has %d items", pointer, len(v))
		}
		v[i], err = set(v[i], rest, value)
		return v, err
	}
	return nil, fmt.Errorf("%s: there is a %T, which has no members", pointer, document)
}

func escapeSteps(steps []string) []string {
	out := make([]string, len(steps))
	for i, step := range steps {
		out[i] = strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
	}
	return out
}
