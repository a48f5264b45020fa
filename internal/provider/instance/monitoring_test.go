package instance_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// readFrom fails unless the data source can be read.
func readFrom(n *providertest.Nodes, source, configuration string) client.Document {
	n.Helper()
	state, failure := n.Read(source, configuration)
	if failure != "" {
		n.Fatalf("%s: %s", source, failure)
	}
	return state
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func lookup(document client.Document, path ...string) any {
	value, _ := client.Lookup(document, path...)
	return value
}

func TestAuthorizationMatrix(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("projects").Put("CHURN", emulator.Document{"projectKey": "CHURN"})
		store.Collection("groups").Put("readers", emulator.Document{"name": "readers", "mayWriteSafeCode": true})
		store.Collection("project_permissions").Put("CHURN", emulator.Document{
			"owner": "admin", "permissions": []any{emulator.Document{"group": "readers", "readProjectContent": true, "admin": false}},
		})
	})
	matrix := readFrom(n, "authorization_matrix", `{}`)
	same(t, "the group's permissions", lookup(matrix, "groups", "readers", "projects", "CHURN", "permissions"), []any{"readProjectContent"})
	same(t, "what readers may do", lookup(matrix, "groups", "readers", "abilities"), []any{"mayWriteSafeCode"})
	if abilities, _ := lookup(matrix, "users", "admin", "abilities").([]any); len(abilities) < 10 {
		t.Errorf("the administrator may only %v", abilities)
	}
	if permissions, _ := lookup(matrix, "users", "admin", "projects", "CHURN", "permissions").([]any); len(permissions) < 5 {
		t.Errorf("the owner has only %v", permissions)
	}
}

func TestUsageSummary(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("projects").Put("CHURN", emulator.Document{"projectKey": "CHURN"})
	})
	summary := readFrom(n, "usage_summary", `{}`)
	same(t, "counts", []any{summary["projects"], summary["sql_notebooks"]}, []any{int64(1), int64(0)})
	all, _ := readFrom(n, "usage_summary", `{"with_per_project": true}`)["summary_json"].(string)
	if one, _ := summary["summary_json"].(string); strings.Contains(one, "CHURN") || !strings.Contains(all, "CHURN") {
		t.Errorf("per project: %s, otherwise %s", all, one)
	}
}

func TestUserActivity(t *testing.T) {
	n := providertest.NewNodes(t, "")
	all := readFrom(n, "user_activity", `{}`)
	one := readFrom(n, "user_activity", `{"login": "admin"}`)
	same(t, "activity", lookup(one, "users", "admin"), lookup(all, "users", "admin"))
	for _, member := range []string{"last_successful_login", "last_failed_login"} {
		if value := lookup(one, "users", "admin", member); value == int64(0) {
			t.Errorf("%s is 0 and not null", member)
		}
	}
	if _, failure := n.Read("user_activity", `{"login": "ghost"}`); !strings.Contains(failure, "ghost") {
		t.Errorf("a user who does not exist: %s", failure)
	}
}

func TestLLMCostCounters(t *testing.T) {
	n := providertest.NewNodes(t, "")
	same(t, "a new node", readFrom(n, "llm_cost_counters", `{}`)["counters"], client.Document{})
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("llm_cost_counters").Put("quota", emulator.Document{"id": "quota", "cost": 1.25})
	})
	counter, _ := lookup(readFrom(n, "llm_cost_counters", `{}`), "counters", "quota", "counter_json").(string)
	if !strings.Contains(counter, `"cost":1.25`) {
		t.Errorf("the counter is %s", counter)
	}
}

func TestLogs(t *testing.T) {
	n := providertest.NewNodes(t, "")
	names, _ := readFrom(n, "logs", `{}`)["names"].([]any)
	if len(names) == 0 {
		t.Fatal("there is no log")
	}
	whole, _ := readFrom(n, "log", `{"name": "backend.log"}`)["content"].(string)
	last, _ := readFrom(n, "log", `{"name": "backend.log", "last_lines": 1}`)["content"].(string)
	if whole == "" || last == "" || !strings.HasSuffix(whole, last) || strings.Count(last, "\n") != 1 {
		t.Errorf("the log is %q, its last line %q", whole, last)
	}
	if _, failure := n.Read("log", `{"name": "ghost.log"}`); !strings.Contains(failure, "ghost.log") {
		t.Errorf("a log that does not exist: %s", failure)
	}
}
