package govern_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

const (
	setStatus     = "dataiku_govern_signoff_status"
	createSignoff = "dataiku_govern_artifact_create_signoff"
	stepAt        = "/admin/blueprint/bp.ai/version/bv.v1/workflow/step/"
)

// gated is a provider that is configured for a node with the artifact ar.1: its step `review` is ongoing and has a
// sign-off that the administrator of the key approves, `late` is ongoing and has none yet, `closed` has not begun.
type gated struct {
	*testing.T
	node   *emulator.Node
	url    string
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
	// artifact is the identifier that the node made.
	artifact string
}

func newGated(t *testing.T) *gated {
	t.Helper()
	g := &gated{T: t, node: govern.New(emulator.Options{APIKey: "administrator"}), server: providertest.Server()}
	web := httptest.NewServer(g.node)
	t.Cleanup(web.Close)
	g.url = web.URL
	var err error
	if g.schema, err = g.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	configured, err := g.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: object(t, g.schema.Provider, map[string]any{"govern": map[string]any{"host": web.URL, "api_key": "administrator"}}),
	})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, configured.Diagnostics)
	}
	g.call("POST", "/admin/blueprints?newIdentifier=ai", `{"name":"AI"}`)
	g.call("POST", "/admin/blueprint/bp.ai/versions?newIdentifier=v1&name=One", "")
	g.call("PUT", versionAt, `{"name":"One","workflowDefinition":{"stepDefinitions":[
		{"id":"review","name":"R"},{"id":"late","name":"L"},{"id":"closed","name":"C"}]}}`)
	g.call("PUT", versionAt+"/status", `"ACTIVE"`)
	g.configure("review", "admin")
	g.call("POST", "/artifacts", `{"name":"A","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},
		"workflow":{"steps":{"review":{"status":"ONGOING"},"late":{"status":"ONGOING"}}}}`)
	g.node.Do(func(store *emulator.Store) {
		for _, artifact := range store.Collection("artifacts").All() {
			if artifact["name"] == "A" {
				g.artifact, _ = artifact["id"].(string)
			}
		}
	})
	return g
}

// configure gives a step of the version a sign-off that one user approves.
func (g *gated) configure(step, approver string) {
	g.Helper()
	g.call("POST", stepAt+step+"/signoff", `{"title":"Gate","mandatory":false,"feedbackUsersGroups":[],
		"approvers":[{"usersContainer":{"type":"user","login":"`+approver+`"}}],
		"recurrenceConfiguration":{"activated":false,"days":0,"weeks":0,"months":0,"years":0,"reloadConf":false}}`)
}

func (g *gated) call(method, path, body string) {
	g.Helper()
	request, err := http.NewRequestWithContext(g.Context(), method, g.url+"/public/api"+path, strings.NewReader(body))
	if err != nil {
		g.Fatal(err)
	}
	request.SetBasicAuth("administrator", "")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		g.Fatal(err)
	}
	if answer.Body.Close() != nil || answer.StatusCode >= http.StatusBadRequest {
		g.Fatalf("%s %s: %s", method, path, answer.Status)
	}
}

// object makes a configuration of strings, booleans and objects; the rest is null.
func object(t *testing.T, schema *tfprotov6.Schema, values map[string]any) *tfprotov6.DynamicValue {
	t.Helper()
	kind := schema.ValueType()
	value, err := tfprotov6.NewDynamicValue(kind, valueOf(kind, values))
	if err != nil {
		t.Fatal(err)
	}
	return &value
}

func valueOf(kind tftypes.Type, value any) tftypes.Value {
	members, isObject := value.(map[string]any)
	of, ok := kind.(tftypes.Object)
	if !isObject || !ok {
		return tftypes.NewValue(kind, value)
	}
	all := map[string]tftypes.Value{}
	for name, inner := range of.AttributeTypes {
		all[name] = valueOf(inner, members[name])
	}
	return tftypes.NewValue(of, all)
}

// invoke runs an action on a step of the artifact and returns what it reported, errors included.
func (g *gated) invoke(action, step string, config map[string]any) (said string, failed bool) {
	g.Helper()
	server, ok := g.server.(tfprotov6.ActionServer)
	if !ok {
		g.Fatal("the provider serves no actions")
	}
	all := map[string]any{"artifact_id": g.artifact, "step_id": step}
	for name, value := range config {
		all[name] = value
	}
	stream, err := server.InvokeAction(g.Context(), &tfprotov6.InvokeActionRequest{
		ActionType: action, Config: object(g.T, g.schema.ActionSchemas[action].Schema, all),
	})
	if err != nil {
		g.Fatal(err)
	}
	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			said += event.Message + "\n"
		case tfprotov6.CompletedInvokeActionEventType:
			for _, d := range event.Diagnostics {
				said, failed = said+d.Summary+"\n"+d.Detail+"\n", true
			}
		}
	}
	return said, failed
}

// expect invokes an action that must end as told, with these words.
func (g *gated) expect(fails bool, action, step string, config map[string]any, words ...string) {
	g.Helper()
	said, failed := g.invoke(action, step, config)
	if failed != fails {
		g.Fatalf("%v: failed is %v:\n%s", config, failed, said)
	}
	for _, word := range words {
		if !strings.Contains(strings.Join(strings.Fields(said), " "), word) {
			g.Errorf("%v: the report lacks %q:\n%s", config, word, said)
		}
	}
}

// signoff is the sign-off of a step as the node has it.
func (g *gated) signoff(step string) emulator.Document {
	var found emulator.Document
	g.node.Do(func(store *emulator.Store) { found, _ = store.Collection("signoffs").Get(g.artifact + "/" + step) })
	return found
}

