package dss_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// steps makes scenario id of project A with steps.
func (p *probe) steps(id string, steps ...document) {
	p.Helper()
	list := []any{}
	for _, step := range steps {
		list = append(list, step)
	}
	p.must("POST", "/projects/A/scenarios/", document{"name": id, "type": "step_based", "params": document{"steps": list}})
}

func step(id, kind string, params document) document {
	return document{"id": id, "type": kind, "name": id, "params": params}
}

func item(id string) document {
	return document{"type": "DATASET", "itemId": id, "partitionsSpec": ""}
}

// fire runs a scenario of project A and answers the path to ask for its run.
func (p *probe) fire(id string, params any) string {
	p.Helper()
	fire := p.must("POST", "/projects/A/scenarios/"+id+"/run", params)
	return "/projects/A/scenarios/" + id + "/get-run-for-trigger?triggerId=manual&triggerRunId=" + asText(at(fire, "runId"))
}

// run runs a scenario of project A, all at once, and answers its details.
func (p *probe) run(id string) document {
	p.Helper()
	run := at(p.must("GET", p.fire(id, document{}), nil), "scenarioRun", "runId")
	return p.get("/projects/A/scenarios/" + id + "/" + asText(run) + "/")
}

// outcomes are those of the steps that ran, in their order, with that of the run at the end.
func outcomes(details document) []any {
	list := []any{}
	steps, _ := details["stepRuns"].([]any)
	for _, step := range steps {
		list = append(list, asText(at(step, "step", "id"))+" "+asText(at(step, "result", "outcome")))
	}
	return append(list, at(details, "scenarioRun", "result", "outcome"))
}

func TestScenarioRunsTakeTheirStepsInOrder(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.must("POST", "/projects/A/datasets/clean/data-quality/rules", document{
		"type": "RecordCountInRangeRule", "displayName": "enough", "softMinimum": 1000, "softMinimumEnabled": true,
	})
	p.steps("nightly",
		step("vars", "set_project_vars", document{"evaluateValues": false, "variables": document{"target": "totals", "n": 1}}),
		step("scope", "define_vars", document{"evaluateValues": true, "definitions": []any{document{"key": "day", "value": "'monday'"}}}),
		step("build", "build_flowitem", document{"builds": []any{item("${target}")}, "jobType": "RECURSIVE_BUILD"}),
		step("metrics", "compute_metrics", document{"computes": []any{item("clean")}}),
		step("check", "check_dataset", document{"checks": []any{item("clean")}}),
		document{"id": "monday", "type": "custom_python", "runConditionType": "RUN_CONDITIONALLY", "runConditionExpression": "day == 'monday'"},
		document{"id": "sunday", "type": "custom_python", "runConditionType": "RUN_CONDITIONALLY", "runConditionExpression": "day == 'sunday'"},
		document{"id": "off", "type": "custom_python", "enabled": false},
		document{"id": "disabled", "type": "custom_python", "runConditionType": "DISABLED"},
	)
	p.steps("empty", step("none", "build_flowitem", document{"builds": []any{}, "jobType": "RECURSIVE_BUILD"}))
	p.same("nothing to build", outcomes(p.run("empty")), []any{"none SUCCESS", "SUCCESS"})
	details := p.run("nightly")
	p.same("steps", outcomes(details), []any{
		"vars SUCCESS", "scope SUCCESS", "build SUCCESS", "metrics SUCCESS", "check WARNING", "monday SUCCESS", "WARNING",
	})
	p.same("variables", p.get("/projects/A/variables/")["standard"], document{"target": "totals", "n": 1})
	p.same("resolved", p.get("/projects/A/variables-resolved?typed=true"), document{"target": "totals", "n": 1})
	p.same("built", at(p.buildState("totals"), "built"), true)
	report := at(details, "stepRuns", 2, "additionalReportItems", 0)
	p.same("report", at(report, "type"), "JOB_EXECUTED")
	p.same("its job", p.state("/projects/A/jobs/"+asText(at(report, "jobId"))+"/"), "DONE")
	run := "/projects/A/scenarios/nightly/" + asText(at(details, "scenarioRun", "runId"))
	if log := p.send("GET", run+"/log", nil).text; !strings.Contains(log, "Step off is skipped") || !strings.Contains(log, "outcome: WARNING") {
		t.Errorf("log: %s", log)
	}
	if log := p.send("GET", run+"/log?stepId=build", nil).text; !strings.Contains(log, "Job ") {
		t.Errorf("log of the step: %s", log)
	}
	p.refused(p.send("GET", run+"/log?stepId=off", nil), 404, "NotFoundException", "did not run")
	p.refused(p.send("GET", "/projects/A/scenarios/nightly/none/", nil), 404, "NotFoundException", "does not exist")
}

