package attr_test

import (
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var items = []attr.Attribute{
	attr.StringMap("options", "").Items("name"),
	attr.SecretMap("secret_options", "").At("options").Items("name"),
}

func stringMap(pairs ...string) types.Map {
	elements := map[string]fwattr.Value{}
	for i := 0; i < len(pairs); i += 2 {
		elements[pairs[i]] = types.StringValue(pairs[i+1])
	}
	return types.MapValueMust(types.StringType, elements)
}

func parse(t *testing.T, text string) client.Document {
	t.Helper()
	d, err := client.ParseDocument([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func check(t *testing.T, what string, got client.Document, want string) {
	t.Helper()
	if !client.Equal(got, parse(t, want)) {
		t.Errorf("%s: got %s, want %s", what, client.RenderJSON(got), want)
	}
}

const served = `{"options":[{"name":"b","value":"1","secret":false,"since":3},{"name":"key","value":"e:AES:x","secret":true},` +
	`{"value":"nameless"},{"name":"a","value":"2"}]}`

func TestItemsOfAPlainMapLeaveSecretOnesAlone(t *testing.T) {
	doc := parse(t, served)
	values := attr.Values{"options": stringMap("b", "9", "z", "1", "c", "2")}
	attr.Writer{Prior: attr.Values{}}.Write(doc, items, values)
	check(t, "items", doc, `{"options":[{"name":"b","value":"9","secret":false,"since":3},{"name":"key","value":"e:AES:x","secret":true},`+
		`{"value":"nameless"},{"name":"c","value":"2","secret":false},{"name":"z","value":"1","secret":false}]}`)
}

func TestPairsHaveNoFlag(t *testing.T) {
	pairs := []attr.Attribute{attr.StringMap("options", "").Pairs("key")}
	doc := parse(t, `{"options":[{"key":"a","value":"1"},{"key":"b","value":"2"}]}`)
	attr.Writer{Prior: attr.Values{}}.Write(doc, pairs, attr.Values{"options": stringMap("b", "3", "c", "4")})
	check(t, "pairs", doc, `{"options":[{"key":"b","value":"3"},{"key":"c","value":"4"}]}`)
}

func TestItemsAreReadWithoutSecrets(t *testing.T) {
	values, err := attr.Reader{Imported: true}.Read(parse(t, served), items)
	if err != nil {
		t.Fatal(err)
	}
	if want := stringMap("b", "1", "a", "2"); !values["options"].Equal(want) {
		t.Errorf("got %v, want %v", values["options"], want)
	}
	if !values["secret_options_wo"].IsNull() {
		t.Errorf("a write-only map was read: %v", values["secret_options_wo"])
	}
	unchanged := parse(t, served)
	attr.Writer{Prior: values}.Write(unchanged, items, values)
	check(t, "what was read and is written again", unchanged, served)
}

func TestSecretItemsAreSentWithTheirVersion(t *testing.T) {
	doc := parse(t, served)
	values := attr.Values{"secret_options_wo": stringMap("b", "s3cret", "new", "too"), "secret_options_wo_version": types.Int64Value(2)}
	w := attr.Writer{
		Prior:   attr.Values{"secret_options_wo_version": types.Int64Value(2)},
		Applied: attr.Applied{"secret_options_wo": {"/key"}},
	}
	w.Write(doc, items, values)
	check(t, "same version", doc, served)

	w.Prior["secret_options_wo_version"] = types.Int64Value(1)
	applied := w.Write(doc, items, values)
	check(t, "next version", doc, `{"options":[{"name":"b","value":"s3cret","secret":true,"since":3},`+
		`{"value":"nameless"},{"name":"a","value":"2"},{"name":"new","value":"too","secret":true}]}`)
	if got := applied["secret_options_wo"]; len(got) != 2 || got[0] != "/b" || got[1] != "/new" {
		t.Errorf("applied %v", got)
	}
}

func TestWithoutTheMapItsSecretsGoWithTheVersion(t *testing.T) {
	without := attr.Values{"secret_options_wo": types.MapNull(types.StringType), "secret_options_wo_version": types.Int64Value(1)}
	w := attr.Writer{
		Prior:   attr.Values{"secret_options_wo_version": types.Int64Value(1)},
		Applied: attr.Applied{"secret_options_wo": {"/key"}},
	}
	doc := parse(t, served)
	applied := w.Write(doc, items, without)
	check(t, "same version", doc, served)
	if got := applied["secret_options_wo"]; len(got) != 1 {
		t.Errorf("forgot what was applied: %v", got)
	}
	without["secret_options_wo_version"] = types.Int64Null()
	applied = w.Write(doc, items, without)
	check(t, "no version", doc, `{"options":[{"name":"b","value":"1","secret":false,"since":3},{"value":"nameless"},{"name":"a","value":"2"}]}`)
	if got := applied["secret_options_wo"]; len(got) != 0 {
		t.Errorf("applied %v", got)
	}
	empty := client.Document{}
	attr.Writer{}.Write(empty, items, without)
	check(t, "never given", empty, `{}`)
}

func TestClearingItemsKeepsSecretOnes(t *testing.T) {
	cleared := []attr.Attribute{items[0].Clears()}
	doc := parse(t, served)
	prior := attr.Values{"options": stringMap("b", "1", "a", "2")}
	attr.Writer{Prior: prior}.Write(doc, cleared, attr.Values{"options": types.MapNull(types.StringType)})
	check(t, "cleared", doc, `{"options":[{"name":"key","value":"e:AES:x","secret":true},{"value":"nameless"}]}`)
}
