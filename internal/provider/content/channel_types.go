package content

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var (
	digits = regexp.MustCompile(`^[0-9]+$`)
	domain = regexp.MustCompile(`^[^\s,]+$`)
)

// channels are the types of dss-admin.md 21, each with its settings.
var channels = []channel{
	{
		Resource: "messaging_channel_smtp", Type: "smtp",
		Summary: "A messaging channel of a DSS node that sends mail through an SMTP server.",
		Detail:  mailPage,
		Settings: slices.Concat([]attr.Attribute{
			setting(attr.String("host", "Host of the mail server."), "host"),
			setting(attr.Int("port", "Port of the mail server, such as 587."), "port").Validate(int64validator.Between(1, 65535)),
			setting(attr.Bool("use_ssl", "Whether the connection is encrypted from its start (SSL)."), "useSSL"),
			setting(attr.Bool("use_tls", "Whether the connection is encrypted once it stands (STARTTLS)."), "useTLS"),
			setting(attr.String("login", "User that DSS logs in as."), "login"),
			setting(attr.Secret("password", "Password of the user."), "password"),
			setting(attr.StringMap("session_properties", "Further properties of the mail session, such as `mail.smtp.timeout`, all of them."),
				"sessionProperties").Pairs("key"),
		}, mail()),
	},
	{
		Resource: "messaging_channel_aws_ses_mail", Type: "aws-ses-mail",
		Summary: "A messaging channel of a DSS node that sends mail through Amazon SES.",
		Detail:  mailPage,
		Settings: slices.Concat([]attr.Attribute{
			setting(attr.String("access_key", "Identifier of the AWS key pair. It is not a secret."), "accessKey"),
			setting(attr.Secret("secret_key", "Secret of the AWS key pair."), "secretKey"),
			setting(attr.String("region_or_endpoint", "AWS region, or an endpoint of your own."), "regionOrEndpoint"),
		}, mail()),
	},
	{
		Resource: "messaging_channel_microsoft_graph_mail", Type: "microsoft-graph-mail",
		Summary: "A messaging channel of a DSS node that sends mail through Microsoft 365.",
		Detail:  mailPage,
		Settings: slices.Concat([]attr.Attribute{
			setting(attr.String("client_id", "Identifier of the Microsoft application."), "clientId"),
			setting(attr.String("tenant_id", "Identifier of the Microsoft directory."), "tenantId"),
			setting(attr.Secret("client_secret", "Secret of the Microsoft application."), "clientSecret"),
		}, mail()),
	},
	{
		Resource: "messaging_channel_slack", Type: "slack",
		Summary: "A messaging channel of a DSS node that posts to Slack.",
		Detail:  webhookPage,
		Settings: []attr.Attribute{
			setting(attr.String("mode", "How DSS posts: `WEBHOOK` with `webhook_url_wo`, or `API` with `authorization_token_wo` and `channel`."), "mode").
				Validate(attr.OneOf("WEBHOOK", "API")),
			webhookURL(),
			setting(attr.Secret("authorization_token", "Token of the Slack application, in the mode `API`."), "authorizationToken"),
			setting(attr.String("channel", "Identifier of the channel in Slack, in the mode `API`."), "channel"),
			useProxy(),
		},
		CheckNew: func(config attr.Values) []kit.Problem {
			switch config.String("mode") {
			case "WEBHOOK":
				return need(config, "webhook_url_wo", "mode is WEBHOOK")
			case "API":
				return need(config, "authorization_token_wo", "mode is API")
			}
			return nil
		},
	},
	{
		Resource: "messaging_channel_msft_teams", Type: "msft-teams",
		Summary: "A messaging channel of a DSS node that posts to Microsoft Teams.",
		Detail:  webhookPage,
		Settings: []attr.Attribute{
			webhookURL(),
			setting(attr.String("webhook_type", "Kind of the webhook: `WORKFLOWS`, or the older `OFFICE365`."), "webhookType").
				Validate(attr.OneOf("WORKFLOWS", "OFFICE365")),
			useProxy(),
		},
	},
	{
		Resource: "messaging_channel_google_chat", Type: "google-chat",
		Summary: "A messaging channel of a DSS node that posts to Google Chat.",
		Detail:  webhookPage,
		Settings: []attr.Attribute{
			webhookURL(),
			setting(attr.Secret("webhook_key", "Parameter `key` of the webhook, unless it is in its address."), "webhookKey"),
			setting(attr.Secret("webhook_token", "Parameter `token` of the webhook, unless it is in its address."), "webhookToken"),
			useProxy(),
		},
	},
	{
		Resource: "messaging_channel_twilio", Type: "twilio",
		Summary: "A messaging channel of a DSS node that sends text messages through Twilio.",
		Detail:  "The token is write-only: DSS keeps it encrypted, and Terraform does not store it.",
		Settings: []attr.Attribute{
			setting(attr.String("account_sid", "Identifier of the Twilio account."), "accountSid"),
			setting(attr.Secret("auth_token", "Token of the Twilio account."), "authToken"),
			setting(attr.String("from_number", "Number that the messages come from: digits only, with the country code."), "fromNumber").
				Validate(stringvalidator.RegexMatches(digits, "must be digits only, such as 15551234567")),
			useProxy(),
		},
	},
	{
		Resource: "messaging_channel_shell", Type: "shell",
		Summary: "A messaging channel of a DSS node that runs a command on the node.",
		Detail:  "Whoever may use the channel makes the node run the command. It is stored in the state: no secret belongs here.",
		Settings: []attr.Attribute{
			setting(attr.String("execution_type", "What runs: `COMMAND` for `command`, `FILE` for `script`. The API calls it `type`."), "type").
				Validate(attr.OneOf("COMMAND", "FILE")),
			setting(attr.String("command", "The command. With `FILE` it is passed to the switch `-c`."), "command"),
			setting(attr.String("script", "The script, for `FILE`."), "script"),
		},
		CheckNew: func(config attr.Values) []kit.Problem {
			switch config.String("execution_type") {
			case "COMMAND":
				return need(config, "command", "execution_type is COMMAND")
			case "FILE":
				return need(config, "script", "execution_type is FILE")
			}
			return nil
		},
	},
}

