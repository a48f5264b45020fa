package dss

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Shapes that many documents of a project have (dss-project.md 2).
var (
	checklistsShape = emulator.Object(emulator.Members{"checklists": emulator.List(emulator.Like(Document{
		"id": "", "title": "", "createdBy": "", "createdOn": 0,
	}, emulator.Members{"items": emulator.List(emulator.Like(Document{
		"done": false, "text": "", "createdBy": "", "createdOn": 0, "stateChangedBy": "", "stateChangedOn": 0,
	}))}))})
	envSelectionShape = emulator.Like(Document{"envMode": "", "envName": ""})
)

// Shapes of dss-project.md 28 and project-documents.md 6. What a trigger, a step and a message are given is open: it
// belongs to their type, which may come from a plugin.
var (
	scenarioShape = emulator.Like(Document{
		"projectKey": "", "id": "", "type": "", "name": "", "active": false, "automationLocal": false, "markedAsTest": false,
		"description": "", "shortDesc": "", "runAsUser": "", "tags": []any{""}, "customFields": Document{},
		"delayedTriggersBehavior": triggerBehavior, "versionTag": Document{}, "creationTag": Document{}, "__dku_object_version__": 1,
	}, emulator.Members{
		"checklists": checklistsShape,
		"params": emulator.Object(emulator.Members{
			"steps": emulator.List(stepShape), "envSelection": envSelectionShape,
		}),
		"triggers": emulator.List(triggerShape), "reporters": emulator.List(reporterShape),
	})
	stepShape = emulator.Like(Document{
		"id": "", "type": "", "name": "", "description": "", "comment": "", "enabled": true, "alwaysShowComment": false,
		"runConditionType": "", "runConditionStatuses": []any{""}, "runConditionExpression": "", "resetScenarioStatus": false,
		"delayBetweenRetries": 10, "maxRetriesOnFail": 0, "params": Document{},
	})
	triggerShape = emulator.Like(Document{
		"id": "", "type": "", "name": "", "description": "", "delay": 5, "active": false, "params": Document{},
		"graceDelaySettings": graceDelay,
	})
	reporterShape = emulator.Like(Document{
		"id": "", "name": "", "description": "", "active": false, "phase": "", "runConditionEnabled": false, "runCondition": "",
		"variablesCode": "", "messaging": Document{"type": "", "configuration": Document{}},
	})
	lightShape = emulator.Like(Document{"active": false, "description": "", "shortDesc": "", "tags": []any{""}},
		emulator.Members{"checklists": checklistsShape})
)

var (
	triggerBehavior = Document{"delayWhileRunning": true, "squashDelayedTriggers": true, "suppressTriggersWhileRunning": true}
	graceDelay      = Document{"delay": 0, "checkAgainAfterGraceDelay": false}
)

// triggerDelays are the default delays in seconds (project-documents.md 6). Those of plugins are not known; they are
// Python as well.
var triggerDelays = map[string]int{
	"temporal": 5, "ds_modified": 900, "follow_scenariorun": 60, "sql_query": 900, "custom_python": 3600,
}

// completeScenario adds what the server adds. Texts that nobody set stay absent.
func completeScenario(n *emulator.Node, scenario Document) {
	complete(scenario, Document{
		"active": false, "automationLocal": false, "markedAsTest": false,
		"checklists": Document{"checklists": []any{}}, "customFields": Document{}, "delayedTriggersBehavior": triggerBehavior,
		"triggers": []any{}, "reporters": []any{}, "versionTag": scenario["creationTag"],
	})
	if text(scenario, "type") == "step_based" {
		complete(scenario, Document{"params": Document{"steps": []any{}}})
	} else {
		complete(scenario, Document{"script": "", "params": Document{"envSelection": Document{"envMode": "INHERIT"}}})
	}
	for _, step := range objects(object(scenario, "params"), "steps") {
		completeItem(n, step, stepDefaults(n))
	}
	for _, trigger := range objects(scenario, "triggers") {
		completeTrigger(n, trigger)
	}
	for _, reporter := range objects(scenario, "reporters") {
		completeItem(n, reporter, Document{"active": false, "phase": "END", "runConditionEnabled": false})
	}
}

// completeItem gives steps, triggers and reporters an id of 8 characters (project-documents.md 6; of steps a guess) and
// what they lack.
func completeItem(n *emulator.Node, item, defaults Document) {
	if text(item, "id") == "" {
		item["id"] = n.RandomID(8)
	}
	complete(item, defaults)
}

// stepDefaults has a switch of its own since 14; before, a step is off by its run condition (project-documents.md 6).
func stepDefaults(n *emulator.Node) Document {
	defaults := Document{
		"runConditionType": "RUN_IF_STATUS_MATCH", "runConditionStatuses": []any{"SUCCESS", "WARNING"},
		"resetScenarioStatus": false, "delayBetweenRetries": 10, "maxRetriesOnFail": 0, "params": Document{},
	}
	if n.AtLeast("14") {
		defaults["enabled"], defaults["alwaysShowComment"] = true, false
	}
	return defaults
}

// completeTrigger stamps the parameters of a time at every save (project-documents.md 6).
func completeTrigger(n *emulator.Node, trigger Document) {
	kind := text(trigger, "type")
	delay, known := triggerDelays[kind]
	if !known && strings.HasPrefix(kind, "pytrigger_") {
		delay = triggerDelays["custom_python"]
	}
	defaults := Document{"delay": delay, "active": false, "params": Document{}}
	if kind != "temporal" {
		defaults["graceDelaySettings"] = graceDelay
	}
	completeItem(n, trigger, defaults)
	if kind == "temporal" {
		object(trigger, "params")["lastUpdate"] = n.Millis()
	}
}
