package govern

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func TestSearchReadsEveryPage(t *testing.T) {
	var cursors []any
	server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		request, err := client.ParseDocument(body)
		if err != nil {
			t.Error(err)
		}
		last, _ := client.Lookup(request, "artifactSearchPagination", "lastArtifactId")
		cursors = append(cursors, last)
		answer := `{"uiArtifacts":[{"artifact":{"id":"ar.1"}},{"artifact":{"id":"ar.9"}}],"hasNextPage":true}`
		if last != nil {
			answer = `{"uiArtifacts":[{"artifact":{"id":"ar.3"}}],"hasNextPage":false}`
		}
		_, _ = io.WriteString(w, answer)
	})))
	defer server.Close()
	c, err := New(client.Config{URL: server.URL, APIKey: "key-of-the-test"})
	if err != nil {
		t.Fatal(err)
	}
	var ids []any
	for artifact, err := range c.SearchArtifacts(t.Context(), ArtifactSearch{}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, artifact["id"])
	}
	if len(cursors) != 2 || cursors[0] != nil || cursors[1] != "ar.9" || len(ids) != 3 || ids[2] != "ar.3" {
		t.Errorf("cursors %v, found %v", cursors, ids)
	}
}
