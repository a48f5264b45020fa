package project_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	emulated "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/project"
)

type (
	resource = kit.Resource[*dss.Client]
	given    = map[string]fwattr.Value
)

// values are those of a configuration or plan: everything that is not given is null, as are flags in nested objects
// that are not given.
func values(r *resource, given given) attr.Values {
	v := attr.Values{}
	for _, a := range r.Attributes {
		v[a.Name] = a.Null()
	}
	for name, value := range given {
		v[name] = value
	}
	return v
}

// entries makes a map of permissions: name to the flags that are true. All others are false, as in a plan.
func entries(all map[string][]string) fwattr.Value {
	elements := map[string]fwattr.Value{}
	for name, set := range all {
		entry := given{}
		for _, flag := range flags() {
			entry[flag.Name] = types.BoolValue(slices.Contains(set, flag.Name))
		}
		elements[name] = types.ObjectValueMust(attr.ObjectType(flags()).AttrTypes, entry)
	}
	return types.MapValueMust(attr.ObjectType(flags()), elements)
}

func flags() []attr.Attribute {
	a, _ := attr.Find(project.Permissions.Attributes, "groups")
	return a.Children
}

func text(s string) fwattr.Value { return types.StringValue(s) }
func json(s string) fwattr.Value { return jsontypes.NewNormalizedValue(s) }

