package execution

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// ContainerExecutionConfig says how containers run, an element of the general settings (dss-admin.md 14).
var ContainerExecutionConfig = &kit.Resource[*dss.Client]{
	Type:    "container_execution_config",
	Summary: "One configuration of containerized execution of a DSS node, in its general settings. Additive: others are left alone.",
	Detail: "Version 15 of DSS moved what builds images, such as the registry, to `dataiku_container_image_build_config`: there, set " +
		"`image_build_config`; before, set `repository_url` and its siblings here. What runs containers has the same attributes in all " +
		"versions. The plan refuses attributes that the version of the node does not have. DSS drops members that it does not know without " +
		"a word; the provider reads what it wrote back and names each one that is gone.\n\n" +
		"The order of the configurations has no meaning and stays as it is.",
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the configuration.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("type", "What runs the containers: `KUBERNETES` or `DOCKER`.").Required().Validate(attr.OneOf("KUBERNETES", "DOCKER")),
		attr.String("usable_by", "Who may use the configuration: `ALL`, or `ALLOWED` for the groups of `allowed_groups`."),
		attr.StringSet("allowed_groups", "Groups that may use the configuration."),
		attr.String("workload_type", "Which work the configuration is for, such as `ANY`.").Since(dss.ImageBuildConfigsSince),
		attr.String("image_build_config", "Name of the `dataiku_container_image_build_config` that builds the images.").
			Since(dss.ImageBuildConfigsSince),
		attr.String("base_image", "Image to build upon. "+until),
		attr.String("base_image_type", "Kind of the base image, such as `EXEC`. "+until),
		attr.String("repository_url", "Registry to push images to, such as `registry.example.com/dataiku`. "+until).At("repositoryURL"),
		attr.String("pre_push_mode", "What to do before a push, such as `ECR` for the registry of AWS, or `NONE`. "+until),
		attr.String("image_pull_secret_name", "Name of the Kubernetes secret to pull images with. "+until),
		attr.String("kubernetes_namespace", "Namespace of the pods."),
		attr.Bool("create_namespace", "Whether DSS makes the namespace."),
		attr.Bool("ensure_namespace_compliance", "Whether DSS brings its policies to the namespace."),
		attr.Object("kubernetes_resources", "Resources of each container. -1 means none.",
			attr.Int("mem_request_mb", "Memory that is asked for, in MB.").At("memRequestMB"),
			attr.Int("mem_limit_mb", "Limit of the memory, in MB.").At("memLimitMB"),
			attr.Number("cpu_request", "Processors that are asked for, such as 0.5."),
			attr.Number("cpu_limit", "Limit of the processors."),
			attr.StringMap("custom_requests", "Other resources that are asked for, such as `nvidia.com/gpu`.").Pairs("key"),
			attr.StringMap("custom_limits", "Limits of other resources, such as `nvidia.com/gpu`.").Pairs("key"),
		),
		attr.String("docker_network", "Network of the containers."),
		attr.Bool("docker_tls_verify", "Whether the connection to the Docker daemon is verified.").At("dockerTLSVerify"),
		attr.Doc("settings", "Further members of the configuration as JSON, where and as the API of the node's version has them, such as "+
			"`properties`, `hostPathVolumes` or, since 15, `kubernetesRuntimeConfig.authenticationMode`.").At(""),
	},
	Identity: []string{"name"},
	Get:      getContainers,
	Put:      putContainers,
	Member:   element("executionConfigs"),
	Lock:     lockSettings,
	List:     listConfigs("executionConfigs"),
	Validate: validateRuntime,
	Plan:     refuseBuildMembers,
}

const until = "Before version 15 only."

// buildAttributes went to the image build configurations with version 15.
var buildAttributes = []string{"base_image", "base_image_type", "repository_url", "pre_push_mode", "image_pull_secret_name"}

// validateRuntime refuses members of runtime objects that have an attribute: it would win without a word.
func validateRuntime(config attr.Values) []kit.Problem {
	settings, _ := config.JSON("settings_json")
	var problems []kit.Problem
	for runtime, members := range runtimeMembers {
		inner, _ := client.Lookup(document(settings), runtime)
		for member := range document(inner) {
			if slices.Contains(members, member) {
				problems = append(problems, kit.Problem{
					Attribute: "settings_json", Summary: "Member with an attribute of its own",
					Detail: "`settings_json` holds " + runtime + "." + member + ", which has an attribute of its own. Set it there only.",
				})
			}
		}
	}
	return problems
}

// refuseBuildMembers says while planning where attributes went that version 15 drops without a word.
func refuseBuildMembers(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	var problems []kit.Problem
	for _, name := range buildAttributes {
		if p.Plan == nil || p.Config[name].IsNull() {
			continue
		}
		if moved, err := c.Knows(ctx, dss.ImageBuildConfigsSince); err != nil || !moved {
			return nil
		}
		problems = append(problems, kit.Problem{
			Attribute: name, Summary: "The node is too new for " + name,
			Detail: "Since version 15, what builds images belongs to a dataiku_container_image_build_config. Set `" + name +
				"`, or what took its place, there, and the name of that configuration in `image_build_config`.",
		})
	}
	return problems
}

func document(value any) client.Document {
	d, _ := value.(client.Document)
	return d
}
