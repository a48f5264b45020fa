package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const aScenario = "/projects/A/scenarios/s"

func newScenarioProbe(t *testing.T, o emulator.Options) *probe {
	t.Helper()
	p := newProbe(t, o)
	p.project("A", "ROOT")
	p.must("POST", "/projects/A/scenarios/", document{"name": "s", "type": "step_based"})
	return p
}

func TestScenariosDropUnknownMembersAtEveryDepth(t *testing.T) {
	p := newScenarioProbe(t, emulator.Options{})
	p.must("PUT", aScenario, document{
		"name": "s", "typo": 1, "delayedTriggersBehavior": document{"typo": true},
		"params": document{"typo": 1, "steps": []any{document{
			"type": "custom_python", "typo": 1, "params": document{"script": "1", "free": document{"x": 1}},
		}}},
		"triggers": []any{document{"type": "temporal", "typo": 1, "params": document{"free": 1}}},
		"reporters": []any{document{"typo": 1, "messaging": document{
			"type": "mail-scenario", "typo": 1, "configuration": document{"free": 1},
		}}},
		"checklists": document{"checklists": []any{document{"title": "t", "typo": 1, "items": []any{document{"text": "i", "typo": 1}}}}},
	})
	got := p.get(aScenario)
	for name, path := range map[string][]any{
		"scenario": {"typo"}, "behavior": {"delayedTriggersBehavior", "typo"}, "params": {"params", "typo"},
		"step": {"params", "steps", 0, "typo"}, "trigger": {"triggers", 0, "typo"}, "reporter": {"reporters", 0, "typo"},
		"messaging": {"reporters", 0, "messaging", "typo"}, "checklist": {"checklists", "checklists", 0, "typo"},
		"item": {"checklists", "checklists", 0, "items", 0, "typo"},
	} {
		p.same(name, at(got, path...), nil)
	}
	p.same("open", at(got, "params", "steps", 0, "params", "free", "x"), 1)
	p.same("open", at(got, "triggers", 0, "params", "free"), 1)
	p.same("open", at(got, "reporters", 0, "messaging", "configuration", "free"), 1)
}

func TestScenariosRefuseOtherTypes(t *testing.T) {
	p := newScenarioProbe(t, emulator.Options{})
	before := p.get(aScenario)
	for _, wrong := range []document{
		{"active": "true"},
		{"triggers": document{}},
		{"tags": "a"},
		{"triggers": []any{document{"type": "temporal", "delay": "5"}}},
		{"params": document{"steps": []any{document{"type": "x", "enabled": "false"}}}},
		{"params": document{"steps": []any{document{"type": "x", "params": []any{}}}}},
	} {
		wrong["name"] = "s"
		p.refused(p.send("PUT", aScenario, wrong), 400, "JsonSyntaxException", "Expected")
	}
	p.refused(p.send("PUT", aScenario+"/light", document{"active": "true"}), 400, "JsonSyntaxException", "$.active")
	p.same("unchanged", p.get(aScenario), before)
}

func TestScenariosAreCompleted(t *testing.T) {
	p := newScenarioProbe(t, emulator.Options{})
	kinds := []string{"temporal", "ds_modified", "follow_scenariorun", "sql_query", "custom_python"}
	triggers := []any{}
	for _, kind := range kinds {
		triggers = append(triggers, document{"type": kind})
	}
	p.must("PUT", aScenario, document{
		"name": "s", "triggers": triggers, "reporters": []any{document{}}, "params": document{"steps": []any{document{"type": "x"}}},
	})
	got := p.get(aScenario)
	for _, member := range []string{"description", "shortDesc", "runAsUser"} {
		if _, there := got[member]; there {
			p.Errorf("an unset text is there: %s", member)
		}
	}
	for i, delay := range []int{5, 900, 60, 900, 3600} {
		p.same(kinds[i], at(got, "triggers", i, "delay"), delay)
		p.same("no name", at(got, "triggers", i, "name"), nil)
		p.same("grace "+kinds[i], at(got, "triggers", i, "graceDelaySettings") != nil, i > 0)
	}
	p.same("stamp", at(got, "triggers", 0, "params", "lastUpdate"), 1_788_000_000_000)
	for _, path := range [][]any{{"triggers", 0, "id"}, {"reporters", 0, "id"}} {
		if id, _ := at(got, path...).(string); len(id) != 8 {
			p.Errorf("id %q", id)
		}
	}
	p.same("kept", at(p.get(aScenario), "triggers", 0, "id"), at(got, "triggers", 0, "id"))
	p.same("step", at(got, "params", "steps", 0, "enabled"), true)

	older := newScenarioProbe(t, emulator.Options{Version: "13.5.6"})
	older.must("PUT", aScenario, document{"name": "s", "params": document{"steps": []any{document{"type": "x"}}}})
	older.same("older", at(older.get(aScenario), "params", "steps", 0, "enabled"), nil)
}

func TestScenarioIDsThatShadowRoutes(t *testing.T) {
	p := newScenarioProbe(t, emulator.Options{})
	for _, id := range []string{
		"trigger", "testing-status", "last-test-scenario-runs-report", "last-test-scenario-runs-html-report",
	} {
		p.refused(p.send("POST", "/projects/A/scenarios/", document{"id": id, "name": "x", "type": "step_based"}),
			400, "IllegalArgumentException", "reserved")
	}
	p.refused(p.send("POST", "/projects/A/scenarios/", document{"name": "trigger", "type": "step_based"}),
		400, "IllegalArgumentException", "reserved")
}