func TestScenarioRunsFail(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) {
		q.FailingRecipes, q.FailingSteps = []string{"compute_clean"}, []string{"flaky"}
	})
	flaky := step("flaky", "custom_python", document{})
	flaky["maxRetriesOnFail"] = 1
	always := step("always", "custom_python", document{})
	always["runConditionType"], always["resetScenarioStatus"] = "RUN_ALWAYS", true
	p.steps("broken",
		step("build", "build_flowitem", document{"builds": []any{item("clean")}, "jobType": "RECURSIVE_BUILD"}),
		step("skipped", "custom_python", document{}), always, flaky)
	details := p.run("broken")
	p.same("steps", outcomes(details), []any{"build FAILED", "always SUCCESS", "flaky FAILED", "flaky FAILED", "FAILED"})
	p.same("retry", at(details, "stepRuns", 3, "retryIndex"), 1)
	p.same("why", at(details, "stepRuns", 2, "result", "thrown", "message"), "Step flaky failed: it is told to")
	if reason := asText(at(details, "scenarioRun", "result", "thrown", "message")); !strings.Contains(reason, "Error in recipe compute_clean") {
		t.Errorf("reason: %s", reason)
	}
	for _, wrong := range []document{
		step("s", "no_such_type", document{}),
		step("s", "build_flowitem", document{"builds": []any{item("none")}, "jobType": "RECURSIVE_BUILD"}),
		step("s", "compute_metrics", document{"computes": []any{item("none")}}),
		step("s", "run_scenario", document{"scenarioId": "none"}),
		step("s", "exec_sql", document{"connection": "none", "sql": "select 1"}),
	} {
		p.steps("wrong", wrong)
		p.same(asText(wrong["type"]), outcomes(p.run("wrong")), []any{"s FAILED", "FAILED"})
		p.must("DELETE", "/projects/A/scenarios/wrong", nil)
	}
}

func TestScenariosRunScenarios(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.steps("inner", step("clear", "clear_items", document{"clears": []any{item("clean")}}),
		step("back", "run_scenario", document{"scenarioId": "outer"}))
	p.steps("outer", step("day", "define_vars", document{"variables": document{"day": "monday"}}),
		step("inner", "run_scenario", document{"scenarioId": "inner"}))
	p.job("RECURSIVE_BUILD", "clean")
	p.same("outer", outcomes(p.run("outer")), []any{"day SUCCESS", "inner FAILED", "FAILED"})
	p.same("cleared", at(p.buildState("clean"), "built"), nil)
	inner := at(p.must("GET", "/projects/A/scenarios/inner/get-last-runs?limit=10&onlyFinishedRuns=True", nil), 0)
	p.same("inner", []any{at(inner, "result", "outcome"), at(inner, "variables", "day"), at(inner, "result", "thrown", "message")},
		[]any{"FAILED", "monday", "Scenario outer is already running"})
}

func TestScenarioRunsGoOnByPolls(t *testing.T) {
	now := time.UnixMilli(1_788_000_000_000)
	p := flowProbe(t, emulator.Options{Now: func() time.Time { return now }})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 4 })
	p.steps("slow", step("one", "custom_python", document{}), step("two", "custom_python", document{}), step("three", "custom_python", document{}))
	light := func() document { return p.get("/projects/A/scenarios/slow/light") }
	p.same("idle", light()["running"], false)
	ask := p.fire("slow", document{"why": "test"})
	p.same("running", light()["running"], true)
	p.same("second fire", at(p.must("POST", "/projects/A/scenarios/slow/run", nil), "cancelled"), true)
	p.same("no run yet", p.must("GET", "/projects/A/scenarios/slow/get-last-runs", nil), []any{})
	run := at(p.get(ask), "scenarioRun")
	path := "/projects/A/scenarios/slow/" + asText(at(run, "runId")) + "/"
	p.same("goes on", []any{at(run, "end"), at(run, "result"), at(run, "trigger", "params", "why")}, []any{0, nil, "test"})
	p.same("first step", outcomes(p.get(path)), []any{"one SUCCESS", "two ", nil})
	p.same("task", at(p.must("GET", "/futures/?withScenarios=true&withNotScenarios=false&allUsers=true", nil), 0, "jobId"), light()["futureId"])
	p.must("POST", "/projects/A/scenarios/slow/abort", nil)
	p.same("aborted", outcomes(p.get(path)), []any{"one SUCCESS", "two ABORTED", "ABORTED"})
	p.same("idle again", light()["running"], false)
	p.must("POST", "/projects/A/scenarios/slow/abort", nil) // no effect

	now = now.Add(time.Second)
	p.fire("slow", nil)
	now = now.Add(time.Minute)
	last := p.must("GET", "/projects/A/scenarios/slow/get-last-runs?limit=1", nil)
	p.same("left alone", at(last, 0, "result", "outcome"), "SUCCESS")
	today, _ := p.must("GET", "/projects/A/scenarios/slow/get-runs-by-date?fromDate=2026-08-29&toDate=2026-08-30", nil).([]any)
	p.same("today", len(today), 2)
	p.same("before", p.must("GET", "/projects/A/scenarios/slow/get-runs-by-date?fromDate=2026-08-28&toDate=2026-08-29", nil), []any{})
	p.refused(p.send("GET", "/projects/A/scenarios/slow/get-runs-by-date?fromDate=x&toDate=y", nil), 400, "IllegalArgumentException", "date")

	ask = p.fire("slow", nil)
	p.must("DELETE", "/futures/"+asText(light()["futureId"]), nil)
	p.same("aborted by its task", at(p.get(ask), "scenarioRun", "result", "outcome"), "ABORTED")
	p.same("the fire", p.get(strings.NewReplacer("slow/get-run-for-trigger?triggerId=manual&", "trigger/slow/manual?").Replace(ask))["cancelled"], false)
}

