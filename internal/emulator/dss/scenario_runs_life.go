package dss

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// scenarioRun is a run while a call works on it.
type scenarioRun struct {
	n   *emulator.Node
	id  string
	doc Document
}

// newRun stores a run that begins at the first look at it. Variables are what a parent scenario hands on.
func newRun(c *emulator.Call, scenario, fire, variables Document) *scenarioRun {
	n, scenarioID := c.Node, scenarioID(scenario)
	runID := freeRunID(n, scenarioRuns, scenarioID+"/")
	login := text(scenario, "runAsUser")
	if login == "" {
		login = text(object(object(scenario, "versionTag"), "lastModifiedBy"), "login")
	}
	script := text(scenario, "type") == "custom_python"
	steps := objects(object(scenario, "params"), "steps")
	if script {
		steps = []Document{{"id": text(scenario, "id"), "type": "custom_python", "name": "Script", "runConditionType": "RUN_ALWAYS"}}
	}
	delete(scenario, "script")
	run := &scenarioRun{n: n, id: scenarioID + "/" + runID, doc: Document{
		"run": Document{
			"runId": runID, "scenario": scenario, "start": 0, "end": 0, "trigger": fire, "variables": variables, "reportersStates": []any{},
			"clustersUsed": []any{}, "runAsUser": Document{"authSource": "USER_FROM_UI", "realUserLogin": login},
		},
		"stepRuns": []any{}, "pending": documentList(steps), "outcome": runSuccess, "variables": variables, "log": "", "logs": Document{},
		"polls": n.Quirks.FuturePolls, "requested": n.Millis(),
	}}
	run.watch()
	run.save()
	n.Store.Collection(runningScenarios).Put(scenarioID, run.id)
	prefix := scenarioID + "/" + text(object(fire, "trigger"), "id") + "/" + text(fire, "runId")
	n.Store.Collection(triggerFires).Put(prefix, Document{"fire": fire, "run": run.id})
	return run
}

// watch lets the run be seen among the long tasks (dss-project.md 3).
func (r *scenarioRun) watch() {
	n, id := r.n, r.id
	again := func(do func(*scenarioRun)) func() {
		return func() {
			if run := openRun(n, id); run != nil && !run.ended() {
				do(run)
			}
		}
	}
	r.doc["futureId"] = n.Watch(&emulator.Watched{
		Name: "Run scenario " + r.scenario(), Owner: r.login(), Scenario: true,
		Poll: again((*scenarioRun).poll), Abort: again((*scenarioRun).abort),
	})
}

// openRun finds a run, nil when there is none.
func openRun(n *emulator.Node, id string) *scenarioRun {
	doc, ok := n.Store.Collection(scenarioRuns).Get(id)
	if !ok {
		return nil
	}
	return &scenarioRun{n: n, id: id, doc: doc}
}

// runningOf finds the run that a scenario is in, nil when it is not running.
func runningOf(n *emulator.Node, scenario string) *scenarioRun {
	id, _ := n.Store.Collection(runningScenarios).Value(scenario).(string)
	return openRun(n, id)
}

func (r *scenarioRun) save() { r.n.Store.Collection(scenarioRuns).Put(r.id, r.doc) }

// shown is what answers tell.
func (r *scenarioRun) shown() Document { return object(r.doc, "run") }

func (r *scenarioRun) begun() bool { return numberOf(r.shown()["start"]) > 0 }

func (r *scenarioRun) ended() bool { return r.shown()["result"] != nil }

func (r *scenarioRun) key() string { return text(object(r.shown(), "scenario"), "projectKey") }

func (r *scenarioRun) scenario() string { return text(object(r.shown(), "scenario"), "id") }

func (r *scenarioRun) login() string { return text(object(r.shown(), "runAsUser"), "realUserLogin") }

func (r *scenarioRun) logf(format string, args ...any) {
	r.doc["log"] = text(r.doc, "log") + fmt.Sprintf(format, args...) + "\n"
}

// poll counts as one look.
func (r *scenarioRun) poll() {
	if r.ended() {
		return
	}
	polls := int(numberOf(r.doc["polls"])) - 1
	r.doc["polls"] = polls
	if polls <= 0 {
		r.finish()
		return
	}
	r.advance()
}

