package kittest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// state is what Terraform keeps of one object.
type state struct {
	value    tftypes.Value // null when there is no object
	private  []byte
	identity *tfprotov6.ResourceIdentityData
	tainted  bool
}

func (s state) exists() bool { return !s.value.IsNull() }

// plan is what Terraform means to do.
type plan struct {
	action  string // create, update, replace, delete, none
	prior   state  // after the refresh
	planned tftypes.Value
	config  tftypes.Value
	// private and identity are handed from the plan to the apply.
	private  []byte
	identity *tfprotov6.ResourceIdentityData
	// replace names the attributes that force a replacement; changes those that differ.
	replace, changes []string
	diagnostics
}

func (p plan) String() string {
	return fmt.Sprintf("%s %s", p.action, strings.Join(p.changes, ", ")) + "\n" + showChange(p.prior.value, p.planned)
}

// diagnostics are the warnings and errors of an operation.
type diagnostics struct {
	list []*tfprotov6.Diagnostic
}

func (d *diagnostics) add(list []*tfprotov6.Diagnostic) bool {
	d.list = append(d.list, list...)
	return d.failed()
}

func (d *diagnostics) failed() bool { return d.has(tfprotov6.DiagnosticSeverityError) }
func (d *diagnostics) warned() bool { return d.has(tfprotov6.DiagnosticSeverityWarning) }

func (d *diagnostics) has(severity tfprotov6.DiagnosticSeverity) bool {
	return slices.ContainsFunc(d.list, func(one *tfprotov6.Diagnostic) bool { return one.Severity == severity })
}

func (d *diagnostics) text() string {
	var lines []string
	for _, one := range d.list {
		at := ""
		if one.Attribute != nil {
			at = " at " + one.Attribute.String()
		}
		lines = append(lines, fmt.Sprintf("  %s%s: %s\n    %s", one.Severity, at, one.Summary, strings.ReplaceAll(one.Detail, "\n", "\n    ")))
	}
	return strings.Join(lines, "\n")
}

// terraform plays Terraform for the objects of one entity. What breaks a rule of the protocol fails the test at once;
// errors of the provider are for the caller to judge.
type terraform struct {
	*testing.T
	*subject
	nodes *nodes
	ctx   context.Context
}

// server starts the provider anew, as a new process, and configures it for the nodes.
func (tf *terraform) server() tfprotov6.ProviderServer {
	tf.Helper()
	return tf.configured(nil)
}

// adopting is a server that may take over what exists.
func (tf *terraform) adopting() tfprotov6.ProviderServer {
	tf.Helper()
	return tf.configured(map[string]any{"adopt_existing": true})
}

func (tf *terraform) configured(more map[string]any) tfprotov6.ProviderServer {
	tf.Helper()
	server := tf.start()
	config, err := providerConfig(tf.schemas.Provider, tf.nodes, more)
	if err != nil {
		tf.Fatal(err)
	}
	resp, err := server.ConfigureProvider(tf.ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.16.4", Config: dynamic(config)})
	if err != nil {
		tf.Fatal(err)
	}
	if d := (diagnostics{resp.Diagnostics}); d.failed() {
		tf.Fatalf("The provider cannot be configured:\n%s", d.text())
	}
	return server
}

func providerConfig(schema *tfprotov6.Schema, n *nodes, more map[string]any) (tftypes.Value, error) {
	settings := map[string]any{
		"host": n.url[productDSS], "api_key": apiKey,
		"govern": map[string]any{"host": n.url[productGovern], "api_key": apiKey},
	}
	maps.Copy(settings, more)
	config, err := json.Marshal(settings)
	if err != nil {
		return tftypes.Value{}, err
	}
	return fromJSON(config, schema.ValueType())
}

// config makes the configuration from sample attributes.
func (tf *terraform) config(a Attributes) tftypes.Value {
	tf.Helper()
	if tf.description.Protected {
		if _, set := a[protectionName]; !set {
			a = merge(a, Attributes{protectionName: json.RawMessage("false")})
		}
	}
	text, err := json.Marshal(a)
	if err != nil {
		tf.Fatal(err)
	}
	config, err := fromJSON(text, tf.objectType)
	if err != nil {
		tf.Fatalf("%s: %v", tf.sample.file, err)
	}
	return config
}

// read refreshes an object; a state without object says that it is gone.
func (tf *terraform) read(server tfprotov6.ProviderServer, s state) (state, diagnostics) {
	tf.Helper()
	tf.show(server, s)
	resp, err := server.ReadResource(tf.ctx, &tfprotov6.ReadResourceRequest{
		TypeName: tf.typeName, CurrentState: dynamic(s.value), Private: s.private, CurrentIdentity: s.identity,
	})
	if err != nil {
		tf.Fatalf("ReadResource: %v", err)
	}
	d := diagnostics{resp.Diagnostics}
	tf.noSecrets("ReadResource", d, resp.Private, resp.NewState)
	if d.failed() {
		return s, d
	}
	next := state{value: tf.value(resp.NewState), private: resp.Private, identity: resp.NewIdentity, tainted: s.tainted}
	if next.exists() {
		tf.checkState("ReadResource", next)
		if s.identity != nil {
			tf.sameIdentity("ReadResource", s.identity, next.identity)
		}
	}
	return next, d
}

// show hands a state to the provider as core does before each operation on an object. The strings of it are enough here.
func (tf *terraform) show(server tfprotov6.ProviderServer, s state) {
	tf.Helper()
	if !s.exists() {
		return
	}
	values := map[string]any{}
	for name, value := range members(s.value) {
		if value.Type().Is(tftypes.String) && !value.IsNull() {
			values[name] = text(value)
		}
	}
	raw, err := json.Marshal(values)
	if err != nil {
		tf.Fatal(err)
	}
	if _, err := server.UpgradeResourceState(tf.ctx, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: tf.typeName, Version: tf.schema.Version, RawState: &tfprotov6.RawState{JSON: raw},
	}); err != nil {
		tf.Fatalf("UpgradeResourceState: %v", err)
	}
}

// refreshed reads in a process of its own.
func (tf *terraform) refreshed(s state) state {
	tf.Helper()
	next, d := tf.read(tf.server(), s)
	if d.failed() {
		tf.Fatalf("The refresh failed:\n%s", d.text())
	}
	return next
}
