package acctest_test

import (
	"bytes"
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

// keyMember is a key that was made, or one of another node in clear. A key with a value beside it is the name of a
// property, such as those of a mail channel.
var keyMember = regexp.MustCompile(`"(?:key|apiKey)":"([^"*]+)"(,"value":)?`)

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
		if len(match[2]) == 0 && !bytes.HasPrefix(match[1], []byte("e:AES:")) {
			t.mint.keys = append(t.mint.keys, string(match[1]))
		}
	}
	t.mint.mu.Unlock()
	return t.ResponseWriter.Write(text)
}
