package content_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestChannelIsCheckedWhilePlanning(t *testing.T) {
	for _, c := range []struct{ entity, attributes, words string }{
		{"messaging_channel_slack", `{"mode": "BOT"}`, "value must be one of"},
		{"messaging_channel_slack", `{"mode": "WEBHOOK"}`, "`webhook_url_wo` must be set: mode is WEBHOOK"},
		{"messaging_channel_slack", `{"mode": "API", "channel": "C1"}`, "`authorization_token_wo` must be set: mode is API"},
		{"messaging_channel_shell", `{"execution_type": "COMMAND"}`, "`command` must be set"},
		{"messaging_channel_shell", `{"execution_type": "FILE", "command": "x"}`, "`script` must be set"},
		{"messaging_channel_smtp", `{"port": 70000}`, "between 1 and 65535"},
		{"messaging_channel_smtp", `{"authorized_domains": ["a.com,b.com"]}`, "must be one domain"},
		{"messaging_channel_smtp", `{"channel_id": "a/b"}`, "slash"},
		{"messaging_channel_twilio", `{"from_number": "+15551234567"}`, "must be digits only"},
		{"messaging_channel", `{"configuration_json": {"Password": "x"}}`, "`Password` is a secret, and `configuration_json` is stored"},
	} {
		s := providertest.Story(t, c.entity)
		providertest.Refused(t, s.Apply(c.attributes), c.words)
	}
}

// The settings are sent as the vendor's client sends them: domains joined, properties as pairs, everybody as null.
func TestChannelIsSentAsTheVendorSendsIt(t *testing.T) {
	s := providertest.Story(t, "messaging_channel_smtp")
	r := providertest.Done(t, s.Apply(`{"authorized_domains": ["example.org", "example.com"], "session_properties": {"a": "1"}, "port": 25}`))
	want := `{"configuration":{"authorizedDomain":"example.com,example.org","port":25,"sessionProperties":[{"key":"a","value":"1"}]},` +
		`"id":"Team mail","permissions":null,"type":"smtp"}`
	if sent := bodyOf(r, http.MethodPost); sent != want {
		t.Errorf("sent was %s", sent)
	}
}

func TestChannelWithoutAnIdentifierGetsOne(t *testing.T) {
	s := providertest.Story(t, "messaging_channel_slack")
	providertest.Done(t, s.Apply(`{"channel_id": null}`))
	id := s.Value("channel_id")
	if len(id) != 8 || s.Value("id") != id {
		t.Errorf("channel_id is %q, id is %q", id, s.Value("id"))
	}
	if r := providertest.Done(t, s.Apply(`{"channel_id": null}`)); r.Action != "no change" {
		t.Errorf("the next plan is to %s", r.Action)
	}
	if r := providertest.Done(t, s.Apply(`{"channel_id": null, "channel": "C1"}`)); r.Action != "update" || s.Value("id") != id {
		t.Errorf("another setting is to %s; id is %q", r.Action, s.Value("id"))
	}
	providertest.Done(t, s.Destroy())
}

func TestChannelKeepsSomePermission(t *testing.T) {
	s := providertest.Story(t, "messaging_channel_smtp")
	providertest.Done(t, s.Apply(`{"groups": {"ops": {}}}`))
	providertest.Refused(t, s.Apply(`{"groups": {}}`), "The last permission on messaging channel", "not documented")
	r := providertest.Done(t, s.Apply(`{"groups": {}, "users": {"ada": {}}}`))
	if sent := bodyOf(r, http.MethodPut); sent != `[{"canUse":true,"user":"ada"}]` {
		t.Errorf("sent was %s", sent)
	}
	if r := providertest.Done(t, s.Apply(`{}`)); r.Action != "no change" {
		t.Errorf("permissions that are no longer named stay, but the plan is to %s", r.Action)
	}
}

// Each PUT replaces one document: what did not change is not sent.
func TestChannelWritesWhatChanged(t *testing.T) {
	s := providertest.Story(t, "messaging_channel_smtp")
	providertest.Done(t, s.Apply(`{"host": "one.example.com", "password_wo": "first-password", "password_wo_version": 1, "users": {"ada": {}}}`))
	r := providertest.Done(t, s.Apply(`{"host": "two.example.com", "password_wo": "first-password", "password_wo_version": 1, "users": {"ada": {}}}`))
	written := slices.DeleteFunc(r.Requests, func(e emulator.Entry) bool { return e.Method == http.MethodGet })
	if len(written) != 1 || written[0].Route != "PUT /messaging-channels/{id}/settings" || !strings.Contains(string(written[0].Body), `"password":"e:AES:`) {
		t.Errorf("sent was %v", written)
	}
}

func TestChannelOfAnotherTypeIsRefused(t *testing.T) {
	s := providertest.Story(t, "messaging_channel_slack")
	s.Request("POST", "/messaging-channels/", `{"id": "Team channel", "type": "shell", "configuration": {}}`)
	providertest.Failed(t, s.Apply(`{}`), "already exists", "is of type shell, and dataiku_messaging_channel_slack is for channels of type slack")
}

// A node that showed its secrets in clear must not get them into the state.
func TestSecretsOfAnImportedChannelStayOut(t *testing.T) {
	s := providertest.Story(t, "messaging_channel")
	s.Node().Do(func(store *emulator.Store) {
		store.Collection("messaging_channels").Put("chat", emulator.Document{
			"id": "chat", "type": "slack", "permissions": []any{}, "configuration": emulator.Document{"channel": "C1", "webhookUrl": "https://clear.example.com"},
		})
	})
	s.Import("chat")
	if got := s.Value("configuration_json"); got != `{"channel":"C1"}` {
		t.Errorf("the state holds %s", got)
	}
}

func TestOldNodesHaveNoChannels(t *testing.T) {
	s := providertest.Story(t, "messaging_channel_slack", func(sample *kittest.Sample) { sample.Version = "13.4.0" })
	providertest.Refused(t, s.Apply(`{}`), "The node is too old", "13.5.0")
	s = providertest.Story(t, "messaging_channel_slack", func(sample *kittest.Sample) { sample.Version = "13.5.0" })
	providertest.Refused(t, s.Apply(`{"users": {"ada": {}}}`), "The node is too old for users", "14.1.0")
	providertest.Done(t, s.Apply(`{"channel": "C1"}`))
	providertest.Done(t, s.Apply(`{"channel": "C2"}`))
	if r := providertest.Done(t, s.Apply(`{"channel": "C2"}`)); r.Action != "no change" {
		t.Errorf("the next plan is to %s", r.Action)
	}
	providertest.Done(t, s.Destroy())
}
