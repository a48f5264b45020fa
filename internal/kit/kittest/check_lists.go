package kittest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// query runs the list resource.
func (tf *terraform) query(s state, include bool, limit int64) []tfprotov6.ListResourceResult {
	tf.Helper()
	schema := tf.schemas.ListResourceSchemas[tf.typeName]
	if schema == nil {
		tf.Fatalf("%s has no list resource", tf.typeName)
	}
	server, ok := tf.server().(tfprotov6.ProviderServerWithListResource) //nolint:staticcheck // deprecated in favour of a wide interface that this version of the library does not have yet
	if !ok {
		tf.Fatal("The provider serves no list resources")
	}
	t, _ := schema.ValueType().(tftypes.Object)
	stream, err := server.ListResource(tf.ctx, &tfprotov6.ListResourceRequest{
		TypeName: tf.typeName, Config: dynamic(tf.scopeOf(t, s)), IncludeResource: include, Limit: limit,
	})
	if err != nil {
		tf.Fatalf("ListResource: %v", err)
	}
	var results []tfprotov6.ListResourceResult
	for one := range stream.Results {
		results = append(results, one)
		tf.noSecrets("ListResource", diagnostics{one.Diagnostics}, nil, one.Resource)
	}
	return results
}

// scopeOf makes the arguments of a list or data source: those that it requires, as the object has them.
func (tf *terraform) scopeOf(t tftypes.Object, s state) tftypes.Value {
	tf.Helper()
	scope, values := map[string]tftypes.Value{}, members(s.value)
	for _, name := range tf.description.Scope {
		scope[name] = values[name]
	}
	return object(t, scope)
}

// lists checks the list resource: all objects, their identity, the whole resource when asked, the limit, errors.
func (tf *terraform) lists(states []state) {
	tf.Helper()
	found := map[string]tfprotov6.ListResourceResult{}
	results := tf.query(states[0], true, 0)
	for _, one := range results {
		if d := (diagnostics{one.Diagnostics}); d.failed() {
			tf.Fatalf("The list holds an error:\n%s", d.text())
		}
		key := tf.identityText(one.Identity)
		if _, twice := found[key]; twice {
			tf.Errorf("The list holds %s twice", key)
		}
		if one.DisplayName == "" {
			tf.Errorf("The list gives %s no display name", key)
		}
		found[key] = one
	}
	for _, s := range states {
		one, ok := found[tf.identityText(s.identity)]
		if !ok {
			tf.Errorf("The list lacks %s; it holds %s", tf.identityText(s.identity), strings.Join(slices.Sorted(maps.Keys(found)), ", "))
			continue
		}
		if got, want := tf.value(one.Resource), tf.asImported(s); !got.Equal(want) {
			tf.Errorf("The list shows %s otherwise than an import (import -> list):\n%s", one.DisplayName, showChange(want, got))
		}
	}
	for _, one := range tf.query(states[0], false, 0) {
		if one.Resource != nil && !tf.value(one.Resource).IsNull() {
			tf.Errorf("The list gives the resource of %s although nobody asked for it", one.DisplayName)
		}
	}
	if got := len(tf.query(states[0], false, 3)); got != 3 {
		tf.Errorf("The list with a limit of 3 has %d results", got)
	}
	tf.nodes.fault(emulator.Fault{Status: http.StatusForbidden})
	results = tf.query(states[0], true, 0)
	tf.nodes.heal()
	if len(results) != 1 || len(results[0].Diagnostics) == 0 {
		tf.Errorf("A list that the node refuses must be one result with an error; there are %d results", len(results))
	}
}

func (tf *terraform) identityText(identity *tfprotov6.ResourceIdentityData) string {
	tf.Helper()
	var parts []string
	values := tf.identityValues(identity)
	for _, name := range tf.description.Identity {
		parts = append(parts, text(values[name]))
	}
	return strings.Join(parts, "/")
}

