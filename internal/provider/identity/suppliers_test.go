package identity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// directory are two users and two groups of LDAP.
func directory(t *testing.T) *providertest.Nodes {
	t.Helper()
	n := providertest.NewNodes(t, "")
	for _, node := range []*emulator.Node{n.DSS, n.Govern} {
		node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 }) // tasks that end at once: nothing is to be waited for
	}
	users := []client.Document{
		{"login": "ada", "displayName": "Ada", "email": "ada@example.com", "sourceGroupNames": []any{"data", "all"}, "dkuGroupNames": []any{"readers"}},
		{"login": "bob", "displayName": "Bob", "sourceGroupNames": []any{"all"}},
	}
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("external_directories").Put("LDAP", client.Document{"groups": []any{"data", "all"}, "users": []any{users[0], users[1]}})
	})
	n.Govern.Do(func(store *emulator.Store) {
		for _, user := range users {
			store.Collection("external-users").Put(client.Text(user, "login"), user)
		}
		store.Collection("external-groups").Put("data", client.Document{})
		store.Collection("external-groups").Put("all", client.Document{})
	})
	return n
}

// bothNodes runs a test on DSS and on Govern, whose types begin with the prefix.
func bothNodes(t *testing.T, run func(t *testing.T, n *providertest.Nodes, node *emulator.Node, prefix string)) {
	t.Helper()
	t.Run("dss", func(t *testing.T) { n := directory(t); run(t, n, n.DSS, "") })
	t.Run("govern", func(t *testing.T) { n := directory(t); run(t, n, n.Govern, "govern_") })
}

// last is the body of the last call of a route.
func last(node *emulator.Node, route string) string {
	for _, entry := range slices.Backward(node.Requests()) {
		if entry.Route == route {
			return string(entry.Body)
		}
	}
	return "never called"
}

func TestSuppliersAreAsked(t *testing.T) {
	bothNodes(t, func(t *testing.T, n *providertest.Nodes, _ *emulator.Node, prefix string) {
		for configuration, want := range map[string]string{
			`{"user_source_type":"LDAP"}`:                           "ada bob",
			`{"user_source_type":"LDAP","login":"ada"}`:             "ada",
			`{"user_source_type":"LDAP","email":"ada@example.com"}`: "ada",
			`{"user_source_type":"LDAP","group_name":"data"}`:       "ada",
			`{"user_source_type":"LDAP","group_name":"nobody"}`:     "",
		} {
			state, failure := n.Read(prefix+"external_users", configuration)
			users, _ := state["users"].(client.Document)
			var found []string
			for login := range users {
				found = append(found, login)
			}
			slices.Sort(found)
			if got := strings.Join(found, " "); got != want || failure != "" || users == nil {
				t.Errorf("%s found %q, want %q; %s", configuration, got, want, failure)
			}
			if ada, ok := users["ada"].(client.Document); ok && (ada["display_name"] != "Ada" || len(client.Texts(ada["source_group_names"])) != 2) {
				t.Errorf("%v", ada)
			}
		}
		state, failure := n.Read(prefix+"external_groups", `{"user_source_type":"LDAP"}`)
		if groups := client.Texts(state["groups"]); len(groups) != 2 || failure != "" {
			t.Errorf("groups %v; %s", groups, failure)
		}
	})
}

func TestUsersAreResynced(t *testing.T) {
	bothNodes(t, func(t *testing.T, n *providertest.Nodes, node *emulator.Node, prefix string) {
		action := prefix + "user_resync"
		for configuration, route := range map[string]string{
			`{"logins":["admin"]}`:       "POST /admin/users/{login}/actions/resync",
			`{"logins":["admin","ada"]}`: "POST /admin/users/actions/resync-multi",
			`{"all_users":true}`:         "POST /admin/users/actions/resync-multi",
		} {
			node.ResetRequests()
			_, failure := n.Invoke(action, configuration)
			if body := last(node, route); body == "never called" || strings.Contains(configuration, "ada") != strings.Contains(body, `"ada"`) {
				t.Errorf("%s sent %s; %s", configuration, body, failure)
			}
		}
		for configuration, words := range map[string]string{
			`{}`:                                    "nobody to bring up to date",
			`{"all_users":false}`:                   "nobody to bring up to date",
			`{"logins":["admin"],"all_users":true}`: "all_users",
			`{"logins":["nobody"]}`:                 "nobody",
		} {
			if _, failure := n.Invoke(action, configuration); !strings.Contains(failure, words) {
				t.Errorf("%s: %q", configuration, failure)
			}
		}
	})
}

// DSS tells about each user.
func TestResyncNamesWhoWasRefused(t *testing.T) {
	n := directory(t)
	_, failure := n.Invoke("user_resync", `{"logins":["admin","nobody"]}`)
	if !strings.Contains(failure, "1 of 2 users") || !strings.Contains(failure, "nobody: User 'nobody' does not exist") {
		t.Errorf("%q", failure)
	}
}

func TestUsersAreProvisioned(t *testing.T) {
	bothNodes(t, func(t *testing.T, n *providertest.Nodes, node *emulator.Node, prefix string) {
		action, route := prefix+"user_provision", "POST /admin/users/actions/provision"
		shown, failure := n.Invoke(action, `{"user_source_type":"LDAP","logins":["ada"]}`)
		if failure != "" || !slices.Contains(shown, "ada is a user now") {
			t.Fatalf("%v; %s", shown, failure)
		}
		var ada client.Document
		node.Do(func(store *emulator.Store) { ada, _ = store.Collection("users").Get("ada") })
		if ada["sourceType"] != "LDAP" || !slices.Contains(client.Texts(ada["groups"]), "readers") {
			t.Errorf("made %v", ada)
		}
		shown, failure = n.Invoke(action, `{"user_source_type":"LDAP","group_name":"all","groups":["administrators"]}`)
		if failure != "" || strings.Join(shown, "; ") != "ada is a user already; bob is a user now" {
			t.Errorf("%v; %s", shown, failure)
		}
		if body := last(node, route); !strings.Contains(body, `"dkuGroupNames":["administrators"]`) || strings.Contains(body, `"ada"`) {
			t.Errorf("sent %s", body)
		}
		node.ResetRequests()
		shown, failure = n.Invoke(action, `{"user_source_type":"LDAP","group_name":"all"}`)
		if failure != "" || !slices.Contains(shown, "There is nobody to make a user") || last(node, route) != "never called" {
			t.Errorf("%v; %s", shown, failure)
		}
		for configuration, words := range map[string]string{
			`{"user_source_type":"LDAP"}`:                                     "set logins, or group_name",
			`{"user_source_type":"LDAP","logins":["ada","carl"]}`:             "LDAP knows no user \"carl\"",
			`{"user_source_type":"LDAP","logins":["ada"],"group_name":"all"}`: "group_name",
			`{"user_source_type":"PAM","logins":["ada"]}`:                     "user_source_type",
		} {
			if _, failure := n.Invoke(action, configuration); !strings.Contains(failure, words) {
				t.Errorf("%s: %q", configuration, failure)
			}
		}
	})
}
