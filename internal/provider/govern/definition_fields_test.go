package govern_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

const (
	typedPurpose = `"purpose":{"label":"Purpose","field_type":"TEXT"}`
	typedRisk    = `"risk":{"label":"Risk","field_type":"NUMBER"}`
	typedSteps   = `"workflow_step":[{"id":"draft","name":"Draft"},{"id":"review","name":"Review"},{"id":"live","name":"Live"}]`
	typed        = `"field":{` + typedPurpose + `,` + typedRisk + `},` + typedSteps
	// untyped is the same version as typed.
	untyped = `"definition_json":{"fieldDefinitions":{` + purpose + `,` + risk + `},
		"workflowDefinition":{"stepDefinitions":[{"id":"draft","name":"Draft"},{"id":"review","name":"Review"},{"id":"live","name":"Live"}]}}`
)

// changeDefinition edits the definition of bp.ai/bv.v1 by hand.
func changeDefinition(s *kittest.Story, change func(definition emulator.Document)) {
	s.Node().Do(func(store *emulator.Store) {
		versions := store.Collection("blueprint-versions")
		version, _ := versions.Get("bp.ai/bv.v1")
		definition, _ := version["blueprintVersion"].(emulator.Document)
		change(definition)
		versions.Put("bp.ai/bv.v1", version)
	})
}

// fieldsOf are the fields of bp.ai/bv.v1 as the node has them.
func fieldsOf(s *kittest.Story) emulator.Document {
	found, _ := definitionOf(s)["fieldDefinitions"].(emulator.Document)
	return found
}

func stepIDs(s *kittest.Story) string {
	workflow, _ := definitionOf(s)["workflowDefinition"].(emulator.Document)
	steps, _ := workflow["stepDefinitions"].([]any)
	var ids []string
	for _, item := range steps {
		step, _ := item.(emulator.Document)
		id, _ := step["id"].(string)
		ids = append(ids, id)
	}
	return strings.Join(ids, " ")
}

// unchanged expects an empty plan.
func unchanged(t *testing.T, r kittest.Result, when string) {
	t.Helper()
	if providertest.Done(t, r); r.Action != "no change" {
		t.Errorf("%s the plan is to %s %v", when, r.Action, r.Changes)
	}
}

// changes expects an update of these attributes.
func changes(t *testing.T, r kittest.Result, names ...string) {
	t.Helper()
	if providertest.Done(t, r); r.Action != "update" || !slices.Equal(r.Changes, names) {
		t.Errorf("the plan is to %s %v, want an update of %v", r.Action, r.Changes, names)
	}
}

