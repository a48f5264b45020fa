package kit

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// thing is an entity whose node answers with the given document.
func thing(doc client.Document) *Resource[*dss.Client] {
	return &Resource[*dss.Client]{
		Type: "thing", Identity: []string{"project_key", "thing_id"},
		Attributes: []attr.Attribute{
			attr.String("project_key", "Project.").Required(), attr.String("thing_id", "Identifier.").At("id").Required(),
		},
		Get: func(context.Context, *dss.Client, attr.Values) (client.Document, error) { return doc, nil },
	}
}

func TestTheDocumentOfAnotherObjectIsRefused(t *testing.T) {
	v := attr.Values{"project_key": types.StringValue("P"), "thing_id": types.StringValue("ana")}
	for text, says := range map[string]string{
		`{"id":"ana","projectKey":"P"}`: "", `{"id":"ANA"}`: "", `{"name":"x"}`: "", `{"id":7}`: "",
		`{"id":"bob","projectKey":"P"}`: `the thing_id of the answer is "bob" and should be "ana"`,
		`{"id":"ana","projectKey":"Q"}`: `the project_key of the answer is "Q" and should be "P"`,
	} {
		doc, err := client.ParseDocument([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		parent, object, err := thing(doc).fetch(t.Context(), nil, v)
		if says == "" {
			if err != nil || parent == nil || object == nil {
				t.Errorf("%s: %v, %v, %v", text, parent, object, err)
			}
			continue
		}
		if !errors.Is(err, client.ErrMalformed) || !strings.Contains(err.Error(), says) || parent != nil || object != nil {
			t.Errorf("%s: %v, %v, %v, want %q", text, parent, object, err, says)
		}
	}
	unknown := attr.Values{"project_key": types.StringValue("P"), "thing_id": types.StringUnknown()}
	if _, _, err := thing(client.Document{"id": "made"}).fetch(t.Context(), nil, unknown); err != nil {
		t.Errorf("an identity that the server makes: %v", err)
	}
}
