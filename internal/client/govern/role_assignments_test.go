package govern

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func TestRoleAssignmentCalls(t *testing.T) {
	ctx := context.Background()
	assignments := Document{"blueprintId": "bp.ai", "roleAssignmentsRules": Document{}}
	replay(t, "govern.role_assignments.create", assignments, func(c *Client) error {
		created, err := c.CreateRoleAssignments(ctx, Document{"blueprintId": "bp.ai", "roles": []any{}})
		if err == nil && created["blueprintId"] != "bp.ai" {
			t.Errorf("created %v", created)
		}
		return err
	})
	replay(t, "govern.role_assignments.get", assignments, func(c *Client) error {
		_, err := c.RoleAssignments(ctx, "bp.ai")
		return err
	})
	replay(t, "govern.role_assignments.get", Document{}, func(c *Client) error {
		if _, err := c.RoleAssignments(ctx, "bp.ai"); !errors.Is(err, client.ErrNotFound) {
			t.Errorf("an empty answer gives %v", err)
		}
		return nil
	})
	replay(t, "govern.role_assignments.update", assignments, func(c *Client) error {
		return c.PutRoleAssignments(ctx, "bp.ai", Document{"blueprintId": "bp.ai"})
	})
	replay(t, "govern.role_assignments.delete", Document{}, func(c *Client) error { return c.DeleteRoleAssignments(ctx, "bp.ai") })
	replay(t, "govern.role_assignments.list", []any{assignments}, func(c *Client) error {
		for _, err := range c.AllRoleAssignments(ctx) {
			return err
		}
		return nil
	})
}

// The list holds whole documents (govern.md 19.2), so a refresh of many assignments is one list.
func TestRefreshOfRoleAssignmentsIsOneList(t *testing.T) {
	requests := 0
	document := Document{"blueprintId": "bp.ai", "roleAssignmentsRules": Document{"ro.a": []any{}}}
	server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		w.Header().Set("Content-Type", "application/json")
		answer := client.RenderJSON(document)
		if strings.HasSuffix(r.URL.Path, "/blueprint-role-assignments") {
			answer = "[" + answer + "]"
		}
		_, _ = io.WriteString(w, answer)
	})))
	defer server.Close()
	c, err := New(client.Config{URL: server.URL, APIKey: "some-key", MaxRetries: -1, Clock: &clienttest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	want := client.RenderJSON(openAssignments(document))
	for range 50 {
		found, err := c.RoleAssignments(client.Coalesced(context.Background()), "bp.ai")
		if err != nil || client.RenderJSON(found) != want {
			t.Fatalf("read %v, %v", found, err)
		}
	}
	if requests > 4 {
		t.Errorf("50 reads made %d requests", requests)
	}
}

func TestRulesAreOpenedAndClosed(t *testing.T) {
	answer, err := client.ParseDocument([]byte(`{"blueprintId":"bp.ai","inheritBlueprintIds":["bp.other"],"roleAssignmentsRules":{"ro.a":[
		{"criteria":[],"userContainers":[{"type":"user","login":"ada"}],"fieldIds":["owner"]},
		{"criteria":[{"type":"x"}],"userContainers":[{"type":"group","groupName":"g"}],"fieldIds":[]},
		{"criteria":[],"userContainers":[{"type":"user","login":"ada"},{"type":"group","groupName":"g"}]},
		{"criteria":[],"userContainers":[],"fieldIds":[],"new":true}],"ro.b":[]}}`))
	if err != nil {
		t.Fatal(err)
	}
	opened := openAssignments(answer)
	want := `{"blueprintId":"bp.ai","inheritBlueprintIds":["bp.other"],"roles":[{"conditionalRules":[` +
		`{"criteria":[{"type":"x"}],"fieldIds":[],"userContainers":[{"groupName":"g","type":"group"}]},` +
		`{"criteria":[],"fieldIds":[],"new":true,"userContainers":[]}],"fieldIds":["owner"],"roleId":"ro.a",` +
		`"userContainers":[{"login":"ada","type":"user"},{"groupName":"g","type":"group"}]},{"fieldIds":[],"roleId":"ro.b","userContainers":[]}]}`
	if got := client.RenderJSON(opened); got != want {
		t.Errorf("opened %s\nwant   %s", got, want)
	}
	want = `{"blueprintId":"bp.ai","inheritBlueprintIds":["bp.other"],"roleAssignmentsRules":{"ro.a":[` +
		`{"criteria":[],"fieldIds":["owner"],"userContainers":[{"login":"ada","type":"user"},{"groupName":"g","type":"group"}]},` +
		`{"criteria":[{"type":"x"}],"fieldIds":[],"userContainers":[{"groupName":"g","type":"group"}]},` +
		`{"criteria":[],"fieldIds":[],"new":true,"userContainers":[]}],"ro.b":[]}}`
	if got := client.RenderJSON(closeAssignments(opened)); got != want {
		t.Errorf("closed %s\nwant   %s", got, want)
	}
}
