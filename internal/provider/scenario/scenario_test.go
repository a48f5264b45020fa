package scenario_test

import (
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestWhatBelongsElsewhereIsRefused(t *testing.T) {
	s := providertest.Story(t, "scenario")
	for configuration, want := range map[string]string{
		`{"script": "print(1)"}`:                   "Script of a scenario with steps",
		`{"definition_json": {"active": true}}`:    "holds active, which has an attribute of its own",
		`{"definition_json": {"versionTag": {}}}`:  "holds versionTag",
		`{"scenario_id": "testing-status"}`:        "testing-status",
		`{"type": "sql", "definition_json": null}`: "sql",
	} {
		providertest.Refused(t, s.Apply(configuration), want)
	}
	r := providertest.Done(t, s.Apply(`{"type": "custom_python", "definition_json": {"params": {"steps": [{"type": "custom_python"}]}}}`))
	providertest.Says(t, r, "Steps without effect")
}

// A script is written alone when nothing else changes, and the definition alone when the script stays.
func TestScriptAndDefinitionAreWrittenApart(t *testing.T) {
	s := providertest.Story(t, "scenario")
	for configuration, want := range map[string][]string{
		`{"type": "custom_python", "script": "print(2)\n"}`:                    {"/public/api/projects/SAMPLE/scenarios/Nightly_build/payload"},
		`{"type": "custom_python", "script": "print(1)\n", "name": "Renamed"}`: {"/public/api/projects/SAMPLE/scenarios/Nightly_build"},
	} {
		providertest.Done(t, s.Apply(`{"type": "custom_python", "script": "print(1)\n"}`))
		put := written(providertest.Done(t, s.Apply(configuration)))
		if !slices.Equal(put, want) {
			t.Errorf("%s wrote %v, want %v", configuration, put, want)
		}
	}
	s.Node().Do(func(store *emulator.Store) {
		scenario, _ := store.Collection("scenarios").Get("SAMPLE/Nightly_build")
		scenario["script"] = "by hand"
		store.Collection("scenarios").Put("SAMPLE/Nightly_build", scenario)
	})
	if put := written(providertest.Done(t, s.Apply(`{"type": "custom_python", "script": "print(1)\n"}`))); len(put) == 0 {
		t.Error("a script that was changed by hand was not seen")
	}
}

// written are the paths of the requests that replace something.
func written(r kittest.Result) []string {
	var paths []string
	for _, request := range r.Requests {
		if request.Method == "PUT" {
			paths = append(paths, request.Path)
		}
	}
	return paths
}
