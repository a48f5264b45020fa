package plugin_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestUsagesOfAPlugin(t *testing.T) {
	n := providertest.NewNodes(t, "")
	read := func(configuration string, used bool, usages, missing int) client.Document {
		t.Helper()
		state, failure := n.Read("plugin_usages", configuration)
		if failure != "" {
			t.Fatal(failure)
		}
		found, _ := state["usages"].([]any)
		types, _ := state["missing_types"].([]any)
		if state["used"] != used || len(found) != usages || len(types) != missing {
			t.Errorf("%s: got %v", configuration, state)
		}
		return state
	}
	if _, failure := n.Read("plugin_usages", `{"plugin_id":"geoadmin"}`); failure == "" {
		t.Error("a plugin that is not installed has no usages to read")
	}
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("plugins").Put("geoadmin", emulator.Document{"id": "geoadmin", "version": "1.2.0"})
	})
	read(`{"plugin_id":"geoadmin"}`, false, 0, 0)
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("plugin_usages").Put("geoadmin", emulator.Document{
			"usages": []any{emulator.Document{
				"elementKind": "python-connectors", "elementType": "geo", "objectId": "places", "objectType": "DATASET", "projectKey": "A",
			}},
			"missingTypes": []any{emulator.Document{"missingType": "old", "objectId": "x", "objectType": "RECIPE", "projectKey": "B"}},
		})
	})
	state := read(`{"plugin_id":"geoadmin"}`, true, 1, 1)
	if kind, _ := client.At(state, "/usages/0/element_kind"); kind != "python-connectors" {
		t.Errorf("the kind is %v", kind)
	}
	read(`{"plugin_id":"geoadmin","project_key":"A"}`, true, 1, 0)
	read(`{"plugin_id":"geoadmin","project_key":"C"}`, false, 0, 0)
}
