package content

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// channel is what one type of messaging channel has of its own (dss-admin.md 21).
type channel struct {
	// Resource is the name without prefix; Type the type of the API, "" for channels of any type.
	Resource, Type  string
	Summary, Detail string
	// Settings lie in `configuration`.
	Settings []attr.Attribute
	// Check looks at the configuration, CheckNew at that of a channel that does not exist yet.
	Check, CheckNew func(config attr.Values) []kit.Problem
}

const channelPage = "Scenarios and actions refer to the channel by its identifier. DSS does not refuse to delete a channel that scenarios use. " +
	"Its type never changes; another type is another channel."

// resource makes the entity: everything but the settings is the same for all types.
func (d channel) resource() *kit.Resource[*dss.Client] {
	return &kit.Resource[*dss.Client]{
		Type:       d.Resource,
		Summary:    d.Summary,
		Detail:     d.Detail + " " + channelPage,
		Since:      "13.5.0",
		Attributes: slices.Concat(channelHead(), d.Settings, channelTail()),
		Identity:   []string{"channel_id"},
		NoPlural:   d.Type != "",
		Get:        d.get,
		Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
			return c.CreateMessagingChannel(ctx, w.After)
		},
		Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
			return c.PutMessagingChannel(ctx, w.Values.String("channel_id"), w.Before, w.After)
		},
		Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
			return c.DeleteMessagingChannel(ctx, v.String("channel_id"))
		},
		List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
			return c.MessagingChannels(ctx, d.Type)
		},
		Summaries: true,
		Lock:      func(v attr.Values) string { return "messaging_channel/" + v.String("channel_id") },
		Expand:    d.expand,
		Flatten:   func(_ client.Document, v attr.Values) { hideSecretSettings(v) },
		Validate:  func(config attr.Values) []kit.Problem { return checked(d.Check, config) },
		Plan: func(_ context.Context, _ *dss.Client, p kit.Planned) []kit.Problem {
			switch {
			case p.Plan == nil:
				return nil
			case p.State == nil:
				return checked(d.CheckNew, p.Config)
			}
			return refuseNobody(p)
		},
	}
}

func checked(check func(attr.Values) []kit.Problem, config attr.Values) []kit.Problem {
	if check == nil {
		return nil
	}
	return check(config)
}

// get refuses a channel of another type: its settings would be read as something that they are not.
func (d channel) get(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
	found, err := c.MessagingChannel(ctx, v.String("channel_id"))
	if err == nil && d.Type != "" && found["type"] != d.Type {
		return nil, fmt.Errorf("messaging channel %q is of type %v, and %s%s is for channels of type %s. "+
			"Use the resource of that type, or %smessaging_channel, which takes any",
			v.String("channel_id"), found["type"], kit.Prefix, d.Resource, d.Type, kit.Prefix)
	}
	return found, err
}

// expand sets the type, and joins the domains: they are one text in the API (dss-admin.md 21).
func (d channel) expand(doc client.Document, v attr.Values) {
	if d.Type != "" {
		doc["type"] = d.Type
	}
	if v.Known("authorized_domains") {
		client.Store(doc, joinDomains(v.Strings("authorized_domains")), "configuration", "authorizedDomain")
	}
}

// channelHead are the attributes of every channel that come before its settings.
func channelHead() []attr.Attribute {
	return []attr.Attribute{
		attr.String("channel_id", "Identifier of the channel; it may hold spaces. Unset: the server makes a random one.").At("id").
			Validate(attr.Name()),
	}
}

// channelTail are the attributes of every channel that come after its settings.
func channelTail() []attr.Attribute {
	entry := attr.Bool("can_use", "Whether they may use the channel. Default: true.").Default(true)
	const everybody = " A channel that is made without any permission may be used by everybody. The last permission cannot be removed: what the " +
		"server makes of an empty list is not documented."
	return []attr.Attribute{
		attr.ObjectMap("groups", "group", "Permissions of groups on the channel, all of them, by name of the group."+everybody, entry).At("permissions").
			Since("14.1.0"),
		attr.ObjectMap("users", "user", "Permissions of users on the channel, all of them, by login. See `groups`.", entry).At("permissions").
			Since("14.1.0"),
	}
}

// refuseNobody keeps a restricted channel restricted. Whether an empty list means nobody or everybody is unknown.
func refuseNobody(p kit.Planned) []kit.Problem {
	before, after := 0, 0
	for _, name := range []string{"groups", "users"} {
		wanted, _ := p.Plan[name].(types.Map)
		if wanted.IsUnknown() {
			return nil
		}
		before += len(p.State.Objects(name))
		after += len(wanted.Elements())
	}
	if before == 0 || after > 0 {
		return nil
	}
	return []kit.Problem{{
		Attribute: "groups", Summary: "The last permission on messaging channel \"" + p.State.String("channel_id") + "\" cannot be removed",
		Detail: "Whether a channel with an empty list of permissions may be used by everybody or by nobody is not documented. Name who may use it, or " +
			"leave groups and users out of the configuration, which leaves the permissions as they are. To open it to everybody, replace the channel.",
	}}
}
