// Package codeenv declares code environments.
package codeenv

import (
	"context"
	"errors"
	"iter"
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var interpreterForm = regexp.MustCompile(`^(PYTHON\d{2,3}|CUSTOM)$`)

// CodeEnv is a code environment of a DSS node (dss-admin.md 12).
var CodeEnv = &kit.Resource[*dss.Client]{
	Type:       "code_env",
	Summary:    "A Python or R code environment of a DSS node, built when it is created and whenever what it asks for changes.",
	Detail:     detail,
	Attributes: append(settings(), containerSettings()...),
	Identity:   []string{"lang", "name"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return shown(c.CodeEnv(ctx, v.String("lang"), v.String("name")))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		if !w.Values.Known("deployment_mode") {
			w.After["deploymentMode"] = "DESIGN_MANAGED"
		}
		made, err := c.CreateCodeEnv(ctx, w.Values.String("lang"), w.Values.String("name"), sent(w.After), nil)
		if made == nil {
			return nil, err
		}
		env, _ := shown(made, nil)
		return env, err
	},
	CreateAnswers: true,
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutCodeEnv(ctx, w.Values.String("lang"), w.Values.String("name"), sent(w.After))
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteCodeEnv(ctx, v.String("lang"), v.String("name"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.CodeEnvs(ctx)
	},
	Summaries: true,
	Validate:  validate,
	Plan: func(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
		return append(refuseInternal(p), warnOfUsages(ctx, c, p)...)
	},
	Finish: build,
	Replace: func(state, _ attr.Values) []string {
		if state.Known("built") && !state.Bool("built") {
			return []string{"built"}
		}
		return nil
	},
	Timeouts: &kit.Timeouts{Create: time.Hour, Update: time.Hour, Delete: 20 * time.Minute},
}

const detail = "Creating an environment builds it, and a change of what it asks for (packages, core packages) updates it in place; both " +
	"take minutes. The first build of a node may need a Python that is not installed there: set `python_interpreter`.\n\n" +
	"When a build fails, the error shows the end of its log. An environment whose creation failed stays registered on the node, where " +
	"it can be read no more: it is marked as tainted, or shows `built = false`, and the next apply deletes it and tries again. After a " +
	"failed update of the packages the old ones stay, and the next plan proposes the update again.\n\n" +
	"On an automation node, environments of the mode `AUTOMATION_SINGLE` have the same attributes. The versions of an " +
	"`AUTOMATION_VERSIONED` environment come with bundles; only its permissions and container settings can be managed."

func settings() []attr.Attribute {
	return []attr.Attribute{
		attr.String("lang", "Language: `PYTHON` or `R`.").At("envLang").Required().Validate(attr.OneOf("PYTHON", "R")),
		attr.String("name", "Name of the environment.").At("envName").Required().Validate(attr.Name()),
		attr.String("deployment_mode", "How the environment is managed. Default: `DESIGN_MANAGED`. Other modes of a design node are "+
			"`DESIGN_NON_MANAGED`, `PLUGIN_MANAGED`, `PLUGIN_NON_MANAGED` and `EXTERNAL_CONDA_NAMED`; those of an automation node are "+
			"`AUTOMATION_SINGLE`, `AUTOMATION_VERSIONED` and `AUTOMATION_NON_MANAGED_PATH`. `DSS_INTERNAL` environments can be imported only.").ServerDefault("DESIGN_MANAGED").CreateOnly().Validate(attr.OneOf(
			"DESIGN_MANAGED", "DESIGN_NON_MANAGED", "PLUGIN_MANAGED", "PLUGIN_NON_MANAGED", "EXTERNAL_CONDA_NAMED",
			"AUTOMATION_SINGLE", "AUTOMATION_VERSIONED", "AUTOMATION_NON_MANAGED_PATH", internalMode)),
		attr.String("python_interpreter", "Python to build with, such as `PYTHON311`, or `CUSTOM`. The server's default may not be installed "+
			"on its host.").At("desc.pythonInterpreter").CreateOnly().
			Validate(stringvalidator.RegexMatches(interpreterForm, "must be PYTHON and a version without dots, such as PYTHON311, or CUSTOM")),
		attr.String("custom_interpreter", "Path or name of the Python of the interpreter `CUSTOM`.").At("desc.customInterpreter").CreateOnly(),
		attr.Bool("conda", "Whether conda builds the environment. The server's default is false.").At("desc.conda").CreateOnly(),
		attr.String("external_conda_env_name", "Name of the conda environment of the mode `EXTERNAL_CONDA_NAMED`."),
		attr.String("owner", "Login of the owner. The server's default is the user behind the API key."),
		attr.Bool("usable_by_all", "Whether everybody may use the environment. The server's default is true.").ServerDefault(true),
		attr.ObjectMap("permissions", "group", "What groups may do with the environment, by the name of the group. Replaces all permissions.",
			attr.Bool("use", "Use the environment."),
			attr.Bool("update", "Update the environment."),
			attr.Bool("manage_users", "Manage who may use it."),
		),
		attr.StringList("spec_package_list", "Packages to install, a requirement each, such as `pandas>=2.0` or `--extra-index-url …`. An empty "+
			"list asks for none. The state shows them: keep credentials out of index addresses.").Lines(),
		attr.StringList("spec_conda_environment", "Packages to install with conda, a requirement each.").Lines(),
		attr.Bool("install_core_packages", "Whether the packages that DSS needs are installed, too.").At("desc.installCorePackages"),
		attr.String("core_packages_set", "Version of the core packages, such as `PANDAS23`.").At("desc.corePackagesSet"),
		attr.Bool("install_jupyter_support", "Whether notebooks may run in the environment. The support is installed or removed with the packages.").
			At("desc.installJupyterSupport"),
		attr.Bool("force_rebuild_env", "Whether each update of the packages builds the environment anew, which also removes what nobody asks "+
			"for any more. Default: false.").Local(false),
		attr.String("resources_init_script", "Script that fetches resources, such as models, when the environment is built.").Clears(),
		attr.String("yarn_bin", "Python or R to use on YARN.").At("desc." + yarnMember),
		attr.Object("env_settings", "Options of the programs that build the environment.",
			attr.Bool("inherit_global_settings", "Whether the options of the node hold. Design nodes only; the server's default is true.").ServerDefault(true),
			attr.StringList("conda_install_extra_options", "Options of `conda install`."),
			attr.StringList("conda_create_extra_options", "Options of `conda create`."),
			attr.StringList("pip_install_extra_options", "Options of `pip install`."),
			attr.StringList("virtualenv_create_extra_options", "Options of the creation of the virtualenv."),
			attr.String("cran_mirror_url", "Address of the CRAN mirror.").At("cranMirrorURL"),
		),
		attr.Bool("built", "Whether the environment exists behind its name. False after a failed build: the next apply replaces it.").Stable(),
		attr.StringList("actual_package_list", "Packages that are installed.").Lines().Computed(),
		attr.StringList("actual_conda_environment", "Packages that conda installed.").Lines().Computed(),
		attr.StringList("mandatory_package_list", "Packages that DSS adds to the requested ones.").Lines().Computed(),
		attr.StringList("mandatory_conda_environment", "Packages that DSS adds to those for conda.").Lines().Computed(),
		attr.String("python_version", "Version of Python, such as `3.11.9`.").At("info.pythonVersion").Computed(),
	}
}

// containerSettings are what images and clusters need.
func containerSettings() []attr.Attribute {
	fragment := func(name, where string) attr.Attribute {
		return attr.String(name, "Lines of the Dockerfile "+where+".").Since("14.2.0").Clears()
	}
	return []attr.Attribute{
		attr.Bool("all_container_confs", "Whether images are built for every containerized execution configuration. The server's default is true.").ServerDefault(true),
		attr.StringSet("container_confs", "Containerized execution configurations to build images for, when `all_container_confs` is false."),
		attr.Bool("all_spark_kubernetes_confs", "Whether images are built for every Spark configuration on Kubernetes."),
		attr.StringSet("spark_kubernetes_confs", "Spark configurations to build images for, when `all_spark_kubernetes_confs` is false."),
		attr.String("docker_image_resources", "What images do with the resources: `INIT` runs the script, `COPY` copies them, `NONE` leaves them out.").
			At("desc.dockerImageResources").Validate(attr.OneOf("INIT", "COPY", "NONE")),
		attr.String("rebuild_dependent_code_studio_templates", "Whether an update also builds the code studio templates that use the "+
			"environment: `ASK`, `ALL` or `NONE`.").Validate(attr.OneOf("ASK", "ALL", "NONE")),
		attr.String("container_cache_busting_location", "Where in the Dockerfile the cache of the image ends. The server's default is "+
			"`AFTER_START_DOCKERFILE`.").Since("14.2.0").
			Validate(attr.OneOf("BEGINNING", "AFTER_START_DOCKERFILE", "AFTER_PACKAGES", "AFTER_AFTER_PACKAGES_DOCKERFILE", "END", "NONE")),
		fragment("dockerfile_at_start", "at its start"),
		fragment("dockerfile_before_packages", "before the packages"),
		fragment("dockerfile_after_conda_packages", "after the conda packages"),
		fragment("dockerfile_after_packages", "after the packages"),
		fragment("dockerfile_at_end", "at its end"),
		attr.StringSet("predefined_container_hooks", "Ready-made additions to the image, such as `BASIC_GPU_ENABLING`.").
			At(hookTypes).Since("14.2.0"),
		attr.Bool("build_images", "Whether container images are built when the environment is made and when it changes. Needs a key with "+
			"administrator rights. Default: false.").Local(false),
	}
}

// internalMode is that of environments which features of DSS need.
const internalMode = "DSS_INTERNAL"

// refuseInternal refuses a new internal environment: the node names those itself (dss-admin.md 12.3).
func refuseInternal(p kit.Planned) []kit.Problem {
	if p.State != nil || p.Config.String("deployment_mode") != internalMode {
		return nil
	}
	return []kit.Problem{{
		Attribute: "deployment_mode", Summary: "Internal environments are made by an action",
		Detail: "The node chooses the name of an internal environment, so that a resource cannot make one. Run the action " +
			"dataiku_code_env_create_internal, then import the environment.",
	}}
}

// shown turns a document of the API into the one that the attributes describe. An environment that was never built
// shows what the list of the node says.
func shown(env client.Document, err error) (client.Document, error) {
	if broken := errors.Is(err, dss.ErrCodeEnvBroken); err != nil && !broken {
		return nil, err
	}
	_, hasDesc := env["desc"].(client.Document)
	built := hasDesc || isAutomation(env)
	env = flat(env)
	env[builtMember] = built
	return env, nil
}

// sent turns it back.
func sent(env client.Document) client.Document {
	env = client.CloneDocument(env)
	delete(env, builtMember)
	return nested(env)
}