// finish lets the run go on to its end.
func (r *scenarioRun) finish() {
	for !r.ended() {
		r.advance()
	}
}

// advance ends the step that runs, and begins the next one whose condition holds.
func (r *scenarioRun) advance() {
	if !r.begun() {
		r.shown()["start"] = r.n.Millis()
		r.logf("[INFO] Run %s of scenario %s", text(r.shown(), "runId"), r.scenario())
		r.report("START")
	}
	if steps := objects(r.doc, "stepRuns"); len(steps) > 0 && steps[len(steps)-1]["result"] == nil {
		r.endStep(steps[len(steps)-1])
	}
	pending, retry := objects(r.doc, "pending"), int(numberOf(r.doc["retry"]))
	delete(r.doc, "retry")
	for retry == 0 && len(pending) > 0 && !r.wants(pending[0]) {
		r.logf("[INFO] Step %s is skipped", stepName(pending[0]))
		pending = pending[1:]
	}
	if len(pending) == 0 {
		r.end(text(r.doc, "outcome"))
		return
	}
	r.doc["pending"] = documentList(pending[1:])
	r.beginStep(pending[0], retry)
	r.save()
}

func (r *scenarioRun) beginStep(step Document, retry int) {
	if step["resetScenarioStatus"] == true {
		r.doc["outcome"] = runSuccess
	}
	steps, _ := r.doc["stepRuns"].([]any)
	r.doc["stepRuns"] = append(steps, Document{
		"runId": fmt.Sprintf("%s_%d", text(r.shown(), "runId"), len(steps)), "step": step, "retryIndex": retry, "start": r.n.Millis(), "end": 0,
		"scenarioRun": pick(r.shown(), "runId", "start"), "additionalReportItems": []any{},
	})
	r.logf("[INFO] Step %s begins", stepName(step))
}

// endStep runs what a step does. One that failed is tried again as often as it says.
func (r *scenarioRun) endStep(stepRun Document) {
	step := object(stepRun, "step")
	outcome, failure, items, log := r.runStep(step)
	stepRun["end"], stepRun["additionalReportItems"] = r.n.Millis(), items
	target := Document{"type": "SCENARIO_STEP", "projectKey": r.key(), "scenarioId": r.scenario(), "stepId": step["id"]}
	stepRun["result"] = runResult("STEP_DONE", outcome, failure, log, target, stepRun)
	complete(r.doc, Document{"logs": Document{}})
	object(r.doc, "logs")[text(stepRun, "runId")] = log
	r.logf("%s[INFO] Step %s: %s", log, stepName(step), outcome)
	retry := int(numberOf(stepRun["retryIndex"])) + 1
	if outcome == runFailed && retry <= int(numberOf(step["maxRetriesOnFail"])) {
		r.doc["pending"] = documentList(append([]Document{step}, objects(r.doc, "pending")...))
		r.doc["retry"] = retry
		return
	}
	r.doc["outcome"] = worse(text(r.doc, "outcome"), outcome)
}

// runResult is the result of a step or of a run (client 11.4).
func runResult(kind, outcome, failure, log string, target, timed Document) Document {
	result := Document{"type": kind, "outcome": outcome, "target": target, "start": timed["start"], "end": timed["end"]}
	if outcome == runFailed {
		lines := strings.Split(strings.TrimSuffix(log, "\n"), "\n")
		result["thrown"] = Document{
			"clazz": "com.dataiku.dip.exceptions.CodedException", "title": failure, "message": failure, "stack": "",
		}
		result["logTail"] = Document{"totalLines": len(lines), "lines": lines, "status": slices.Repeat([]int{0}, len(lines))}
	}
	return result
}

func worse(a, b string) string {
	order := []string{runSuccess, runWarning, runFailed, runAborted}
	return order[max(slices.Index(order, a), slices.Index(order, b))]
}

