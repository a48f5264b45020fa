package dss

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// unknownPackage starts a line of a package list that no repository can satisfy.
const unknownPackage = "this-package-does-not-exist"

func handleCodeEnvBuilds(n *emulator.Node) {
	n.Handle("POST /admin/code-envs/{lang}/{name}/packages", onCodeEnv(updatePackages), emulator.Open())
	n.Handle("POST /admin/code-envs/{lang}/{name}/jupyter", onCodeEnv(func(c *emulator.Call, env Document) (any, error) {
		if c.Query("active", "") == "" {
			return nil, emulator.IllegalArgument("Missing parameter: active")
		}
		// The document stays as it is: its installJupyterSupport is another thing (dss-admin.md 12.3).
		return buildTask(c, "Change Jupyter support of "+text(env, "envName"), func() Document {
			return succeeded("INFO_CODEENV_UPDATE_OK", "Jupyter support updated")
		})
	}), emulator.Open())
	n.Handle("POST /admin/code-envs/{lang}/{name}/images", onCodeEnv(func(c *emulator.Call, env Document) (any, error) {
		if !c.Identity.Admin {
			return nil, emulator.Forbidden("You may not perform administration actions")
		}
		return buildTask(c, "Build images of "+text(env, "envName"), func() Document {
			return succeeded("INFO_CODEENV_UPDATE_OK", "Images built")
		})
	}), emulator.Open())
	n.Handle("GET /admin/code-envs/{lang}/{name}/logs", withCodeEnvRight(func(c *emulator.Call) (any, error) {
		list := []any{}
		logs, err := codeEnvLogs(c)
		for _, log := range logs {
			list = append(list, Document{
				"name": log["name"], "totalSize": len(text(log, "text")), "lastModified": log["lastModified"],
			})
		}
		return list, err
	}), emulator.Open())
	n.Handle("GET /admin/code-envs/{lang}/{name}/logs/{logName}", withCodeEnvRight(func(c *emulator.Call) (any, error) {
		logs, err := codeEnvLogs(c)
		for _, log := range logs {
			if log["name"] == c.Arg("logName") {
				return emulator.Text(text(log, "text")), nil
			}
		}
		if err == nil {
			err = emulator.NotFound("Log '" + c.Arg("logName") + "' does not exist")
		}
		return nil, err
	}), emulator.Open())
}

// codeEnvLogs are readable as soon as the name is registered, so also after a failed build (observed.md 9).
func codeEnvLogs(c *emulator.Call) ([]Document, error) {
	env, err := registeredCodeEnv(c)
	if err != nil {
		return nil, err
	}
	build, _ := c.Node.Store.Collection(codeEnvBuilds).Get(codeEnvID(env))
	return objects(build, "logs"), nil
}

// buildTask runs work now, or as a future when the caller does not wait. Servers before 14.3.3 do not know `wait`
// (dss-admin.md 12.1).
func buildTask(c *emulator.Call, name string, work func() Document) (any, error) {
	if c.Flag("wait", true) || c.Node.Quirks.WaitIgnored || !c.Node.AtLeast("14.3.3") {
		return work(), nil
	}
	return c.Future(name, func() (any, error) { return work(), nil })
}

// succeeded is the envelope of a task that worked: one INFO, and `success` false all the same (observed.md 1.6).
func succeeded(code, title string) Document {
	return Document{"messages": infoMessages(message("INFO", code, title, "done"))}
}

// failed is the envelope of a task that did not: the status is still 200 (sample code-env-packages-failure-http200).
func failed(code, title, details string) Document {
	entry := message("ERROR", code, title, details)
	entry["isFatal"] = true
	messages := infoMessages(entry)
	messages["fatal"] = true
	return Document{"messages": messages}
}

func writeCodeEnvLog(n *emulator.Node, build Document, name, content string) {
	logs := slices.DeleteFunc(objects(build, "logs"), func(log Document) bool { return log["name"] == name })
	build["logs"] = append(logs, Document{"name": name, "text": content, "lastModified": n.Millis()})
}

