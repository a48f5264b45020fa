package dss

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func scopeNames(t *testing.T, c *Client) []string {
	t.Helper()
	all, err := c.StandardsScopes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, scope := range all {
		names = append(names, client.Text(scope, "name"))
	}
	return names
}

func TestStandardsWithLostAnswers(t *testing.T) {
	node, c := onEmulator(t)
	ctx := t.Context()
	const spec = "project-standards_flow-size"
	first, err := c.ImportStandardsCheck(ctx, spec)
	if err != nil {
		t.Fatal(err)
	}
	node.SetFaults(once("POST", "/project-standards/checks/actions/import", "lost-answer"))
	second, err := c.ImportStandardsCheck(ctx, spec)
	if err != nil || second["id"] == first["id"] || second["checkElementType"] != spec {
		t.Errorf("the second check is %v, %v", second, err)
	}
	node.Do(func(s *emulator.Store) {
		if n := len(s.Collection("project_standards_checks").IDs()); n != 2 {
			t.Errorf("two imports made %d checks", n)
		}
	})
	for _, name := range []string{"a", "b", "c"} {
		node.SetFaults(once("POST", "/project-standards/scopes/{name}", "lost-answer"))
		if err := c.CreateStandardsScope(ctx, Document{"name": name, "selectionMethod": "BY_TAG", "selectedTags": []any{name}}); err != nil {
			t.Fatal(err)
		}
	}
	node.SetFaults(once("POST", "/project-standards/scopes/{name}/actions/reorder", "lost-answer"))
	if err := c.MoveStandardsScope(ctx, "a", 2); err != nil {
		t.Fatal(err)
	}
	if names := scopeNames(t, c); !slices.Equal(names, []string{"b", "c", "a", "default"}) {
		t.Errorf("the order is %q", names)
	}
	if err := c.CreateStandardsScope(ctx, Document{"name": "a", "selectionMethod": "BY_TAG"}); !errors.Is(err, client.ErrAlreadyExists) {
		t.Errorf("a used name: %v", err)
	}
}

// A list may be null; anything else that is no list is not taken for an empty one.
func TestNullListsOfStandards(t *testing.T) {
	for body, wants := range map[string]bool{"null": true, "[]": true, "{}": false, "": false, "<html>": false} {
		server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) })))
		c, err := New(client.Config{URL: server.URL, APIKey: "key", MaxRetries: -1, Clock: &clienttest.Clock{}})
		if err != nil {
			t.Fatal(err)
		}
		specs, err := c.StandardsCheckSpecs(t.Context())
		if (err == nil) != wants || len(specs) > 0 {
			t.Errorf("%q: %v, %v", body, specs, err)
		}
		server.Close()
	}
}

// The items of the lists are the documents of the single reads: that makes it right to answer a refresh from them.
func TestStandardsOfListAndReadsAgree(t *testing.T) {
	_, c := onEmulator(t)
	check, err := c.ImportStandardsCheck(t.Context(), "project-standards_flow-size")
	if err != nil {
		t.Fatal(err)
	}
	id := client.Text(check, "id")
	if err := c.CreateStandardsScope(t.Context(), Document{"name": "a", "checks": []any{id}, "selectionMethod": "BY_TAG", "selectedTags": []any{"t"}}); err != nil {
		t.Fatal(err)
	}
	checks, err := c.standardsChecksByID(t.Context())
	scopes, err2 := c.standardsScopesByName(t.Context())
	if one, err3 := c.StandardsCheck(t.Context(), id); errors.Join(err, err2, err3) != nil || !client.Equal(one, checks[id]) {
		t.Errorf("the check is %v, listed as %v, %v", one, checks[id], errors.Join(err, err2, err3))
	}
	if one, err := c.StandardsScope(t.Context(), "a"); err != nil || !client.Equal(one, scopes["a"]) {
		t.Errorf("the scope is %v, listed as %v, %v", one, scopes["a"], err)
	}
}
