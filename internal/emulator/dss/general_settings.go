package dss

import (
	_ "embed"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const generalSettings = "general_settings"

// freshSettings are the general settings of a new node, without containerSettings, whose shape depends on the version.
// Blocks of which only the name is known are empty (dss-admin.md 14).
//
//go:embed general_settings.json
var freshSettings []byte

func handleGeneralSettings(n *emulator.Node) {
	n.Store.Collection(singletons).Put(generalSettings, defaultSettings(n))
	n.Handle("GET /admin/general-settings", func(*emulator.Call) (any, error) {
		return n.Store.Collection(singletons).Value(generalSettings), nil
	})
	n.Handle("PUT /admin/general-settings", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		return emulator.Empty{}, replaceSettings(n, body)
	})
	for action, since := range map[string]string{
		"push-base-images": "", "apply-kubernetes-policies": "", "build-cde-plugins-image": "12.6.0",
	} {
		n.Handle("POST /admin/container-exec/actions/"+action, func(c *emulator.Call) (any, error) {
			return c.Future(action, func() (any, error) { return Document{"messages": infoMessages()}, nil })
		}, emulator.Since(since))
	}
}

func defaultSettings(n *emulator.Node) Document {
	value, err := emulator.ParseJSON(freshSettings)
	if err != nil {
		panic(err)
	}
	settings, _ := value.(Document)
	settings["containerSettings"] = defaultContainerSettings(n)
	joinGroups(n, settings)
	return settings
}

// replaceSettings stores what the server makes of a document: it adds what is missing (observed.md 10).
func replaceSettings(n *emulator.Node, body Document) error {
	settings, err := n.Typed(generalSettingsShape(n), body)
	if err != nil {
		return err
	}
	complete(settings, defaultSettings(n))
	completeContainers(n, object(settings, "containerSettings"))
	if err := checkContainers(object(settings, "containerSettings")); err != nil {
		return err
	}
	if err := checkSources(settings); err != nil {
		return err
	}
	n.Store.EncryptMembers(settings, secretSetting)
	n.Store.Collection(singletons).Put(generalSettings, settings)
	return nil
}

// secretSetting names the encrypted members (observed.md 10).
func secretSetting(member string) bool {
	return isSecretMember(member) || strings.HasSuffix(strings.ToLower(member), "clientsecret")
}
