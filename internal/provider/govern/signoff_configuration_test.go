package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestReviewersKeepTheirStamps(t *testing.T) {
	s := providertest.Story(t, "govern_signoff_configuration")
	providertest.Done(t, s.Apply(`{"approvers":{"users":["ada"],"groups":["legal"]}}`))
	result := providertest.Done(t, s.Apply(`{"approvers":{"users":["ada","bob"]}}`))
	body, err := client.ParseDocument(result.Requests[len(result.Requests)-2].Body)
	if err != nil {
		t.Fatal(err)
	}
	approvers, _ := body["approvers"].([]any)
	if len(approvers) != 2 || !strings.Contains(client.RenderJSON(approvers[0]), "addedOn") {
		t.Errorf("sent %s", client.RenderJSON(approvers))
	}
	if got, want := client.RenderJSON(approvers[1]), `{"usersContainer":{"login":"bob","type":"user"}}`; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
}

func TestEverythingOfASignoffIsSent(t *testing.T) {
	s := providertest.Story(t, "govern_signoff_configuration")
	result := providertest.Done(t, s.Apply(`{"feedback_groups":{"risk":{"title":"Risk"}}}`))
	providertest.Says(t, result, "The feedback group risk names nobody")
	want := `POST signoff  {"approvers":[],"feedbackUsersGroups":[{"id":"risk","title":"Risk","users":[]}],"mandatory":false,` +
		`"recurrenceConfiguration":{"activated":false,"days":0,"months":0,"reloadConf":false,"weeks":0,"years":0},"title":"Review"}`
	if got := sent(result); got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}

func TestSignoffsAreChecked(t *testing.T) {
	for configuration, want := range map[string]string{
		`{"recurrence":{"activated":true}}`:                    "needs days, weeks, months or years",
		`{"approvers":{"roles":["legal"]}}`:                    "must be a full identifier, such as ro.example",
		`{"feedback_groups":{"a":{"title":"A","users":[""]}}}`: "at least 1",
		`{"title":""}`: "at least 1",
	} {
		providertest.Refused(t, providertest.Story(t, "govern_signoff_configuration").Apply(configuration), want)
	}
	s := providertest.Story(t, "govern_signoff_configuration")
	providertest.Says(t, providertest.Done(t, s.Apply(`{"mandatory":true}`)), "names no approver")
}

func TestSignoffOfAMissingStep(t *testing.T) {
	s := providertest.Story(t, "govern_signoff_configuration")
	providertest.Failed(t, s.Apply(`{"step_id":"missing"}`), "Workflow step 'missing' does not exist")
}
