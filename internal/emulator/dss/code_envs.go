package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// codeEnvs holds the documents by LANG/name.
	codeEnvs = "code_envs"
	// codeEnvBuilds holds what became of them: {built, builtSpec, logs}.
	codeEnvBuilds = "code_env_builds"
)

// Deployment modes that exist on both kinds of nodes, and on one of them (dss-admin.md 12.1).
var (
	commonModes     = []string{"PLUGIN_MANAGED", "PLUGIN_NON_MANAGED", "EXTERNAL_CONDA_NAMED"}
	designModes     = append([]string{"DESIGN_MANAGED", "DESIGN_NON_MANAGED"}, commonModes...)
	automationModes = append([]string{"AUTOMATION_VERSIONED", "AUTOMATION_SINGLE", "AUTOMATION_NON_MANAGED_PATH"}, commonModes...)
)

// reservedEnvNames are literal parts of routes (dss-admin.md 12).
var reservedEnvNames = []string{"internal-env", "from-python-preset", "usages"}

func handleCodeEnvs(n *emulator.Node) {
	seedCodeEnvs(n)
	n.Handle("GET /admin/code-envs", withCodeEnvRight(func(*emulator.Call) (any, error) {
		list := []any{}
		for _, id := range n.Store.Collection(codeEnvs).IDs() {
			list = append(list, codeEnvSummary(n, id))
		}
		return list, nil
	}), emulator.Open())
	n.Handle("POST /admin/code-envs/{lang}/{name}", withCodeEnvRight(createCodeEnv), emulator.Open())
	n.Handle("GET /admin/code-envs/{lang}/{name}", onCodeEnv(func(_ *emulator.Call, env Document) (any, error) {
		return env, nil
	}), emulator.Open())
	n.Handle("PUT /admin/code-envs/{lang}/{name}", onCodeEnv(func(c *emulator.Call, stored Document) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		env := replacedCodeEnv(body, stored)
		n.Store.Collection(codeEnvs).Put(codeEnvID(env), env)
		return env, nil
	}), emulator.Open())
	n.Handle("DELETE /admin/code-envs/{lang}/{name}", deleteCodeEnv, emulator.Open())
	handleCodeEnvBuilds(n)
	handleSpecialCodeEnvs(n)
}

// seedCodeEnvs adds the environments of a fresh node (observed.md 9).
func seedCodeEnvs(n *emulator.Node) {
	for _, name := range []string{
		"default_v1", "INTERNAL_rag_v1", "INTERNAL_huggingface_local_v1", "INTERNAL_document_extraction_v1",
	} {
		mode := "DSS_INTERNAL"
		if name == "default_v1" {
			mode = "DESIGN_MANAGED"
			if hasVersions(n) {
				mode = "AUTOMATION_SINGLE"
			}
		}
		env := newCodeEnv(n, "PYTHON", name, "admin", Document{"deploymentMode": mode})
		register(n, env)
		buildCodeEnv(n, codeEnvID(env))
	}
}

func codeEnvID(env Document) string { return text(env, "envLang") + "/" + text(env, "envName") }

// pathID is the identifier in the path of a call; the language is case-insensitive (dss-admin.md 12).
func pathID(c *emulator.Call) string { return strings.ToUpper(c.Arg("lang")) + "/" + c.Arg("name") }

func mayCodeEnvs(c *emulator.Call) bool {
	return c.Identity.May("mayCreateCodeEnvs") || c.Identity.May("mayManageCodeEnvs")
}

// withCodeEnvRight guards the calls that need "create" or "manage all code envs" (dss-admin.md 12).
func withCodeEnvRight(h emulator.Handler) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		if !mayCodeEnvs(c) {
			refusal := emulator.Forbidden("You may not manage code environments")
			refusal.Code = "ERR_CODEENV_NO_CREATION_PERMISSION"
			return nil, refusal
		}
		return h(c)
	}
}

