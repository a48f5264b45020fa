package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestGeneralSettingsDropUnknownMembersAtEveryDepth(t *testing.T) {
	for _, version := range []string{"14.3.3", "15.0.0"} {
		p := newProbe(t, emulator.Options{Version: version})
		settings := p.get(settingsPath)
		runtime := document{"kubernetesResources": document{"typo": 1, "customLimits": []any{document{"key": "k", "value": "v", "typo": 1}}}}
		config := document{"name": "cpu", "type": "KUBERNETES", "typo": 1, "kubernetesRuntimeConfig": runtime}
		resources := []any{"kubernetesRuntimeConfig", "kubernetesResources"}
		if version == "14.3.3" {
			config["kubernetesResources"] = runtime["kubernetesResources"]
			resources = []any{"kubernetesResources"}
		}
		set(settings, []any{config}, "containerSettings", "executionConfigs")
		set(settings, 1, "containerSettings", "typo")
		set(settings, 1, "ldapSettings", "typo")
		set(settings, 1, "ssoSettings", "openIDParams", "typo")
		set(settings, []any{document{"ruleFrom": "a", "ruleTo": "b", "typo": 1}}, "azureADSettings", "remappingRules")
		set(settings, []any{document{"scope": "GLOBAL", "type": "IDENTITY", "typo": 1}}, "impersonation", "userRules")
		set(settings, 1, "security", "typo")
		set(settings, document{"free": 1}, "limits", "free")
		p.must("PUT", settingsPath, settings)
		got := p.get(settingsPath)
		configs := at(got, "containerSettings", "executionConfigs", 0)
		for name, value := range map[string]any{
			"containers": at(got, "containerSettings", "typo"), "config": at(configs, "typo"),
			"resources": at(configs, append(resources, "typo")...),
			"limit":     at(configs, append(resources, "customLimits", 0, "typo")...),
			"block":     at(got, "ldapSettings", "typo"), "inner": at(got, "ssoSettings", "openIDParams", "typo"),
			"rule": at(got, "azureADSettings", "remappingRules", 0, "typo"), "user rule": at(got, "impersonation", "userRules", 0, "typo"),
			"security": at(got, "security", "typo"),
		} {
			p.same(version+" "+name, value, nil)
		}
		p.same("open block", at(got, "limits", "free", "free"), 1)
		p.same("limit", at(configs, append(resources, "customLimits", 0, "key")...), "k")
	}
}

func TestGeneralSettingsRefuseOtherTypes(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	before := p.get(settingsPath)
	for at, wrong := range map[string]any{
		"proxySettings.port": "8080", "ldapSettings.enabled": "true", "impersonation.userRules": document{},
		"containerSettings.executionConfigs": document{}, "maxRunningActivities": "5", "security": []any{}, "noLoginMode": 0,
	} {
		settings := p.get(settingsPath)
		set(settings, wrong, strings.Split(at, ".")...)
		p.refused(p.send("PUT", settingsPath, settings), 400, "JsonSyntaxException", "$."+at)
	}
	p.refused(p.send("PUT", "/admin/iam/ldap-settings", document{"useTls": "yes"}), 400, "JsonSyntaxException", "useTls")
	p.same("unchanged", p.get(settingsPath), before)
}

func TestUnsetTextsOfContainersBefore15AreAbsent(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "14.3.3"})
	settings := p.get(settingsPath)
	set(settings, []any{document{"name": "cpu", "type": "KUBERNETES", "kubernetesNamespace": "dss"}}, "containerSettings", "executionConfigs")
	p.must("PUT", settingsPath, settings)
	config, _ := at(p.get(settingsPath), "containerSettings", "executionConfigs", 0).(document)
	for _, member := range []string{"baseImage", "repositoryURL", "imagePullSecretName", "dockerNetwork"} {
		if value, there := config[member]; there {
			t.Errorf("%s is %q", member, value)
		}
	}
	p.same("given", config["kubernetesNamespace"], "dss")
	p.same("default", config["prePushMode"], "NONE")
}

func TestGovernIntegrationIsABlockOfTheGeneralSettings(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	settings := p.get(settingsPath)
	set(settings, document{"enabled": true, "nodeUrl": "http://govern", "apiKey": "secret"}, "governIntegrationSettings")
	p.must("PUT", settingsPath, settings)
	p.same("in clear", p.get("/admin/get-govern-node-ref"), document{
		"enabled": true, "nodeUrl": "http://govern", "apiKey": "secret", "trustAllSSLCertificates": false,
	})
	if key, _ := at(p.get(settingsPath), "governIntegrationSettings", "apiKey").(string); !strings.HasPrefix(key, "e:AES:") {
		t.Errorf("the key is %q", key)
	}
	p.must("POST", "/admin/govern-integration-sync", nil)
	set(settings, false, "governIntegrationSettings", "enabled")
	p.must("PUT", settingsPath, settings)
	p.refused(p.send("POST", "/admin/govern-integration-sync", nil), 400, "IllegalArgumentException", "not enabled")
}
