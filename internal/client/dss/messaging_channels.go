package dss

import (
	"context"
	"errors"
	"iter"
	"maps"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// permissionsSince is the first version that shows the permissions of a channel (dss-admin.md 28).
const permissionsSince = "14.1.0"

// MessagingChannel joins the three documents of a channel: the summary, with the settings as `configuration` and the
// list of permissions as `permissions` (dss-admin.md 21). Nodes before 14.1.0 do not show the permissions.
func (c *Client) MessagingChannel(ctx context.Context, id string) (Document, error) {
	summary, err := c.channelSummary(ctx, id)
	if err != nil {
		return nil, err
	}
	channel := client.Pick(summary, "id", "type", "family")
	if channel["configuration"], err = c.Read(ctx, client.Path("messaging-channels", id, "settings"), client.Anything); err != nil {
		return nil, err
	}
	permissions, err := c.channelPermissions(ctx, id)
	if errors.Is(err, client.ErrUnsupported) && c.Version() != "" && !c.AtLeast(permissionsSince) {
		return channel, nil
	}
	channel["permissions"] = permissions
	return channel, err
}

// channelPermissions are empty for a channel that everybody may use. Whether the server says so by an empty list or by
// null is not documented, as it takes null for it at a creation (dss-admin.md 21).
func (c *Client) channelPermissions(ctx context.Context, id string) ([]any, error) {
	var list []Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodGet, Path: []string{"messaging-channels", id, "permissions"}, Nullable: true, Holds: client.Members("canUse"),
	}, &list)
	permissions := make([]any, len(list))
	for i, item := range list {
		permissions[i] = item
	}
	return permissions, err
}

// channelSummary has no configuration, and so have the items of the list (dss-admin.md 21).
func (c *Client) channelSummary(ctx context.Context, id string) (Document, error) {
	return c.channels.Get(ctx, id, func(ctx context.Context) (Document, error) {
		return c.Read(ctx, client.Path("messaging-channels", id), client.Identity("id", id))
	})
}

// CreateMessagingChannel creates a channel from id, type, configuration and permissions, and answers its summary.
// Without an id the server makes one. No permissions let everybody use the channel (dss-admin.md 21).
func (c *Client) CreateMessagingChannel(ctx context.Context, channel Document) (Document, error) {
	body := Document{"id": "", "configuration": Document{}, "permissions": nil}
	maps.Copy(body, client.Pick(channel, "id", "type", "configuration"))
	if permissions, ok := channel["permissions"].([]any); ok && len(permissions) > 0 {
		body["permissions"] = permissions
	}
	request := client.Request{Method: http.MethodPost, Path: []string{"messaging-channels"}, Body: body, Holds: client.Named("id")}
	if id := client.Text(body, "id"); id != "" {
		request.Landed = client.LandedAs(func(ctx context.Context) (Document, error) { return c.MessagingChannel(ctx, id) }, body)
	}
	made := client.Pick(body, "id", "type") // what there is to say when only a look told that the creation worked
	if err := c.JSON(ctx, request, &made); err != nil {
		return nil, err
	}
	return made, nil
}

// PutMessagingChannel replaces those of the settings and the permissions that differ from before.
func (c *Client) PutMessagingChannel(ctx context.Context, id string, before, after Document) error {
	if !client.Equal(before["configuration"], after["configuration"]) {
		if err := c.Put(ctx, client.Path("messaging-channels", id, "settings"), after["configuration"]); err != nil {
			return err
		}
	}
	if !client.Equal(before["permissions"], after["permissions"]) {
		return c.Put(ctx, client.Path("messaging-channels", id, "permissions"), after["permissions"])
	}
	return nil
}

// DeleteMessagingChannel deletes a channel, also one that scenarios use (observed.md 14).
func (c *Client) DeleteMessagingChannel(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("messaging-channels", id))
}

// Mail is a message to send. Without a Sender it comes from that of the channel.
type Mail struct {
	Sender, Subject, Body string
	To, CC, BCC           []string
	PlainText             bool
}

// SendMail sends a mail through a channel of the mail family, as a form of one part. The key needs the right to write the
// content of the project (dss-admin.md 21). It is never sent twice.
func (c *Client) SendMail(ctx context.Context, channel, projectKey string, mail Mail) error {
	message := Document{
		"from": nil, "to": client.Clone(mail.To), "cc": nil, "bcc": nil, "subject": mail.Subject, "body": mail.Body, "plainText": mail.PlainText,
	}
	if mail.Sender != "" {
		message["from"] = mail.Sender
	}
	for member, addresses := range map[string][]string{"cc": mail.CC, "bcc": mail.BCC} {
		if len(addresses) > 0 {
			message[member] = client.Clone(addresses)
		}
	}
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"messaging-channels", channel, "actions", "send"}, Query: url.Values{"projectKey": {projectKey}},
		Body: client.File{Part: "message", Name: "send-payload.json", Type: "application/json", Content: []byte(client.RenderJSON(message))},
	})
}

// MessagingChannels lists the summaries of the channels of a type, of all of them when it is empty.
func (c *Client) MessagingChannels(ctx context.Context, kind string) iter.Seq2[Document, error] {
	var query url.Values
	if kind != "" {
		query = url.Values{"channelType": {kind}}
	}
	return client.Each(c.List(ctx, client.Path("messaging-channels").With(query), client.Named("id")))
}

func (c *Client) channelsByID(ctx context.Context) (map[string]Document, error) {
	all, err := c.List(ctx, client.Path("messaging-channels"), client.Named("id"))
	return client.ByMember(all, "id"), err
}