// buildCodeEnv is the second step of a creation.
func buildCodeEnv(n *emulator.Node, id string) Document {
	env, ok := n.Store.Collection(codeEnvs).Get(id)
	if !ok {
		return failed("ERR_CODEENV_CREATION_FAILED", "Code env creation failed", "deleted while it was built")
	}
	build, _ := n.Store.Collection(codeEnvBuilds).Get(id)
	log, lang, interpreter := "createPythonEnv.log", "python", interpreterOf(env)
	if text(env, "envLang") == "R" {
		log, lang, interpreter = "createREnv.log", "R", "R"
	}
	if slices.Contains(n.Quirks.FailingBuilds, text(env, "envName")) {
		details := "_create-virtualenv.sh: line 17: " + interpreter + ": command not found"
		writeCodeEnvLog(n, build, log, details+"\n")
		n.Store.Collection(codeEnvBuilds).Put(id, build)
		return failed("ERR_CODEENV_CREATION_FAILED", "Code env creation failed", details)
	}
	writeCodeEnvLog(n, build, log, "Creating "+lang+" environment with "+interpreter+"\ndone\n")
	build["built"] = true
	setPythonVersion(env)
	n.Store.Collection(codeEnvs).Put(id, env)
	n.Store.Collection(codeEnvBuilds).Put(id, build)
	return succeeded("INFO_CODEENV_IMPORT_OK", "Import succeeded")
}

// updatePackages installs what the document asks for; only this changes the actual lists (dss-admin.md 12.3).
func updatePackages(c *emulator.Call, env Document) (any, error) {
	mode, version := text(env, "deploymentMode"), c.Query("versionToUpdate", "")
	if strings.Contains(mode, "NON_MANAGED") || mode == "EXTERNAL_CONDA_NAMED" {
		return nil, emulator.Coded("ERR_CODEENV_UNSUPPORTED_OPERATION_FOR_ENV_TYPE", "Packages of a "+mode+" code env cannot be updated")
	}
	if codeEnvSpec(env, version) == nil {
		return nil, emulator.IllegalArgument("Version '" + version + "' of code env " + text(env, "envName") + " does not exist")
	}
	return buildTask(c, "Update packages of "+text(env, "envName"), func() Document {
		return installPackages(c.Node, codeEnvID(env), version)
	})
}

func installPackages(n *emulator.Node, id, version string) Document {
	const code, title, log = "ERR_CODEENV_UPDATE_FAILED", "Code env update failed", "updatePackages.log"
	env, ok := n.Store.Collection(codeEnvs).Get(id)
	if !ok {
		return failed(code, title, "deleted while it was updated")
	}
	build, _ := n.Store.Collection(codeEnvBuilds).Get(id)
	spec := codeEnvSpec(env, version)
	installed, wrong := installedPackages(text(spec, "specPackageList"))
	if wrong == "" && slices.Contains(n.Quirks.FailingBuilds, text(env, "envName")) {
		wrong = "anything"
	}
	if wrong != "" {
		details := "pip install failed: No matching distribution found for " + wrong
		writeCodeEnvLog(n, build, log, "ERROR: "+details+"\n")
		n.Store.Collection(codeEnvBuilds).Put(id, build)
		return failed(code, title, details)
	}
	spec["actualPackageList"], spec["actualCondaEnvironment"] = installed, text(spec, "specCondaEnvironment")
	setPythonVersion(env)
	writeCodeEnvLog(n, build, log, "Successfully installed\n"+installed+"\n")
	build["builtSpec"] = text(spec, "specPackageList")
	n.Store.Collection(codeEnvs).Put(id, env)
	n.Store.Collection(codeEnvBuilds).Put(id, build)
	return succeeded("INFO_CODEENV_UPDATE_OK", "Update succeeded")
}

var packageName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*`)

// installedPackages lists what installing a package list yields, like `pip freeze`: sorted, with versions.
func installedPackages(spec string) (installed, wrong string) {
	var lines []string
	for line := range strings.Lines(spec) {
		line = strings.TrimSpace(line)
		name := packageName.FindString(line)
		switch {
		case strings.HasPrefix(line, unknownPackage):
			return "", name
		case name == "": // a comment, an option or nothing
		case strings.Contains(line, "==") || strings.ContainsAny(line, "/,"): // pinned, a location, or R syntax
			lines = append(lines, line)
		default:
			lines = append(lines, name+"==1.0.0")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), ""
}

// interpreterOf names the program of an environment: PYTHON312 is python3.12.
func interpreterOf(env Document) string {
	desc := object(codeEnvSpec(env, ""), "desc")
	parts := interpreterForm.FindStringSubmatch(text(desc, "pythonInterpreter"))
	if parts == nil {
		return text(desc, "customInterpreter")
	}
	return "python3." + parts[1]
}

// setPythonVersion fills the read-only `info` of a design environment.
func setPythonVersion(env Document) {
	if info := object(env, "info"); info != nil && text(env, "envLang") == "PYTHON" {
		info["pythonVersion"] = strings.TrimPrefix(interpreterOf(env), "python")
	}
}