func TestTypedFieldsAreAll(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{`+typed+`}`))
	changeDefinition(s, func(definition emulator.Document) {
		all, _ := definition["fieldDefinitions"].(emulator.Document)
		all["theirs"] = emulator.Document{"label": "T", "fieldType": "TEXT", "sourceType": "STORE", "required": false}
	})
	changes(t, s.Apply(`{`+typed+`}`), "field")
	if len(fieldsOf(s)) != 2 {
		t.Errorf("the fields are %v", fieldsOf(s))
	}
	changes(t, s.Apply(`{"field":{`+typedPurpose+`},`+typedSteps+`}`), "field")
	if len(fieldsOf(s)) != 1 {
		t.Errorf("the fields are %v", fieldsOf(s))
	}
	unchanged(t, s.Apply(`{}`), "without attributes")
	if len(fieldsOf(s)) != 1 {
		t.Errorf("unsetting left %v", fieldsOf(s))
	}
}

func TestForksKeepFieldsWhenAsked(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	fork := `{"origin_version_id":"bv.origin","field":{` + typedPurpose + `}`
	providertest.Refused(t, s.Apply(fork+`}`), "keep_other_fields = true", "or false to remove them")
	providertest.Done(t, s.Apply(fork+`,"keep_other_fields":true}`))
	if len(fieldsOf(s)) != 2 {
		t.Errorf("the fields are %v", fieldsOf(s))
	}
	changes(t, s.Apply(`{"origin_version_id":"bv.origin","field":{`+typedRisk+`},"keep_other_fields":true}`), "field")
	if all := fieldsOf(s); all["forked"] == nil || all["risk"] == nil || len(all) != 2 {
		t.Errorf("the fields are %v", all)
	}
	changes(t, s.Apply(`{"origin_version_id":"bv.origin","field":{`+typedRisk+`},"keep_other_fields":false}`), "keep_other_fields")
	if all := fieldsOf(s); len(all) != 1 {
		t.Errorf("the fields are %v", all)
	}
}

func TestDriftOfOneFieldIsShownThereOnly(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	all := `{` + typed + `,"ui_definition_json":{"views":{"main":{"label":"Main"}}},"definition_json":{"fieldDefinitions":{"risk":{"range":{"max":9}}}}}`
	providertest.Done(t, s.Apply(all))
	unchanged(t, s.Apply(all), "again")
	changeDefinition(s, func(definition emulator.Document) {
		fields, _ := definition["fieldDefinitions"].(emulator.Document)
		field, _ := fields["risk"].(emulator.Document)
		field["label"] = "By hand"
	})
	changes(t, s.Apply(all), "field")
	if field, _ := fieldsOf(s)["risk"].(emulator.Document); field["label"] != "Risk" || field["range"] == nil {
		t.Errorf("the field is %v", field)
	}
}

func TestStepsKeepTheirOrder(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{`+typed+`}`))
	changeDefinition(s, func(definition emulator.Document) {
		workflow, _ := definition["workflowDefinition"].(emulator.Document)
		steps, _ := workflow["stepDefinitions"].([]any)
		step, _ := steps[2].(emulator.Document)
		step["analysisDefinition"] = emulator.Document{"hint": "WARNING"}
	})
	reordered := `{"field":{` + typedPurpose + `,` + typedRisk + `},
		"workflow_step":[{"id":"live","name":"Live"},{"id":"draft","name":"Draft"},{"id":"review","name":"Review"}]}`
	changes(t, s.Apply(reordered), "workflow_step")
	if got := stepIDs(s); got != "live draft review" {
		t.Errorf("the steps are %s", got)
	}
	workflow, _ := definitionOf(s)["workflowDefinition"].(emulator.Document)
	steps, _ := workflow["stepDefinitions"].([]any)
	if step, _ := steps[0].(emulator.Document); step["analysisDefinition"] == nil {
		t.Errorf("the moved step is %v", step)
	}
	changes(t, s.Apply(`{`+typed+`}`), "workflow_step")
	if got := stepIDs(s); got != "draft review live" {
		t.Errorf("the steps are %s", got)
	}
}

func TestPlanNamesWhatArtifactsLose(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"status":"ACTIVE",`+typed+`}`))
	withArtifact(s)
	for change, words := range map[string][]string{
		`"field":{` + typedPurpose + `},` + typedSteps:                                                                {"risk (removed)", "(A)"},
		`"field":{` + typedPurpose + `,"risk":{"label":"Risk","field_type":"TEXT"}}`:                                  {"risk (NUMBER becomes TEXT)"},
		`"field":{` + typedPurpose + `,"risk":{"label":"Risk","field_type":"NUMBER","list_config":{}}}`:               {"risk (becomes a list)"},
		`"definition_json":{"fieldDefinitions":{` + purpose + `,` + strings.Replace(risk, "NUMBER", "DATE", 1) + `}}`: {"NUMBER becomes DATE"},
	} {
		providertest.Refused(t, s.Apply(`{"status":"ACTIVE",`+change+`}`), append(words, "accept_danger_zone = true", "artifact ar.")...)
	}
	r := providertest.Done(t, s.Apply(`{"status":"ACTIVE","accept_danger_zone":true,"field":{`+typedPurpose+`},
		"workflow_step":[{"id":"draft","name":"Draft"}]}`))
	providertest.Says(t, r, "risk (removed)", "What they did in these steps is lost: review, live")
	if !strings.Contains(sent(r), "dangerZoneAccepted=True") {
		t.Errorf("sent\n%s", sent(r))
	}
}

func TestHarmlessChangesNeedNoConsent(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"status":"ACTIVE",`+typed+`}`))
	withArtifact(s)
	more := `{"status":"ACTIVE","field":{` + typedPurpose + `,` + typedRisk + `,"more":{"label":"More","field_type":"JSON"}},` + typedSteps + `}`
	if r := s.Apply(more); r.Warned {
		t.Errorf("a new field draws\n%s", r.Text)
	}
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.GovernStrictDangerZone = true })
	providertest.Failed(t, s.Apply(`{"status":"ACTIVE","name":"One"}`), "needs dangerZoneAccepted=true", "set accept_danger_zone = true")
}

