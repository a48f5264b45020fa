package principal

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// replay compares what call sends with what the vendor's client sends for the operation, on DSS or, where the name
// begins with "govern.", on Govern.
func replay(t *testing.T, operation string, answer any, call func(*Calls) error) {
	t.Helper()
	clienttest.Replay(t, operation, answer, func(base *client.Client) error { return call(Over(base)) })
}

func serve(t *testing.T, version string, handle http.HandlerFunc) *Calls {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("DSS-Version", version)
		handle(w, r)
	}))
	t.Cleanup(server.Close)
	node, err := client.New(client.Config{URL: server.URL, APIKey: "key-of-the-test", MaxRetries: -1, Product: client.ProductDSS})
	if err != nil {
		t.Fatal(err)
	}
	return Over(node)
}

func answer(value any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(client.RenderJSON(value))) }
}
