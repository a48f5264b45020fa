package security_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// alter changes the document of the user behind Terraform's back.
func alter(s *kittest.Story, change func(user emulator.Document)) {
	s.Node().Do(func(store *emulator.Store) {
		user, _ := store.Collection("users").Get("alice")
		change(user)
		store.Collection("users").Put("alice", user)
	})
}

func TestSecretNeedsItsValueOnceOnly(t *testing.T) {
	s := providertest.Story(t, "user_secret")
	providertest.Refused(t, s.Apply(`{"value_wo": null}`), "value_wo is missing")
	providertest.Done(t, s.Apply(`{}`))
	if r := providertest.Done(t, s.Apply(`{"value_wo": null}`)); r.Action != "no change" {
		t.Errorf("the plan without a value is to %s", r.Action)
	}
}

func TestLostSecretComesBack(t *testing.T) {
	s := providertest.Story(t, "user_secret")
	providertest.Done(t, s.Apply(`{}`))
	alter(s, func(user emulator.Document) { user["secrets"] = []any{} })
	if r := providertest.Done(t, s.Apply(`{}`)); r.Action != "create" {
		t.Errorf("somebody removed the secret, and the plan is to %s", r.Action)
	}
	if secrets, _ := stored(t, s, "alice")["secrets"].([]any); len(secrets) != 1 {
		t.Errorf("the user has the secrets %v", secrets)
	}
}

// What the node stores has the members that DSS uses, and none of Terraform's.
func TestStoredSecretsAndCredentials(t *testing.T) {
	s := providertest.Story(t, "user_secret")
	r := providertest.Done(t, s.Apply(`{}`))
	if put := string(r.Requests[1].Body); !strings.Contains(put, `{"name":"warehouse_token","secret":true,"value":"minimal-value"}`) {
		t.Errorf("sent was %s", put)
	}
	secrets, _ := stored(t, s, "alice")["secrets"].([]any)
	secret, _ := secrets[0].(emulator.Document)
	if secret["name"] != "warehouse_token" || secret["secret"] != true || len(secret) != 3 {
		t.Errorf("the secret is %v", secret)
	}

	s = providertest.Story(t, "user_plugin_credential")
	providertest.Done(t, s.Apply(`{"preset": "café & <more>"}`))
	key := `"PLUGIN", "my-plugin", "my-set", "caf\u00e9 & <more>", "login"`
	found, _ := client.Lookup(stored(t, s, "alice"), "credentials", key)
	credential, _ := found.(emulator.Document)
	if credential["type"] != "BASIC" || credential["user"] != "alice_minimal" || credential["for"] != nil {
		t.Errorf("the credential under %s is %v", key, credential)
	}
}

const oauth = `{"type": "OAUTH_REFRESH_TOKEN", "user": null, "password_wo": null, "refresh_token_wo": "the-refresh-token"}`

func TestCredentialTypeReplaces(t *testing.T) {
	s := providertest.Story(t, "user_connection_credential")
	providertest.Done(t, s.Apply(`{}`))
	if r := providertest.Done(t, s.Apply(oauth)); r.Action != "replace" {
		t.Errorf("another type should replace the credential; the plan is to %s", r.Action)
	}
	found, _ := client.Lookup(stored(t, s, "alice"), "credentials", "warehouse")
	credential, _ := found.(emulator.Document)
	if credential["user"] != nil || credential["password"] != nil || credential["refreshToken"] == nil {
		t.Errorf("the credential is %v: nothing of the old type should be left", credential)
	}
}

func TestCredentialsAreChecked(t *testing.T) {
	s := providertest.Story(t, "user_connection_credential")
	providertest.Refused(t, s.Apply(`{"password_wo": null}`), "password_wo is missing")
	providertest.Refused(t, s.Apply(`{"user": null}`), "user is missing")
	providertest.Refused(t, s.Apply(`{"refresh_token_wo": "a-token"}`), "refresh_token_wo does not belong to this type")
	providertest.Refused(t, s.Apply(`{"type": "OAUTH_REFRESH_TOKEN"}`), "user does not belong to this type", "password_wo does not belong to this type")
	providertest.Refused(t, s.Apply(`{"type": "OAUTH_REFRESH_TOKEN", "user": null, "password_wo": null}`), "refresh_token_wo is missing")
	providertest.Refused(t, s.Apply(`{"type": "TICKET"}`), "BASIC", "OAUTH_REFRESH_TOKEN")
}

// Both kinds of credentials lie side by side; each resource sees its own only.
func TestKindsOfCredentialsAreToldApart(t *testing.T) {
	s := providertest.Story(t, "user_connection_credential")
	alter(s, func(user emulator.Document) {
		user["credentials"] = emulator.Document{`"PLUGIN", "p", "s", "r", "a"`: emulator.Document{"type": "BASIC", "user": "u", "password": "e:AES:x"}}
	})
	providertest.Done(t, s.Apply(`{}`))
	providertest.Done(t, s.Destroy())
	if left, _ := stored(t, s, "alice")["credentials"].(emulator.Document); len(left) != 1 {
		t.Errorf("the credentials are %v", left)
	}
}
