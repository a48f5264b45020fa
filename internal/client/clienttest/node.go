package clienttest

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Signed names a version of the API with every answer, as nodes do (observed.md 1.1).
func Signed(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("DSS-API-Version", "14.3.3")
		handler.ServeHTTP(w, r)
	})
}

// Node starts a loopback node that answers so, and returns its address.
func Node(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	return Plain(t, Signed(handler))
}

// Plain starts a loopback server whose answers are as handler makes them, and returns its address.
func Plain(t testing.TB, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}