// onCodeEnv hands the environment of the path to a handler. An environment that was never built has no document yet.
func onCodeEnv(h func(c *emulator.Call, env Document) (any, error)) emulator.Handler {
	return withCodeEnvRight(func(c *emulator.Call) (any, error) {
		env, err := registeredCodeEnv(c)
		if err != nil {
			return nil, err
		}
		if build, _ := c.Node.Store.Collection(codeEnvBuilds).Get(codeEnvID(env)); build["built"] != true {
			path := dataDirectory + "/" + strings.ToLower(text(env, "envLang")) + "/" + text(env, "envName") + "/desc.json"
			return nil, &emulator.Error{Status: 500, Type: "java.io.IOException", Message: "Not a file: " + path}
		}
		return h(c, env)
	})
}

// registeredCodeEnv finds an environment, whether or not its build worked (observed.md 1.4 for the error).
func registeredCodeEnv(c *emulator.Call) (Document, error) {
	env, ok := c.Node.Store.Collection(codeEnvs).Get(pathID(c))
	if !ok {
		return nil, &emulator.Error{
			Status: 500, Type: "com.dataiku.dip.exceptions.CodedIOException",
			Message: strings.ToUpper(c.Arg("lang")) + " env " + c.Arg("name") + " doesn't exist",
		}
	}
	return env, nil
}

// createCodeEnv registers the name at once and builds in a second step, which may fail (observed.md 9).
func createCodeEnv(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	n, lang := c.Node, strings.ToUpper(c.Arg("lang"))
	if lang != "PYTHON" && lang != "R" {
		return nil, emulator.IllegalArgument("Invalid code env language: " + c.Arg("lang"))
	}
	modes := designModes
	if hasVersions(n) {
		modes = automationModes
	}
	if mode := text(body, "deploymentMode"); !slices.Contains(modes, mode) {
		return nil, emulator.IllegalArgument("Invalid deployment mode on this node: '" + mode + "'")
	}
	if slices.Contains(reservedEnvNames, c.Arg("name")) {
		return nil, emulator.IllegalArgument("Code env name '" + c.Arg("name") + "' is reserved")
	}
	if err := checkInterpreter(text(body, "pythonInterpreter"), text(body, "customInterpreter")); err != nil {
		return nil, err
	}
	return registerAndBuild(c, newCodeEnv(n, lang, c.Arg("name"), caller(c), body))
}

// registerAndBuild refuses a name that is taken, also by a failed build.
func registerAndBuild(c *emulator.Call, env Document) (any, error) {
	id := codeEnvID(env)
	if c.Node.Store.Collection(codeEnvs).Has(id) {
		return nil, emulator.Coded("ERR_CODEENV_EXISTING_ENV", "Code env "+text(env, "envName")+" already exists")
	}
	register(c.Node, env)
	return buildTask(c, "Create code env "+text(env, "envName"), func() Document {
		result := buildCodeEnv(c.Node, id)
		result["envName"] = env["envName"]
		return result
	})
}

func register(n *emulator.Node, env Document) {
	n.Store.Collection(codeEnvs).Put(codeEnvID(env), env)
	n.Store.Collection(codeEnvBuilds).Put(codeEnvID(env), Document{"built": false, "builtSpec": "", "logs": []any{}})
}

func codeEnvSummary(n *emulator.Node, id string) Document {
	env, _ := n.Store.Collection(codeEnvs).Get(id)
	build, _ := n.Store.Collection(codeEnvBuilds).Get(id)
	summary := pick(env, "envName", "envLang", "deploymentMode", "owner")
	summary["isUptodate"] = build["built"] == true && text(build, "builtSpec") == text(codeEnvSpec(env, ""), "specPackageList")
	return summary
}

// deleteCodeEnv also removes what a failed build left, and environments in use (dss-admin.md 12.3).
func deleteCodeEnv(c *emulator.Call) (any, error) {
	if !c.Identity.May("mayManageCodeEnvs") {
		return nil, emulator.Forbidden("You may not manage all code environments")
	}
	env, err := registeredCodeEnv(c)
	if err != nil {
		return nil, err
	}
	return buildTask(c, "Delete code env "+text(env, "envName"), func() Document {
		c.Node.Store.Collection(codeEnvs).Delete(codeEnvID(env))
		c.Node.Store.Collection(codeEnvBuilds).Delete(codeEnvID(env))
		return Document{"messages": infoMessages()}
	})
}
