package codeenv_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// story begins with the nodes of the sample, changed by change.
func story(t *testing.T, change func(*kittest.Sample)) *kittest.Story {
	t.Helper()
	sample, err := kittest.Load("testdata/code_env.json")
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(sample)
	}
	for _, d := range provider.Described() {
		if d.Type == "code_env" {
			return kittest.NewStory(t, func() (tfprotov6.ProviderServer, error) { return provider.Server("test")(), nil }, d, sample)
		}
	}
	t.Fatal("there is no entity code_env")
	return nil
}

func automation(sample *kittest.Sample) { sample.NodeType = "automation" }

// fails makes the builds of the environment fail, or work again.
func fails(s *kittest.Story, names ...string) {
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = names })
}

// done fails unless the operation went well and was of that kind.
func done(t *testing.T, r kittest.Result, action string) {
	t.Helper()
	if r.Failed {
		t.Fatalf("%s failed:\n%s", r.Action, r.Text)
	}
	if r.Action != action {
		t.Fatalf("the plan is to %s (%s) instead of to %s", r.Action, strings.Join(r.Changes, ", "), action)
	}
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

// writes lists the requests that changed something.
func writes(r kittest.Result) string {
	var lines []string
	for _, e := range r.Requests {
		if e.Method != "GET" {
			lines = append(lines, strings.TrimSpace(e.Method+" "+e.Path[strings.LastIndex(e.Path, "/")+1:]+" "+e.Query))
		}
	}
	return strings.Join(lines, ", ")
}

// stored is the document of an environment as the node has it.
func stored(s *kittest.Story, id string) emulator.Document {
	var env emulator.Document
	s.Node().Do(func(store *emulator.Store) { env, _ = store.Collection("code_envs").Get(id) })
	return env
}

func member(d emulator.Document, name string) emulator.Document {
	object, _ := d[name].(emulator.Document)
	return object
}
