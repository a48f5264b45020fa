package dss

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestMessagingChannelCalls(t *testing.T) {
	ctx := context.Background()
	made := Document{"id": "mail", "type": "smtp"}
	replay(t, "messaging_channel.create.smtp", made, func(c *Client) error {
		_, err := c.CreateMessagingChannel(ctx, Document{"id": "mail", "type": "smtp", "configuration": Document{
			"host": "h", "port": 25, "login": "u", "password": "p", "sender": "a@example.com",
		}})
		return err
	})
	replay(t, "messaging_channel.create.slack", made, func(c *Client) error {
		_, err := c.CreateMessagingChannel(ctx, Document{"id": "s", "type": "slack", "configuration": Document{"webhookUrl": "http://x"}})
		return err
	})
	replay(t, "messaging_channel.get", Document{"id": "ch", "type": "slack"}, func(c *Client) error {
		_, err := c.channelSummary(ctx, "ch")
		return err
	})
	replay(t, "messaging_channel.list", []any{made}, func(c *Client) error {
		for _, err := range c.MessagingChannels(ctx, "") {
			return err
		}
		return errors.New("nothing was listed")
	})
}

func TestMessagingChannelIsOneDocument(t *testing.T) {
	ctx := context.Background()
	node, c := emulate(t, "")
	entry := Document{"group": "ops", "canUse": true}
	made, err := c.CreateMessagingChannel(ctx, Document{
		"type": "slack", "configuration": Document{"mode": "WEBHOOK", "webhookUrl": "https://hooks.example.com/x"}, "permissions": []any{entry},
	})
	id := client.Text(made, "id")
	if err != nil || id == "" {
		t.Fatal(made, err)
	}
	before, err := c.MessagingChannel(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	want := Document{"id": id, "type": "slack", "configuration": before["configuration"], "permissions": []any{entry}}
	if !client.Equal(before, want) {
		t.Errorf("got %s", client.RenderJSON(before))
	}
	after := client.CloneDocument(before)
	client.Store(after, "#ops", "configuration", "channel")
	node.ResetRequests()
	if err := c.PutMessagingChannel(ctx, id, before, after); err != nil {
		t.Fatal(err)
	}
	if sent := node.Requests(); len(sent) != 1 || sent[0].Route != "PUT /messaging-channels/{id}/settings" {
		t.Errorf("only the settings changed, but sent were %v", sent)
	}
	if found, err := c.MessagingChannel(ctx, id); err != nil || !client.Equal(found, after) {
		t.Errorf("got %v, %v", found, err)
	}
	if err := c.DeleteMessagingChannel(ctx, id); err != nil {
		t.Fatal(err)
	}
	if _, err := c.MessagingChannel(ctx, id); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("after the deletion: %v", err)
	}
}

// A creation whose answer is lost is looked for when the channel has an id of its own.
func TestLostAnswerOfACreatedChannel(t *testing.T) {
	ctx := context.Background()
	node, c := emulate(t, "")
	lost, err := emulator.ParseFault("POST /messaging-channels=lost-answer,times:1")
	if err != nil {
		t.Fatal(err)
	}
	channel := Document{"id": "chat", "type": "slack", "configuration": Document{"channel": "C1", "webhookUrl": "https://hooks.example.com"}}
	node.SetFaults(lost)
	if made, err := c.CreateMessagingChannel(ctx, channel); err != nil || made["id"] != "chat" {
		t.Fatal(made, err)
	}
	node.SetFaults(lost)
	client.Store(channel, "C2", "configuration", "channel")
	if _, err := c.CreateMessagingChannel(ctx, channel); !errors.Is(err, client.ErrAlreadyExists) {
		t.Errorf("another channel of that id: %v", err)
	}
}

func TestChannelsOfOldNodesHaveNoPermissions(t *testing.T) {
	ctx := context.Background()
	_, c := emulate(t, "13.5.0")
	if _, err := c.CreateMessagingChannel(ctx, Document{"id": "chat", "type": "slack"}); err != nil {
		t.Fatal(err)
	}
	channel, err := c.MessagingChannel(ctx, "chat")
	if _, has := channel["permissions"]; err != nil || has {
		t.Errorf("got %v, %v", channel, err)
	}
	_, older := emulate(t, "13.4.0")
	if _, err := older.CreateMessagingChannel(ctx, Document{"id": "chat", "type": "slack"}); !errors.Is(err, client.ErrUnsupported) {
		t.Errorf("a node that cannot create channels: %v", err)
	}
}

func TestPermissionsOfAChannelMayBeNull(t *testing.T) {
	for text, valid := range map[string]bool{"null": true, "": false, "[]": true, "{}": false, "[": false} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) })
		permissions, err := c.channelPermissions(context.Background(), "chat")
		if (err == nil) != valid || valid && permissions == nil || !valid && !errors.Is(err, client.ErrMalformed) {
			t.Errorf("%q: got %v, %v", text, permissions, err)
		}
	}
}

func TestMessagingChannelsOfAType(t *testing.T) {
	ctx := context.Background()
	_, c := emulate(t, "")
	for id, kind := range map[string]string{"mail": "smtp", "chat": "slack"} {
		if _, err := c.CreateMessagingChannel(ctx, Document{"id": id, "type": kind}); err != nil {
			t.Fatal(err)
		}
	}
	for channel, err := range c.MessagingChannels(ctx, "slack") {
		if err != nil || channel["id"] != "chat" {
			t.Errorf("got %v, %v", channel, err)
		}
	}
}

// The form is what the vendor's client sends (dss-admin.md 21).
func TestMailIsAForm(t *testing.T) {
	ctx := context.Background()
	var query, disposition, kind, message string
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		_, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil {
			t.Error(err)
		}
		part, err := multipart.NewReader(r.Body, parameters["boundary"]).NextPart()
		if err != nil {
			t.Error(err)
			return
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Error(err)
		}
		query, message = r.URL.RawQuery, string(content)
		disposition, kind = part.Header.Get("Content-Disposition"), part.Header.Get("Content-Type")
	})
	if err := c.SendMail(ctx, "Team mail", "CHURN", Mail{To: []string{"a@example.com"}, Subject: "s", Body: "<b>", CC: []string{"c@example.com"}}); err != nil {
		t.Fatal(err)
	}
	want := `{"bcc":null,"body":"<b>","cc":["c@example.com"],"from":null,"plainText":false,"subject":"s","to":["a@example.com"]}`
	if query != "projectKey=CHURN" || disposition != `form-data; name="message"; filename="send-payload.json"` || kind != "application/json" || message != want {
		t.Errorf("sent were %s, %s, %s, %s", query, disposition, kind, message)
	}
}
