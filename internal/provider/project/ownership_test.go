package project_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// halfMade is a project whose creation failed at its second call, for good.
func halfMade(t *testing.T, configuration string) *kittest.Story {
	t.Helper()
	s := providertest.Story(t, "project")
	s.Node().SetFaults(&emulator.Fault{Method: "PUT", Pattern: "/projects/{projectKey}/metadata", Status: 403})
	providertest.Failed(t, s.Apply(configuration), "finish creating")
	s.Node().SetFaults()
	return s
}

func made(r kittest.Result) (creations, deletions int) {
	for _, request := range r.Requests {
		switch {
		case request.Method == "POST" && request.Route == "/projects":
			creations++
		case request.Method == "DELETE":
			deletions++
		}
	}
	return creations, deletions
}

// A project whose creation failed half-way is finished, whether it would be protected or not, and nothing that others put into it
// meanwhile is lost.
func TestHalfMadeProjectsAreFinished(t *testing.T) {
	const protected = `{"short_desc": "Who leaves", "deletion_protection": true}`
	s := halfMade(t, protected)
	s.Request("PUT", "/projects/SAMPLE/variables", `{"standard": {"theirs": 1}, "local": {}}`)
	r := providertest.Done(t, s.Apply(protected))
	if creations, deletions := made(r); r.Action != "replace" || creations+deletions > 0 {
		t.Errorf("%s with %d creations and %d deletions", r.Action, creations, deletions)
	}
	if s.Value("short_desc") != "Who leaves" || s.Value("deletion_protection") != "true" {
		t.Errorf("the project is %q, protected: %s", s.Value("short_desc"), s.Value("deletion_protection"))
	}
	if r = s.Apply(protected); r.Failed || r.Action != "no change" {
		t.Errorf("after that: %s %s", r.Action, r.Text)
	}
	providertest.Refused(t, s.Destroy(), "it is protected")
}

// What nobody has put anything into can be deleted, protected or not; what holds something cannot, and the error says how to keep it.
func TestHalfMadeProjectsWithContentAreNotDeleted(t *testing.T) {
	s := halfMade(t, `{"short_desc": "Who leaves", "deletion_protection": true}`)
	s.Request("POST", "/projects/SAMPLE/scenarios", `{"id": "theirs", "name": "Theirs", "type": "step_based", "params": {}}`)
	providertest.Failed(t, s.Destroy(), `the scenario "Theirs"`, "terraform untaint")
	empty := halfMade(t, `{"short_desc": "Who leaves", "deletion_protection": true}`)
	providertest.Done(t, empty.Destroy())
}

// A second call that fails in passing does not cost the creation.
func TestPassingTroubleAfterTheCreation(t *testing.T) {
	s := providertest.Story(t, "project")
	s.Node().SetFaults(&emulator.Fault{Method: "PUT", Pattern: "/projects/{projectKey}/metadata", Status: 500, Times: 2})
	providertest.Done(t, s.Apply(`{"short_desc": "Who leaves"}`))
	if s.Value("short_desc") != "Who leaves" {
		t.Errorf("the short description is %q", s.Value("short_desc"))
	}
}

// A project that cannot be read back is there all the same.
func TestUnreadableCreation(t *testing.T) {
	s := providertest.Story(t, "project")
	s.Node().SetFaults(&emulator.Fault{Method: "GET", Pattern: "/projects/{projectKey}/permissions", Status: 401, Skip: 1})
	r := s.Apply(`{"short_desc": "Who leaves"}`)
	s.Node().SetFaults()
	providertest.Says(t, providertest.Done(t, r), "Unable to read back")
	if r = s.Apply(`{"short_desc": "Who leaves"}`); r.Failed || r.Action != "no change" {
		t.Errorf("after that: %s %s", r.Action, r.Text)
	}
}