// end ends the run.
func (r *scenarioRun) end(outcome string) {
	r.doc["outcome"], r.doc["pending"] = outcome, []any{}
	r.shown()["end"] = r.n.Millis()
	r.report("END")
	failure := ""
	for _, stepRun := range objects(r.doc, "stepRuns") {
		if thrown := object(object(stepRun, "result"), "thrown"); failure == "" && thrown != nil {
			failure = text(thrown, "message")
		}
	}
	r.logf("[INFO] Scenario outcome: %s", outcome)
	target := Document{"type": "SCENARIO", "projectKey": r.key(), "scenarioId": r.scenario()}
	r.shown()["result"] = runResult("SCENARIO_DONE", outcome, failure, text(r.doc, "log"), target, r.shown())
	r.save()
	r.n.Store.Collection(runningScenarios).Delete(r.key() + "/" + r.scenario())
	r.n.End(text(r.doc, "futureId"), r.shown()["result"])
}

// abort ends the run with the step that it is in.
func (r *scenarioRun) abort() {
	if !r.begun() {
		r.shown()["start"] = r.n.Millis()
	}
	for _, stepRun := range objects(r.doc, "stepRuns") {
		if stepRun["result"] == nil {
			stepRun["end"] = r.n.Millis()
			stepRun["result"] = runResult("STEP_DONE", runAborted, "", "", Document{"type": "SCENARIO_STEP"}, stepRun)
		}
	}
	r.end(runAborted)
}

// report remembers what reporters of a phase do; nothing is sent.
func (r *scenarioRun) report(phase string) {
	states, _ := r.shown()["reportersStates"].([]any)
	for _, reporter := range objects(object(r.shown(), "scenario"), "reporters") {
		if reporter["active"] != true || text(reporter, "phase") != phase {
			continue
		}
		states = append(states, Document{
			"reporterName": reporter["name"], "messagingType": object(reporter, "messaging")["type"], "messages": infoMessages(),
			"activated": reporter["runConditionEnabled"] != true || r.holds(text(reporter, "runCondition")),
			"started":   r.n.Millis(), "ended": r.n.Millis(),
		})
	}
	r.shown()["reportersStates"] = states
}

// wants tells whether a step is to run (observed.md 14).
func (r *scenarioRun) wants(step Document) bool {
	if step["enabled"] == false {
		return false
	}
	switch text(step, "runConditionType") {
	case "DISABLED":
		return false
	case "RUN_ALWAYS":
		return true
	case "RUN_CONDITIONALLY":
		return r.holds(text(step, "runConditionExpression"))
	}
	statuses := texts(step["runConditionStatuses"])
	return len(statuses) == 0 && text(r.doc, "outcome") != runFailed || slices.Contains(statuses, text(r.doc, "outcome"))
}

var comparison = regexp.MustCompile(`^\s*(\w+)\s*(==|!=)\s*['"]([^'"]*)['"]\s*$`)

// holds judges a condition that compares a variable, or the outcome, with a text. Others are believed.
func (r *scenarioRun) holds(condition string) bool {
	parts := comparison.FindStringSubmatch(condition)
	if parts == nil {
		return strings.TrimSpace(condition) != "false"
	}
	value := variableText(r.variables()[parts[1]])
	if parts[1] == "outcome" {
		value = text(r.doc, "outcome")
	}
	return (value == parts[3]) == (parts[2] == "==")
}

// variables are those of the project with those of the run.
func (r *scenarioRun) variables() Document {
	variables := resolvedVariables(r.n, r.key())
	maps.Copy(variables, object(r.doc, "variables"))
	return variables
}

// documentList makes a JSON list.
func documentList(documents []Document) []any {
	list := []any{}
	for _, document := range documents {
		list = append(list, document)
	}
	return list
}

// forgetRuns removes what is known of the runs of a scenario that is gone.
func forgetRuns(n *emulator.Node, scenario string) {
	n.Store.Collection(runningScenarios).Delete(scenario)
	for _, collection := range []string{scenarioRuns, triggerFires} {
		for _, id := range idsOf(n, collection, scenario) {
			n.Store.Collection(collection).Delete(scenario + "/" + id)
		}
	}
}

func stepName(step Document) string {
	if name := text(step, "name"); name != "" {
		return name
	}
	return text(step, "id")
}
