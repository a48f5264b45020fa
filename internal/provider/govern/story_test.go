package govern_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// story begins with the nodes of the entity's sample.
func story(t *testing.T, entity string) *kittest.Story {
	t.Helper()
	sample, err := kittest.Load("testdata/" + entity + ".json")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range provider.Described() {
		if d.Type == entity {
			return kittest.NewStory(t, func() (tfprotov6.ProviderServer, error) {
				return providerserver.NewProtocol6WithError(provider.New("test")())()
			}, d, sample)
		}
	}
	t.Fatalf("there is no entity %s", entity)
	return nil
}

// done fails unless the operation went well.
func done(t *testing.T, r kittest.Result) kittest.Result {
	t.Helper()
	if r.Failed {
		t.Fatalf("%s failed:\n%s", r.Action, r.Text)
	}
	return r
}

// refused fails unless the operation failed with all these words.
func refused(t *testing.T, r kittest.Result, words ...string) {
	t.Helper()
	if !r.Failed {
		t.Fatalf("%s should fail", r.Action)
	}
	text := strings.Join(strings.Fields(r.Text), " ")
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("the error lacks %q:\n%s", word, r.Text)
		}
	}
}

// sent lists the requests that changed something.
func sent(r kittest.Result) string {
	var lines []string
	for _, e := range r.Requests {
		if e.Method != "GET" {
			lines = append(lines, strings.TrimSpace(e.Method+" "+e.Path[strings.LastIndex(e.Path, "/")+1:]+" "+e.Query+" "+string(e.Body)))
		}
	}
	return strings.Join(lines, "\n")
}
