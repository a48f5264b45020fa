package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const settingsPath = "/admin/general-settings"

func TestGeneralSettingsSurviveARoundTrip(t *testing.T) {
	for _, version := range []string{"13.5.6", "14.3.3", "15.0.0"} {
		p := newProbe(t, emulator.Options{Version: version})
		before := p.get(settingsPath)
		if a := p.send("PUT", settingsPath+"/", before); a.status != 200 || a.text != "" {
			t.Errorf("%s: put answered %d %q", version, a.status, a.text)
		}
		p.same(version, p.get(settingsPath), before)
	}
}

func TestGeneralSettingsDropAndComplete(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	settings := p.get(settingsPath)
	settings["maxRuningActivities"] = 7
	settings["defaultK8sClusterId"] = "eks"
	delete(settings, "jekSettings")
	set(settings, document{"enabled": true}, "ldapSettings")
	p.must("PUT", settingsPath, settings)
	got := p.get(settingsPath)
	p.same("typo", got["maxRuningActivities"], nil)
	p.same("optional member", got["defaultK8sClusterId"], "eks")
	p.same("default block", got["jekSettings"], document{"maxRunningJobs": 0})
	p.same("given", at(got, "ldapSettings", "enabled"), true)
	p.same("default inside", at(got, "ldapSettings", "displayNameAttribute"), "cn")
}

func TestGeneralSettingsSecretsAreEncrypted(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	settings := p.get(settingsPath)
	paths := [][]string{
		{"ldapSettings", "bindPassword"},
		{"ssoSettings", "samlSPParams", "keystorePassword"},
		{"ssoSettings", "openIDParams", "clientSecret"},
		{"azureADSettings", "credentialsClientSecret"},
		{"azureADSettings", "credentialsCertificatePassword"},
		{"deployerClientSettings", "apiKey"},
		{"governIntegrationSettings", "apiKey"},
		{"proxySettings", "password"},
	}
	for _, path := range paths {
		set(settings, "clear", path...)
	}
	p.must("PUT", settingsPath, settings)
	first := p.get(settingsPath)
	p.must("PUT", settingsPath, first)
	p.same("echo", p.get(settingsPath), first)
	p.must("PUT", settingsPath, settings)
	second := p.get(settingsPath)
	for _, path := range paths {
		one, two := textAt(first, path), textAt(second, path)
		if !strings.HasPrefix(one, "e:AES:") || !strings.HasPrefix(two, "e:AES:") || one == two {
			t.Errorf("%v: %q then %q", path, one, two)
		}
	}
}

func textAt(d document, path []string) string {
	var value any = d
	for _, member := range path {
		value = at(value, member)
	}
	s, _ := value.(string)
	return s
}

func TestContainerSettingsOf15AreNested(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "15.0.0"})
	settings := p.get(settingsPath)
	set(settings, []any{document{"name": "build", "type": "DOCKER"}}, "containerSettings", "buildConfigs")
	set(settings, []any{document{
		"name": "cpu", "type": "KUBERNETES", "imageBuildConfig": "build", "createNamespace": true, "repositoryURL": "r",
		"kubernetesRuntimeConfig": document{"kubernetesNamespace": "dss"},
	}}, "containerSettings", "executionConfigs")
	p.must("PUT", settingsPath, settings)
	containers := p.get(settingsPath)["containerSettings"]
	config := at(containers, "executionConfigs", 0)
	p.same("given", at(config, "kubernetesRuntimeConfig", "kubernetesNamespace"), "dss")
	p.same("default", at(config, "kubernetesRuntimeConfig", "kubernetesResources", "memLimitMB"), -1)
	p.same("flat member", at(config, "createNamespace"), nil)
	p.same("member of 14", at(config, "repositoryURL"), nil)
	p.same("type of a build config", at(containers, "buildConfigs", 0, "type"), nil)
	p.same("builder", at(containers, "buildConfigs", 0, "imageBuilderType"), "DOCKER")

	set(settings, []any{document{"name": "cpu", "type": "KUBERNETES", "imageBuildConfig": "absent"}},
		"containerSettings", "executionConfigs")
	set(settings, true, "noLoginMode")
	p.refused(p.send("PUT", settingsPath, settings), 400, "IllegalArgumentException", "unknown image build configuration")
	p.same("nothing written", p.get(settingsPath)["noLoginMode"], false)
}

func TestContainerSettingsBefore15AreFlat(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "14.3.3"})
	settings := p.get(settingsPath)
	set(settings, []any{document{"name": "build"}}, "containerSettings", "buildConfigs")
	set(settings, []any{document{
		"name": "cpu", "type": "KUBERNETES", "repositoryURL": "r", "imageBuildConfig": "absent",
		"kubernetesRuntimeConfig": document{},
	}}, "containerSettings", "executionConfigs")
	p.must("PUT", settingsPath, settings)
	containers := p.get(settingsPath)["containerSettings"]
	p.same("flat", at(containers, "executionConfigs", 0, "repositoryURL"), "r")
	p.same("nested", at(containers, "executionConfigs", 0, "kubernetesRuntimeConfig"), nil)
	p.same("build configs", at(containers, "buildConfigs"), nil)
}

func TestContainerActionsAreTasks(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	for _, action := range []string{"push-base-images", "apply-kubernetes-policies", "build-cde-plugins-image"} {
		job, _ := at(p.must("POST", "/admin/container-exec/actions/"+action, nil), "jobId").(string)
		p.get("/futures/" + job)
		p.same(action, at(p.get("/futures/"+job), "result", "messages", "error"), false)
	}
}
