package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// internalEnvTypes are the types of dss-admin.md 12.3, without their common end.
var internalEnvTypes = []string{
	"DEEP_HUB_IMAGE_CLASSIFICATION", "DEEP_HUB_IMAGE_OBJECT_DETECTION", "PROXY_MODELS", "DATABRICKS_UTILS",
	"PII_DETECTION", "HUGGINGFACE_LOCAL", "RAG", "DOCUMENT_EXTRACTION",
}

// handleSpecialCodeEnvs serves the two other ways to create an environment, and who uses which.
func handleSpecialCodeEnvs(n *emulator.Node) {
	n.Handle("POST /admin/code-envs/internal-env/create", withCodeEnvRight(createInternalCodeEnv),
		emulator.Open(), emulator.Since("13.5.3"))
	n.Handle("POST /admin/code-envs/from-python-preset/{presetName}", withCodeEnvRight(createCodeEnvFromPreset),
		emulator.Open(), emulator.Since("12.5.0"))
	n.Handle("GET /admin/code-envs/usages", withCodeEnvRight(func(c *emulator.Call) (any, error) {
		return codeEnvUsages(c, ""), nil
	}), emulator.Open())
	n.Handle("GET /admin/code-envs/{lang}/{name}/usages", onCodeEnv(func(c *emulator.Call, env Document) (any, error) {
		return codeEnvUsages(c, codeEnvID(env)), nil
	}), emulator.Open())
	n.Handle("GET /admin/code-envs/{lang}/{name}/{projectKey}/version", onCodeEnv(
		func(c *emulator.Call, env Document) (any, error) {
			return onProject("read", func(_ *emulator.Call, key string) (any, error) {
				// A version only exists where a bundle uses a versioned environment (dss-admin.md 12).
				return Document{"lang": env["envLang"], "name": env["envName"], "projectKey": key}, nil
			})(c)
		}), emulator.Open())
}

// createInternalCodeEnv derives the name from the type; the client reads it in the answer.
func createInternalCodeEnv(c *emulator.Call) (any, error) {
	kind, found := strings.CutSuffix(c.Query("dssInternalCodeEnvType", ""), "_CODE_ENV")
	if !found || !slices.Contains(internalEnvTypes, kind) {
		return nil, emulator.IllegalArgument("Invalid internal code env type: " + c.Query("dssInternalCodeEnvType", ""))
	}
	interpreter := c.Query("pythonInterpreter", "PYTHON310")
	if err := checkInterpreter(interpreter, ""); err != nil {
		return nil, err
	}
	return registerAndBuild(c, newCodeEnv(c.Node, "PYTHON", "INTERNAL_"+strings.ToLower(kind)+"_v1", caller(c), Document{
		"deploymentMode": "DSS_INTERNAL", "pythonInterpreter": interpreter,
	}))
}

// createCodeEnvFromPreset takes any preset name, as none is published (dss-admin.md 12.3).
func createCodeEnvFromPreset(c *emulator.Call) (any, error) {
	interpreter := c.Query("interpreter", "PYTHON310")
	if err := checkInterpreter(interpreter, ""); err != nil {
		return nil, err
	}
	mode := "DESIGN_MANAGED"
	if hasVersions(c.Node) {
		mode = "AUTOMATION_SINGLE"
	}
	env := newCodeEnv(c.Node, "PYTHON", c.Query("prefix", "")+c.Arg("presetName"), caller(c), Document{
		"deploymentMode": mode, "pythonInterpreter": interpreter,
	})
	id := codeEnvID(env)
	if !c.Node.Store.Collection(codeEnvs).Has(id) || !c.Flag("allowUpdate", true) {
		return registerAndBuild(c, env)
	}
	return buildTask(c, "Update code env "+text(env, "envName"), func() Document {
		result := installPackages(c.Node, id, "")
		result["envName"] = env["envName"]
		return result
	})
}
