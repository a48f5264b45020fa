package identity

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// GeneralSettings and GovernGeneralSettings are blocks of the general settings of a node (dss-admin.md 14, govern.md 7).
var (
	GeneralSettings = general[*dss.Client]("general_settings", "DSS", dss.GeneralSettingsLock,
		" A block is an object, such as `security`, or a plain value, such as `maxRunningActivities`. The node drops a block that it does not know "+
			"without a word: then the apply fails and names it.",
		[]dedicated{
			{"ldapSettings", "ldap_settings"},
			{"ssoSettings", "sso_settings"},
			{"azureADSettings", "azure_ad_settings"},
			{"containerSettings.executionConfigs", "container_execution_config"},
			{"containerSettings.buildConfigs", "container_image_build_config"},
			{"containerSettings.defaultExecutionConfig", "container_settings"},
			{"containerSettings.defaultExecutionConfigForVisualRecipesWorkloads", "container_settings"},
			{"containerSettings.defaultExecutionConfigForExporters", "container_settings"},
			{"useImplicitK8sCluster", "container_settings"},
			{"defaultK8sClusterId", "container_settings"},
		})
	GovernGeneralSettings = general[*govern.Client]("govern_general_settings", "Govern", govern.GeneralSettingsLock,
		" The vendor documents none of the members of Govern: take their names from what a node answers, as the data source of the same name shows it.",
		[]dedicated{
			{"ldapSettings", "govern_ldap_settings"},
			{"ssoSettings", "govern_sso_settings"},
			{"azureADSettings", "govern_azure_ad_settings"},
		})
)

// dedicated is a part of the general settings that another resource manages.
type dedicated struct{ place, resource string }

// GeneralNode is a node that has general settings.
type GeneralNode interface {
	kit.Client
	GeneralSettings(ctx context.Context) (client.Document, error)
	PutGeneralSettings(ctx context.Context, settings client.Document) error
}

// general declares the general settings of one product; others are the parts that have a resource of their own.
func general[C GeneralNode](kind, product, lock, detail string, others []dedicated) *kit.Resource[C] {
	return &kit.Resource[C]{
		Type: kind,
		Summary: "Blocks of the general settings of a " + product + " node. Additive: only the members that are written are managed, and all others " +
			"are left alone.",
		Detail: "The general settings are one large document of many owners." + detail + "\n\n" +
			"Do not manage the same block here and in a resource of its own. " + ownResources(others) +
			"\n\nDeleting the resource takes out the members that it wrote, and the node puts its defaults in their place. After an import that was " +
			"not followed by a change there are none, and nothing is taken out. Some settings of the network and of isolation may need a restart of the node.",
		Attributes: []attr.Attribute{
			attr.String("id", "Always `general-settings`.").Constant("general-settings"),
			attr.Doc("settings", "The settings as a JSON object of the blocks and members to manage, in the form of the API. A list is owned as a whole. It is "+
				"stored in the state: no secret belongs here.").At(""),
			attr.SecretMap("secret_settings", "Settings that are secret, by their place in the API's document, members joined by dots, such as "+
				"`proxySettings.password`.").At("").Deep(),
		},
		Identity:  []string{"id"},
		Get:       func(ctx context.Context, c C, _ attr.Values) (client.Document, error) { return c.GeneralSettings(ctx) },
		Put:       func(ctx context.Context, c C, w kit.Write) error { return c.PutGeneralSettings(ctx, w.After) },
		Singleton: &kit.Singleton{},
		Lock:      func(attr.Values) string { return lock },
		Flatten:   func(_ client.Document, v attr.Values) { leaveOut(v, others) },
		Validate: func(config attr.Values) []kit.Problem {
			return slices.Concat(refuseOthers(config, others), refuseSecrets(config))
		},
	}
}

// ownResources says what is managed elsewhere.
func ownResources(others []dedicated) string {
	var lines []string
	for _, o := range others {
		lines = append(lines, "`"+o.place+"` with `"+kit.Prefix+o.resource+"`")
	}
	return "The plan refuses what another resource manages: " + strings.Join(lines, ", ") + "."
}

// refuseOthers refuses what another resource manages: each would undo the other.
func refuseOthers(config attr.Values, others []dedicated) []kit.Problem {
	var problems []kit.Problem
	refuse := func(attribute string, o dedicated) {
		problems = append(problems, kit.Problem{
			Attribute: attribute, Summary: "`" + o.place + "` has a resource of its own",
			Detail: "Manage `" + o.place + "` with `" + kit.Prefix + o.resource + "`. Two resources would undo each other's changes of it.",
		})
	}
	value, _ := config.JSON(settingsJSON)
	settings, _ := value.(client.Document)
	for _, o := range others {
		if _, has := client.Lookup(settings, strings.Split(o.place, ".")...); has {
			refuse(settingsJSON, o)
		}
		for place := range config.StringMap(secretSettings) {
			if strings.HasPrefix(place+".", o.place+".") {
				refuse(secretSettings, o)
			}
		}
	}
	return problems
}

// leaveOut takes out of the whole document, as an import or a data source reads it, what could not be written here: the
// parts of other resources, and secrets that the node does not encrypt.
func leaveOut(v attr.Values, others []dedicated) {
	value, _ := v.JSON(settingsJSON)
	settings, isObject := value.(client.Document)
	if !isObject {
		return
	}
	before := client.CloneDocument(settings)
	for _, o := range others {
		client.Remove(settings, strings.Split(o.place, ".")...)
	}
	removeSecrets(settings)
	if !client.Equal(before, settings) {
		v[settingsJSON] = jsontypes.NewNormalizedValue(client.RenderJSON(settings))
	}
}
