package principal

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestResyncCalls(t *testing.T) {
	replay(t, "user.resync", Document{"hasResult": true}, func(c *Calls) error {
		_, err := c.ResyncUsers(context.Background(), []string{"alice"}, nil)
		return err
	})
}

// sentBy is what a call sends: verb, path, query and body. The node answers with the result, or 404 for the paths in missing.
func sentBy(t *testing.T, result any, missing string, call func(*Calls) error) string {
	t.Helper()
	var sent []string
	c := serve(t, "14.3.3", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = append(sent, strings.TrimSpace(r.Method+" "+strings.TrimPrefix(r.URL.RequestURI(), "/public/api")+" "+string(body)))
		if strings.HasSuffix(r.URL.Path, missing) && missing != "" {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusNotFound)
			return
		}
		answer(Document{"hasResult": true, "result": result})(w, r)
	})
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	return strings.Join(sent, "\n")
}

func TestEverybodyIsMeantByNoBodyOnly(t *testing.T) {
	for want, logins := range map[string][]string{
		"POST /admin/users/actions/resync-multi":             nil,
		"POST /admin/users/actions/resync-multi []":          {},
		`POST /admin/users/actions/resync-multi ["ada","b"]`: {"ada", "b"},
		"POST /admin/users/ada/actions/resync":               {"ada"},
	} {
		got := sentBy(t, nil, "", func(c *Calls) error {
			_, err := c.ResyncUsers(context.Background(), logins, nil)
			return err
		})
		if got != want {
			t.Errorf("sent %s, want %s", got, want)
		}
	}
}

func TestExternalSearches(t *testing.T) {
	ctx := context.Background()
	got := sentBy(t, []any{"b", "a"}, "/admin/external-groups", func(c *Calls) error {
		groups, err := c.ExternalGroups(ctx, "LDAP")
		if strings.Join(groups, ",") != "b,a" {
			t.Errorf("groups %v", groups)
		}
		return err
	})
	if want := "GET /admin/external-groups?userSourceType=LDAP\nGET /admin/users/actions/external-groups?userSourceType=LDAP"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
	got = sentBy(t, []any{Document{"login": "ada"}}, "", func(c *Calls) error {
		users, err := c.ExternalUsers(ctx, ExternalUsers{Supplier: "CUSTOM", Email: "a@example.com"})
		if len(users) != 1 || users[0]["login"] != "ada" {
			t.Errorf("users %v", users)
		}
		return err
	})
	if want := "GET /admin/external-users?email=a%40example.com&userSourceType=CUSTOM"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
	got = sentBy(t, nil, "", func(c *Calls) error {
		_, err := c.ProvisionUsers(ctx, "LDAP", []client.Document{{"login": "ada"}}, nil)
		return err
	})
	if want := `POST /admin/users/actions/provision {"userSourceType":"LDAP","users":[{"login":"ada"}]}`; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
}
