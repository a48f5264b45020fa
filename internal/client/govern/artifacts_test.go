package govern

import (
	"context"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestArtifactCalls(t *testing.T) {
	ctx := context.Background()
	version := Document{"blueprintId": "bp.ai", "versionId": "bv.1"}
	artifact := Document{"id": "ar.1", "name": "Model", "blueprintVersionId": version, "fields": Document{}}
	answer := Document{"artifact": artifact, "blueprint": Document{"id": "bp.ai"}}
	replay(t, "govern.artifact.get", answer, func(c *Client) error {
		found, err := c.Artifact(ctx, "ar.1")
		if err == nil && found["name"] != "Model" {
			t.Errorf("found %v", found)
		}
		return err
	})
	replay(t, "govern.artifact.update", answer, func(c *Client) error {
		changed := client.CloneDocument(artifact)
		changed[stepStatuses] = Document{}
		return c.PutArtifact(ctx, "ar.1", changed)
	})
	replay(t, "govern.artifact.delete", Document{}, func(c *Client) error { return c.DeleteArtifact(ctx, "ar.1") })
	hits := Document{"uiArtifacts": []any{answer}, "hasNextPage": false}
	replay(t, "govern.artifact.search", hits, func(c *Client) error {
		for _, err := range c.SearchArtifacts(ctx, ArtifactSearch{Filters: []any{Document{"type": "blueprints", "blueprintIds": []any{"bp.ai"}}}}) {
			return err
		}
		return nil
	})
}

// The creation is the recorded request, after a look for what an interrupted one left.
func TestArtifactCreationBody(t *testing.T) {
	body := closeArtifact(Document{
		"name": "Model", "blueprintVersionId": Document{"blueprintId": "bp.ai", "versionId": "bv.1"}, "fields": Document{},
	})
	replay(t, "govern.artifact.create", Document{"artifactId": "ar.1"}, func(c *Client) error {
		return c.Send(context.Background(), client.Request{Method: "POST", Path: []string{"artifacts"}, Body: body})
	})
}

func TestArtifactsBecomeFlatAndBack(t *testing.T) {
	answer, err := client.ParseDocument([]byte(`{"artifact":{"id":"ar.1","workflow":{"steps":{"a":{"status":"FINISHED","visible":true},"b":{"status":"NOT_STARTED","visible":false}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	artifact, err := openArtifact(answer)
	if err != nil {
		t.Fatal(err)
	}
	client.Store(artifact, "ONGOING", stepStatuses, "b")
	want := `{"id":"ar.1","workflow":{"steps":{"a":{"status":"FINISHED","visible":true},"b":{"status":"ONGOING","visible":false}}}}`
	if got := client.RenderJSON(closeArtifact(artifact)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOnlyWhatTheCreationMakesIsTakenOver(t *testing.T) {
	wanted := Document{"fields": Document{"a": "x"}, stepStatuses: Document{"one": "FINISHED"}}
	for name, test := range map[string]struct {
		found Document
		same  bool
	}{
		"as made":         {Document{"fields": Document{"a": "x"}, stepStatuses: Document{"one": "FINISHED", "two": "NOT_STARTED"}}, true},
		"with a field":    {Document{"fields": Document{"a": "x", "b": "y"}, stepStatuses: Document{"one": "FINISHED"}}, false},
		"further on":      {Document{"fields": Document{"a": "x"}, stepStatuses: Document{"one": "FINISHED", "two": "ONGOING"}}, false},
		"archived":        {Document{"fields": Document{"a": "x"}, stepStatuses: Document{"one": "FINISHED"}, "status": Document{"archived": true}}, false},
		"of other values": {Document{"fields": Document{"a": "z"}, stepStatuses: Document{"one": "FINISHED"}}, false},
	} {
		if got := isMadeOf(test.found, wanted); got != test.same {
			t.Errorf("%s: %v", name, got)
		}
	}
}
