package dss

import (
	"maps"
	"regexp"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// interpreterForm covers the interpreters that DSS 15 recognises (observed.md 9).
var interpreterForm = regexp.MustCompile(`^PYTHON3([4-9]|1[0-5])$`)

var (
	// mirroredEnvMembers exist at the top level and in `desc` of a design environment; the top level wins on PUT, and
	// `desc` is rewritten from it (observed.md 9).
	mirroredEnvMembers = []string{
		"usableByAll", "permissions", "allContainerConfs", "containerConfs", "allSparkKubernetesConfs", "sparkKubernetesConfs",
	}
	readOnlyEnvMembers = []string{
		"envName", "envLang", "deploymentMode", "canUpdateCodeEnv", "canManageUsersCodeEnv", "info", "actualPackageList",
		"actualCondaEnvironment", "mandatoryPackageList", "mandatoryCondaEnvironment",
	}
	readOnlyVersionMembers = []string{
		"versionId", "path", "actualPackageList", "actualCondaEnvironment", "mandatoryPackageList", "mandatoryCondaEnvironment",
	}
)

// sharedEnvDefaults are the top-level members that both kinds of nodes have (samples code-env-*).
func sharedEnvDefaults() Document {
	return Document{
		"usableByAll": true, "permissions": []any{}, "allContainerConfs": true, "containerConfs": []any{},
		"allSparkKubernetesConfs": false, "sparkKubernetesConfs": []any{}, "rebuildDependentCodeStudioTemplates": "ASK",
		"predefinedContainerHooks": []any{}, "containerCacheBustingLocation": "AFTER_START_DOCKERFILE",
		"dockerfileAtStart": "", "dockerfileBeforePackages": "", "dockerfileAfterCondaPackages": "",
		"dockerfileAfterPackages": "", "dockerfileAtEnd": "",
		"canUpdateCodeEnv": true, "canManageUsersCodeEnv": true,
	}
}

// specDefaults are the package lists: requested, installed, imposed.
func specDefaults() Document {
	return Document{
		"specPackageList": "", "specCondaEnvironment": "", "mandatoryPackageList": "", "mandatoryCondaEnvironment": "",
		"actualPackageList": "", "actualCondaEnvironment": "", "resourcesInitScript": "",
	}
}

func envSettingsDefaults(inheritance string, value bool) Document {
	return Document{
		inheritance: value, "condaInstallExtraOptions": []any{}, "condaCreateExtraOptions": []any{},
		"pipInstallExtraOptions": []any{}, "virtualenvCreateExtraOptions": []any{}, "cranMirrorURL": "",
	}
}

// descDefaults are the members of `desc` on both kinds of nodes. The default interpreter is that of observed.md 9.
func descDefaults(lang string) Document {
	desc := Document{"conda": false, "installJupyterSupport": true, "installCorePackages": true}
	if lang == "R" {
		desc["yarnRBin"] = ""
	} else {
		maps.Copy(desc, Document{"pythonInterpreter": "PYTHON39", "corePackagesSet": "PANDAS23", "yarnPythonBin": ""})
	}
	return desc
}

// creationParameters are the members of `desc` that a creation body may hold, flat (dss-admin.md 12.1).
func creationParameters(body Document) Document {
	return pick(body, "conda", "pythonInterpreter", "customInterpreter", "installCorePackages", "installJupyterSupport",
		"corePackagesSet", "externalCondaEnvName")
}

// hasVersions tells nodes whose environments are those of bundles: automation and deployer nodes (observed.md 9).
func hasVersions(n *emulator.Node) bool { return n.NodeType != "design" }

// newCodeEnv is the document of a new environment in the shape of the node (dss-admin.md 12.2).
func newCodeEnv(n *emulator.Node, lang, name, owner string, body Document) Document {
	mode := text(body, "deploymentMode")
	env := Document{"envName": name, "envLang": lang, "deploymentMode": mode, "owner": owner}
	complete(env, sharedEnvDefaults())
	desc := creationParameters(body)
	complete(desc, descDefaults(lang))
	if !hasVersions(n) {
		desc["owner"] = owner
		env["desc"], env["info"] = desc, Document{}
		complete(env, specDefaults())
		return designCodeEnv(env)
	}
	env["envSettings"] = envSettingsDefaults("overrideImportedEnvSettings", false)
	env["versions"] = []any{} // never null: clients tell the two shapes apart by it
	version := specDefaults()
	version["desc"] = desc
	switch mode {
	case "AUTOMATION_VERSIONED": // its versions come with bundles
	case "AUTOMATION_SINGLE":
		version["versionId"], version["path"] = "v1", dataDirectory+"/code-envs/"+name
		env["currentVersion"] = version
	default:
		env["noVersion"] = version
	}
	return env
}

// designCodeEnv completes a document of a design node and makes its two halves agree.
func designCodeEnv(env Document) Document {
	desc := object(env, "desc")
	if desc == nil {
		desc = Document{}
	}
	for _, member := range mirroredEnvMembers {
		if env[member] == nil {
			env[member] = desc[member]
		}
	}
	complete(env, sharedEnvDefaults())
	complete(env, specDefaults())
	complete(desc, descDefaults(text(env, "envLang")))
	complete(desc, Document{
		"dockerImageResources": "NONE", "externalCondaEnvName": "", "customInterpreter": "",
		"envSettings": envSettingsDefaults("inheritGlobalSettings", true),
	})
	for _, member := range append([]string{"deploymentMode", "owner"}, mirroredEnvMembers...) {
		desc[member] = env[member]
	}
	env["desc"] = desc
	return env
}

// replacedCodeEnv is the document after a PUT: the spec and the settings change, nothing is installed.
func replacedCodeEnv(body, stored Document) Document {
	for _, member := range readOnlyEnvMembers {
		keep(body, stored, member)
	}
	if _, automation := stored["versions"]; automation {
		return replacedAutomationEnv(body, stored)
	}
	body["owner"] = stored["owner"]
	if owner := text(object(body, "desc"), "owner"); owner != "" { // on a design node only there (observed.md 9)
		body["owner"] = owner
	}
	body = designCodeEnv(body)
	body["desc"] = knownMembers(object(body, "desc"), object(stored, "desc"))
	return knownMembers(body, stored)
}

// replacedAutomationEnv keeps the set of versions: a PUT changes their spec only.
func replacedAutomationEnv(body, stored Document) Document {
	for _, member := range []string{"currentVersion", "noVersion"} {
		version := object(stored, member)
		if version == nil {
			delete(body, member)
			continue
		}
		body[member] = replacedVersion(object(body, member), version)
	}
	versions := []any{}
	for _, version := range objects(stored, "versions") {
		var given Document
		for _, candidate := range objects(body, "versions") {
			if candidate["versionId"] == version["versionId"] {
				given = candidate
			}
		}
		versions = append(versions, replacedVersion(given, version))
	}
	body["versions"] = versions
	if text(body, "owner") == "" {
		body["owner"] = stored["owner"]
	}
	complete(body, sharedEnvDefaults())
	complete(body, Document{"envSettings": envSettingsDefaults("overrideImportedEnvSettings", false)})
	return knownMembers(body, stored)
}

func replacedVersion(given, stored Document) Document {
	if given == nil {
		return stored
	}
	for _, member := range readOnlyVersionMembers {
		keep(given, stored, member)
	}
	complete(given, specDefaults())
	complete(given, Document{"desc": object(stored, "desc")})
	return knownMembers(given, stored)
}

// knownMembers drops what the stored document does not have: it holds every member that exists.
func knownMembers(d, stored Document) Document {
	for member := range d {
		if _, ok := stored[member]; !ok {
			delete(d, member)
		}
	}
	return d
}

// codeEnvSpec is the part of a document that holds the package lists, nil when there is none of that version.
func codeEnvSpec(env Document, version string) Document {
	if _, automation := env["versions"]; !automation {
		return env
	}
	for _, member := range []string{"currentVersion", "noVersion"} {
		if spec := object(env, member); spec != nil {
			return spec
		}
	}
	for _, spec := range objects(env, "versions") {
		if text(spec, "versionId") == version {
			return spec
		}
	}
	return nil
}

func checkInterpreter(interpreter, custom string) error {
	switch {
	case interpreter == "CUSTOM" && custom == "":
		return emulator.IllegalArgument("A custom interpreter needs customInterpreter")
	case interpreter != "" && interpreter != "CUSTOM" && !interpreterForm.MatchString(interpreter):
		return emulator.IllegalArgument("Invalid Python interpreter: " + interpreter)
	}
	return nil
}