func TestScriptedScenariosRun(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.must("POST", "/projects/A/scenarios/", document{"name": "script", "type": "custom_python"})
	p.same("succeeds", at(p.run("script"), "scenarioRun", "result", "outcome"), "SUCCESS")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingSteps = []string{"script"} })
	p.same("is told to fail", at(p.run("script"), "scenarioRun", "result", "outcome"), "FAILED")
}

func TestReportsOfScenarioRuns(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.steps("plain", step("s", "custom_python", document{}))
	plain := asText(at(p.run("plain"), "scenarioRun", "runId"))
	p.refused(p.send("GET", "/projects/A/scenarios/plain/"+plain+"/scenario-run-report", nil), 400, "IllegalArgumentException", "test")

	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingSteps = []string{"second"} })
	p.must("POST", "/projects/A/scenarios/", document{
		"name": "tested", "type": "step_based", "markedAsTest": true,
		"params": document{"steps": []any{step("first", "custom_python", document{}), step("second", "custom_python", document{})}},
		"reporters": []any{
			document{"name": "mail", "active": true, "phase": "END", "runConditionEnabled": true, "runCondition": "outcome != 'SUCCESS'", "messaging": document{"type": "mail-scenario"}},
			document{"name": "off", "active": false, "messaging": document{"type": "mail-scenario"}},
		},
	})
	details := p.run("tested")
	states, _ := at(details, "scenarioRun", "reportersStates").([]any)
	p.same("reporters", []any{len(states), at(states[0], "reporterName"), at(states[0], "activated")}, []any{1, "mail", true})
	run := "/projects/A/scenarios/tested/" + asText(at(details, "scenarioRun", "runId"))
	for path, part := range map[string]string{
		run + "/scenario-run-report":                                `<testsuite name="tested" tests="2" failures="1">`,
		run + "/step-run-report?stepId=second":                      `tests="1" failures="1"`,
		"/projects/A/scenarios/last-test-scenario-runs-report":      `<testsuite name="A" tests="2" failures="1">`,
		"/projects/A/scenarios/last-test-scenario-runs-html-report": "<td>tested</td><td>FAILED</td>",
	} {
		if got := p.send("GET", path, nil); got.status != 200 || !strings.Contains(got.text, part) {
			t.Errorf("%s: %d %s", path, got.status, got.text)
		}
	}
	p.same("status", p.get("/projects/A/scenarios/testing-status"), document{"nbTotalRanScenarios": 1, "nbScenariosPerOutcome": document{"FAILED": 1}})
}

func TestScenarioRunsNeedRights(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.steps("s", step("one", "custom_python", document{}))
	p.must("PUT", "/projects/A/permissions", document{"owner": "admin", "permissions": []any{
		document{"user": "jim", "readProjectContent": true, "runScenarios": true}, document{"user": "jane", "readProjectContent": true},
	}})
	jim, jane := p.as(emulator.Identity{ID: "jim", Login: "jim"}), p.as(emulator.Identity{ID: "jane", Login: "jane"})
	p.refused(jim.send("POST", "/projects/A/scenarios/s/run", document{}), 403, "UnauthorizedException", "may not run")
	p.must("PUT", "/projects/A/scenarios/s", document{"name": "s", "runAsUser": "admin"})
	jim.must("POST", "/projects/A/scenarios/s/run", document{})
	p.refused(jane.send("POST", "/projects/A/scenarios/s/run", document{}), 403, "UnauthorizedException", "may not run")
	p.refused(jane.send("POST", "/projects/A/scenarios/s/abort", nil), 403, "UnauthorizedException", "may not abort")
}
