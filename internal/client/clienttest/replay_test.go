package clienttest

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func send(requests ...client.Request) func(*client.Client) error {
	return func(c *client.Client) error {
		for _, request := range requests {
			if err := c.Send(context.Background(), request); err != nil {
				return err
			}
		}
		return nil
	}
}

func request(method, path string, query url.Values, body any) client.Request {
	return client.Request{Method: method, Path: strings.Split(path, "/"), Query: query, Body: body}
}

func TestReplayAccepts(t *testing.T) {
	group := client.Document{"a": 1}
	user := client.Document{
		"adminProperties": 1, "credentials": 1, "displayName": 1, "email": 1, "enabled": 1, "groups": 1, "login": 1,
		"secrets": 1, "sourceType": 1, "userProfile": 1, "userProperties": 1,
	}
	for operation, call := range map[string]func(*client.Client) error{
		"user.get.escaped":                send(request("GET", "admin/users/al ice+x@example.com", nil, nil)),
		"user.list":                       send(request("GET", "admin/users", nil, nil)),
		"user.list.settings":              send(request("GET", "admin/users", url.Values{"includeSettings": {"true"}}, nil)),
		"user.delete":                     send(request("DELETE", "admin/users/alice", nil, nil)),
		"user.delete.bulk":                send(request("DELETE", "admin/users/actions/bulk", nil, []string{"x"})),
		"user.update":                     send(request("PUT", "admin/users/alice", nil, user)),
		"iam.ldap.save":                   send(request("GET", "admin/iam/ldap-settings", nil, nil), request("PUT", "admin/iam/ldap-settings", nil, bodyOf(t, "iam.ldap.save", 1))),
		"govern.blueprint_version.status": send(request("PUT", "admin/blueprint/bp.ai/version/bv.1/status", nil, "DRAFT")),
	} {
		Replay(t, operation, group, call)
	}
}

// bodyOf takes the recorded body itself.
func bodyOf(t *testing.T, operation string, number int) any {
	t.Helper()
	recorded, err := recording(operation)
	if err != nil {
		t.Fatal(err)
	}
	return recorded[number].Body
}

func TestReplayRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		operation string
		call      func(*client.Client) error
		says      string
	}{
		"verb":         {"user.get", send(request("DELETE", "admin/users/alice", nil, nil)), "not recorded"},
		"path":         {"user.get", send(request("GET", "users/alice", nil, nil)), "not recorded"},
		"query":        {"user.get", send(request("GET", "admin/users/alice", url.Values{"a": {"b"}}, nil)), "the query has a=[b]"},
		"query value":  {"user.list", send(request("GET", "admin/users", url.Values{"includeSettings": {"True"}}, nil)), "recorded is [false]"},
		"query left":   {"user.list.settings", send(request("GET", "admin/users", nil, nil)), "the query lacks includeSettings"},
		"nothing":      {"user.get", send(), "nothing was sent"},
		"twice":        {"user.delete", send(request("DELETE", "admin/users/alice", nil, nil), request("DELETE", "admin/users/alice", nil, nil)), "not recorded"},
		"write left":   {"user.update", send(request("GET", "admin/users/alice", nil, nil)), "was not sent"},
		"body members": {"user.create", send(request("POST", "admin/users", nil, client.Document{"login": "x"})), "the body is an object of login, recorded is"},
		"no body":      {"user.delete.bulk", send(request("DELETE", "admin/users/actions/bulk", nil, nil)), "the body is nothing"},
		"body kind":    {"user.delete.bulk", send(request("DELETE", "admin/users/actions/bulk", nil, []any{client.Document{}})), "recorded is a list of (a string)"},
	} {
		recorded, err := recording(test.operation)
		if err != nil {
			t.Fatal(err)
		}
		seen, err := record(t, test.operation, client.Document{}, test.call)
		if err != nil {
			t.Fatal(err)
		}
		if err := compare(recorded, seen); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v, want %q", name, err, test.says)
		}
	}
	if _, err := recording("no.such.operation"); err == nil {
		t.Error("an unknown operation was found")
	}
	if _, err := record(t, "user.get", nil, send(request(http.MethodGet, "a", nil, nil))); err != nil {
		t.Errorf("null is a fine answer for Send: %v", err)
	}
}
