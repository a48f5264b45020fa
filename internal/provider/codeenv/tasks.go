package codeenv

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// buildTime is how long the actions of this package wait for a build.
const buildTime = time.Hour

// target are the attributes that name an environment.
func target() []attr.Attribute {
	return []attr.Attribute{
		attr.String("lang", "Language of the environment: `PYTHON` or `R`.").Required().Validate(attr.OneOf("PYTHON", "R")),
		attr.String("name", "Name of the environment.").Required().Validate(attr.Name()),
	}
}

func targetOf(v attr.Values) string { return v.String("lang") + "/" + v.String("name") }

func interpreter() attr.Attribute {
	return attr.String("python_interpreter", "Python to build with, such as `PYTHON311`. Without it the node chooses.").
		Validate(stringvalidator.RegexMatches(interpreterForm, "must be PYTHON and a version without dots, such as PYTHON311, or CUSTOM"))
}

// UpdateImages builds the container images of an environment.
var UpdateImages = &kit.Action[*dss.Client]{
	Type:    "code_env_update_images",
	Summary: "Builds the container images of a code environment.",
	Detail: "The resource does so when the environment changes and `build_images` is set. This action is for what it cannot see, such as " +
		"a new base image or a changed containerized execution configuration. Needs a key with administrator rights.",
	Attributes: append(target(),
		attr.String("env_version", "Version of an `AUTOMATION_VERSIONED` environment of an automation node.")),
	Object:  targetOf,
	Timeout: buildTime,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		progress("Building the images of " + targetOf(v))
		return c.UpdateCodeEnvImages(ctx, v.String("lang"), v.String("name"), v.String("env_version"), kit.Still("building", progress))
	},
}

// SetJupyter installs or removes the support of notebooks.
var SetJupyter = &kit.Action[*dss.Client]{
	Type:    "code_env_set_jupyter",
	Summary: "Installs or removes the Jupyter support of a code environment.",
	Detail: "For environments that Terraform does not manage: `dataiku_code_env` does it by `install_jupyter_support`, and sees what " +
		"this action changes as drift.",
	Attributes: append(target(), attr.Bool("active", "Whether notebooks may run in the environment.").Required()),
	Object:     targetOf,
	Timeout:    buildTime,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		progress("Changing the Jupyter support of " + targetOf(v))
		return c.SetCodeEnvJupyter(ctx, v.String("lang"), v.String("name"), v.Bool("active"), kit.Still("changing it", progress))
	},
}

// CreateInternal makes an environment that a feature of DSS needs.
var CreateInternal = &kit.Action[*dss.Client]{
	Type:    "code_env_create_internal",
	Summary: "Creates the internal code environment that a feature of DSS needs, such as retrieval-augmented generation.",
	Detail: "The node chooses the name and reports it. An environment that is there already is left alone. Import it into `dataiku_code_env` " +
		"to manage who may use it and its container settings.",
	Attributes: []attr.Attribute{
		attr.String("dss_internal_code_env_type", "Kind of the environment, such as `RAG_CODE_ENV`.").Required().Validate(attr.OneOf(
			"DEEP_HUB_IMAGE_CLASSIFICATION_CODE_ENV", "DEEP_HUB_IMAGE_OBJECT_DETECTION_CODE_ENV", "PROXY_MODELS_CODE_ENV",
			"DATABRICKS_UTILS_CODE_ENV", "PII_DETECTION_CODE_ENV", "HUGGINGFACE_LOCAL_CODE_ENV", "RAG_CODE_ENV", "DOCUMENT_EXTRACTION_CODE_ENV")),
		interpreter(),
	},
	Object:  func(v attr.Values) string { return v.String("dss_internal_code_env_type") },
	Timeout: buildTime,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		kind := v.String("dss_internal_code_env_type")
		progress("Creating the environment of " + kind)
		name, err := c.CreateInternalCodeEnv(ctx, kind, v.String("python_interpreter"), kit.Still("creating it", progress))
		if errors.Is(err, client.ErrAlreadyExists) {
			progress("It is there already")
			return nil
		}
		if err == nil {
			progress("Its name is " + name)
		}
		return err
	},
}

// CreateFromPreset makes an environment from a preset of the node.
var CreateFromPreset = &kit.Action[*dss.Client]{
	Type:    "code_env_create_from_preset",
	Summary: "Creates or updates a Python code environment from a preset of the node.",
	Detail: "Dataiku publishes neither the presets nor how the environment is named; the node's answer names it where it can. Import the " +
		"environment into `dataiku_code_env` to manage it.",
	Attributes: []attr.Attribute{
		attr.String("preset_name", "Name of the preset.").Required().Validate(attr.Name()),
		attr.String("prefix", "Beginning of the name of the environment."),
		interpreter(),
		attr.Bool("allow_update", "Whether an environment that is there already is updated. Without it such an environment is an error. Default: true."),
	},
	Object:  func(v attr.Values) string { return v.String("preset_name") },
	Timeout: buildTime,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		preset := dss.CodeEnvPreset{
			Preset: v.String("preset_name"), Prefix: v.String("prefix"), Interpreter: v.String("python_interpreter"),
			AllowUpdate: v["allow_update"].IsNull() || v.Bool("allow_update"),
		}
		progress("Creating the environment of the preset " + preset.Preset)
		name, err := c.CreateCodeEnvFromPreset(ctx, preset, kit.Still("creating it", progress))
		if err == nil && name != "" {
			progress("Its name is " + name)
		}
		return err
	},
}