// asImported is how an import shows the object: whole, since nothing of it is configured.
func (tf *terraform) asImported(s state) tftypes.Value {
	tf.Helper()
	imported := tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, Identity: s.identity})
	return tf.refreshed(imported).value
}

// readSingular reads the data source of an object and hands its attributes to see.
func (tf *terraform) readSingular(s state, see func(tftypes.Value)) diagnostics {
	tf.Helper()
	schema := tf.schemas.DataSourceSchemas[tf.typeName]
	if schema == nil {
		tf.Fatalf("%s has no data source", tf.typeName)
	}
	t, _ := schema.ValueType().(tftypes.Object)
	arguments, values := map[string]tftypes.Value{}, members(s.value)
	for _, a := range schema.Block.Attributes {
		if a.Required {
			arguments[a.Name] = values[a.Name]
		}
	}
	return tf.readDataSource(tf.typeName, object(t, arguments), see)
}

func (tf *terraform) readDataSource(typeName string, config tftypes.Value, see func(tftypes.Value)) diagnostics {
	tf.Helper()
	resp, err := tf.server().ReadDataSource(tf.ctx, &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: dynamic(config)})
	if err != nil {
		tf.Fatalf("ReadDataSource: %v", err)
	}
	d := diagnostics{resp.Diagnostics}
	tf.noSecrets("ReadDataSource", d, nil, resp.State)
	if d.failed() || see == nil {
		return d
	}
	value, err := resp.State.Unmarshal(config.Type())
	if err != nil {
		tf.Fatalf("The data source answered a value of another type than its schema: %v", err)
	}
	see(value)
	return d
}

// dataSource checks that the singular data source shows what the resource has.
func (tf *terraform) dataSource(s state) {
	tf.Helper()
	want := tf.asImported(s)
	d := tf.readSingular(s, func(got tftypes.Value) { tf.shows("the data source", got, want, false) })
	if d.failed() {
		tf.Errorf("The data source failed:\n%s", d.text())
	}
}

// shows compares the attributes of a data source with the resource's. Items of a list of summaries may lack some.
func (tf *terraform) shows(where string, got, want tftypes.Value, summary bool) {
	tf.Helper()
	values := members(want)
	for name, value := range members(got) {
		if summary && value.IsNull() {
			continue
		}
		if !value.Equal(values[name]) {
			tf.Errorf("%s shows %s = %s, but the resource has %s", where, name, show(value), show(values[name]))
		}
	}
}

// pluralDataSource checks that the plural data source holds all objects as the resource has them.
func (tf *terraform) pluralDataSource(states []state) {
	tf.Helper()
	typeName := kit.Prefix + tf.description.PluralType
	schema := tf.schemas.DataSourceSchemas[typeName]
	if schema == nil {
		tf.Fatalf("There is no data source %s", typeName)
	}
	t, _ := schema.ValueType().(tftypes.Object)
	d := tf.readDataSource(typeName, tf.scopeOf(t, states[0]), func(got tftypes.Value) {
		found := map[string]tftypes.Value{}
		for _, a := range schema.Block.Attributes {
			if a.NestedType == nil || a.NestedType.Nesting != tfprotov6.SchemaObjectNestingModeList {
				continue
			}
			for _, item := range items(members(got)[a.Name]) {
				found[tf.idOf(item)] = item
			}
		}
		for _, s := range states {
			item, ok := found[tf.idOf(s.value)]
			if !ok {
				tf.Errorf("%s lacks %s", typeName, tf.idOf(s.value))
				continue
			}
			tf.shows(fmt.Sprintf("%s of %s", typeName, tf.idOf(s.value)), item, tf.asImported(s), tf.description.Summaries)
		}
	})
	if d.failed() {
		tf.Errorf("%s failed:\n%s", typeName, d.text())
	}
}

func (tf *terraform) idOf(value tftypes.Value) string {
	var parts []string
	values := members(value)
	for _, name := range tf.description.Identity {
		parts = append(parts, text(values[name]))
	}
	return strings.Join(parts, "/")
}
