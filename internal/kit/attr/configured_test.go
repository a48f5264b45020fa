package attr_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func objectOf(children []attr.Attribute, v attr.Values) fwattr.Value {
	return types.ObjectValueMust(attr.ObjectType(children).AttrTypes, v)
}

func setOf(elements ...string) fwattr.Value {
	values := []fwattr.Value{}
	for _, element := range elements {
		values = append(values, types.StringValue(element))
	}
	return types.SetValueMust(types.StringType, values)
}

var (
	limits  = []attr.Attribute{attr.Int("low", ""), attr.Int("high", "")}
	account = []attr.Attribute{
		attr.String("name", "").Required(),
		attr.Bool("enabled", ""),
		attr.Bool("shown", "").Default(true),
		attr.StringSet("groups", "").Additive("exclusive"),
		attr.Bool("exclusive", "").Local(false),
		attr.Object("limits", "", limits...),
		attr.Doc("params", ""),
		attr.BoolMap("flags", "").At("rights").Inline(),
	}
)

// What the configuration leaves to the node is not written, whatever the state says of it: here everything is stored, and
// somebody has changed it since.
func TestWhatIsNotConfiguredIsNotWritten(t *testing.T) {
	stored := attr.Values{
		"name": types.StringValue("new"), "enabled": types.BoolValue(true), "shown": types.BoolValue(true), "exclusive": types.BoolValue(false),
		"groups": setOf("ours", "stored"), "params_json": jsontypes.NewNormalizedValue(`{"a":1,"b":1}`),
		"limits": objectOf(limits, attr.Values{"low": types.Int64Value(1), "high": types.Int64Value(1)}),
		"flags":  types.MapValueMust(types.BoolType, map[string]fwattr.Value{"x": types.BoolValue(true), "y": types.BoolValue(true)}),
	}
	config := attr.Values{
		"name": types.StringValue("new"), "enabled": types.BoolNull(), "shown": types.BoolNull(), "exclusive": types.BoolNull(),
		"groups": setOf("ours"), "params_json": jsontypes.NewNormalizedValue(`{"a":1}`),
		"limits": objectOf(limits, attr.Values{"low": types.Int64Value(1), "high": types.Int64Null()}),
		"flags":  types.MapValueMust(types.BoolType, map[string]fwattr.Value{"x": types.BoolValue(true)}),
	}
	const now = `{"name":"old","enabled":false,"shown":false,"groups":["theirs"],"limits":{"low":2,"high":2},"params":{"a":2,"b":2},"rights":{"x":false,"y":false}}`
	doc := parse(t, now)
	attr.Writer{Prior: stored, Config: config}.Write(doc, account, attr.Configured(account, config, stored))
	check(t, "what is configured", doc,
		`{"name":"new","enabled":false,"shown":true,"groups":["ours","theirs"],"limits":{"low":1,"high":2},"params":{"a":1,"b":2},"rights":{"x":true,"y":false}}`)

	for _, a := range account {
		if a.Name != "name" {
			config[a.Name] = a.Null()
		}
	}
	doc = parse(t, now)
	attr.Writer{Prior: stored, Config: config}.Write(doc, account, attr.Configured(account, config, stored))
	check(t, "next to nothing", doc,
		`{"name":"new","enabled":false,"shown":true,"groups":["theirs"],"limits":{"low":2,"high":2},"params":{"a":2,"b":2},"rights":{"x":false,"y":false}}`)
}

func TestEntriesWriteOnlyWhatIsConfiguredInThem(t *testing.T) {
	entries := []attr.Attribute{attr.ObjectMap("sets", "name", "", limits...), attr.ObjectList("list", "", limits...)}
	entry := func(low, high fwattr.Value) fwattr.Value {
		return objectOf(limits, attr.Values{"low": low, "high": high})
	}
	values := func(item fwattr.Value) attr.Values {
		return attr.Values{
			"sets": types.MapValueMust(attr.ObjectType(limits), map[string]fwattr.Value{"a": item}),
			"list": types.ListValueMust(attr.ObjectType(limits), []fwattr.Value{item}),
		}
	}
	stored, config := values(entry(types.Int64Value(1), types.Int64Value(1))), values(entry(types.Int64Value(1), types.Int64Null()))
	doc := parse(t, `{"sets":[{"name":"a","low":2,"high":2}],"list":[{"low":1,"high":2}]}`)
	attr.Writer{Prior: stored, Config: config}.Write(doc, entries, attr.Configured(entries, config, stored))
	check(t, "entries", doc, `{"sets":[{"name":"a","low":1,"high":2}],"list":[{"low":1,"high":2}]}`)
}

