package dss

import (
	"context"
	"slices"
	"testing"
)

// The node may answer with a task that has ended or with its messages.
func TestContainerCalls(t *testing.T) {
	ctx := context.Background()
	messages := Document{"messages": Document{"success": false, "error": false, "messages": []any{}}}
	for _, answer := range []Document{messages, {"hasResult": true, "alive": false, "result": messages}} {
		replay(t, "container_exec.push_base_images", answer, func(c *Client) error { return c.PushBaseImages(ctx, nil) })
		replay(t, "container_exec.apply_policies", answer, func(c *Client) error { return c.ApplyKubernetesPolicies(ctx, nil) })
	}
}

func TestDanglingBuildConfigsAreNamed(t *testing.T) {
	settings := Document{"containerSettings": Document{
		"buildConfigs": []any{Document{"name": "docker"}},
		"executionConfigs": []any{
			Document{"name": "cpu", "imageBuildConfig": "docker"},
			Document{"name": "gpu", "imageBuildConfig": "absent"},
			Document{"name": "none", "imageBuildConfig": ""},
			Document{"name": "flat"},
		},
	}}
	want := []string{`execution configuration "gpu" uses image build configuration "absent"`}
	if got := danglingBuildConfigs(settings); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := danglingBuildConfigs(Document{}); got != nil {
		t.Errorf("no settings give %q", got)
	}
}
