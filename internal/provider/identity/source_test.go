package identity_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// sent is what the operation wrote, its verb and path before the body.
func sent(r kittest.Result) string {
	var lines []string
	for _, request := range r.Requests {
		if request.Method != "GET" {
			lines = append(lines, request.Method+" "+strings.TrimPrefix(request.Path, "/public/api")+" "+string(request.Body))
		}
	}
	return strings.Join(lines, "\n")
}

// general is the block of the general settings of DSS.
func general(s *kittest.Story, block string) client.Document {
	var found any
	s.Node().Do(func(store *emulator.Store) {
		all, _ := store.Collection("singletons").Get("general_settings")
		found = client.Clone(all[block])
	})
	document, _ := found.(client.Document)
	return document
}

func TestDeletionTurnsTheSourceOff(t *testing.T) {
	s := providertest.Story(t, "ldap_settings")
	providertest.Done(t, s.Apply(`{"url":"ldap://a","bind_password_wo":"open sesame","bind_password_wo_version":1}`))
	r := providertest.Done(t, s.Destroy())
	if text := sent(r); !strings.HasPrefix(text, "PUT /admin/iam/ldap-settings ") || strings.Count(text, "\n") > 0 {
		t.Errorf("sent %s", text)
	}
	left := general(s, "ldapSettings")
	if left["enabled"] != false || left["url"] != "ldap://a" || !strings.HasPrefix(client.Text(left, "bindPassword"), "e:AES:") {
		t.Errorf("left %v", left)
	}
}

func TestSecretsStayAsTheyAre(t *testing.T) {
	s := providertest.Story(t, "sso_settings")
	providertest.Done(t, s.Apply(`{"openid_client_secret_wo":"open sesame","openid_client_secret_wo_version":1}`))
	secret := general(s, "ssoSettings")["openIDParams"]
	providertest.Done(t, s.Apply(`{"protocol":"OPENID","openid_client_secret_wo":"open sesame","openid_client_secret_wo_version":1}`))
	if after := general(s, "ssoSettings")["openIDParams"]; !client.Equal(secret, after) {
		t.Errorf("%v became %v", secret, after)
	}
}

// Before 12.6 authorized groups are one text.
func TestAuthorizedGroupsOfOldNodes(t *testing.T) {
	s := providertest.Story(t, "ldap_settings", func(sample *kittest.Sample) { sample.Version = "12.5.2" })
	providertest.Done(t, s.Apply(`{"authorized_groups":["b","a"]}`))
	if got := general(s, "ldapSettings")["authorizedGroups"]; got != "a,b" {
		t.Errorf("the node holds %v", got)
	}
	providertest.Done(t, s.Apply(`{"authorized_groups":[]}`))
	if got := general(s, "ldapSettings")["authorizedGroups"]; got != "" {
		t.Errorf("the node holds %v", got)
	}
}

func TestSourcesAreChecked(t *testing.T) {
	for configuration, words := range map[string][]string{
		`{"settings_json":{"samlSPParams":{"keystorePassword":"x"}}}`:         {"/samlSPParams/keystorePassword", "saml_keystore_password_wo"},
		`{"settings_json":{"relay":[{"name":"a","token":"x"}]}}`:              {"`relay.token` is a secret", "a secret inside a list"},
		`{"settings_json":{"list":[{"name":"a","value":"x","secret":true}]}}`: {"`list.value` is a secret"},
		`{"settings_json":{"protocol":"SAML"}}`:                               {"/protocol", "protocol"},
		`{"protocol":"CAS"}`:                                                  {"protocol"},
		`{"openid_params":{"token_endpoint_auth_method":"NONE"}}`:             {"token_endpoint_auth_method"},
		`{"remapping_rules":[{"rule_from":"","rule_to":"x"}]}`:                {"at least 1"},
	} {
		providertest.Refused(t, providertest.Story(t, "sso_settings").Apply(configuration), words...)
	}
}
