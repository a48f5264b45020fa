package acctest_test

import (
	"net/http"
	"regexp"
	"slices"
	"sync"
)

// mint notes the keys in answers of a node.
type mint struct {
	mu   sync.Mutex
	keys []string
}

var keyMember = regexp.MustCompile(`"key":"([^"*]+)"`)

// watch passes requests on.
func (m *mint) watch(node http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		node.ServeHTTP(tee{w, m}, r)
	})
}

func (m *mint) all() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.keys)
}

// tee is the answer to one request; emulated nodes write it at once.
type tee struct {
	http.ResponseWriter
	mint *mint
}

// Write implements http.ResponseWriter.
func (t tee) Write(text []byte) (int, error) {
	t.mint.mu.Lock()
	for _, match := range keyMember.FindAllSubmatch(text, -1) {
		t.mint.keys = append(t.mint.keys, string(match[1]))
	}
	t.mint.mu.Unlock()
	return t.ResponseWriter.Write(text)
}