func TestEitherWayIsTheSameVersion(t *testing.T) {
	for name, ways := range map[string][2]string{"typed": {typed, untyped}, "document": {untyped, typed}} {
		t.Run(name, func(t *testing.T) {
			s := providertest.Story(t, "govern_blueprint_version")
			providertest.Done(t, s.Apply(`{`+ways[0]+`}`))
			unchanged(t, s.Apply(`{`+ways[0]+`}`), "again")
			providertest.Done(t, s.Apply(`{`+ways[1]+`}`))
			unchanged(t, s.Apply(`{`+ways[1]+`}`), "written the other way")
			for _, way := range ways {
				s.Import("bp.ai/bv.v1")
				unchanged(t, s.Apply(`{`+way+`}`), "imported")
				renamed := strings.Replace(way, `"label":"Risk"`, `"label":"Risks"`, 1)
				if r := providertest.Done(t, s.Apply(`{`+renamed+`}`)); r.Action != "update" || strings.Count(sent(r), "PUT") != 1 {
					t.Errorf("renaming a field is to %s %v\n%s", r.Action, r.Changes, sent(r))
				}
				unchanged(t, s.Apply(`{`+renamed+`}`), "renamed")
				providertest.Done(t, s.Apply(`{`+way+`}`))
			}
			if len(fieldsOf(s)) != 2 || stepIDs(s) != "draft review live" {
				t.Errorf("the version became %v", definitionOf(s))
			}
		})
	}
}

func TestUnsetMembersGoBackToTheirDefaults(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"field":{"risk":{"label":"Risk","field_type":"NUMBER","required":true,"source_type":"COMPUTE","description":"x","list_config":{}}}}`))
	changes(t, s.Apply(`{"field":{`+typedRisk+`}}`), "field")
	field, _ := fieldsOf(s)["risk"].(emulator.Document)
	if _, described := field["description"]; described || field["required"] != false || field["sourceType"] != "STORE" || field["listConfig"] != nil {
		t.Errorf("the field is %v", field)
	}
}

// A field may be in `field` or, beside others that stay, in the document, and change its place.
func TestFieldsChangePlaces(t *testing.T) {
	const (
		open    = `"definition_json":{"fieldDefinitions":{` + risk + `}}`
		renamed = `"definition_json":{"fieldDefinitions":{"risk":{"label":"Danger","fieldType":"NUMBER","sourceType":"STORE"}}}`
		keep    = `"keep_other_fields":true`
	)
	for name, story := range map[string]struct {
		steps []string // after "import" the version is imported first
		left  string
	}{
		"to the document":           {[]string{`"field":{` + typedPurpose + `,` + typedRisk + `}`, `"field":{` + typedPurpose + `},` + keep + `,` + open}, "purpose risk"},
		"imported, to the document": {[]string{`"field":{` + typedRisk + `}`, "import", `"field":{` + typedPurpose + `,` + typedRisk + `}`, `"field":{` + typedPurpose + `},` + keep + `,` + open}, "purpose risk"},
		"to the attribute":          {[]string{`"field":{` + typedPurpose + `},` + keep + `,` + open, `"field":{` + typedRisk + `},` + keep}, "risk"},
		"changed in the document":   {[]string{`"field":{` + typedRisk + `}`, "import", `"field":{},` + keep + `,` + renamed}, "risk"},
		"others are not kept":       {[]string{`"field":{` + typedPurpose + `},` + keep + `,` + open, `"field":{` + typedPurpose + `}`}, "purpose"},
		"nothing is set":            {[]string{`"field":{` + typedPurpose + `},` + keep + `,` + open, `"name":"One"`}, "purpose risk"},
	} {
		t.Run(name, func(t *testing.T) {
			s := providertest.Story(t, "govern_blueprint_version")
			for _, step := range story.steps {
				if step == "import" {
					s.Import("bp.ai/bv.v1")
					continue
				}
				providertest.Done(t, s.Apply(`{`+step+`}`))
				unchanged(t, s.Apply(`{`+step+`}`), "again")
			}
			if left := strings.Join(slices.Sorted(maps.Keys(fieldsOf(s))), " "); left != story.left {
				t.Errorf("left are %q, want %q", left, story.left)
			}
		})
	}
}

func TestImportedFieldsCanBeRemoved(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{`+typed+`}`))
	s.Import("bp.ai/bv.v1")
	changes(t, s.Apply(`{"field":{`+typedRisk+`},`+typedSteps+`}`), "field")
	if all := fieldsOf(s); len(all) != 1 || all["risk"] == nil {
		t.Errorf("the fields are %v", all)
	}
}

