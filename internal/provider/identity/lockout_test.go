package identity_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// ownUser makes the user of the API key one of a source, in a group that stands for groups of the source.
func ownUser(s *kittest.Story, sourceType, mapping string) {
	s.Node().Do(func(store *emulator.Store) {
		user, _ := store.Collection("users").Get("admin")
		user["sourceType"] = sourceType
		store.Collection("users").Put("admin", user)
		group, _ := store.Collection("groups").Get("administrators")
		group[mapping] = []any{"cn=admins"}
		store.Collection("groups").Put("administrators", group)
	})
}

var sources = map[string]struct{ users, mapping string }{
	"ldap_settings": {"LDAP", "ldapGroupNames"}, "govern_ldap_settings": {"LDAP", "ldapGroupNames"},
	"sso_settings": {"AZURE_AD", "ssoGroupNames"}, "govern_sso_settings": {"LOCAL_NO_AUTH", "ssoGroupNames"},
	"azure_ad_settings": {"AZURE_AD", "azureADGroupNames"}, "govern_azure_ad_settings": {"AZURE_AD", "azureADGroupNames"},
}

// quiet fails when an operation draws a warning.
func quiet(t *testing.T, r kittest.Result) {
	t.Helper()
	if providertest.Done(t, r); r.Text != "" {
		t.Errorf("%s draws a warning:\n%s", r.Action, r.Text)
	}
}

func TestOwnUserIsNotLockedOutUnwarned(t *testing.T) {
	const locked = "The user of the API key may be locked out"
	for entity, of := range sources {
		t.Run(entity, func(t *testing.T) {
			s := providertest.Story(t, entity)
			ownUser(s, of.users, of.mapping)
			quiet(t, s.Apply(`{"enabled":true}`))
			quiet(t, s.Apply(`{"enabled":true,"authorized_groups":["other","cn=admins"]}`))
			r := providertest.Done(t, s.Apply(`{"enabled":true,"authorized_groups":["other"]}`))
			providertest.Says(t, r, "may be locked out", "belongs to admin", "Only members of other may log in")
			quiet(t, s.Apply(`{"enabled":true,"authorized_groups":["other"]}`))
			providertest.Says(t, providertest.Done(t, s.Apply(`{"enabled":false}`)), locked, "a user of source type "+of.users)
			quiet(t, s.Apply(`{"enabled":false,"authorized_groups":["more"]}`))
			quiet(t, s.Destroy())
			quiet(t, s.Apply(`{"enabled":true,"authorized_groups":[]}`))
			providertest.Says(t, providertest.Done(t, s.Destroy()), locked)
		})
	}
}

func TestLockoutBeforeTheStateKnows(t *testing.T) {
	s := providertest.Story(t, "ldap_settings")
	ownUser(s, "LDAP", "ldapGroupNames")
	quiet(t, s.Apply(`{"enabled":false}`)) // it was off already
	quiet(t, s.Apply(`{"enabled":true}`))
	s.Forget()
	providertest.Says(t, providertest.Done(t, s.Apply(`{"authentication_enabled":false}`)), "may be locked out", "who may need LDAP")
}

func TestOthersAreNotWarnedOf(t *testing.T) {
	s := providertest.Story(t, "ldap_settings") // a local administrator
	quiet(t, s.Apply(`{"authorized_groups":["other"]}`))
	quiet(t, s.Apply(`{"enabled":false}`))
	s = providertest.Story(t, "ldap_settings")
	s.Node().Authenticate = func(string) (emulator.Identity, bool) { return emulator.Identity{ID: "key", Admin: true}, true }
	quiet(t, s.Apply(`{"authorized_groups":["other"]}`))
	quiet(t, s.Apply(`{"enabled":false}`))
}
