// Package emulator stands in for a Dataiku node over HTTP: routing, authentication, errors, faults and a journal.
// The API families live in the packages dss and govern below it.
package emulator

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options describe the node to emulate. Zero values mean the default named with each field.
type Options struct {
	// APIKey is the key of the administrator; default "admin-key".
	APIKey string
	// Version is the product version; default 14.3.3. Behaviour follows it where the contract names a version.
	Version string
	// NodeType is "design" (default), "automation" or "deployer"; ignored by Govern.
	NodeType string
	// Latency is added to every API answer.
	Latency time.Duration
	// Now is the node's clock; default time.Now.
	Now func() time.Time
	// Seed makes identifiers and fault dice repeatable; 0 picks one at random.
	Seed uint64
	// Log receives one line per request when set, from several goroutines.
	Log func(line string)
}

// Node is one emulated node. Handlers run one at a time, so a handler may read and change the store freely.
type Node struct {
	Options
	// Product is "dss" or "govern".
	Product string
	// Store holds every document of the node.
	Store *Store
	// Quirks are the switches of the contract's emulator checklist.
	Quirks Quirks
	// Administrator is who stands behind Options.APIKey; by default the user admin, with a personal key.
	Administrator Identity
	// Authenticate resolves a key other than Options.APIKey; set by the product package.
	Authenticate func(key string) (Identity, bool)
	// Impersonate resolves the login of an X-DKU-ProxyUser header; set by the product package.
	Impersonate func(login string) (Identity, bool)

	mu      sync.Mutex
	rand    *rand.Rand
	routes  []*route
	futures []*future
	// settlers are the functions of Settle.
	settlers []func()
	faults   []*Fault
	tickets  map[string]Identity
	journal  journal
}

// Identity is who stands behind a key.
type Identity struct {
	// ID is the login of a user or the id of a global key (`authIdentifier`).
	ID string
	// Login is the user behind the key; empty for a global key without impersonation.
	Login string
	// Groups of the user.
	Groups []string
	// Admin allows every call below /admin.
	Admin bool
	// Rights are the other global permissions, by flag (`mayCreateProjects` …).
	Rights map[string]bool
	// Source is the `authSource` of observed.md 4.
	Source string
}

// May tells whether the identity has the global permission flag; administrators have all.
func (i Identity) May(flag string) bool { return i.Admin || i.Rights[flag] }

// Handler answers one call. The answer is rendered as JSON; see Answer types for others.
type Handler func(*Call) (any, error)

type route struct {
	method, pattern string
	segments        []string
	handler         Handler
	since           string
	open            bool
	clientRootOnly  bool
}

// RouteOption changes how a route is served.
type RouteOption func(*route)

// Since hides the route, as an unknown one, on nodes older than version.
func Since(version string) RouteOption { return func(r *route) { r.since = version } }

// Open lets keys without administrator rights call a route below /admin.
func Open() RouteOption { return func(r *route) { r.open = true } }

// ClientRootOnly hides a route below /public/api, as real nodes do with those of project git (dss-project.md 1).
func ClientRootOnly() RouteOption { return func(r *route) { r.clientRootOnly = true } }