func TestAdditiveSetsTakeBackOnlyWhatWasApplied(t *testing.T) {
	doc := parse(t, `{"groups":["ours","theirs"]}`)
	// The state shows everything, as after an import or while the set was not configured.
	w := attr.Writer{Prior: attr.Values{"groups": setOf("ours", "theirs")}, Applied: attr.Applied{"groups": {"/ours"}}}
	w.Write(doc, account, attr.Values{"groups": setOf("new")})
	check(t, "taken back", doc, `{"groups":["new","theirs"]}`)
}

func TestWhatIsPlannedAsEmptyIsEmptied(t *testing.T) {
	attributes := []attr.Attribute{attr.String("text", "").Clears(), attr.StringSet("tags", "").Clears(), attr.String("mail", "").ClearsToNull()}
	empty := attr.Values{"text": types.StringNull(), "tags": types.SetNull(types.StringType), "mail": types.StringNull()}
	doc := parse(t, `{"text":"theirs","tags":["theirs"],"mail":"theirs"}`)
	attr.Writer{Prior: empty}.Write(doc, attributes, empty)
	check(t, "filled meanwhile", doc, `{"text":"","tags":[],"mail":null}`)
	doc = parse(t, `{"tags":[]}`)
	attr.Writer{Prior: empty}.Write(doc, attributes, empty)
	check(t, "empty before", doc, `{"tags":[]}`)
	lost := attr.Unkept(attributes, empty, attr.Values{"text": types.StringValue("theirs"), "tags": empty["tags"], "mail": empty["mail"]})
	if len(lost) != 1 || lost[0].Attribute != "text" || lost[0].Sent != "nothing" {
		t.Errorf("lost %v", lost)
	}
}

func TestTheStateKeepsWhatWasPlanned(t *testing.T) {
	planned := attr.Values{
		"name": types.StringValue("planned"), "enabled": types.BoolUnknown(),
		"limits": objectOf(limits, attr.Values{"low": types.Int64Value(1), "high": types.Int64Unknown()}),
	}
	read := attr.Values{
		"name": types.StringValue("changed"), "enabled": types.BoolValue(true),
		"limits": objectOf(limits, attr.Values{"low": types.Int64Value(2), "high": types.Int64Value(2)}),
	}
	got := attr.Settled(t.Context(), planned, read)
	want := attr.Values{
		"name": types.StringValue("planned"), "enabled": types.BoolValue(true),
		"limits": objectOf(limits, attr.Values{"low": types.Int64Value(1), "high": types.Int64Value(2)}),
	}
	for name := range want {
		if !got[name].Equal(want[name]) {
			t.Errorf("%s: %v, want %v", name, got[name], want[name])
		}
	}
}

// After an update that failed, nobody knows what arrived.
func TestWhatAFailedUpdateMayHaveLeftIsRead(t *testing.T) {
	before := attr.Applied{"params_json": {"/a"}, "groups": {"/ours"}}
	applied := before.With(attr.Applied{"params_json": {"/a", "/deep/b", "/never"}, "groups": {"/new", "/ours"}, "flags": {"/x"}})
	state := attr.Values{
		"params_json": jsontypes.NewNormalizedValue(`{"a":1}`), "groups": setOf("ours"), "flags": types.MapNull(types.BoolType),
	}
	doc := parse(t, `{"params":{"a":1,"deep":{"b":2,"theirs":3},"theirs":4},"groups":["ours","new","theirs"],"rights":{"x":true}}`)
	read, err := attr.Reader{Prior: state, Applied: applied}.Read(doc, account)
	flags := types.MapValueMust(types.BoolType, map[string]fwattr.Value{"x": types.BoolValue(true)})
	if err != nil || read.String("params_json") != `{"a":1,"deep":{"b":2}}` || !read["groups"].Equal(setOf("ours", "new")) || !read["flags"].Equal(flags) {
		t.Errorf("read %v, %v", read, err)
	}
	w := attr.Writer{Prior: state, Applied: applied}
	w.Write(doc, account, attr.Values{"params_json": state["params_json"], "groups": state["groups"]})
	check(t, "taken back", doc, `{"params":{"a":1,"deep":{"theirs":3},"theirs":4},"groups":["ours","theirs"],"rights":{"x":true}}`)
	doc = parse(t, `{"params":{"a":1,"theirs":4}}`)
	if read, err = (attr.Reader{Prior: attr.Values{"params_json": jsontypes.NewNormalizedNull()}, Applied: attr.Applied{"params_json": {"/never"}}}).
		Read(doc, account); err != nil || !read["params_json"].IsNull() {
		t.Errorf("read %v, %v", read["params_json"], err)
	}
}
