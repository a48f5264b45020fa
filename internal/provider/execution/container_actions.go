package execution

import (
	"context"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// PushBaseImages brings the base images of containers to the registries (dss-admin.md 15).
var PushBaseImages = &kit.Action[*dss.Client]{
	Type:    "push_base_images",
	Summary: "Pushes the base images of containers to the registries of all configurations, and waits.",
	Detail: "Use it after a change of the configurations, and after an upgrade of the node. The base images themselves are built by a command " +
		"on the host of the node.",
	Object:  func(attr.Values) string { return "" },
	Timeout: time.Hour,
	Invoke: func(ctx context.Context, c *dss.Client, _ attr.Values, progress func(string)) error {
		progress("Pushing the base images")
		if err := c.PushBaseImages(ctx, kit.Still("pushing the base images", progress)); err != nil {
			return err
		}
		progress("The base images are pushed")
		return nil
	},
}

// ApplyKubernetesPolicies brings the policies of namespaces to the clusters (dss-admin.md 15).
var ApplyKubernetesPolicies = &kit.Action[*dss.Client]{
	Type:    "apply_kubernetes_policies",
	Summary: "Applies the policies of Kubernetes namespaces that the general settings define, and waits.",
	Object:  func(attr.Values) string { return "" },
	Timeout: time.Hour,
	Invoke: func(ctx context.Context, c *dss.Client, _ attr.Values, progress func(string)) error {
		progress("Applying the policies of namespaces")
		if err := c.ApplyKubernetesPolicies(ctx, kit.Still("applying the policies of namespaces", progress)); err != nil {
			return err
		}
		progress("The policies of namespaces are applied")
		return nil
	},
}