// NewNode makes an empty node; the product packages add routes and seed documents.
func NewNode(product string, o Options) *Node {
	if o.APIKey == "" {
		o.APIKey = "admin-key"
	}
	if o.Version == "" {
		o.Version = "14.3.3"
	}
	if o.NodeType == "" {
		o.NodeType = "design"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Seed == 0 {
		o.Seed = rand.Uint64()
	}
	n := &Node{
		Options: o,
		Product: product,
		Store:   NewStore(),
		Quirks:  DefaultQuirks(),
		Administrator: Identity{
			ID: "admin", Login: "admin", Groups: []string{"administrators"}, Admin: true, Source: "PERSONAL_API_KEY",
		},
		rand:    rand.New(rand.NewPCG(o.Seed, o.Seed)),
		tickets: map[string]Identity{},
	}
	n.handleFutures()
	return n
}

// Handle serves "METHOD /path/{name}" below both API roots, with and without a trailing slash. A last segment such as
// {path...} stands for one or more segments. Routes with fixed segments win over routes with placeholders.
func (n *Node) Handle(pattern string, h Handler, options ...RouteOption) {
	method, path, ok := strings.Cut(pattern, " ")
	if !ok {
		panic("emulator: pattern without a method: " + pattern)
	}
	r := &route{method: method, pattern: path, segments: splitPath(path), handler: h}
	for _, option := range options {
		option(r)
	}
	n.routes = append(n.routes, r)
}

// Routes lists "METHOD /path/{name}" of everything served, for coverage checks.
func (n *Node) Routes() []string {
	var all []string
	for _, r := range n.routes {
		all = append(all, r.method+" "+r.pattern)
	}
	return all
}

// AtLeast tells whether the node's version is version or newer.
func (n *Node) AtLeast(version string) bool { return compareVersions(n.Version, version) >= 0 }

// Millis is the node's clock in the unit of the API (milliseconds since the epoch).
func (n *Node) Millis() int64 { return n.Now().UnixMilli() }

// RandomID returns length letters and digits.
func (n *Node) RandomID(length int) string {
	const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	id := make([]byte, length)
	for i := range id {
		id[i] = alphabet[n.rand.IntN(len(alphabet))]
	}
	return string(id)
}

// Do runs f while no handler runs, for tests and background savers.
func (n *Node) Do(f func(*Store)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	f(n.Store)
}

func compareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		if d := versionPart(as, i) - versionPart(bs, i); d != 0 {
			return d
		}
	}
	return 0
}

func versionPart(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	value, err := strconv.Atoi(parts[i])
	if err != nil {
		return 0
	}
	return value
}

// find returns the route for a path, or whether the path exists under another method.
func (n *Node) find(root, method string, segments []string) (best *route, values map[string]string, otherMethod bool) {
	for _, r := range n.routes {
		if !r.matches(segments) || r.since != "" && !n.AtLeast(r.since) || r.clientRootOnly && root != clientRoot {
			continue
		}
		if r.method != method {
			otherMethod = true
			continue
		}
		if best == nil || r.outranks(best) {
			best = r
		}
	}
	if best == nil {
		return nil, nil, otherMethod
	}
	values = map[string]string{}
	for i, p := range best.segments {
		switch {
		case isRest(p):
			values[strings.Trim(p, "{}.")] = strings.Join(segments[i:], "/")
		case isPlaceholder(p):
			values[strings.Trim(p, "{}")] = segments[i]
		}
	}
	return best, values, otherMethod
}

func isPlaceholder(segment string) bool { return strings.HasPrefix(segment, "{") }

// isRest tells a placeholder for everything that follows, such as a path with slashes.
func isRest(segment string) bool { return strings.HasSuffix(segment, "...}") }

func (r *route) matches(segments []string) bool {
	rest := len(r.segments) > 0 && isRest(r.segments[len(r.segments)-1])
	if len(r.segments) != len(segments) && (!rest || len(segments) < len(r.segments)) {
		return false
	}
	for i, p := range r.segments {
		if !isPlaceholder(p) && p != segments[i] {
			return false
		}
	}
	return true
}

// outranks tells which of two routes that match a path serves it: the first segment decides that one fixes and the other
// leaves open, so /users/actions/bulk wins over /users/{login}/activity. What follows as a whole is the most open.
func (r *route) outranks(other *route) bool {
	for i := range min(len(r.segments), len(other.segments)) {
		a, b := r.segments[i], other.segments[i]
		if isPlaceholder(a) != isPlaceholder(b) {
			return isPlaceholder(b)
		}
		if isRest(a) != isRest(b) {
			return isRest(b)
		}
	}
	return false
}

// splitPath collapses repeated slashes (the official client sends `/admin//iam/…`, dss-admin.md W10).
func splitPath(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

// ServeHTTP implements http.Handler.
func (n *Node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/emulator/") {
		n.control(w, r)
		return
	}
	n.serveAPI(w, r)
}

func (n *Node) logf(format string, args ...any) {
	if n.Log != nil {
		n.Log(fmt.Sprintf(format, args...))
	}
}

// SetLatency changes what is added to every answer.
func (n *Node) SetLatency(latency time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Latency = latency
}

func (n *Node) latency() time.Duration {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.Latency
}
