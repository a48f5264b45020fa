package provider

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// parroted is a provider whose nodes give one answer to everything.
type parroted struct {
	server  tfprotov6.ProviderServer
	node    *clienttest.Parrot
	schemas map[string]*tfprotov6.Schema
	names   []string
}

func newParroted(t testing.TB) *parroted {
	t.Helper()
	p := &parroted{node: &clienttest.Parrot{}}
	url := clienttest.Plain(t, p.node)
	p.server = serve(&dataiku{version: "test", env: func(string) string { return "" }, home: t.TempDir(), clock: p.node, trusting: true})()
	all, err := p.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	p.schemas, p.names = all.DataSourceSchemas, slices.Sorted(maps.Keys(all.DataSourceSchemas))
	key := tftypes.NewValue(tftypes.String, "key-of-the-test")
	host := tftypes.NewValue(tftypes.String, url)
	settings, _ := all.Provider.ValueType().(tftypes.Object)
	govern, _ := settings.AttributeTypes["govern"].(tftypes.Object)
	config := objectOf(settings, map[string]tftypes.Value{
		"host": host, "api_key": key, "max_retries": tftypes.NewValue(tftypes.Number, 0),
		"govern": objectOf(govern, map[string]tftypes.Value{"host": host, "api_key": key}),
	})
	resp, err := p.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.16.4", Config: encoded(t, config)})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, resp)
	}
	return p
}

// objectOf leaves out what is not given.
func objectOf(kind tftypes.Object, given map[string]tftypes.Value) tftypes.Value {
	all := map[string]tftypes.Value{}
	for name, inner := range kind.AttributeTypes {
		value, ok := given[name]
		if !ok {
			value = tftypes.NewValue(inner, nil)
		}
		all[name] = value
	}
	return tftypes.NewValue(kind, all)
}

func encoded(t testing.TB, value tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	out, err := tfprotov6.NewDynamicValue(value.Type(), value)
	if err != nil {
		t.Fatal(err)
	}
	return &out
}

// lookUp reads a data source whose arguments are all x. It may fail.
func (p *parroted) lookUp(t *testing.T, name, answer string) {
	t.Helper()
	p.node.Say(answer)
	given := map[string]tftypes.Value{}
	for _, a := range p.schemas[name].Block.Attributes {
		if a.Required && a.Type != nil && a.Type.Is(tftypes.String) {
			given[a.Name] = tftypes.NewValue(tftypes.String, "x")
		}
	}
	kind, _ := p.schemas[name].ValueType().(tftypes.Object)
	resp, err := p.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: encoded(t, objectOf(kind, given))})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return
		}
	}
	if _, err := resp.State.Unmarshal(kind); err != nil {
		t.Errorf("%s: %q became a value of another type than its schema: %v", name, answer, err)
	}
}

// someAnswers is how many data sources share the answers that are tried: all answers with all of them would take long.
const someAnswers = 5

// Whatever comes back, a data source is read or an error, and no entity trips over it.
func TestForeignAnswersToAllDataSources(t *testing.T) {
	p := newParroted(t)
	answers := slices.Concat(clienttest.Foreign, clienttest.Known)
	for i, name := range p.names {
		for j := i % someAnswers; j < len(answers); j += someAnswers {
			p.lookUp(t, name, answers[j])
		}
	}
}

func FuzzDataSources(f *testing.F) {
	p := newParroted(f)
	seeds := clienttest.Seeds(f)
	for i := range max(len(p.names), len(seeds)) {
		f.Add(uint16(i), seeds[i%len(seeds)])
	}
	f.Fuzz(func(t *testing.T, which uint16, answer string) {
		p.lookUp(t, p.names[int(which)%len(p.names)], answer)
	})
}
