package security_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	emulated "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// stored is the document of a user in the node's store.
func stored(t *testing.T, s *kittest.Story, login string) emulator.Document {
	t.Helper()
	var found emulator.Document
	s.Node().Do(func(store *emulator.Store) { found, _ = store.Collection("users").Get(login) })
	if len(found) == 0 {
		t.Fatalf("the node has no user %s", login)
	}
	return found
}

func TestLocalUserNeedsAPassword(t *testing.T) {
	s := providertest.Story(t, "user")
	providertest.Refused(t, s.Apply(`{"password_wo": null}`), "A new user needs a password", "LOCAL_NO_AUTH")
	providertest.Refused(t, s.Apply(`{"password_wo": "four"}`), "string length must be at least 5")
	providertest.Refused(t, s.Apply(`{"source_type": "LOCAL_NO_AUTH"}`), "Password without use")
	providertest.Done(t, s.Apply(`{"source_type": "LOCAL_NO_AUTH", "password_wo": null}`))
}

func TestImportedUserNeedsNoPassword(t *testing.T) {
	s := providertest.Story(t, "user")
	providertest.Done(t, s.Apply(`{}`))
	s.Import("sample.user")
	if r := providertest.Done(t, s.Apply(`{"password_wo": null}`)); r.Action != "no change" {
		t.Errorf("after the import without a password the plan is to %s", r.Action)
	}
}

func TestUnlicensedProfileDrawsAWarning(t *testing.T) {
	s := providertest.Story(t, "user")
	r := s.Apply(`{"user_profile": "ASTRONAUT"}`)
	providertest.Says(t, r, "The licence does not list the user profile ASTRONAUT", "FULL_DESIGNER", "READER")
	if r.Action != "create" {
		t.Errorf("the warning must not stop the plan, which is to %s", r.Action)
	}
	if r := providertest.Done(t, s.Apply(`{"user_profile": "READER"}`)); strings.Contains(r.Text, "licence") {
		t.Errorf("a licensed profile draws a warning:\n%s", r.Text)
	}
}

// A licence whose status lists nothing, or that the key may not read, is no reason for a warning.
func TestUnknownLicenceDrawsNoWarning(t *testing.T) {
	for name, change := range map[string]func(*emulator.Node){
		"empty status": func(n *emulator.Node) {
			n.Do(func(store *emulator.Store) {
				store.Collection("singletons").Put("licensing_status", emulator.Document{"base": emulator.Document{}})
			})
		},
		"refused": func(n *emulator.Node) {
			n.SetFaults(&emulator.Fault{Method: "GET", Pattern: "/admin/licensing/status", Status: 403})
		},
	} {
		s := providertest.Story(t, "user")
		change(s.Node())
		if r := s.Apply(`{"user_profile": "ASTRONAUT"}`); strings.Contains(r.Text, "The licence does not list") {
			t.Errorf("%s:\n%s", name, r.Text)
		}
	}
}

// Nodes before 13.4.3 ignore the mail address of a creation (dss-admin.md 28): the update that follows brings it.
func TestMailAddressOfOldNodes(t *testing.T) {
	for version, puts := range map[string]int{"13.4.0": 1, "13.4.3": 0} {
		s := providertest.Story(t, "user", func(sample *kittest.Sample) { sample.Version = version })
		r := providertest.Done(t, s.Apply(`{"email": "old@example.com"}`))
		if got := stored(t, s, "sample.user")["email"]; got != "old@example.com" {
			t.Errorf("%s: the address is %v", version, got)
		}
		seen := 0
		for _, request := range r.Requests {
			if request.Method == "PUT" {
				seen++
			}
		}
		if seen != puts {
			t.Errorf("%s: %d updates, want %d", version, seen, puts)
		}
	}
}

// DSS 15 puts users that the API makes into a group of its own choice (observed.md 2).
func TestGroupsThatTheNodeAdds(t *testing.T) {
	s := providertest.Story(t, "user", func(sample *kittest.Sample) {
		sample.Version, sample.Quirks = "15.0.0", json.RawMessage(`{"defaultGroup": "everybody"}`)
	})
	providertest.Done(t, s.Apply(`{"groups": ["readers"]}`))
	if r := providertest.Done(t, s.Apply(`{"groups": ["readers"]}`)); r.Action != "no change" {
		t.Errorf("the second plan is to %s %v", r.Action, r.Changes)
	}
	providertest.Done(t, s.Apply(`{"groups": ["data_team"]}`))
	if got := client.RenderJSON(stored(t, s, "sample.user")["groups"]); got != `["data_team","everybody"]` {
		t.Errorf("the groups are %s: the group of the node should stay, the other one go", got)
	}
	providertest.Done(t, s.Apply(`{"groups": ["data_team"], "exclusive_groups": true}`))
	if got := client.RenderJSON(stored(t, s, "sample.user")["groups"]); got != `["data_team"]` {
		t.Errorf("the groups are %s, though they are exclusive", got)
	}
}

// A refresh of many reads the list, so its items must be the documents of single reads (architecture of the client).
func TestListsHoldTheDocumentsOfReads(t *testing.T) {
	node := emulated.New(emulator.Options{APIKey: "administrator-key", Version: "14.3.3"})
	server := httptest.NewServer(node)
	defer server.Close()
	c, err := dss.New(client.Config{URL: server.URL, APIKey: "administrator-key"})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	seen := 0
	for user, err := range c.Users(ctx) {
		read, readErr := c.User(ctx, user["login"].(string)) //nolint:forcetypeassert // a user without a login fails the test
		if err != nil || readErr != nil || !client.Equal(user, read) {
			t.Errorf("user %v: %v, %v; listed %v, read %v", user["login"], err, readErr, user, read)
		}
		seen++
	}
	for group, err := range c.Groups(ctx) {
		read, readErr := c.Group(ctx, group["name"].(string)) //nolint:forcetypeassert // a group without a name fails the test
		if err != nil || readErr != nil || !client.Equal(group, read) {
			t.Errorf("group %v: %v, %v; listed %v, read %v", group["name"], err, readErr, group, read)
		}
		seen++
	}
	if seen < 2 {
		t.Errorf("only %d objects were compared", seen)
	}
}

func TestDataikuCloudManagesItsUsersItself(t *testing.T) {
	s := providertest.Story(t, "user")
	providertest.Done(t, s.Apply(`{}`))
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.CloudUsers = true })
	const hint = "manage them in the administration of Dataiku Cloud"
	providertest.Failed(t, s.Apply(`{"display_name":"Ada"}`), "Unable to update dataiku_user", "not available on Dataiku Cloud", hint)
	providertest.Failed(t, s.Destroy(), "Unable to delete dataiku_user", hint)
	s.Forget()
	providertest.Failed(t, s.Apply(`{"login":"another"}`), "Unable to create dataiku_user", hint)
}