func TestSignoffGoesThroughItsStatuses(t *testing.T) {
	g := newGated(t)
	for _, step := range []struct {
		config map[string]any
		fails  bool
		status string
		says   string
	}{
		{map[string]any{"status": "APPROVED"}, true, "NOT_STARTED", "NOT_STARTED, which WAITING_FOR_FEEDBACK or WAITING_FOR_APPROVAL can follow"},
		{map[string]any{"status": "WAITING_FOR_FEEDBACK"}, false, "WAITING_FOR_FEEDBACK", "was NOT_STARTED and is WAITING_FOR_FEEDBACK"},
		{map[string]any{"status": "NOT_STARTED"}, true, "WAITING_FOR_FEEDBACK", "Unable to set the status to 'NOT_STARTED' when current status is"},
		{map[string]any{"status": "WAITING_FOR_APPROVAL"}, false, "WAITING_FOR_APPROVAL", "is WAITING_FOR_APPROVAL"},
		{map[string]any{"status": "REJECTED", "comment": "Too early"}, false, "REJECTED", "is REJECTED"},
		{map[string]any{"status": "REJECTED"}, false, "REJECTED", "already, nothing was sent"},
		{map[string]any{"status": "APPROVED"}, true, "REJECTED", "REJECTED, which NOT_STARTED can follow"},
		{map[string]any{"status": "NOT_STARTED"}, false, "NOT_STARTED", "was REJECTED"},
		{map[string]any{"status": "WAITING_FOR_APPROVAL"}, false, "WAITING_FOR_APPROVAL", "is WAITING_FOR_APPROVAL"},
		{map[string]any{"status": "ABANDONED"}, false, "ABANDONED", "is ABANDONED"},
		{map[string]any{"status": "NOT_STARTED"}, false, "NOT_STARTED", "was ABANDONED"},
		{map[string]any{"status": "WAITING_FOR_APPROVAL"}, false, "WAITING_FOR_APPROVAL", "is WAITING_FOR_APPROVAL"},
		{map[string]any{"status": "APPROVED"}, false, "APPROVED", "is APPROVED"},
	} {
		g.expect(step.fails, setStatus, "review", step.config, step.says)
		if got := g.signoff("review")["status"]; got != step.status {
			t.Fatalf("after %v the status is %v, want %s", step.config, got, step.status)
		}
		if response, _ := g.signoff("review")["approverResponse"].(emulator.Document); step.config["comment"] != nil && response["comment"] != "Too early" {
			t.Errorf("the response is %v", response)
		}
	}
}

func TestSignoffMembersOfOtherStatusesAreRefused(t *testing.T) {
	g := newGated(t)
	g.expect(true, setStatus, "review", map[string]any{"status": "WAITING_FOR_APPROVAL", "comment": "Go"}, "only APPROVED and REJECTED have a comment")
	g.expect(true, setStatus, "review", map[string]any{"status": "WAITING_FOR_APPROVAL", "reload_configuration": true}, "only NOT_STARTED takes the configuration again")
	g.expect(true, setStatus, "closed", map[string]any{"status": "WAITING_FOR_APPROVAL"}, "action dataiku_govern_artifact_create_signoff")
}

func TestSignoffIsCreatedLater(t *testing.T) {
	g := newGated(t)
	g.expect(true, createSignoff, "late", nil, "Signoff configuration of step 'late' does not exist")
	g.configure("late", "somebody")
	g.expect(false, createSignoff, "late", nil, "Created the sign-off of "+g.artifact+"/late")
	g.expect(false, createSignoff, "late", nil, "is there already and NOT_STARTED")
	g.configure("closed", "somebody")
	g.expect(true, createSignoff, "closed", nil, "Cannot modify a sign-off on a not active step")
	g.expect(false, setStatus, "late", map[string]any{"status": "WAITING_FOR_APPROVAL"})
	g.expect(true, setStatus, "late", map[string]any{"status": "APPROVED"}, "You are not an approver of this sign-off")
}

func TestResetTakesTheConfigurationOnlyWhenTold(t *testing.T) {
	for _, reload := range []bool{false, true} {
		g := newGated(t)
		g.expect(false, setStatus, "review", map[string]any{"status": "WAITING_FOR_APPROVAL"})
		g.expect(false, setStatus, "review", map[string]any{"status": "ABANDONED"})
		g.call("DELETE", stepAt+"review/signoff", "")
		g.configure("review", "somebody")
		g.expect(false, setStatus, "review", map[string]any{"status": "NOT_STARTED", "reload_configuration": reload})
		g.expect(false, setStatus, "review", map[string]any{"status": "WAITING_FOR_APPROVAL"})
		g.expect(reload, setStatus, "review", map[string]any{"status": "APPROVED"})
	}
}

func TestLostAnswersOfSignoffsAreNoFailures(t *testing.T) {
	g := newGated(t)
	g.configure("late", "admin")
	for _, step := range []struct {
		call, action string
		config       map[string]any
	}{
		{"create", createSignoff, nil},
		{"update-status", setStatus, map[string]any{"status": "WAITING_FOR_APPROVAL"}},
		{"approval", setStatus, map[string]any{"status": "APPROVED"}},
	} {
		fault, err := emulator.ParseFault("POST /artifact/{artifactId}/workflow/step/{stepId}/signoff/" + step.call + "=lost-answer,times:1")
		if err != nil {
			t.Fatal(err)
		}
		g.node.SetFaults(fault)
		g.expect(false, step.action, "late", step.config)
	}
	if got := g.signoff("late")["status"]; got != "APPROVED" {
		t.Errorf("the status is %v", got)
	}
}
