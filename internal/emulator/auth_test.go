package emulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestThreeFormsOfAuthentication(t *testing.T) {
	f := start(t, emulator.Options{})
	forms := map[string]func(*http.Request){
		"user name": func(r *http.Request) { r.SetBasicAuth("admin-key", "") },
		"password":  func(r *http.Request) { r.SetBasicAuth("", "admin-key") },
		"bearer":    withHeader("Authorization", "Bearer admin-key"),
	}
	for name, form := range forms {
		if answer := f.send("GET", "/public/api/admin/things", "", form); answer.status != http.StatusOK {
			t.Errorf("%s: %+v", name, answer)
		}
	}
	refused := map[string]func(*http.Request){
		"other key":      func(r *http.Request) { r.SetBasicAuth("other", "") },
		"nothing":        func(r *http.Request) { r.Header.Del("Authorization") },
		"empty":          func(r *http.Request) { r.SetBasicAuth("", "") },
		"unknown ticket": withHeader("X-DKU-APITicket", "admin-key"),
	}
	for name, form := range refused {
		answer := f.send("GET", "/public/api/nope", "", form) // also where there is no route
		if answer.status != http.StatusUnauthorized || !strings.Contains(answer.body, "NotAuthenticatedException") {
			t.Errorf("%s: %+v", name, answer)
		}
	}
}

func TestAdministrationNeedsAnAdministrator(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.Handle("GET /admin/open", func(*emulator.Call) (any, error) { return 1, nil }, emulator.Open())
	f.node.Authenticate = func(key string) (emulator.Identity, bool) {
		return emulator.Identity{ID: "k", Rights: map[string]bool{"mayX": true}}, key == "weak"
	}
	weak := func(r *http.Request) { r.SetBasicAuth("weak", "") }
	for path, want := range map[string]int{"/admin/things": 403, "/admin/open": 200, "/futures": 200} {
		if answer := f.send("GET", "/public/api"+path, "", weak); answer.status != want {
			t.Errorf("%s: %+v", path, answer)
		}
	}
	identity, _ := f.node.Authenticate("weak")
	if !identity.May("mayX") || identity.May("mayY") || !(emulator.Identity{Admin: true}).May("mayY") {
		t.Error("rights are not read from the identity")
	}
}

func TestActingAsAnotherUser(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.Handle("GET /me", func(c *emulator.Call) (any, error) { return c.Identity.ID, nil })
	f.node.Handle("GET /ticket", func(c *emulator.Call) (any, error) { return c.Node.IssueTicket(c.Identity), nil })
	f.node.Authenticate = func(key string) (emulator.Identity, bool) { return emulator.Identity{ID: key}, key == "weak" }
	f.node.Impersonate = func(login string) (emulator.Identity, bool) {
		return emulator.Identity{ID: login, Login: login}, login == "alice"
	}
	alice := withHeader("X-DKU-ProxyUser", "alice")
	if answer := f.send("GET", "/public/api/me", "", alice); answer.body != "\"alice\"\n" {
		t.Errorf("as alice: %+v", answer)
	}
	if answer := f.send("GET", "/public/api/me", "", withHeader("X-DKU-ProxyUser", "nobody")); answer.status != 400 {
		t.Errorf("as nobody: %+v", answer)
	}
	weak := func(r *http.Request) { r.SetBasicAuth("weak", "") }
	if answer := f.send("GET", "/public/api/me", "", weak, alice); answer.status != 403 {
		t.Errorf("a weak key as alice: %+v", answer)
	}
	ticket := f.send("GET", "/public/api/ticket", "", weak)
	with := withHeader("X-DKU-APITicket", strings.Trim(ticket.body, "\"\n"))
	without := func(r *http.Request) { r.Header.Del("Authorization") }
	if answer := f.send("GET", "/public/api/me", "", without, with); answer.body != "\"weak\"\n" {
		t.Errorf("with a ticket: %+v", answer)
	}
}
