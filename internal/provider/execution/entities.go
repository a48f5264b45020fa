// Package execution declares what runs the work of a DSS node: clusters and the configurations of containers.
package execution

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return []kit.Entity{
		Cluster,
		ClusterStatus,
		ClusterStart,
		ClusterStop,
		ContainerExecutionConfig,
		ContainerImageBuildConfig,
		ContainerSettings,
		PushBaseImages,
		ApplyKubernetesPolicies,
	}
}
