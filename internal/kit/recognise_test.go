package kit

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
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

// nodeBehind is the client of a node whose answers come through a gateway that takes the version header away, or not.
func nodeBehind(t *testing.T, strips bool) *dss.Client {
	t.Helper()
	c, err := dss.New(client.Config{APIKey: "key-of-the-test", URL: clienttest.Plain(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if !strips {
			w.Header().Set("DSS-Version", "14.3.3")
		}
		_, _ = io.WriteString(w, `{"authIdentifier":"key"}`)
	}))})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.AuthInfo(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c
}

// Empty answers in front of deletions left objects behind.
func TestDeletionsAreBelievedOfTheNodeOnly(t *testing.T) {
	for name, test := range map[string]struct {
		strips  bool
		ignored int // deletions that do nothing
		sent    int
		fails   bool
	}{
		"the node says so":       {false, 1, 1, false},
		"a look says so":         {true, 0, 1, false},
		"sent again":             {true, 2, 3, false},
		"the object does not go": {true, 9, 3, true},
	} {
		t.Run(name, func(t *testing.T) {
			sent, there := 0, true
			spec := thing(client.Document{"id": "ana"})
			get := spec.Get
			spec.Get = func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
				if !there {
					return nil, client.ErrNotFound
				}
				return get(ctx, c, v)
			}
			v := attr.Values{"thing_id": types.StringValue("ana")}
			err := newManaged(spec).surely(t.Context(), nodeBehind(t, test.strips), v, func() error {
				sent++
				there = sent <= test.ignored
				return nil
			})
			if sent != test.sent || (err != nil) != test.fails {
				t.Errorf("%d deletions, %v", sent, err)
			}
		})
	}
}
