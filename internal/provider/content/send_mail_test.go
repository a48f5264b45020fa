package content_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestMailIsSent(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.DSS.Do(func(store *emulator.Store) {
		for id, kind := range map[string]string{"mail": "smtp", "chat": "slack"} {
			store.Collection("messaging_channels").Put(id, emulator.Document{"id": id, "type": kind, "configuration": emulator.Document{}})
		}
		store.Collection("projects").Put("CHURN", emulator.Document{"projectKey": "CHURN"})
		store.Collection("project_permissions").Put("CHURN", emulator.Document{"owner": "admin"})
	})
	const message = `"project_key": "CHURN", "to": ["ada@example.com"], "subject": "s", "body": "b"}`
	shown, failure := n.Invoke("send_mail", `{"channel_id": "mail", `+message)
	if failure != "" || len(shown) != 1 {
		t.Errorf("shown %q, failed %s", shown, failure)
	}
	for configuration, words := range map[string]string{
		`{"channel_id": "chat", ` + message:                                                     "does not send mail",
		`{"channel_id": "absent", ` + message:                                                   `Unable to invoke dataiku_send_mail "absent"`,
		`{"channel_id": "mail", "project_key": "CHURN", "to": [], "subject": "s", "body": "b"}`: "at least 1 elements",
	} {
		if _, failure := n.Invoke("send_mail", configuration); !strings.Contains(failure, words) {
			t.Errorf("%s: %s", configuration, failure)
		}
	}
	lost, err := emulator.ParseFault("POST /messaging-channels/{id}/actions/send=lost-answer,times:1")
	if err != nil {
		t.Fatal(err)
	}
	n.DSS.SetFaults(lost)
	before := len(n.DSS.Requests())
	if _, failure := n.Invoke("send_mail", `{"channel_id": "mail", `+message); !strings.Contains(failure, "may have been made") {
		t.Errorf("a lost answer: %s", failure)
	}
	if sent := len(n.DSS.Requests()) - before; sent != 1 {
		t.Errorf("the mail was sent %d times", sent)
	}
}
