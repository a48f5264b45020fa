package codeenv_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// story begins with the nodes of the sample, changed by change.
func story(t *testing.T, change ...func(*kittest.Sample)) *kittest.Story {
	t.Helper()
	return providertest.Story(t, "code_env", change...)
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
