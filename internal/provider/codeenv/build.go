package codeenv

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// build makes the environment match the document that was written: a PUT alone builds nothing (dss-admin.md 12.3).
func build(ctx context.Context, c *dss.Client, w kit.Write) error {
	lang, name := w.Values.String("lang"), w.Values.String("name")
	if needsPackages(w) {
		o := dss.PackagesUpdate{Rebuild: w.Values.Bool("force_rebuild_env")}
		if _, err := c.UpdateCodeEnvPackages(ctx, lang, name, o, nil); err != nil {
			return err
		}
	}
	if needsJupyter(w) {
		if err := c.SetCodeEnvJupyter(ctx, lang, name, w.Values.Bool("install_jupyter_support"), nil); err != nil {
			return err
		}
	}
	if needsImages(w) {
		return c.UpdateCodeEnvImages(ctx, lang, name, "", nil)
	}
	return nil
}

// needsPackages tells whether what the environment asks for is not installed: it changed, or the environment is new and
// asks for something, or the last attempt failed.
func needsPackages(w kit.Write) bool {
	v := w.Values
	asks := len(v.Strings("spec_package_list")) > 0 || len(v.Strings("spec_conda_environment")) > 0 ||
		v.Bool("install_core_packages") || v.Known("core_packages_set")
	switch {
	case !hasPackages(w.After):
		return false
	case w.Prior == nil:
		return asks
	}
	return w.Again || differ(w, "specPackageList") || differ(w, "specCondaEnvironment") ||
		differ(w, "desc", "installCorePackages") || differ(w, "desc", "corePackagesSet")
}

// needsJupyter tells whether the Jupyter support is to be installed or removed.
func needsJupyter(w kit.Write) bool {
	if !w.Values.Known("install_jupyter_support") {
		return false
	}
	if w.Prior == nil {
		return w.Values.Bool("install_jupyter_support")
	}
	return w.Again || differ(w, "desc", "installJupyterSupport")
}

// needsImages tells whether the images miss something. Who may use the environment is not part of them.
func needsImages(w kit.Write) bool {
	if !w.Values.Bool("build_images") {
		return false
	}
	return w.Prior == nil || w.Again || !w.Prior.Bool("build_images") || !client.Equal(content(w.Before), content(w.After))
}

func content(env client.Document) client.Document {
	env = client.CloneDocument(env)
	for _, member := range []string{"owner", "usableByAll", "permissions"} {
		delete(env, member)
	}
	return env
}

func differ(w kit.Write, path ...string) bool {
	before, _ := client.Lookup(w.Before, path...)
	after, _ := client.Lookup(w.After, path...)
	return !client.Equal(before, after)
}

// hasPackages tells whether DSS installs packages into the environment.
func hasPackages(env client.Document) bool {
	mode, _ := env["deploymentMode"].(string)
	_, isSpec := env["specPackageList"]
	return isSpec && !withoutPackages(mode)
}

// withoutPackages are the modes in which somebody else installs the packages.
func withoutPackages(mode string) bool {
	return strings.Contains(mode, "NON_MANAGED") || mode == "EXTERNAL_CONDA_NAMED"
}

// pythonOnly are the attributes that an R environment does not have.
var pythonOnly = []string{"python_interpreter", "custom_interpreter", "core_packages_set"}

// versioned are the attributes that belong to a version, which comes with a bundle.
var versioned = []string{
	"python_interpreter", "custom_interpreter", "conda", "spec_package_list", "spec_conda_environment", "install_core_packages",
	"core_packages_set", "install_jupyter_support", "resources_init_script", "yarn_bin", "docker_image_resources",
}

func validate(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	refuse := func(attributes []string, summary, detail string) {
		for _, name := range attributes {
			if isSet(config, name) {
				problems = append(problems, kit.Problem{Attribute: name, Summary: summary, Detail: "`" + name + "` " + detail})
			}
		}
	}
	if config.String("lang") == "R" {
		refuse(pythonOnly, "Attribute of Python environments", "is for Python; this environment is for R.")
	}
	mode := config.String("deployment_mode")
	switch {
	case mode == "AUTOMATION_VERSIONED":
		refuse(versioned, "Attribute of a version", "belongs to the versions of an AUTOMATION_VERSIONED environment, which come with bundles. "+
			"Set it in the environment of the design node.")
	case withoutPackages(mode):
		refuse([]string{"spec_package_list", "spec_conda_environment"}, "Packages that DSS does not install",
			"has no effect in the mode "+mode+": DSS does not install packages there.")
	}
	if !config["deployment_mode"].IsUnknown() && mode != "EXTERNAL_CONDA_NAMED" {
		refuse([]string{"external_conda_env_name"}, "Name without use", "is for the mode EXTERNAL_CONDA_NAMED only.")
	}
	return append(problems, validateInterpreter(config)...)
}

// isSet tells whether an attribute asks for something: configurations that Terraform generates hold empty values, too.
func isSet(config attr.Values, name string) bool {
	switch value := config[name].(type) {
	case types.String:
		return value.ValueString() != ""
	case types.List:
		return len(value.Elements()) > 0
	}
	return config.Known(name)
}

func validateInterpreter(config attr.Values) []kit.Problem {
	if config["python_interpreter"].IsUnknown() || config["custom_interpreter"].IsUnknown() || config.String("lang") == "R" {
		return nil
	}
	isCustom, hasPath := config.String("python_interpreter") == "CUSTOM", isSet(config, "custom_interpreter")
	switch {
	case isCustom && !hasPath:
		return []kit.Problem{{
			Attribute: "custom_interpreter", Summary: "Missing path of the interpreter",
			Detail: "`python_interpreter = \"CUSTOM\"` needs the path of the Python in `custom_interpreter`.",
		}}
	case !isCustom && hasPath:
		return []kit.Problem{{
			Attribute: "custom_interpreter", Summary: "Path without use", Warning: true,
			Detail: "`custom_interpreter` is used with `python_interpreter = \"CUSTOM\"` only.",
		}}
	}
	return nil
}

// messages are the messages of an answer, a line each.
func messages(answer client.Document) []string {
	var lines []string
	list, _ := client.Lookup(answer, "messages", "messages")
	entries, _ := list.([]any)
	for _, entry := range entries {
		object, _ := entry.(client.Document)
		title, _ := object["title"].(string)
		if title != "" && !slices.Contains(lines, title) {
			lines = append(lines, title)
		}
	}
	return lines
}
