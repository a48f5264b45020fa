package govern

import (
	"context"
	"testing"
)

func TestArtifactSignoffCalls(t *testing.T) {
	ctx, review := context.Background(), Signoff{ArtifactID: "ar.1", StepID: "review"}
	replay(t, "govern.artifact.signoff.create", Document{}, func(c *Client) error { return c.CreateSignoff(ctx, review) })
	replay(t, "govern.artifact.signoff.status", Document{}, func(c *Client) error {
		return c.SetSignoffStatus(ctx, review, "WAITING_FOR_FEEDBACK", false)
	})
}