func TestDefinitionsThatContradictThemselves(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	for configuration, words := range map[string][]string{
		`"field":{"a":{"label":"A","field_type":"CATEGORY"}}`:                                                     {"Field a", "needs `categories`"},
		`"field":{"a":{"label":"A","field_type":"REFERENCE"}}`:                                                    {"Field a", "needs `allowed_blueprints`"},
		`"field":{"a":{"label":"A","field_type":"TEXT","categories":["x"]}}`:                                      {"`categories` belongs to a CATEGORY; this is a TEXT"},
		`"field":{"a":{"label":"A","field_type":"DATE","allowed_blueprints":["bp.x"]}}`:                           {"`allowed_blueprints` belongs to a REFERENCE"},
		`"field":{"a":{"label":"A","field_type":"CATEGORY","categories":["x","x"]}}`:                              {"duplicate"},
		`"field":{"a":{"label":"A","field_type":"COLOUR"}}`:                                                       {"COLOUR"},
		`"field":{"a":{"label":"A","field_type":"TEXT","list_config":{"cardinality_min":3,"cardinality_max":2}}}`: {"`cardinality_min` 3 is more"},
		`"field":{"a":{"label":"A","field_type":"TEXT"}},"hierarchical_parent_field_id":"a"`:                      {"The field a is a TEXT"},
		`"field":{"a":{"label":"A","field_type":"TEXT"}},"definition_json":{"fieldDefinitions":{"b":{}}}`:         {"defines the field b", "keep_other_fields"},
		`"workflow_step":[{"id":"a","name":"A"},{"id":"a","name":"B"}]`:                                           {"identifier a"},
		`"logical_hook":[{"name":"h","phases":["NEVER"],"script":""}]`:                                            {"NEVER"},
		`"field":{"a":{"label":"A","field_type":"TEXT"}},"definition_json":{"fieldDefinitions":{"a":{"description":"x"}}}`: {
			"/fieldDefinitions/a/description", `field["a"].description`,
		},
		typedSteps + `,"definition_json":{"workflowDefinition":{"stepDefinitions":[]}}`:                      {"/workflowDefinition/stepDefinitions", "`workflow_step`"},
		`"ui_definition_json":{},"definition_json":{"uiDefinition":{"views":{}}}`:                            {"/uiDefinition", "`ui_definition_json`"},
		`"ui_definition_json":{"views":{"v":{"viewComponent":{"type":"text-field","absoluteUiIndex":"x"}}}}`: {"absoluteUiIndex"},
	} {
		providertest.Refused(t, s.Apply(`{`+configuration+`}`), words...)
	}
}

func TestDroppedMembersOfViewsAreNamed(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Says(t, providertest.Done(t, s.Apply(`{"ui_definition_json":{"views":{"main":{"label":"Main","colour":"red"}}}}`)),
		"did not keep ui_definition_json /views/main/colour")
}

func TestRefusedDeletionsNameWhatIsInTheWay(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"status":"ACTIVE",`+typed+`}`))
	withArtifact(s)
	providertest.Failed(t, s.Destroy(), "cannot be deleted", "These are in the way: artifact ar.", "(A)")

	b := providertest.Story(t, "govern_blueprint")
	providertest.Done(t, b.Apply(`{}`))
	b.Request("POST", "/admin/blueprint/bp.sample/versions?newIdentifier=v1", "")
	b.Request("PUT", "/admin/blueprint/bp.sample/version/bv.v1/status", `"ACTIVE"`)
	b.Request("POST", "/artifacts", `{"name":"A","blueprintVersionId":{"blueprintId":"bp.sample","versionId":"bv.v1"}}`)
	providertest.Failed(t, b.Destroy(), "These are in the way: version bv.v1 (ACTIVE), artifact ar.", "(A)")
}
