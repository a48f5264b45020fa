package emulator_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

var noticeShape = emulator.Object(emulator.Members{
	"name": emulator.String, "active": emulator.Bool, "delay": emulator.Number, "port": emulator.Port, "params": emulator.Any,
	"tags":  emulator.List(emulator.String),
	"rules": emulator.Map(emulator.List(emulator.Object(emulator.Members{"id": emulator.String}))),
	"steps": emulator.List(emulator.Object(emulator.Members{
		"type": emulator.String, "retry": emulator.Object(emulator.Members{"times": emulator.Number}),
	})),
	"part": emulator.OpenObject(emulator.Members{"on": emulator.Bool}),
})

func TestShapesDropWhatTheyLack(t *testing.T) {
	for given, want := range map[string]string{
		`{}`:                 `{}`,
		`{"x":1,"name":"n"}`: `{"name":"n"}`,
		`{"name":null,"params":null,"tags":null}`:                  `{"params":null}`,
		`{"params":{"x":[null,{"y":1}]}}`:                          `{"params":{"x":[null,{"y":1}]}}`,
		`{"steps":[{"type":"a","x":1,"retry":{"times":2,"x":1}}]}`: `{"steps":[{"type":"a","retry":{"times":2}}]}`,
		`{"rules":{"ro.x":[{"id":"i","x":1}],"ro.y":[]}}`:          `{"rules":{"ro.x":[{"id":"i"}],"ro.y":[]}}`,
		`{"part":{"on":true,"x":{"y":1}}}`:                         `{"part":{"on":true,"x":{"y":1}}}`,
		`{"port":"5432"}`:                                          `{"port":5432}`,
		`{"port":5432,"delay":1.5}`:                                `{"port":5432,"delay":1.5}`,
	} {
		if got, err := noticeShape.Read(parsed(t, given)); err != nil || !reflect.DeepEqual(got, parsed(t, want)) {
			t.Errorf("%s: got %v, %v, want %s", given, got, err, want)
		}
	}
}

func TestShapesRefuseOtherTypes(t *testing.T) {
	for given, want := range map[string]string{
		`[]`:                                 "Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $",
		`{"name":5}`:                         "Expected STRING but was NUMBER at path $.name",
		`{"active":"true"}`:                  "Expected BOOLEAN but was STRING at path $.active",
		`{"delay":"5"}`:                      "Expected NUMBER but was STRING at path $.delay",
		`{"port":"http"}`:                    "Expected NUMBER but was STRING at path $.port",
		`{"tags":{}}`:                        "Expected BEGIN_ARRAY but was BEGIN_OBJECT at path $.tags",
		`{"tags":["a",1]}`:                   "Expected STRING but was NUMBER at path $.tags[1]",
		`{"tags":[null]}`:                    "null",
		`{"steps":[{"retry":{"times":[]}}]}`: "Expected NUMBER but was BEGIN_ARRAY at path $.steps[0].retry.times",
		`{"rules":{"ro.x":{}}}`:              "Expected BEGIN_ARRAY but was BEGIN_OBJECT at path $.rules.ro.x",
		`{"part":{"on":1}}`:                  "Expected BOOLEAN but was NUMBER at path $.part.on",
	} {
		got, err := noticeShape.Read(parsed(t, given))
		var refused *emulator.Error
		if !errors.As(err, &refused) || !strings.HasSuffix(refused.Message, want) {
			t.Errorf("%s: got %v, %v, want %s", given, got, err, want)
		}
	}
}

func TestShapesLikeASample(t *testing.T) {
	shape := emulator.Like(doc{
		"port": 0, "on": false, "open": doc{}, "names": []string{}, "rows": []any{doc{"key": "a", "final": false}},
		"inner": doc{"name": "", "list": []any{}},
	}, emulator.Members{
		"extra": emulator.String, "inner": emulator.Object(emulator.Members{"list": emulator.List(emulator.Number), "more": emulator.Bool}),
	})
	given := `{"port":1,"on":true,"open":{"x":1},"names":["a"],"rows":[{"key":"k","x":1}],"extra":"e","x":1,
		"inner":{"name":"n","list":[1],"more":true,"x":1}}`
	want := `{"port":1,"on":true,"open":{"x":1},"names":["a"],"rows":[{"key":"k"}],"extra":"e",
		"inner":{"name":"n","list":[1],"more":true}}`
	if got, err := shape.Read(parsed(t, given)); err != nil || !reflect.DeepEqual(got, parsed(t, want)) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, refused := range []string{`{"port":"1"}`, `{"inner":{"list":["a"]}}`, `{"rows":[{"key":1}]}`, `{"open":[]}`} {
		if got, err := shape.Read(parsed(t, refused)); err == nil {
			t.Errorf("%s: got %v", refused, got)
		}
	}
}

func TestReadingLeavesTheBodyAlone(t *testing.T) {
	given := parsed(t, `{"params":{"a":[1]},"x":1}`)
	read, err := noticeShape.Read(given)
	if err != nil {
		t.Fatal(err)
	}
	document, _ := read.(doc)
	params, _ := document["params"].(doc)
	params["a"] = "changed"
	if !reflect.DeepEqual(given, parsed(t, `{"params":{"a":[1]},"x":1}`)) {
		t.Errorf("got %v", given)
	}
}

func parsed(t *testing.T, text string) any {
	t.Helper()
	value, err := emulator.ParseJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestUnknownMembersAreKeptOnDemand(t *testing.T) {
	f := start(t, emulator.Options{})
	f.node.Handle("PUT /notice", func(c *emulator.Call) (any, error) { return c.Typed(noticeShape) })
	send := func(body string) reply { return f.send("PUT", "/public/api/notice", body) }
	if got := send(`{"x":1,"steps":[{"x":1}]}`); got.body != `{"steps":[{}]}`+"\n" {
		t.Errorf("got %+v", got)
	}
	f.control("PUT", "/faults", `{"quirks":{"keepUnknownMembers":true}}`, 200)
	if got := send(`{"x":1,"steps":[{"x":1}]}`); got.body != `{"steps":[{"x":1}],"x":1}`+"\n" {
		t.Errorf("got %+v", got)
	}
	if got := send(`{"active":"true"}`); got.status != 400 {
		t.Errorf("got %+v", got)
	}
}
