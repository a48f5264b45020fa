package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// messagingChannels holds {id, type, configuration, permissions}; the API shows them as three documents.
const messagingChannels = "messaging_channels"

const mailFamily = "mail"

// channelTypes are the types of dss-admin.md 21, the mail family first.
var channelTypes = slices.Concat(mailTypes, []string{"slack", "msft-teams", "google-chat", "twilio", "shell"})

var mailTypes = []string{"smtp", "aws-ses-mail", "microsoft-graph-mail"}

// channelSecrets are stored encrypted (dss-admin.md 21).
var channelSecrets = []string{
	"password", "secretKey", "clientSecret", "webhookUrl", "authorizationToken", "webhookKey", "webhookToken", "authToken",
}

func handleMessagingChannels(n *emulator.Node) {
	n.Handle("GET /messaging-channels", func(c *emulator.Call) (any, error) { return listChannels(c), nil }, emulator.Since("12.6.0"))
	n.Handle("POST /messaging-channels", administrators(createChannel), emulator.Since("13.5.0"))
	n.Handle("GET /messaging-channels/{id}", func(c *emulator.Call) (any, error) {
		channel, err := findChannel(n, c.Arg("id"))
		return channelSummary(channel), err
	}, emulator.Since("12.6.0"))
	n.Handle("DELETE /messaging-channels/{id}", administrators(onChannel(func(_ *emulator.Call, channel Document) (any, error) {
		n.Store.Collection(messagingChannels).Delete(text(channel, "id")) // also while scenarios use it (observed.md 14)
		return emulator.Empty{}, nil
	})), emulator.Since("13.5.0"))
	n.Handle("GET /messaging-channels/{id}/settings", administrators(onChannel(func(_ *emulator.Call, channel Document) (any, error) {
		return object(channel, "configuration"), nil
	})), emulator.Since("13.5.0"))
	n.Handle("PUT /messaging-channels/{id}/settings", administrators(onChannel(func(c *emulator.Call, channel Document) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		return emulator.Empty{}, storeChannel(n, channel, body, channel["permissions"])
	})), emulator.Since("13.5.0"))
	n.Handle("GET /messaging-channels/{id}/permissions", administrators(onChannel(func(_ *emulator.Call, channel Document) (any, error) {
		return channel["permissions"], nil
	})), emulator.Since("14.1.0"))
	n.Handle("PUT /messaging-channels/{id}/permissions", administrators(onChannel(func(c *emulator.Call, channel Document) (any, error) {
		body, err := c.List()
		if err != nil {
			return nil, err
		}
		return emulator.Empty{}, storeChannel(n, channel, object(channel, "configuration"), body)
	})), emulator.Since("14.1.0"))
	n.Handle("POST /messaging-channels/{id}/actions/send", onChannel(sendMail), emulator.Since("12.6.0"))
}

// administrators refuses others. The contract says so of the creation and guesses it of the rest (dss-admin.md 21).
func administrators(next emulator.Handler) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		if !c.Identity.Admin {
			return nil, emulator.Forbidden("You may not perform administration actions")
		}
		return next(c)
	}
}

func onChannel(next func(*emulator.Call, Document) (any, error)) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		channel, err := findChannel(c.Node, c.Arg("id"))
		if err != nil {
			return nil, err
		}
		return next(c, channel)
	}
}

// findChannel answers as most families do; how the server words it was not recorded.
func findChannel(n *emulator.Node, id string) (Document, error) {
	channel, ok := n.Store.Collection(messagingChannels).Get(id)
	if !ok {
		return nil, emulator.NotFound("Messaging channel '" + id + "' does not exist")
	}
	return channel, nil
}

// channelSummary is what list and get show: no configuration (dss-admin.md 21).
func channelSummary(channel Document) Document {
	summary := pick(channel, "id", "type")
	if slices.Contains(mailTypes, text(channel, "type")) {
		summary["family"] = mailFamily
		for _, member := range []string{"sender", "useCurrentUserAsSender"} {
			keep(summary, object(channel, "configuration"), member)
		}
	}
	return summary
}

func listChannels(c *emulator.Call) []any {
	kind, family := c.Query("channelType", ""), c.Query("channelFamily", "")
	list := []any{}
	for _, channel := range c.Node.Store.Collection(messagingChannels).All() {
		summary := channelSummary(channel)
		if (kind == "" || summary["type"] == kind) && (family == "" || summary["family"] == family) {
			list = append(list, summary)
		}
	}
	return list
}

func createChannel(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	id := text(body, "id")
	if id == "" {
		id = c.Node.RandomID(8)
	}
	kind := text(body, "type")
	switch {
	case c.Node.Store.Collection(messagingChannels).Has(id):
		return nil, emulator.IllegalArgument("Messaging channel '" + id + "' already exists")
	case !slices.Contains(channelTypes, kind):
		return nil, emulator.IllegalArgument("Unknown messaging channel type: " + kind)
	}
	channel := Document{"id": id, "type": kind}
	if err := storeChannel(c.Node, channel, object(body, "configuration"), body["permissions"]); err != nil {
		return nil, err
	}
	return channelSummary(channel), nil
}

// storeChannel replaces configuration and permissions; each is a full document (dss-admin.md 21). Whether no
// permissions and an empty list differ is unknown: here both are empty and mean everybody. Nor is it known what becomes
// of members that the type does not have: here they stay.
func storeChannel(n *emulator.Node, channel, configuration Document, permissions any) error {
	entries, _ := permissions.([]any)
	stored := []any{}
	for _, item := range entries {
		entry, _ := item.(Document)
		if (text(entry, "group") == "") == (text(entry, "user") == "") {
			return emulator.IllegalArgument("A permission of a messaging channel names a group or a user")
		}
		stored = append(stored, pick(entry, "group", "user", "canUse"))
	}
	if configuration == nil {
		configuration = Document{}
	}
	for member, allowed := range map[string][]string{
		"mode": {"WEBHOOK", "API"}, "webhookType": {"WORKFLOWS", "OFFICE365"}, "type": {"COMMAND", "FILE"},
	} {
		if value := text(configuration, member); value != "" && !slices.Contains(allowed, value) {
			return emulator.IllegalArgument("Invalid value for " + member + ": " + value)
		}
	}
	normalisePort(configuration)
	n.Store.EncryptMembers(configuration, func(member string) bool { return slices.Contains(channelSecrets, member) })
	channel["configuration"], channel["permissions"] = configuration, stored
	n.Store.Collection(messagingChannels).Put(text(channel, "id"), channel)
	return nil
}
