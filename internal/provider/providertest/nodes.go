package providertest

import (
	"math/big"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

const key = "key-of-the-administrator"

// Nodes are a DSS node and a Govern node, and the provider that is configured for them, to test what is not managed:
// data sources, actions and ephemeral resources.
type Nodes struct {
	*testing.T
	DSS, Govern *emulator.Node

	server interface {
		tfprotov6.ProviderServer
		tfprotov6.ActionServer
	}
	schemas *tfprotov6.GetProviderSchemaResponse
	private map[string][]byte // of open ephemeral resources, by type
}

// NewNodes starts nodes of that version, "" for the usual one.
func NewNodes(t *testing.T, version string) *Nodes {
	t.Helper()
	options := emulator.Options{APIKey: key, Version: version}
	n := &Nodes{T: t, DSS: dss.New(options), Govern: govern.New(options), private: map[string][]byte{}}
	dssServer, governServer := httptest.NewServer(n.DSS), httptest.NewServer(n.Govern)
	t.Cleanup(dssServer.Close)
	t.Cleanup(governServer.Close)
	n.server = Server().(interface { //nolint:forcetypeassert // else nothing works
		tfprotov6.ProviderServer
		tfprotov6.ActionServer
	})
	var err error
	if n.schemas, err = n.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	configured, err := n.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: config(`{"host": "` + dssServer.URL + `", "api_key": "` + key + `", "govern": {"host": "` + governServer.URL + `", "api_key": "` + key + `"}}`),
	})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, configured.Diagnostics)
	}
	return n
}

func config(text string) *tfprotov6.DynamicValue { return &tfprotov6.DynamicValue{JSON: []byte(text)} }

// Invoke runs an action, named without prefix, with a configuration that is a JSON object. It returns what was shown to
// the user and what went wrong, "" for nothing.
func (n *Nodes) Invoke(action, configuration string) (shown []string, failure string) {
	n.Helper()
	name := kit.Prefix + action
	checked, err := n.server.ValidateActionConfig(n.Context(), &tfprotov6.ValidateActionConfigRequest{ActionType: name, Config: config(configuration)})
	if err != nil {
		n.Fatal(err)
	}
	if failure = text(checked.Diagnostics); failure != "" {
		return nil, failure
	}
	stream, err := n.server.InvokeAction(n.Context(), &tfprotov6.InvokeActionRequest{ActionType: name, Config: config(configuration)})
	if err != nil {
		n.Fatal(err)
	}
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			shown = append(shown, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			failure = text(e.Diagnostics)
		}
	}
	return shown, failure
}

// Invoked fails unless the action works and shows these words.
func (n *Nodes) Invoked(action, configuration string, words ...string) {
	n.Helper()
	shown, failure := n.Invoke(action, configuration)
	if failure != "" {
		n.Fatalf("%s %s: %s", action, configuration, failure)
	}
	Contains(n.T, strings.Join(shown, "\n"), words...)
}

// Refused fails unless the action fails with these words.
func (n *Nodes) Refused(action, configuration string, words ...string) {
	n.Helper()
	_, failure := n.Invoke(action, configuration)
	if failure == "" {
		n.Fatalf("%s %s should fail", action, configuration)
	}
	Contains(n.T, failure, words...)
}

// Contains fails unless a text holds all these words.
func Contains(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%q is missing in:\n%s", word, text)
		}
	}
}

// Read reads a data source, named without prefix. The state is returned as a document: null members are left out, and
// numbers are int64.
func (n *Nodes) Read(source, configuration string) (state client.Document, failure string) {
	n.Helper()
	answer, err := n.server.ReadDataSource(n.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: kit.Prefix + source, Config: config(configuration)})
	if err != nil {
		n.Fatal(err)
	}
	if failure = text(answer.Diagnostics); failure != "" {
		return nil, failure
	}
	return n.document(answer.State, n.schemas.DataSourceSchemas[kit.Prefix+source]), ""
}

// Open opens an ephemeral resource, named without prefix.
func (n *Nodes) Open(ephemeral, configuration string) (result client.Document, failure string) {
	n.Helper()
	answer, err := n.server.OpenEphemeralResource(n.Context(), &tfprotov6.OpenEphemeralResourceRequest{
		TypeName: kit.Prefix + ephemeral, Config: config(configuration),
	})
	if err != nil {
		n.Fatal(err)
	}
	n.private[ephemeral] = answer.Private
	if failure = text(answer.Diagnostics); failure != "" {
		return nil, failure
	}
	return n.document(answer.Result, n.schemas.EphemeralResourceSchemas[kit.Prefix+ephemeral]), ""
}

// Close closes the ephemeral resource that was opened last.
func (n *Nodes) Close(ephemeral string) (failure string) {
	n.Helper()
	answer, err := n.server.CloseEphemeralResource(n.Context(), &tfprotov6.CloseEphemeralResourceRequest{
		TypeName: kit.Prefix + ephemeral, Private: n.private[ephemeral],
	})
	if err != nil {
		n.Fatal(err)
	}
	return text(answer.Diagnostics)
}

func text(diagnostics []*tfprotov6.Diagnostic) string {
	var lines []string
	for _, d := range diagnostics {
		lines = append(lines, d.Summary, d.Detail)
	}
	return strings.Join(lines, "\n")
}

func (n *Nodes) document(value *tfprotov6.DynamicValue, schema *tfprotov6.Schema) client.Document {
	n.Helper()
	decoded, err := value.Unmarshal(schema.ValueType())
	if err != nil {
		n.Fatal(err)
	}
	document, _ := plain(n.T, decoded).(client.Document)
	return document
}

// plain is a value as Go knows it.
func plain(t *testing.T, value tftypes.Value) any {
	t.Helper()
	if value.IsNull() {
		return nil
	}
	switch value.Type().(type) {
	case tftypes.Object, tftypes.Map:
		members := map[string]tftypes.Value{}
		as(t, value, &members)
		document := client.Document{}
		for name, member := range members {
			if inner := plain(t, member); inner != nil {
				document[name] = inner
			}
		}
		return document
	case tftypes.List, tftypes.Set:
		var items []tftypes.Value
		as(t, value, &items)
		list := []any{}
		for _, item := range items {
			list = append(list, plain(t, item))
		}
		return list
	}
	switch {
	case value.Type().Is(tftypes.Bool):
		var flag bool
		as(t, value, &flag)
		return flag
	case value.Type().Is(tftypes.Number):
		return number(t, value)
	}
	var text string
	as(t, value, &text)
	return text
}

// number is exact for what an int64 holds.
func number(t *testing.T, value tftypes.Value) int64 {
	t.Helper()
	var big *big.Float
	as(t, value, &big)
	whole, _ := big.Int64()
	return whole
}

func as(t *testing.T, value tftypes.Value, target any) {
	t.Helper()
	if err := value.As(target); err != nil {
		t.Fatal(err)
	}
}
