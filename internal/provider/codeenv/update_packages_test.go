package codeenv_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// action is a provider that is configured for a node with the environment PYTHON/ml.
type action struct {
	*testing.T
	node   *emulator.Node
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

func newAction(t *testing.T) *action {
	t.Helper()
	a := &action{T: t, node: dss.New(emulator.Options{APIKey: "administrator"}), server: provider.Server("test")()}
	web := httptest.NewServer(a.node)
	t.Cleanup(web.Close)
	var err error
	if a.schema, err = a.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	configured, err := a.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: object(t, a.schema.Provider, map[string]any{"host": web.URL, "api_key": "administrator"}),
	})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, configured.Diagnostics)
	}
	a.call(web.URL, "POST", "/admin/code-envs/PYTHON/ml", `{"deploymentMode":"DESIGN_MANAGED"}`)
	a.call(web.URL, "PUT", "/admin/code-envs/PYTHON/ml", `{"specPackageList":"tabulate","desc":{}}`)
	return a
}

func (a *action) call(host, method, path, body string) {
	a.Helper()
	request, err := http.NewRequestWithContext(a.Context(), method, host+"/public/api"+path, strings.NewReader(body))
	if err != nil {
		a.Fatal(err)
	}
	request.SetBasicAuth("administrator", "")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		a.Fatal(err)
	}
	if answer.Body.Close() != nil || answer.StatusCode != http.StatusOK {
		a.Fatalf("%s %s: %s", method, path, answer.Status)
	}
}

// object makes a configuration of strings and booleans; the rest is null.
func object(t *testing.T, schema *tfprotov6.Schema, values map[string]any) *tfprotov6.DynamicValue {
	t.Helper()
	of, ok := schema.ValueType().(tftypes.Object)
	if !ok {
		t.Fatal("the schema is no object")
	}
	all := map[string]tftypes.Value{}
	for name, inner := range of.AttributeTypes {
		all[name] = tftypes.NewValue(inner, values[name])
	}
	value, err := tfprotov6.NewDynamicValue(of, tftypes.NewValue(of, all))
	if err != nil {
		t.Fatal(err)
	}
	return &value
}

// invoke runs the action and returns what it reported and, as text, its errors.
func (a *action) invoke(ctx context.Context, config map[string]any) (progress []string, failure string) {
	a.Helper()
	const name = "dataiku_code_env_update_packages"
	server, ok := a.server.(tfprotov6.ActionServer)
	if !ok {
		a.Fatal("the provider serves no actions")
	}
	config["lang"], config["name"] = "PYTHON", "ml"
	stream, err := server.InvokeAction(ctx, &tfprotov6.InvokeActionRequest{
		ActionType: name, Config: object(a.T, a.schema.ActionSchemas[name].Schema, config),
	})
	if err != nil {
		a.Fatal(err)
	}
	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, event.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			for _, d := range event.Diagnostics {
				failure += d.Summary + "\n" + d.Detail + "\n"
			}
		}
	}
	return progress, failure
}

func (a *action) installed() any {
	var env emulator.Document
	a.node.Do(func(store *emulator.Store) { env, _ = store.Collection("code_envs").Get("PYTHON/ml") })
	return env["actualPackageList"]
}

func TestActionUpdatesPackages(t *testing.T) {
	a := newAction(t)
	progress, failure := a.invoke(t.Context(), map[string]any{"force_rebuild_env": true})
	if failure != "" {
		t.Fatal(failure)
	}
	if got := strings.Join(progress, "; "); got != "Updating the packages of PYTHON/ml; Update succeeded" {
		t.Errorf("reported: %s", got)
	}
	if a.installed() != "tabulate==1.0.0" {
		t.Errorf("installed is %v", a.installed())
	}
	if query := requestTo(a.node, "/packages"); query != "forceRebuildEnv=True&wait=False" {
		t.Errorf("asked for %s", query)
	}
}

func TestFailedActionShowsTheLog(t *testing.T) {
	a := newAction(t)
	a.node.SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = []string{"ml"} })
	_, failure := a.invoke(t.Context(), map[string]any{})
	for _, word := range []string{`dataiku_code_env_update_packages "PYTHON/ml"`, "Code env update failed", "The end of updatePackages.log", "No matching"} {
		if !strings.Contains(failure, word) {
			t.Errorf("the error lacks %q:\n%s", word, failure)
		}
	}
}

func TestStoppedActionSaysWhatHappened(t *testing.T) {
	for name, config := range map[string]map[string]any{"time limit": {"timeout": "300ms"}, "cancelled": {}} {
		a := newAction(t)
		a.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 100000 })
		ctx, cancel := context.WithCancel(t.Context())
		if name == "cancelled" {
			go a.whenPolled(ctx, cancel)
		}
		_, failure := a.invoke(ctx, config)
		cancel()
		for _, word := range []string{"may hold some of the new packages", "was aborted because the wait for it had ended"} {
			if !strings.Contains(failure, word) {
				t.Errorf("%s: the error lacks %q:\n%s", name, word, failure)
			}
		}
	}
}

// whenPolled calls do once the task of the update was looked after.
func (a *action) whenPolled(ctx context.Context, do func()) {
	often := time.NewTicker(5 * time.Millisecond)
	defer often.Stop()
	for ctx.Err() == nil {
		<-often.C
		for _, e := range a.node.Requests() {
			if strings.Contains(e.Path, "/futures/") {
				do()
			}
		}
	}
}

// requestTo is the query of the last request to a path that ends so.
func requestTo(node *emulator.Node, end string) string {
	query := ""
	for _, e := range node.Requests() {
		if strings.HasSuffix(e.Path, end) {
			query = e.Query
		}
	}
	return query
}
