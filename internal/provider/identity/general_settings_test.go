package identity_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/identity"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestDroppedSettingsAreNamed(t *testing.T) {
	s := providertest.Story(t, "general_settings")
	providertest.Says(t, providertest.Done(t, s.Apply(`{"settings_json":{"maxRuningActivities":7,"security":{"secureCookies":true}}}`)),
		"The server did not keep settings_json /maxRuningActivities", "holds nothing instead of 7")
	if general(s, "security")["secureCookies"] != true {
		t.Error("the other setting was not written")
	}
	providertest.Done(t, s.Apply(`{"settings_json":{"maxRunningActivities":7,"security":{"secureCookies":true}}}`))
}

func TestWhatOtherResourcesManageIsRefused(t *testing.T) {
	for entity, refusals := range map[string]map[string]string{
		"general_settings": {
			`{"settings_json":{"ldapSettings":{"url":"x"}}}`:                                                            "dataiku_ldap_settings",
			`{"settings_json":{"ssoSettings":{}}}`:                                                                      "dataiku_sso_settings",
			`{"settings_json":{"azureADSettings":null}}`:                                                                "dataiku_azure_ad_settings",
			`{"settings_json":{"containerSettings":{"executionConfigs":[]}}}`:                                           "dataiku_container_execution_config",
			`{"settings_json":{"containerSettings":{"buildConfigs":[]}}}`:                                               "dataiku_container_image_build_config",
			`{"settings_json":{"containerSettings":{"defaultExecutionConfig":""}}}`:                                     "dataiku_container_settings",
			`{"secret_settings_wo":{"ldapSettings.bindPassword":"open sesame"},"secret_settings_wo_version":1}`:         "dataiku_ldap_settings",
			`{"settings_json":{"proxySettings":{"password":"open sesame"}}}`:                                            "`proxySettings.password` is a secret",
			`{"settings_json":{"sparkSettings":{"executionConfigs":[{"conf":[{"value":"x","secret":true}]}]}}}`:         "a secret inside a list",
			`{"settings_json":{"a":{"b":1}},"secret_settings_wo":{"a.b":"open sesame"},"secret_settings_wo_version":1}`: "secret_settings_wo",
		},
		"govern_general_settings": {`{"settings_json":{"ldapSettings":{}}}`: "dataiku_govern_ldap_settings"},
	} {
		for configuration, words := range refusals {
			providertest.Refused(t, providertest.Story(t, entity).Apply(configuration), words)
		}
	}
	s := providertest.Story(t, "general_settings")
	providertest.Done(t, s.Apply(`{"settings_json":{"containerSettings":{"executionConfigsGenericOverrides":{}},"sparkSettings":{"sparkEnabled":false}}}`))
}

func TestDeletionGivesBackWhatWasWritten(t *testing.T) {
	s := providertest.Story(t, "general_settings")
	before := general(s, "security")
	providertest.Done(t, s.Apply(`{"settings_json":{"maxRunningActivities":50,"security":{"ipBoundSessions":true}},
		"secret_settings_wo":{"proxySettings.password":"open sesame"},"secret_settings_wo_version":1}`))
	s.Request("PUT", "/admin/iam/ldap-settings", `{"url":"ldap://theirs"}`)
	providertest.Done(t, s.Destroy())
	if after := general(s, "security"); !client.Equal(before, after) {
		t.Errorf("security was %v and is %v", before, after)
	}
	if password := general(s, "proxySettings")["password"]; password != "" {
		t.Errorf("the password is still %v", password)
	}
	if url := general(s, "ldapSettings")["url"]; url != "ldap://theirs" {
		t.Errorf("the settings of somebody else became %v", url)
	}
}

// An import reads everything, so that nothing tells what would be ours.
func TestDeletionAfterAnImportGivesNothingBack(t *testing.T) {
	s := providertest.Story(t, "general_settings")
	s.Request("PUT", "/admin/general-settings", `{"maxRunningActivities":50,"proxySettings":{"password":"open sesame"},"mailSettings":{"token":"open sesame"}}`)
	s.Import("general-settings")
	imported := s.Value("settings_json")
	if !strings.Contains(imported, `"maxRunningActivities":50`) {
		t.Errorf("imported %s", imported)
	}
	for _, other := range []string{"ldapSettings", "executionConfigs\":[]", "sesame", "e:AES"} {
		if strings.Contains(imported, other) {
			t.Errorf("the import holds %s: %s", other, imported)
		}
	}
	if r := providertest.Done(t, s.Destroy()); sent(r) != "" {
		t.Errorf("sent %s", sent(r))
	}
}

// Two writers of one document wait for each other only when they name it alike.
func TestOneDocumentHasOneLock(t *testing.T) {
	dss := map[string]bool{
		identity.GeneralSettings.Lock(nil): true, identity.LDAPSettings.Lock(nil): true,
		identity.SSOSettings.Lock(nil): true, identity.AzureADSettings.Lock(nil): true,
	}
	govern := map[string]bool{
		identity.GovernGeneralSettings.Lock(nil): true, identity.GovernLDAPSettings.Lock(nil): true,
		identity.GovernSSOSettings.Lock(nil): true, identity.GovernAzureADSettings.Lock(nil): true,
	}
	if len(dss) != 1 || len(govern) != 1 {
		t.Errorf("locks of DSS %v, of Govern %v", dss, govern)
	}
}
