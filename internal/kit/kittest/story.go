package kittest

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// Story plays Terraform for one object, for a test of what the suite cannot know. Like the suite it judges each answer
// of the provider by the rules of Terraform's core.
type Story struct {
	tf     *terraform
	state  state
	adopts bool
}

// Result is what an operation of a story came to.
type Result struct {
	// Action is "create", "update", "replace", "delete" or "no change"; Changes names the attributes that the plan changes.
	Action  string
	Changes []string
	// Failed tells that there was an error, Warned a warning; Text holds both as a user reads them.
	Failed, Warned bool
	Text           string
	// Requests arrived while the change was applied, without the one with which each run asks what the node is.
	Requests []emulator.Entry
}

// NewStory starts nodes with the setup of the sample, and no object.
func NewStory(t *testing.T, start Start, d kit.Description, sample *Sample) *Story {
	t.Helper()
	subject, err := newSubject(t.Context(), start, d)
	if err != nil {
		t.Fatal(err)
	}
	n := startNodes(t, sample)
	saved, err := n.setUp(t.Context(), sample)
	if err != nil {
		t.Fatal(err)
	}
	if subject.sample, err = sample.with(saved); err != nil {
		t.Fatal(err)
	}
	return &Story{
		tf:    &terraform{T: t, subject: subject, nodes: n, ctx: t.Context()},
		state: state{value: null(subject.objectType)},
	}
}

// Node is the node that the entity lives on.
func (s *Story) Node() *emulator.Node { return s.tf.nodes.node[s.tf.sample.Product] }

// Request calls the API as somebody else.
func (s *Story) Request(method, path, body string) {
	s.tf.Helper()
	if _, err := s.tf.nodes.call(s.tf.ctx, s.tf.sample.Product, method, path, []byte(body)); err != nil {
		s.tf.Fatal(err)
	}
}

// Apply plans and applies a configuration, a JSON object of attributes laid over the minimal ones of the sample.
func (s *Story) Apply(configuration string) Result {
	s.tf.Helper()
	return s.run(s.laidOver(configuration))
}

// ApplyStored is Apply without a refresh before the plan, as with -refresh=false.
func (s *Story) ApplyStored(configuration string) Result {
	s.tf.Helper()
	p := s.tf.planStored(s.tf.server(), s.state, s.tf.config(s.laidOver(configuration)))
	if p.failed() {
		return s.came(outcome{state: s.state, plan: p, stage: "plan", diagnostics: p.diagnostics})
	}
	return s.came(s.tf.carryOut(p))
}

// laidOver are the attributes of a configuration with the minimal ones of the sample.
func (s *Story) laidOver(configuration string) Attributes {
	s.tf.Helper()
	var a Attributes
	if err := json.Unmarshal([]byte(configuration), &a); err != nil {
		s.tf.Fatal(err)
	}
	return merge(s.tf.sample.minimal(), a)
}

// Destroy plans and applies the deletion.
func (s *Story) Destroy() Result {
	s.tf.Helper()
	return s.run(nil)
}

// Adopt lets creations take over what exists, by the provider's adopt_existing.
func (s *Story) Adopt() { s.adopts = true }

func (s *Story) run(a Attributes) Result {
	s.tf.Helper()
	start := s.tf.server
	if s.adopts {
		start = s.tf.adopting
	}
	return s.came(s.tf.applyWith(start, s.state, a))
}

// came takes over what an operation came to.
func (s *Story) came(out outcome) Result {
	s.state = out.state
	out.requests = slices.DeleteFunc(out.requests, func(e emulator.Entry) bool { return e.Route == "GET /instance-info" })
	return Result{
		Action: out.plan.action, Changes: out.plan.changes, Failed: out.failed(), Warned: out.warned(), Text: out.text(), Requests: out.requests,
	}
}

// Import reads an object that is there into the state.
func (s *Story) Import(id string) {
	s.tf.Helper()
	s.state = s.tf.refreshed(s.tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: s.tf.typeName, ID: id}))
}

// Forget loses the state, as a run does that is killed.
func (s *Story) Forget() { s.state = state{value: null(s.tf.objectType)} }

// Value is an attribute in the state as text, "" for null.
func (s *Story) Value(name string) string {
	value := members(s.state.value)[name]
	if value.IsNull() || value.Type().Is(tftypes.String) {
		return text(value)
	}
	return show(value)
}
