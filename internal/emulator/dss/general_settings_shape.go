package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// generalSettingsShape has the blocks of dss-admin.md 11 and 14 and of observed.md 10. Blocks of which only the name is
// known are open, and so are those whose list of members the contract calls incomplete.
func generalSettingsShape(n *emulator.Node) emulator.Shape {
	return emulator.Like(defaultSettings(n), rarelySet(), identityMembers(n), knownBlocks(), emulator.Members{
		"containerSettings": containerShape(n),
	})
}

// rarelySet exist but are absent from a fresh document.
func rarelySet() emulator.Members {
	return emulator.Members{
		"defaultK8sClusterId": emulator.String, "computablesAvailabilityMode": emulator.String,
		"globalCrossProjectBuildBehaviour": emulator.String, "sessionsMaxTotalTimeHours": emulator.Number,
		"sessionsMaxIdleTimeHours": emulator.Number, "apiDeployerClientSettings": deployerShape, "auditTargets": emulator.Any,
	}
}

var deployerShape = emulator.Like(Document{"mode": "", "nodeUrl": "", "apiKey": "", "trustAllSSLCertificates": false})

// identityMembers are the lists of the sources, which are one text before 12.6.
func identityMembers(n *emulator.Node) emulator.Members {
	source := emulator.Members{
		"remappingRules": emulator.List(emulator.Like(Document{"ruleFrom": "", "ruleTo": ""})),
	}
	if n.AtLeast("12.6.0") {
		source["authorizedGroups"] = emulator.List(emulator.String)
	}
	members := emulator.Members{}
	for _, block := range identitySources {
		members[block] = emulator.Object(source)
	}
	return members
}

// knownBlocks are those whose defaults do not show all members.
func knownBlocks() emulator.Members {
	limits := emulator.List(emulator.Like(Document{"key": "", "value": ""}))
	return emulator.Members{
		"impersonation": emulator.Object(emulator.Members{
			"userRules": emulator.List(emulator.Like(Document{
				"scope": "", "projectKey": "", "type": "", "dssUser": "", "ruleFrom": "", "targetUnix": "", "targetHadoop": "",
			})),
			"groupRules": emulator.List(emulator.Like(Document{
				"type": "", "dssGroup": "", "ruleFrom": "", "targetUnix": "", "targetHadoop": "",
			})),
		}),
		"sparkSettings": emulator.Object(emulator.Members{
			"executionConfigs": emulator.List(emulator.Object(emulator.Members{
				"name": emulator.String, "description": emulator.String, "imageBuildConfig": emulator.String,
				"conf":                     emulator.List(emulator.Like(Document{"key": "", "value": "", "isFinal": false, "secret": false})),
				"kubernetesSettings":       emulator.OpenObject(emulator.Members{"managedKubernetes": emulator.Bool, "managedNamespace": emulator.String}),
				"cloudCredentialsSettings": emulator.OpenObject(emulator.Members{"enabled": emulator.Bool}),
			})),
		}),
		"security": emulator.Like(Document{
			"hideErrorStacks": false, "hideVersionStringsWhenNotLogged": false, "secureCookies": false, "sameSiteNoneCookies": false,
			"restrictUsersAndGroupsVisibility": false, "postLogoutBehavior": "", "postLogoutCustomURL": "",
			"enableEmailAndDisplayNameModification": false,
		}),
		"cgroupSettings": emulator.OpenObject(emulator.Members{
			"cgroups": emulator.List(emulator.Object(emulator.Members{"cgroupPathTemplate": emulator.String, "limits": limits})),
		}),
		"deployerClientSettings":    deployerShape,
		"governIntegrationSettings": emulator.OpenObject(emulator.Members{"nodeUrl": emulator.String, "apiKey": emulator.String, "trustAllSSLCertificates": emulator.Bool}),
		"proxySettings":             emulator.OpenObject(emulator.Members{}),
		"internalDatabase": emulator.Object(emulator.Members{
			"connection": emulator.Like(Document{"type": "", "params": Document{}}), "tableNamePrefix": emulator.String, "schema": emulator.String,
		}),
		"metastoreCatalogsSettings": emulator.OpenObject(emulator.Members{}),
		"k8sPoliciesSettings":       emulator.OpenObject(emulator.Members{}),
	}
}
