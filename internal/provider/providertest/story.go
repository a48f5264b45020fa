// Package providertest helps to test what the suite of package kittest cannot know of an entity.
package providertest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// Story begins with the nodes and the minimal configuration of the entity's sample; change may alter the sample before.
func Story(t *testing.T, entity string, change ...func(*kittest.Sample)) *kittest.Story {
	t.Helper()
	sample, err := kittest.Load(filepath.Join("testdata", entity+".json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, alter := range change {
		alter(sample)
	}
	for _, d := range provider.Described() {
		if d.Type == entity {
			return kittest.NewStory(t, Server, d, sample)
		}
	}
	t.Fatalf("there is no entity %s", entity)
	return nil
}

// Server makes the provider as a new process does.
func Server() tfprotov6.ProviderServer { return provider.Server("test")() }

// Done fails unless the operation went well.
func Done(t *testing.T, r kittest.Result) kittest.Result {
	t.Helper()
	if r.Failed {
		t.Fatalf("%s failed:\n%s", r.Action, r.Text)
	}
	return r
}

// Failed fails unless the operation failed with all these words.
func Failed(t *testing.T, r kittest.Result, words ...string) {
	t.Helper()
	if !r.Failed {
		t.Fatalf("%s should fail", r.Action)
	}
	Says(t, r, words...)
}

// Refused is Failed for an operation that changed nothing.
func Refused(t *testing.T, r kittest.Result, words ...string) {
	t.Helper()
	Failed(t, r, words...)
	for _, request := range r.Requests {
		if request.Method != "GET" {
			t.Errorf("the refusal comes after %s %s", request.Method, request.Path)
		}
	}
}

// Says fails unless errors and warnings hold all these words.
func Says(t *testing.T, r kittest.Result, words ...string) {
	t.Helper()
	text := strings.Join(strings.Fields(r.Text), " ")
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("the messages lack %q:\n%s", word, r.Text)
		}
	}
}
