package attr_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// form has fields and steps with attributes of their own, inside a document that may hold them too.
var form = []attr.Attribute{
	attr.ObjectMap("field", "",
		"", attr.String("label", "").Required(), attr.String("hint", "").Vanishes(), attr.String("kind", "").Default("TEXT"),
	).At("definition.fields").Keeping("keep").Shared(),
	attr.Bool("keep", "").Local(false),
	attr.ObjectList("step", "", attr.String("id", "").Required(), attr.String("name", "").Required()).At("definition.flow.steps").Keyed("id").Shared(),
	attr.Doc("definition", "").Entries("fields"),
}

// read are the values of a document as an import reads them.
func read(t *testing.T, text string) attr.Values {
	t.Helper()
	values, err := attr.Reader{Imported: true}.Read(parse(t, text), form)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

// set is a configuration in which only these attributes of the document are set.
func set(t *testing.T, text string, names ...string) attr.Values {
	t.Helper()
	values, out := read(t, text), attr.Values{}
	for _, a := range form {
		out[a.Name] = a.Null()
	}
	for _, name := range names {
		out[name] = values[name]
	}
	return out
}

const answered = `{"definition":{"fields":{"a":{"label":"A","kind":"TEXT","range":1},"b":{"label":"B","hint":"h","kind":"DATE"}},
	"flow":{"steps":[{"id":"x","name":"X","own":1},{"id":"y","name":"Y"}]},"icon":"i"}}`

func TestAWholeDocumentLeavesOutWhatAttributesHold(t *testing.T) {
	values := read(t, answered)
	if got := values.String("definition_json"); got != `{"fields":{"a":{"range":1}},"icon":"i"}` {
		t.Errorf("the rest is %s", got)
	}
	if fields, steps := values.Objects("field"), values.ObjectList("step"); len(fields) != 2 || fields["b"].String("hint") != "h" ||
		len(steps) != 2 || steps[1].String("name") != "Y" {
		t.Errorf("fields %v, steps %v", fields, steps)
	}
}

func TestSharedMembersClashOnlyWhenBothAreSet(t *testing.T) {
	document := jsontypes.NewNormalizedValue(`{"fields":{"a":{"label":"A","range":1},"c":{"label":"C"}},"flow":{"steps":[]}}`)
	for name, test := range map[string]struct {
		names []string
		want  string
	}{
		"neither": {nil, ""},
		"fields":  {[]string{"field"}, `/fields/a/label field["a"].label`},
		"steps":   {[]string{"step"}, `/flow/steps step`},
	} {
		t.Run(name, func(t *testing.T) {
			config := set(t, answered, test.names...)
			config["definition_json"] = document
			var got []string
			for _, c := range attr.Clashes(form, config) {
				got = append(got, c.Member+" "+c.Other)
			}
			if strings.Join(got, "; ") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestEntriesOfAMapAreMembersOfAnObject(t *testing.T) {
	wanted := `{"definition":{"fields":{"b":{"label":"B","kind":"DATE"},"c":{"label":"C","kind":"TEXT"}}}}`
	for name, test := range map[string]struct {
		keep    bool
		applied attr.Applied
		want    string
	}{
		"all":              {false, nil, `{"b":{"label":"B","kind":"DATE"},"c":{"label":"C","kind":"TEXT"}}`},
		"beside others":    {true, nil, `{"a":{"label":"A","kind":"TEXT","range":1},"b":{"label":"B","kind":"DATE"},"c":{"label":"C","kind":"TEXT"}}`},
		"one applied once": {true, attr.Applied{"field": {"/a"}}, `{"b":{"label":"B","kind":"DATE"},"c":{"label":"C","kind":"TEXT"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			doc, values := parse(t, answered), set(t, wanted, "field")
			values["keep"] = types.BoolValue(test.keep)
			attr.Writer{Config: values, Applied: test.applied}.Write(doc, form, values)
			fields, _ := client.Lookup(doc, "definition", "fields")
			check(t, "fields", fields.(client.Document), test.want) //nolint:forcetypeassert // a panic says enough
		})
	}
}

func TestEntriesThatTheServerDidNotKeep(t *testing.T) {
	planned, got := read(t, answered), read(t, `{"definition":{"fields":{"b":{"label":"B","kind":"DATE"},"c":{"label":"C"}}}}`)
	delete(planned, "definition_json")
	var lost []string
	for _, l := range attr.Unkept(form, planned, got) {
		lost = append(lost, l.Attribute+" "+l.Member)
	}
	slices.Sort(lost)
	if want := `field field["a"]; field field["b"].hint; field field["c"]; step step`; strings.Join(lost, "; ") != want {
		t.Errorf("lost %q, want %q", strings.Join(lost, "; "), want)
	}
}

func TestItemsTakeAlongWhatNobodyModels(t *testing.T) {
	doc, values := parse(t, answered), set(t, `{"definition":{"flow":{"steps":[{"id":"y","name":"Y"},{"id":"new","name":"N"},{"id":"x","name":"Z"}]}}}`, "step")
	attr.Writer{Config: values}.Write(doc, form, values)
	flow, _ := client.Lookup(doc, "definition", "flow")
	check(t, "steps", flow.(client.Document), //nolint:forcetypeassert // a panic says enough
		`{"steps":[{"id":"y","name":"Y"},{"id":"new","name":"N"},{"id":"x","name":"Z","own":1}]}`)
}

func TestMembersMoveBetweenDocumentAndAttribute(t *testing.T) {
	writeForm := func(doc client.Document, config attr.Values, applied attr.Applied) attr.Applied {
		return attr.Writer{Config: config, Applied: applied}.Write(doc, form, config)
	}
	typed := `{"definition":{"fields":{"a":{"label":"A","kind":"TEXT"}},"flow":{"steps":[{"id":"x","name":"X"}]}}}`
	whole := set(t, typed)
	whole["definition_json"] = jsontypes.NewNormalizedValue(`{"fields":{"a":{"label":"A","kind":"TEXT","range":1}},"flow":{"steps":[{"id":"x","name":"X"}]}}`)
	doc := parse(t, `{"definition":{"icon":"i"}}`)
	applied := writeForm(doc, whole, nil)
	split := set(t, typed, "field", "step")
	split["definition_json"] = jsontypes.NewNormalizedValue(`{"fields":{"a":{"range":2}}}`)
	applied = writeForm(doc, split, applied)
	check(t, "from the document", doc,
		`{"definition":{"icon":"i","fields":{"a":{"label":"A","kind":"TEXT","range":2}},"flow":{"steps":[{"id":"x","name":"X"}]}}}`)
	writeForm(doc, whole, applied)
	check(t, "back into it", doc,
		`{"definition":{"icon":"i","fields":{"a":{"label":"A","kind":"TEXT","range":1}},"flow":{"steps":[{"id":"x","name":"X"}]}}}`)
}

func TestAnImportIsAsWantedWhicheverWayItIsWritten(t *testing.T) {
	state := read(t, answered)
	whole := set(t, answered)
	whole["definition_json"] = jsontypes.NewNormalizedValue(client.RenderJSON(parse(t, answered)["definition"]))
	for name, config := range map[string]attr.Values{
		"attributes": set(t, answered, "field", "step", "definition_json"), "one document": whole, "nothing": set(t, answered),
	} {
		plan := attr.Planner{Imported: true}.Plan(form, config, state, state.Clone())
		for _, a := range form {
			if !plan[a.Name].Equal(state[a.Name]) {
				t.Errorf("%s: %s becomes %v", name, a.Name, plan[a.Name])
			}
		}
	}
}

func TestWhatTheOtherOneChangesIsUnknown(t *testing.T) {
	state := read(t, answered)
	config := set(t, answered)
	config["definition_json"] = jsontypes.NewNormalizedValue(`{"flow":{"steps":[]}}`)
	proposed := state.Clone()
	proposed["definition_json"] = config["definition_json"]
	plan := attr.Planner{Imported: true}.Plan(form, config, state, proposed)
	if !plan["step"].IsUnknown() || !plan["field"].Equal(state["field"]) {
		t.Errorf("the plan is %v", plan)
	}
	config = set(t, `{"definition":{"fields":{"b":{"label":"B","kind":"DATE"}}}}`, "field")
	proposed = state.Clone()
	proposed["field"] = config["field"]
	if plan = (attr.Planner{Imported: true}).Plan(form, config, state, proposed); !plan["definition_json"].IsUnknown() {
		t.Errorf("the plan is %v", plan)
	}
}
