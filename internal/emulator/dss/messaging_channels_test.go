package dss_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func smtp(id string) document {
	return document{"id": id, "type": "smtp", "configuration": document{
		"host": "mail.example.com", "port": 587, "login": "dss", "password": "hunter2", "sender": "dss@example.com",
		"useCurrentUserAsSender": true, "authorizedDomain": "example.com,example.org",
		"sessionProperties": []any{document{"key": "mail.smtp.timeout", "value": "1000"}},
	}, "permissions": nil}
}

func TestChannelIsThreeDocuments(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	summary := document{"id": "Team mail", "type": "smtp", "family": "mail", "sender": "dss@example.com", "useCurrentUserAsSender": true}
	p.same("answer", p.must("POST", "/messaging-channels/", smtp("Team mail")), summary)
	p.same("summary", p.get("/messaging-channels/Team%20mail"), summary)
	p.same("list", p.must("GET", "/messaging-channels/", nil), []any{summary})
	p.same("permissions", p.must("GET", "/messaging-channels/Team%20mail/permissions", nil), []any{})
	settings := p.get("/messaging-channels/Team%20mail/settings")
	secret, _ := settings["password"].(string)
	if !strings.HasPrefix(secret, "e:AES:") {
		t.Errorf("the password is shown as %q", secret)
	}
	settings["sender"] = "other@example.com"
	p.must("PUT", "/messaging-channels/Team%20mail/settings", settings)
	p.same("settings", p.get("/messaging-channels/Team%20mail/settings"), settings)
	p.same("sender", p.get("/messaging-channels/Team%20mail")["sender"], "other@example.com")
	permissions := []any{document{"group": "ops", "canUse": true}, document{"user": "ada", "canUse": false}}
	p.must("PUT", "/messaging-channels/Team%20mail/permissions", permissions)
	p.same("permissions", p.must("GET", "/messaging-channels/Team%20mail/permissions", nil), permissions)
	p.same("settings", p.get("/messaging-channels/Team%20mail/settings"), settings)
	p.must("DELETE", "/messaging-channels/Team%20mail", nil)
	p.refused(p.send("GET", "/messaging-channels/Team%20mail", nil), 404, "NotFoundException", "does not exist")
}

func TestChannelsAreFiltered(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/messaging-channels/", smtp("mail"))
	p.must("POST", "/messaging-channels/", document{"id": "chat", "type": "slack"})
	p.must("POST", "/messaging-channels/", document{"id": "sh", "type": "shell", "configuration": document{"type": "COMMAND"}})
	for query, want := range map[string]string{
		"": "mail chat sh ", "?channelType=slack": "chat ", "?channelFamily=mail": "mail ", "?channelType=slack&channelFamily=mail": "",
	} {
		got := ""
		list, _ := p.must("GET", "/messaging-channels/"+query, nil).([]any)
		for _, item := range list {
			got += at(item, "id").(string) + " " //nolint:forcetypeassert // an id is text
		}
		p.same(query, got, want)
	}
}

func TestChannelWithoutIDGetsARandomOne(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	first, second := p.must("POST", "/messaging-channels/", smtp("")), p.must("POST", "/messaging-channels/", smtp(""))
	if at(first, "id") == "" || at(first, "id") == at(second, "id") {
		t.Errorf("got %s and %s", compact(first), compact(second))
	}
}

func TestChannelRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/messaging-channels/", smtp("mail"))
	for part, body := range map[string]document{
		"already exists":  smtp("mail"),
		"Unknown":         {"id": "x", "type": "pager"},
		"mode":            {"id": "x", "type": "slack", "configuration": document{"mode": "BOT"}},
		"a group or a us": {"id": "x", "type": "slack", "permissions": []any{document{"canUse": true}}},
	} {
		p.refused(p.send("POST", "/messaging-channels/", body), 400, "IllegalArgumentException", part)
	}
	reader := p.as(emulator.Identity{ID: "reader", Login: "reader"})
	reader.get("/messaging-channels/mail")
	reader.refused(reader.send("GET", "/messaging-channels/mail/settings", nil), 403, "UnauthorizedException", "")
	reader.refused(reader.send("POST", "/messaging-channels/", smtp("x")), 403, "UnauthorizedException", "")
	for version, paths := range map[string][]string{
		"12.5.0": {"/messaging-channels/"}, "13.4.0": {"/messaging-channels/x/settings"}, "14.0.0": {"/messaging-channels/x/permissions"},
	} {
		old := newProbe(t, emulator.Options{Version: version})
		for _, path := range paths {
			if a := old.send("GET", path, nil); a.status != 404 || !strings.Contains(a.text, "<html>") {
				t.Errorf("%s on %s: %d %s", path, version, a.status, a.text)
			}
		}
	}
}

// sendForm sends a form with the parts, each text by its name.
func (p *probe) sendForm(path string, parts map[string]string) answer {
	p.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, content := range parts {
		part, err := form.CreateFormFile(name, name+".txt")
		if err == nil {
			_, err = part.Write([]byte(content))
		}
		if err != nil {
			p.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		p.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.Context(), "POST", p.url+"/public/api"+path, &body)
	if err != nil {
		p.Fatal(err)
	}
	request.SetBasicAuth(p.key, "")
	request.Header.Set("Content-Type", form.FormDataContentType())
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return p.read(response.StatusCode, response.Body)
}

func TestMailIsSentAsAForm(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/projects/", document{"projectKey": "CHURN", "name": "Churn", "owner": "admin"})
	p.must("POST", "/messaging-channels/", smtp("mail"))
	p.must("POST", "/messaging-channels/", document{"id": "chat", "type": "slack"})
	const send = "/messaging-channels/mail/actions/send"
	message := map[string]string{"message": `{"from":null,"to":["ada@example.com"],"subject":"s","body":"b","plainText":true}`, "attachments": "x"}
	if a := p.sendForm(send+"?projectKey=CHURN", message); a.status != 200 {
		t.Errorf("got %d %s", a.status, a.text)
	}
	p.refused(p.send("POST", send+"?projectKey=CHURN", document{}), 400, "IllegalArgumentException", "multipart")
	p.refused(p.sendForm(send, message), 400, "IllegalArgumentException", "projectKey")
	p.refused(p.sendForm(send+"?projectKey=CHURN", map[string]string{"message": "text"}), 400, "IllegalArgumentException", "message")
	p.refused(p.sendForm(send+"?projectKey=CHURN", map[string]string{"message": "{}"}), 400, "IllegalArgumentException", "recipient")
	p.refused(p.sendForm("/messaging-channels/chat/actions/send?projectKey=CHURN", message), 400, "IllegalArgumentException", "does not send mail")
	stranger := p.as(emulator.Identity{ID: "stranger", Login: "stranger"})
	stranger.refused(stranger.sendForm(send+"?projectKey=CHURN", message), 403, "UnauthorizedException", "writeProjectContent")
}
