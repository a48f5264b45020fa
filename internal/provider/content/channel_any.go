package content

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// secretSettings are the members that DSS encrypts (dss-admin.md 21).
var secretSettings = []string{
	"password", "secretKey", "clientSecret", "webhookUrl", "authorizationToken", "webhookKey", "webhookToken", "authToken",
}

// AnyChannel is a messaging channel of any type.
var AnyChannel = channel{
	Resource: "messaging_channel",
	Summary:  "A messaging channel of any type of a DSS node: it sends mail, posts to a chat or runs a command.",
	Detail: "Settings differ from type to type and are named as in the API. The known types have a resource of their own each, such as " +
		"`dataiku_messaging_channel_slack`: use that one, it checks the settings while planning. This one is for types that come with newer releases.",
	Settings: []attr.Attribute{
		attr.String("type", "Type of the channel as the API spells it: `smtp`, `aws-ses-mail`, `microsoft-graph-mail`, `slack`, `msft-teams`, "+
			"`google-chat`, `twilio`, `shell`, or one of a newer release.").Required().Replaces(),
		attr.String("family", "`mail` for channels that send mail, null for others.").Stable(),
		attr.Doc("configuration", "Settings of the channel as a JSON object. Settings that are not named are left alone. It is stored in the state: no "+
			"secret belongs here."),
		attr.SecretMap("secret_configuration", "Settings that are secret, by their name in the API.").At("configuration"),
	},
	Check: checkSecretSettings,
}.resource()

func isSecretSetting(member string, value any) bool {
	text, isText := value.(string)
	return isText && text != "" && slices.ContainsFunc(secretSettings, func(name string) bool { return strings.EqualFold(name, member) })
}

// hideSecretSettings keeps secrets of the server out of the state. Whether it encrypts or masks them is not documented, so
// they are told by their names.
func hideSecretSettings(v attr.Values) {
	configuration, _ := v.JSON("configuration_json")
	members, _ := configuration.(client.Document)
	if shown := len(members); shown > 0 {
		maps.DeleteFunc(members, isSecretSetting)
		if len(members) < shown {
			v["configuration_json"] = jsontypes.NewNormalizedValue(client.RenderJSON(members))
		}
	}
}

// checkSecretSettings keeps secrets out of the state.
func checkSecretSettings(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	configuration, _ := config.JSON("configuration_json")
	members, _ := configuration.(client.Document)
	for _, member := range slices.Sorted(maps.Keys(members)) {
		if isSecretSetting(member, members[member]) {
			problems = append(problems, kit.Problem{
				Attribute: "configuration_json", Summary: "Secret in configuration_json",
				Detail: "`" + member + "` is a secret, and `configuration_json` is stored in the state. Set it in `secret_configuration_wo`.",
			})
		}
	}
	return problems
}
