package execution

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// ContainerImageBuildConfig says how images are built, an element of the general settings since 15 (dss-admin.md 14).
var ContainerImageBuildConfig = &kit.Resource[*dss.Client]{
	Type:    "container_image_build_config",
	Summary: "One configuration of building container images of a DSS node, in its general settings. Additive: others are left alone.",
	Detail: "Execution configurations name it in `image_build_config`; DSS refuses to delete one that is still named. Before version 15, what " +
		"builds images is part of `dataiku_container_execution_config`. DSS drops members that it does not know without a word; the provider " +
		"reads what it wrote back and names each one that is gone.\n\n" +
		"The order of the configurations has no meaning and stays as it is.",
	Since: dss.ImageBuildConfigsSince,
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the configuration.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("base_image_type", "Kind of the base image, such as `EXEC`."),
		attr.String("image_builder_type", "What builds the images, such as `DOCKER` or `DKU_IN_CLUSTER`."),
		attr.Bool("docker_tls_verify", "Whether the connection of the builder `DOCKER` to its daemon is verified.").At("dockerBuilderConfig.dockerTLSVerify"),
		attr.ObjectList("push_configs", "Registries that the builder `DOCKER` pushes images to.",
			attr.String("repository_url", "The registry, such as `registry.example.com/dataiku`.").At("repositoryURL").Required(),
			attr.String("pre_push_mode", "What to do before a push, such as `ECR` for the registry of AWS, or `NONE`."),
		).At("dockerBuilderConfig.pushConfigs"),
		attr.Doc("settings", "Further members of the configuration as JSON, such as `dkuInClusterBuilderConfig`, `openshiftBuilderConfig` or "+
			"`properties`.").At(""),
	},
	Identity: []string{"name"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		parent, err := getContainers(ctx, c, v)
		if err == nil && parent[nestedMember] != true {
			err = fmt.Errorf("%w: image build configurations came with version 15 of DSS; before, their members are attributes of "+
				"dataiku_container_execution_config", client.ErrUnsupported)
		}
		return parent, err
	},
	Put:    putContainers,
	Member: element("buildConfigs"),
	Lock:   lockSettings,
	List:   listConfigs("buildConfigs"),
}
