package client_test

import (
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func jsonValue(t *testing.T, text string) any {
	t.Helper()
	value, err := client.ParseJSON([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

func object(t *testing.T, text string) client.Document {
	t.Helper()
	document, err := client.ParseDocument([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return document
}

func TestParseKeepsDigitsAndRefusesTheRest(t *testing.T) {
	text := `{"big":12345678901234567890,"fraction":0.10000000000000000001,"text":"<&>"}`
	if got := client.RenderJSON(jsonValue(t, text)); got != text {
		t.Errorf("round trip changed the document: %s", got)
	}
	for _, bad := range []string{``, `{`, `{} {}`, `nope`, `[1]`, `"text"`, `{"a":1}x`} {
		if _, err := client.ParseDocument([]byte(bad)); err == nil {
			t.Errorf("%q was taken for an object", bad)
		}
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true},
		{`1`, `1.0`, true},
		{`100`, `1e2`, true},
		{`9007199254740993`, `9007199254740992`, false},
		{`1e999999999`, `1e999999998`, false},
		{`[1,2]`, `[2,1]`, false},
		{`{"a":null}`, `{}`, false},
		{`"1"`, `1`, false},
		{`null`, `null`, true},
		{`[{"a":[]}]`, `[{"a":[]}]`, true},
	} {
		if got := client.Equal(jsonValue(t, c.a), jsonValue(t, c.b)); got != c.want {
			t.Errorf("Equal(%s, %s) = %v", c.a, c.b, got)
		}
	}
}

func TestOverlay(t *testing.T) {
	for _, c := range []struct {
		name, remote, wanted string
		applied              []string
		want                 string
	}{
		{"keeps what nobody models", `{"a":1,"foreign":{"x":12345678901234567890}}`, `{"a":2}`, nil, `{"a":2,"foreign":{"x":12345678901234567890}}`},
		{"removes what was applied and is wanted no more", `{"a":{"b":1,"c":2}}`, `{"a":{"c":2}}`, []string{"/a/b", "/a/c"}, `{"a":{"c":2}}`},
		{"removes the object it emptied", `{"a":{"b":1},"z":1}`, `{}`, []string{"/a/b"}, `{"z":1}`},
		{"leaves members of others in the object", `{"a":{"b":1,"theirs":2}}`, `{}`, []string{"/a/b"}, `{"a":{"theirs":2}}`},
		{"never removes what it did not apply", `{"a":1,"b":2}`, `{"a":1}`, []string{"/a"}, `{"a":1,"b":2}`},
		{"understands names with slash and tilde", `{"a/b":1,"c~d":2,"e":3}`, `{}`, []string{"/a~1b", "/c~0d"}, `{"e":3}`},
		{"replaces lists", `{"l":[1,2,3]}`, `{"l":[4]}`, nil, `{"l":[4]}`},
		{"keeps defaults inside named items", `{"l":[{"name":"x","default":true},{"name":"y"}]}`, `{"l":[{"name":"y","v":1},{"name":"x"}]}`, nil, `{"l":[{"name":"y","v":1},{"default":true,"name":"x"}]}`},
		{"replaces lists without names", `{"l":[{"theirs":1,"v":1}]}`, `{"l":[{"v":2}]}`, nil, `{"l":[{"v":2}]}`},
		{"keeps a list without names that holds what is wanted", `{"l":[{"theirs":1,"v":2}]}`, `{"l":[{"v":2.0}]}`, nil, `{"l":[{"theirs":1,"v":2}]}`},
		{"removes a member of a named item", `{"l":[{"name":"x","v":1,"theirs":1}]}`, `{"l":[{"name":"x"}]}`, []string{"/l/[name=x]/name", "/l/[name=x]/v"}, `{"l":[{"name":"x","theirs":1}]}`},
		{"removes a list", `{"l":[{"name":"x","v":1}],"z":1}`, `{}`, []string{"/l", "/l/[name=x]/name", "/l/[name=x]/v"}, `{"z":1}`},
		{"removes nothing of an empty document", `{"z":1}`, `{}`, client.Pointers(client.Document{}), `{"z":1}`},
		{"replaces an object by another kind", `{"a":{"b":1}}`, `{"a":[1]}`, nil, `{"a":[1]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			remote, wanted := object(t, c.remote), object(t, c.wanted)
			if got := client.RenderJSON(client.Overlay(remote, wanted, c.applied)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if client.RenderJSON(remote) != client.RenderJSON(jsonValue(t, c.remote)) {
				t.Error("the remote document was changed in place")
			}
		})
	}
}

func TestProject(t *testing.T) {
	for _, c := range []struct{ remote, shape, want string }{
		{`{"a":1,"b":2}`, `{"a":0}`, `{"a":1}`},
		{`{"a":{"x":1,"y":2}}`, `{"a":{"y":0},"gone":1}`, `{"a":{"y":2}}`},
		{`{"l":[{"name":"a","d":1},{"name":"b"}]}`, `{"l":[{"name":"b"},{"name":"a"}]}`, `{"l":[{"name":"a"},{"name":"b"}]}`},
		{`{"l":[{"name":"a"},{"name":"new","d":1}]}`, `{"l":[{"name":"a"}]}`, `{"l":[{"name":"a"},{"d":1,"name":"new"}]}`},
		{`{"a":"text"}`, `{"a":{"b":1}}`, `{"a":"text"}`},
		{`5`, `{"a":1}`, `5`},
		{`{"a":1}`, `{"a":null,"b":null}`, `{"a":1,"b":null}`},
	} {
		if got := client.RenderJSON(client.Project(jsonValue(t, c.remote), jsonValue(t, c.shape))); got != c.want {
			t.Errorf("Project(%s, %s) = %s, want %s", c.remote, c.shape, got, c.want)
		}
	}
}

func TestWidenAddsWhatPointersLeadTo(t *testing.T) {
	remote := jsonValue(t, `{"a":1,"o":{"x":1,"theirs":2},"l":[{"name":"n","v":1,"theirs":2}],"e":{"theirs":1}}`)
	shape := jsonValue(t, `{"l":[{"name":"n"}]}`)
	got := client.Widen(shape, remote, []string{"", "/a", "/o/x", "/l", "/l/[name=n]/v", "/l/[name=gone]/v", "/e", "/gone"})
	if want := `{"a":1,"e":{},"l":[{"name":"n","v":1}],"o":{"x":1}}`; client.RenderJSON(got) != want {
		t.Errorf("got  %s\nwant %s", client.RenderJSON(got), want)
	}
	if client.RenderJSON(shape) != `{"l":[{"name":"n"}]}` {
		t.Error("the shape was changed in place")
	}
}

func TestDifferencesNameWhatIsMissing(t *testing.T) {
	got := client.Differences(
		jsonValue(t, `{"same":1,"other":{"x":1,"more":9},"list":[{"name":"a","default":true}]}`),
		jsonValue(t, `{"same":1.0,"other":{"x":2},"gone":{"y":1},"list":[{"name":"a"}]}`))
	if want := []string{"/gone", "/other/x"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	remote, wanted := jsonValue(t, `{"steps":[{"id":"a"},{"id":"b","hidden":true}],"short":[{}],"tags":["x"]}`),
		jsonValue(t, `{"steps":[{"id":"a","colour":"red"},{"id":"b"}],"short":[{},{}],"tags":["y"],"nothing":null}`)
	got = client.Differences(remote, wanted)
	if want := []string{"/short", "/steps/0/colour", "/tags"}; !slices.Equal(got, want) {
		t.Errorf("in lists: got %v, want %v", got, want)
	}
	if value, ok := client.At(wanted, "/steps/0/colour"); !ok || value != "red" {
		t.Errorf("At found %v, %v", value, ok)
	}
}

func TestUnlike(t *testing.T) {
	found := object(t, `{"login":"a","groups":["g","default"],"email":null,"password":"e:AES:x","params":{"host":"h","secretKey":"e:AES:y","port":1}}`)
	for _, c := range []struct {
		sent string
		want []string
	}{
		{`{"login":"a","groups":["g"],"email":"","password":"clear","params":{"host":"h","secretKey":"clear"}}`, nil},
		{`{"login":"b","groups":["other"],"params":{"port":2}}`, []string{"groups", "login", "params"}},
		{`{"email":"x"}`, []string{"email"}},
	} {
		if got := client.Unlike(found, object(t, c.sent)); !slices.Equal(got, c.want) {
			t.Errorf("Unlike(%s) = %v, want %v", c.sent, got, c.want)
		}
	}
}

func TestStoreAndRemove(t *testing.T) {
	d := object(t, `{"a":"text"}`)
	client.Store(d, "v", "a", "b", "c")
	if got := client.RenderJSON(d); got != `{"a":{"b":{"c":"v"}}}` {
		t.Errorf("Store: %s", got)
	}
	client.Remove(d, "a", "b", "c")
	client.Remove(d, "missing", "member")
	if got := client.RenderJSON(d); got != `{"a":{"b":{}}}` {
		t.Errorf("Remove: %s", got)
	}
}