// channelResources are the entities of the types.
func channelResources() []kit.Entity {
	var all []kit.Entity
	for _, d := range channels {
		all = append(all, d.resource())
	}
	return all
}

const (
	mailPage    = "Secrets are write-only: DSS keeps them encrypted, and Terraform does not store them."
	webhookPage = "The address of a webhook is a secret, and so are its tokens: they are write-only, DSS keeps them encrypted, and Terraform does not store them."
)

// setting puts an attribute into the configuration of the channel.
func setting(a attr.Attribute, member string) attr.Attribute { return a.At("configuration." + member) }

func webhookURL() attr.Attribute {
	return setting(attr.Secret("webhook_url", "Address of the webhook."), "webhookUrl")
}

func useProxy() attr.Attribute {
	return setting(attr.Bool("use_proxy", "Whether the connection uses the proxy of the instance."), "useProxy")
}

// mail are the settings of the mail family.
func mail() []attr.Attribute {
	return []attr.Attribute{
		setting(attr.String("sender", "Address that mail comes from. Without one, each message names its own."), "sender"),
		setting(attr.Bool("use_current_user_as_sender", "Whether mail comes from the user who sends it, if the user has an address; `sender` is used "+
			"otherwise."), "useCurrentUserAsSender"),
		setting(attr.StringSet("authorized_domains", "Domains that mail may be sent to. The API calls it `authorizedDomain`, one text.").
			Validate(setvalidator.ValueStringsAre(stringvalidator.RegexMatches(domain, "must be one domain, without commas and white space"))),
			"authorizedDomain"),
	}
}

func joinDomains(domains []string) string { return strings.Join(domains, ",") }

// need is the problem of an attribute that a new channel cannot do without.
func need(config attr.Values, name, why string) []kit.Problem {
	if config[name] != nil && !config[name].IsNull() {
		return nil
	}
	return []kit.Problem{{Attribute: name, Summary: "Missing " + name, Detail: "`" + name + "` must be set: " + why + "."}}
}
