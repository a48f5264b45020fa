package codeenv

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Members of the documents of this package that the API does not have.
const (
	builtMember = "built"
	hookTypes   = "predefinedContainerHookTypes" // the type of each of predefinedContainerHooks
	yarnMember  = "yarnBin"                      // in `desc`: yarnPythonBin or yarnRBin
)

// versionMembers lie inside a version on an automation node, and at the top level on a design node (dss-admin.md 12.2).
var versionMembers = []string{
	"desc", "specPackageList", "specCondaEnvironment", "actualPackageList", "actualCondaEnvironment", "mandatoryPackageList",
	"mandatoryCondaEnvironment", "resourcesInitScript",
}

// mirroredMembers have a copy in `desc` on a design node. Versions differ in which of the two counts, so both are
// written (dss-admin.md 12.2).
var mirroredMembers = []string{
	"owner", "usableByAll", "permissions", "allContainerConfs", "containerConfs", "allSparkKubernetesConfs", "sparkKubernetesConfs",
	"externalCondaEnvName",
}

// isAutomation tells the documents of automation nodes by their versions, as the vendor's client does.
func isAutomation(env client.Document) bool { return env["versions"] != nil }

// onlyVersion is the one version of an environment of an automation node that is not versioned.
func onlyVersion(env client.Document) (client.Document, bool) {
	for _, member := range []string{"currentVersion", "noVersion"} {
		if version, ok := env[member].(client.Document); ok {
			return version, true
		}
	}
	return nil, false
}

// flat brings the documents of both kinds of nodes into one shape: what a version of an automation node holds, and what
// is mirrored on a design node, lies at the top level only.
func flat(env client.Document) client.Document {
	env = client.CloneDocument(env)
	if isAutomation(env) {
		version, _ := onlyVersion(env)
		move(version, env, versionMembers...)
	} else if desc, ok := env["desc"].(client.Document); ok {
		move(desc, env, "envSettings")
		for _, member := range mirroredMembers {
			if env[member] == nil {
				move(desc, env, member)
			}
			delete(desc, member)
		}
	}
	if hooks, ok := env["predefinedContainerHooks"].([]any); ok {
		types := []any{}
		for _, hook := range hooks {
			if object, isObject := hook.(client.Document); isObject {
				types = append(types, object["type"])
			}
		}
		env[hookTypes] = types
	}
	rename(env["desc"], yarnName(env), yarnMember)
	return env
}

// nested undoes flat, in place.
func nested(env client.Document) client.Document {
	rename(env["desc"], yarnMember, yarnName(env))
	if types, ok := env[hookTypes].([]any); ok {
		delete(env, hookTypes)
		env["predefinedContainerHooks"] = hooks(env["predefinedContainerHooks"], types)
	}
	if !isAutomation(env) {
		desc, ok := env["desc"].(client.Document)
		if !ok {
			desc = client.Document{}
			env["desc"] = desc
		}
		move(env, desc, "envSettings")
		for _, member := range mirroredMembers {
			if value, ok := env[member]; ok {
				desc[member] = client.Clone(value)
			}
		}
		return env
	}
	if version, ok := onlyVersion(env); ok {
		move(env, version, versionMembers...)
	}
	for _, member := range versionMembers {
		delete(env, member) // a versioned environment has none of its own
	}
	return env
}

// yarnName is what the API calls yarnMember.
func yarnName(env client.Document) string {
	if env["envLang"] == "R" {
		return "yarnRBin"
	}
	return "yarnPythonBin"
}

func rename(object any, from, to string) {
	members, _ := object.(client.Document)
	if value, ok := members[from]; ok {
		members[to] = value
		delete(members, from)
	}
}

// move takes members from one object to another.
func move(from, to client.Document, members ...string) {
	for _, member := range members {
		if value, ok := from[member]; ok && to != nil {
			to[member] = value
			delete(from, member)
		}
	}
}

// hooks keeps the items of the server that are still wanted and adds the new ones.
func hooks(current any, types []any) []any {
	existing, _ := current.([]any)
	out := []any{}
	for _, hookType := range types {
		at := slices.IndexFunc(existing, func(item any) bool {
			object, _ := item.(client.Document)
			return object["type"] == hookType
		})
		if at >= 0 {
			out = append(out, existing[at])
			continue
		}
		out = append(out, client.Document{"type": hookType})
	}
	return out
}
