package dss

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ImageBuildConfigsSince is the version that moved what builds images out of the configurations of execution, and what
// runs containers into members of their own (dss-admin.md 14).
const ImageBuildConfigsSince = "15.0.0"

// PutContainerSettings is PutGeneralSettings for changes of container execution: when the node refuses the document since
// an execution configuration names an image build configuration that is not there, the error names both, which the node
// does not (observed.md 1.4).
func (c *Client) PutContainerSettings(ctx context.Context, settings Document) error {
	err := c.PutGeneralSettings(ctx, settings)
	if errors.Is(err, client.ErrDangling) {
		if dangling := danglingBuildConfigs(settings); len(dangling) > 0 {
			err = fmt.Errorf("%w\n\n  %s", err, strings.Join(dangling, "\n  "))
		}
	}
	return err
}

func danglingBuildConfigs(settings Document) []string {
	var names, dangling []string
	for _, config := range containerConfigs(settings, "buildConfigs") {
		names = append(names, client.Text(config, "name"))
	}
	for _, config := range containerConfigs(settings, "executionConfigs") {
		if name := client.Text(config, "imageBuildConfig"); name != "" && !slices.Contains(names, name) {
			dangling = append(dangling, fmt.Sprintf("execution configuration %q uses image build configuration %q", client.Text(config, "name"), name))
		}
	}
	return dangling
}

func containerConfigs(settings Document, member string) []Document {
	found, _ := client.Lookup(settings, "containerSettings", member)
	list, _ := found.([]any)
	var out []Document
	for _, item := range list {
		if config, ok := item.(Document); ok {
			out = append(out, config)
		}
	}
	return out
}

// PushBaseImages pushes the base images of containers to the registries of all configurations and waits. Whether the node
// answers with a task or with the messages of the finished work is not known; both are taken (dss-admin.md 15).
func (c *Client) PushBaseImages(ctx context.Context, progress Progress) error {
	return c.containerTask(ctx, "push-base-images", progress)
}

// ApplyKubernetesPolicies brings the policies of namespaces to the clusters and waits (dss-admin.md 15).
func (c *Client) ApplyKubernetesPolicies(ctx context.Context, progress Progress) error {
	return c.containerTask(ctx, "apply-kubernetes-policies", progress)
}

func (c *Client) containerTask(ctx context.Context, action string, progress Progress) error {
	_, err := c.Future(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "container-exec", "actions", action}, Timeout: -1,
		Holds: client.Members("messages"),
	}, progress)
	return err
}