// start emulates a node with the project CHURN.
func start(t *testing.T) (*emulator.Node, *dss.Client) {
	t.Helper()
	node := emulated.New(emulator.Options{})
	server := httptest.NewServer(node)
	t.Cleanup(server.Close)
	c, err := dss.New(client.Config{URL: server.URL, APIKey: "admin-key", Clock: &clienttest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.CreateProject(t.Context(), client.Document{"projectKey": "CHURN", "label": "Churn", "owner": "admin"}); err != nil {
		t.Fatal(err)
	}
	return node, c
}

func details(problems []kit.Problem) string {
	var lines []string
	for _, p := range problems {
		line := p.Attribute + ": " + p.Summary + ": " + p.Detail
		if p.Warning {
			line = "warning " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// An exclusive resource takes away what others set, so the plan of its creation says what.
func TestCreationsNameWhatTheyRemove(t *testing.T) {
	_, c := start(t)
	if err := c.PutProjectPermissions(t.Context(), "CHURN", client.Document{"owner": "admin", "permissions": []any{
		client.Document{"group": "analysts", "admin": true},
		client.Document{"user": "analysts", "admin": true},
		client.Document{"user": "bob", "runScenarios": true},
	}}); err != nil {
		t.Fatal(err)
	}
	if err := c.PutProjectVariables(t.Context(), "CHURN", client.Document{
		"standard": client.Document{"region": "eu", "kept": 1}, "local": client.Document{"host": "x"},
	}); err != nil {
		t.Fatal(err)
	}
	analysts := entries(map[string][]string{"analysts": {"admin"}})
	for name, test := range map[string]struct {
		resource *resource
		plan     given
		want     []string // in one warning each
		not      []string
	}{
		"groups only": {project.Permissions, given{"groups": analysts}, []string{"will be removed: user analysts, user bob"}, []string{"group analysts"}},
		"users only":  {project.Permissions, given{"users": analysts}, []string{"will be removed: group analysts, user bob"}, []string{"user analysts"}},
		"nothing":     {project.Permissions, given{}, []string{"group analysts, user analysts, user bob"}, nil},
		"groups not known yet": {
			project.Permissions, given{"groups": types.MapUnknown(attr.ObjectType(flags()))}, nil, nil,
		},
		"variables": {
			project.Variables,
			given{"standard_json": json(`{"kept":2}`), "local_json": json(`{}`)},
			[]string{"standard ones are not in its configuration and will be removed: region.", "local ones are not in its configuration and will be removed: host."},
			[]string{"kept"},
		},
		"variables kept":         {project.Variables, given{"standard_json": json(`{"kept":2,"region":0}`), "local_json": json(`{"host":1}`)}, nil, nil},
		"variables not known":    {project.Variables, given{"standard_json": jsontypes.NewNormalizedUnknown(), "local_json": json(`{"host":1}`)}, nil, nil},
		"project not known":      {project.Permissions, given{"project_key": types.StringUnknown()}, nil, nil},
		"project not made yet":   {project.Variables, given{"project_key": text("NEW"), "standard_json": json(`{}`), "local_json": json(`{}`)}, nil, nil},
		"project not made yet 2": {project.Permissions, given{"project_key": text("NEW")}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if test.plan["project_key"] == nil {
				test.plan["project_key"] = text("CHURN")
			}
			plan := values(test.resource, test.plan)
			problems := test.resource.Plan(t.Context(), c, kit.Planned{Config: plan, Plan: plan})
			if len(problems) != len(test.want) {
				t.Fatalf("got\n%s", details(problems))
			}
			for i, p := range problems {
				if !p.Warning || !strings.Contains(p.Detail, test.want[i]) {
					t.Errorf("got\n%s\nwant a warning with %q", details(problems), test.want[i])
				}
				for _, not := range test.not {
					if strings.Contains(p.Detail, not+",") || strings.Contains(p.Detail, not+".") {
						t.Errorf("%s stays, but the warning names it:\n%s", not, p.Detail)
					}
				}
			}
			for stage, p := range map[string]kit.Planned{"update": {Config: plan, State: plan, Plan: plan}, "deletion": {State: plan}} {
				if problems := test.resource.Plan(t.Context(), c, p); len(problems) > 0 {
					t.Errorf("the %s draws\n%s", stage, details(problems))
				}
			}
		})
	}
}

// The server keeps the value of a flag that is not sent, so every flag must be sent; what this release does not know
// must be sent back.
func TestPermissionsAreSentWhole(t *testing.T) {
	others := []any{client.Document{"group": "others", "admin": true}, client.Document{"user": "analysts", "admin": true}}
	before := client.Document{
		"projectKey": "CHURN", "owner": "alice", "additionalDashboardUsers": client.Document{"users": []any{"guest"}}, "later": true,
		"permissions": append([]any{client.Document{"group": "analysts", "admin": true, "newFlag": true}}, others...),
	}
	plan := values(project.Permissions, given{"project_key": text("CHURN"), "groups": entries(map[string][]string{"analysts": {"run_scenarios"}})})
	after := client.CloneDocument(before)
	attr.Writer{}.Write(after, project.Permissions.Attributes, plan)
	list, _ := after["permissions"].([]any)
	if len(list) != 1 {
		t.Fatalf("other entries are left: %s", client.RenderJSON(list))
	}
	checkEntry(t, list[0], "group", "runScenarios", "newFlag")
	for _, member := range []string{"owner", "additionalDashboardUsers", "later"} {
		if !client.Equal(after[member], before[member]) {
			t.Errorf("%s did not survive", member)
		}
	}

	v := values(project.Grant, given{
		"project_key": text("CHURN"), "principal_type": text("user"), "principal": text("analysts"), "run_scenarios": types.BoolValue(true),
	})
	for _, a := range project.Grant.Attributes {
		if a.Kind == attr.KindBool && v[a.Name].IsNull() {
			v[a.Name] = types.BoolValue(false)
		}
	}
	parent := client.CloneDocument(before)
	element, found := project.Grant.Member.Find(parent, v)
	if !found || element["principal"] != "analysts" || element["principalType"] != "user" {
		t.Fatalf("found %v, %v", element, found)
	}
	attr.Writer{}.Write(element, project.Grant.Attributes, v)
	project.Grant.Member.Place(parent, v, element)
	list, _ = parent["permissions"].([]any)
	checkEntry(t, list[2], "user", "runScenarios")
	if !client.Equal(list[1], others[0]) {
		t.Errorf("other entries changed: %s", client.RenderJSON(list))
	}
	project.Grant.Member.Drop(parent, v)
	if list, _ = parent["permissions"].([]any); len(list) != 2 || !client.Equal(list[1], others[0]) {
		t.Errorf("others went with the grant: %s", client.RenderJSON(list))
	}
}

// checkEntry wants exactly the flags set to be true, and all others that are known to be false.
func checkEntry(t *testing.T, entry any, kind string, set ...string) {
	t.Helper()
	document, _ := entry.(client.Document)
	const known = 15
	if len(document) < known+1 || len(document) > known+2 || document[kind] != "analysts" {
		t.Errorf("the entry is %s", client.RenderJSON(entry))
	}
	for member, value := range document {
		if member != kind && value != slices.Contains(set, member) {
			t.Errorf("%s is sent as %v", member, value)
		}
	}
}

// All that write the permissions document take one lock, the project too: its owner is in there.
func TestWritersOfOneDocumentTakeOneLock(t *testing.T) {
	v := attr.Values{"project_key": text("CHURN"), "principal": text("x"), "name": text("y")}
	if a, b, c := project.Project.Lock(v), project.Permissions.Lock(v), project.Grant.Lock(v); a != b || b != c {
		t.Errorf("permissions: %s, %s, %s", a, b, c)
	}
	if a, b := project.Variables.Lock(v), project.Variable.Lock(v); a != b || a == project.Project.Lock(v) {
		t.Errorf("variables: %s, %s", a, b)
	}
	other := attr.Values{"project_key": text("OTHER")}
	if project.Grant.Lock(v) == project.Grant.Lock(other) || project.Variable.Lock(v) == project.Variable.Lock(other) {
		t.Error("two projects share a lock")
	}
}

func TestConfigurationsAreChecked(t *testing.T) {
	for name, test := range map[string]struct {
		resource *resource
		given    given
		want     string
	}{
		"metadata":         {project.Project, given{"metadata_json": json(`{"customFields":{}}`)}, ""},
		"metadata unknown": {project.Project, given{"metadata_json": jsontypes.NewNormalizedUnknown()}, ""},
		"metadata twice":   {project.Project, given{"metadata_json": json(`{"shortDesc":"x"}`)}, "set short_desc instead"},
		"no object":        {project.Project, given{"metadata_json": json(`[]`)}, "Not a JSON object"},
		"variables":        {project.Variables, given{"standard_json": json(`{}`), "local_json": json(`{"a":[1]}`)}, ""},
		"a list":           {project.Variables, given{"standard_json": json(`[]`), "local_json": json(`{}`)}, "standard_json: Not a JSON object"},
		"null":             {project.Variables, given{"standard_json": json(`{}`), "local_json": json(`null`)}, "local_json: Not a JSON object"},
	} {
		problems := test.resource.Validate(values(test.resource, test.given))
		if got := details(problems); (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// A deletion that takes data along says so while there is time.
func TestDeletionNamesTheDataItTakes(t *testing.T) {
	state := func(datasets, folders bool) attr.Values {
		return values(project.Project, given{
			"project_key": text("CHURN"), "clear_managed_datasets": types.BoolValue(datasets), "clear_output_managed_folders": types.BoolValue(folders),
		})
	}
	for want, s := range map[string]attr.Values{
		"": state(false, false), "the data of its managed datasets. That": state(true, false),
		"managed datasets and the content of the managed folders": state(true, true),
	} {
		problems := project.Project.Plan(t.Context(), nil, kit.Planned{State: s})
		if got := details(problems); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if problems := project.Project.Plan(t.Context(), nil, kit.Planned{State: s, Plan: s}); len(problems) > 0 {
			t.Errorf("an update draws %s", details(problems))
		}
	}
}

// Somebody's variable whose value is null, empty or longer than a float64 is a value like any other.
func TestVariablesKeepAnyValue(t *testing.T) {
	for _, value := range []string{`null`, `""`, `{}`, `9007199254740993`, `0.10`, `[1,null,{"a":1e400}]`} {
		v := values(project.Variable, given{
			"project_key": text("CHURN"), "scope": text("local"), "name": text("a/b"), "value_json": json(value),
		})
		parent := client.Document{"projectKey": "CHURN", "standard": client.Document{"a/b": "other"}, "local": client.Document{}}
		if _, found := project.Variable.Member.Find(parent, v); found {
			t.Fatal("the variable of another scope was found")
		}
		element := client.Document{}
		attr.Writer{}.Write(element, project.Variable.Attributes, v)
		project.Variable.Member.Place(parent, v, element)
		if got := client.RenderJSON(parent["local"]); got != `{"a/b":`+value+`}` {
			t.Errorf("%s became %s", value, got)
		}
		found, ok := project.Variable.Member.Find(parent, v)
		if !ok {
			t.Fatalf("%s was not found again", value)
		}
		read, err := attr.Reader{Imported: true}.Read(found, project.Variable.Attributes)
		if err != nil || read.String("value_json") != value || read.String("name") != "a/b" {
			t.Errorf("%s was read as %v, %v", value, read["value_json"], err)
		}
		project.Variable.Member.Drop(parent, v)
		if got := client.RenderJSON(parent); got != `{"local":{},"projectKey":"CHURN","standard":{"a/b":"other"}}` {
			t.Errorf("after the deletion: %s", got)
		}
	}
}
