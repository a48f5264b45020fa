package standards_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/standards"
)

// sent lists the requests that changed something.
func sent(r kittest.Result) string {
	var lines []string
	for _, e := range r.Requests {
		if e.Method != "GET" {
			lines = append(lines, strings.TrimSpace(e.Method+" "+strings.TrimPrefix(e.Path, "/public/api/project-standards")+" "+e.Query))
		}
	}
	return strings.Join(lines, "\n")
}

func order(s *kittest.Story) string {
	var names []string
	s.Node().Do(func(store *emulator.Store) {
		all, _ := store.Collection("project_standards_order").Value("order").([]any)
		for _, name := range all {
			text, _ := name.(string)
			names = append(names, text)
		}
	})
	return strings.Join(names, " ")
}

func TestScopesThatAreNotListedFollow(t *testing.T) {
	s := providertest.Story(t, "project_standards_scope_order")
	r := providertest.Done(t, s.Apply(`{"scopes":["third"]}`))
	if got := sent(r); got != "POST /scopes/third/actions/reorder index=0" || order(s) != "third first second" {
		t.Errorf("sent %s, the order is %s", got, order(s))
	}
	s.Request("POST", "/project-standards/scopes/theirs", `{"name":"theirs","selectionMethod":"BY_TAG"}`)
	if r := providertest.Done(t, s.Apply(`{"scopes":["third"]}`)); r.Action != "no change" {
		t.Errorf("a scope of others leads to %s", r.Action)
	}
	s.Request("POST", "/project-standards/scopes/theirs/actions/reorder?index=0", "")
	providertest.Done(t, s.Apply(`{"scopes":["third","first"]}`))
	if order(s) != "third first theirs second" {
		t.Errorf("the order is %s", order(s))
	}
	if r := providertest.Done(t, s.Destroy()); sent(r) != "" {
		t.Errorf("the deletion sent %s", sent(r))
	}
}

func TestOrderNamesMissingScopes(t *testing.T) {
	s := providertest.Story(t, "project_standards_scope_order")
	providertest.Refused(t, s.Apply(`{"scopes":["nowhere"]}`), "there is no scope nowhere")
	providertest.Refused(t, s.Apply(`{"scopes":["default"]}`), "there is no scope default on the node that can be moved")
}

func TestSelectionsFitTheMethod(t *testing.T) {
	s := providertest.Story(t, "project_standards_scope")
	providertest.Refused(t, s.Apply(`{"selected_projects":["CHURN"]}`), "`selected_projects` belongs to the selection method BY_PROJECT, and `selection_method` is BY_TAG")
	providertest.Refused(t, s.Apply(`{"selection_method":"ALL"}`), "selection_method")
	providertest.Done(t, s.Apply(`{"selected_tags":["gold"]}`))
	r := providertest.Done(t, s.Apply(`{"selection_method":"BY_FOLDER","selected_folders":["ROOT"]}`))
	i := slices.IndexFunc(r.Requests, func(e emulator.Entry) bool { return e.Method == "PUT" })
	if body := string(r.Requests[i].Body); strings.Contains(body, "gold") {
		t.Errorf("the scope by folder is sent with the tags: %s", body)
	}
}

// What is not known yet may come to nothing.
func TestUnknownSelectionsAreNotJudged(t *testing.T) {
	problems := standards.Scope.Validate(attr.Values{
		"selection_method": types.StringValue("BY_TAG"), "selected_projects": types.SetUnknown(types.StringType),
	})
	if len(problems) > 0 {
		t.Errorf("found %v", problems)
	}
}

// What others added to the default scope is not in the configuration, and is removed; the deletion gives back the rest.
func TestDefaultScope(t *testing.T) {
	s := providertest.Story(t, "project_standards_default_scope")
	checks := func() string {
		var text string
		s.Node().Do(func(store *emulator.Store) {
			scope, _ := store.Collection("project_standards_scopes").Get("default")
			text = client.RenderJSON(scope["checks"])
		})
		return text
	}
	r := providertest.Done(t, s.Apply(`{"checks":["a","b"]}`))
	if sent(r) != "PUT /scopes/default" || s.Value("name") != "default" {
		t.Errorf("sent %s for the scope %s", sent(r), s.Value("name"))
	}
	s.Request("PUT", "/project-standards/scopes/default", `{"name":"default","selectionMethod":"ALL","checks":["a","b","theirs"]}`)
	providertest.Done(t, s.Apply(`{"checks":["a"]}`))
	if checks() != `["a"]` {
		t.Errorf("the checks are %s", checks())
	}
	s.Request("PUT", "/project-standards/scopes/default", `{"name":"default","selectionMethod":"ALL","checks":["a","theirs"]}`)
	providertest.Done(t, s.Destroy())
	if checks() != `["theirs"]` {
		t.Errorf("after the deletion the checks are %s", checks())
	}
}

// The error comes with the plan, and says which version is needed.
func TestOldNodes(t *testing.T) {
	for _, entity := range []string{"project_standards_check", "project_standards_scope", "project_standards_scope_order", "project_standards_default_scope"} {
		s := providertest.Story(t, entity, func(sample *kittest.Sample) { sample.Version, sample.Setup = "14.1.1", nil })
		r := s.Apply(`{}`)
		providertest.Refused(t, r, "The node is too old for dataiku_"+entity, "dataiku_"+entity+" needs version 14.1.2; this node has 14.1.1.")
	}
}

func TestUnknownCheckSpec(t *testing.T) {
	s := providertest.Story(t, "project_standards_check")
	providertest.Failed(t, s.Apply(`{"check_element_type":"nothing"}`), "Unknown check spec 'nothing'")
}

func TestTheDefaultScopeIsNoOther(t *testing.T) {
	s := providertest.Story(t, "project_standards_scope")
	providertest.Failed(t, s.Apply(`{"name":"default"}`), "already exists", "dataiku_project_standards_default_scope")
}
