package dss

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// stepWork is a step while it runs.
type stepWork struct {
	run     *scenarioRun
	step    Document
	params  Document
	outcome string
	failure string
	// items are the additional report items: what else the step did.
	items []any
	log   string
}

// stepKinds are the types of steps that do something here (observed.md 14, project-documents.md 6). It is no variable, since
// running a scenario runs steps.
func stepKinds() map[string]func(*stepWork) {
	return map[string]func(*stepWork){
		"build_flowitem": (*stepWork).build, "compute_metrics": (*stepWork).computeMetrics, "check_dataset": (*stepWork).check,
		"exec_sql": (*stepWork).sql, "set_project_vars": (*stepWork).setProjectVariables, "define_vars": (*stepWork).defineVariables,
		"run_scenario": (*stepWork).runScenario, "kill_scenario": (*stepWork).killScenario, "clear_items": (*stepWork).clear,
		"pull_git_refs": (*stepWork).pullLibraries, "prepare_bundle": (*stepWork).prepare, "prepare_lambda_package": (*stepWork).prepare,
	}
}

// idleSteps do nothing here but succeed.
var idleSteps = []string{
	"custom_python", "check_consistency", "reload_schema", "schema_propagation", "refresh_chart_cache", "create_dashboard_export",
	"create_wiki_export", "create_saved_model_documentation_export", "create_flow_documentation_export", "create_rmarkdown_report_export",
	"update_apideployer_deployment", "update_projectdeployer_deployment", "restart_webapp", "runnable", "send_report", "invalidate_cache",
}

// runStep does what a step does. Code never runs.
func (r *scenarioRun) runStep(step Document) (outcome, failure string, items []any, log string) {
	w := &stepWork{run: r, step: step, outcome: runSuccess, items: []any{}}
	w.params, _ = expand(emulator.Clone(object(step, "params")), r.variables()).(Document)
	kind := text(step, "type")
	do, known := stepKinds()[kind]
	told := slices.Contains(r.n.Quirks.FailingSteps, text(step, "id")) || slices.Contains(r.n.Quirks.FailingSteps, text(step, "name"))
	switch {
	case told:
		w.fail("Step " + stepName(step) + " failed: it is told to")
	case known:
		do(w)
	case !slices.Contains(idleSteps, kind) && !strings.HasPrefix(kind, "pystep_"):
		w.fail("Unknown step type: " + kind)
	}
	if w.outcome == runWarning && text(w.params, "handleWarningsAs") == runSuccess {
		w.outcome = runSuccess
	}
	return w.outcome, w.failure, w.items, w.log
}

// fail keeps the first reason.
func (w *stepWork) fail(reason string) {
	if w.outcome != runFailed {
		w.outcome, w.failure = runFailed, reason
	}
	w.log += "[ERROR] " + reason + "\n"
}

// targets lists the items {type, itemId, projectKey?, partitionsSpec} of a parameter. Those that are not there fail the step.
func (w *stepWork) targets(member string) []itemRef {
	var refs []itemRef
	for _, item := range objects(w.params, member) {
		output := Document{"type": item["type"], "id": item["itemId"], "projectKey": item["projectKey"]}
		ref, err := jobOutput(w.run.n, w.run.key(), output)
		if err != nil {
			w.fail(err.Error())
			continue
		}
		refs = append(refs, ref)
	}
	return refs
}

// item is an additional report item about an object.
func (w *stepWork) item(kind, outcome string, ref itemRef) Document {
	now := w.run.n.Millis()
	item := Document{"type": kind, "outcome": outcome, "start": now, "end": now, "target": Document{
		"type": ref.kind, "projectKey": ref.project, "id": ref.name,
	}}
	w.items = append(w.items, item)
	return item
}

// build runs one job for all items of the step.
func (w *stepWork) build() {
	outputs := []any{}
	for _, item := range objects(w.params, "builds") {
		outputs = append(outputs, Document{
			"type": item["type"], "id": item["itemId"], "projectKey": item["projectKey"], "partition": item["partitionsSpec"],
		})
	}
	if len(outputs) == 0 {
		return
	}
	definition := pick(w.params, "refreshHiveMetastore", "autoUpdateSchemaBeforeEachRecipeRun", "stopAtFlowZoneBoundary")
	definition["type"], definition["outputs"] = w.params["jobType"], outputs
	as := callAs(w.run.n, w.run.login())
	as.Identity.Admin = true // whether the user may build was judged when the scenario began
	job, err := newJob(as, w.run.key(), definition)
	if err != nil {
		w.fail(err.Error())
		return
	}
	object(job, "def")["triggeredFrom"], object(job, "def")["scenarioId"] = "SCHEDULER", w.run.scenario()
	id := storeJob(w.run.n, job)
	job = finishJob(w.run.n, w.run.key()+"/"+id)
	outcome := map[string]string{jobDone: runSuccess, jobFailed: runFailed, jobAborted: runAborted}[text(job, "state")]
	report := w.item("JOB_EXECUTED", outcome, itemRef{"JOB", w.run.key(), id})
	report["jobId"], report["jobProjectKey"] = id, w.run.key()
	w.log += fmt.Sprintf("[INFO] Job %s: %s\n", id, text(job, "state"))
	if outcome != runSuccess {
		failure := "Job " + id + " failed: " + text(job, "failure")
		report["thrown"] = Document{"clazz": "com.dataiku.dip.exceptions.CodedException", "title": failure, "message": failure, "stack": ""}
		w.fail(failure)
	}
}

func (w *stepWork) computeMetrics() {
	for _, ref := range w.targets("computes") {
		collection := map[string]string{"DATASET": datasets, "MANAGED_FOLDER": managedFolders}[ref.kind]
		document, _ := w.run.n.Store.Collection(collection).Get(ref.id())
		computeMetrics(w.run.n, ref, wholeItem, metricIDs(objects(object(document, "metrics"), "probes")))
		w.item("COMPUTED_METRICS", runSuccess, ref)
	}
}

// check runs the rules of datasets and the checks of folders.
func (w *stepWork) check() {
	for _, ref := range w.targets("checks") {
		results := runRules(w.run.n, ref, wholeItem, w.run.login(), func(rule Document) bool { return rule["enabled"] != false })
		if folder, ok := w.run.n.Store.Collection(managedFolders).Get(ref.id()); ok && ref.kind == "MANAGED_FOLDER" {
			for _, check := range objects(object(folder, "checks"), "checks") {
				results = append(results, evaluateRule(w.run.n, ref, check, wholeItem, w.run.login()))
			}
		}
		for _, result := range results {
			outcome := map[string]string{"ERROR": runFailed, "WARNING": runWarning}[text(result, "outcome")]
			if outcome == "" {
				outcome = runSuccess
			}
			w.item("CHECKS_OUTCOME", outcome, ref)["message"] = result["message"]
			w.log += fmt.Sprintf("[INFO] %s of %s: %s\n", text(result, "name"), ref.name, text(result, "outcome"))
			if outcome == runFailed {
				w.fail("Check " + text(result, "name") + " of " + ref.name + " failed")
			}
			w.outcome = worse(w.outcome, outcome)
		}
	}
}

func (w *stepWork) sql() {
	if name := text(w.params, "connection"); !w.run.n.Store.Collection(connections).Has(name) {
		w.fail("Connection '" + name + "' does not exist")
	}
}

// given are the variables of a step: as they are, or each from a formula of its own (project-documents.md 6).
func (w *stepWork) given() Document {
	if w.params["evaluateValues"] != true {
		return object(w.params, "variables")
	}
	variables := Document{}
	for _, definition := range objects(w.params, "definitions") {
		formula := text(definition, "value")
		value, err := emulator.ParseJSON([]byte(formula))
		if unquoted := strings.Trim(formula, `'`); err != nil {
			value = unquoted
		}
		variables[text(definition, "key")] = value
	}
	return variables
}

// setProjectVariables changes the variables of the project, and so what the next steps see.
func (w *stepWork) setProjectVariables() {
	key := w.run.key()
	variables, _ := w.run.n.Store.Collection(projectVariables).Get(key)
	complete(variables, Document{"standard": Document{}})
	maps.Copy(object(variables, "standard"), w.given())
	saveProjectPart(callAs(w.run.n, w.run.login()), projectVariables, key, variables)
}

func (w *stepWork) defineVariables() {
	complete(w.run.doc, Document{"variables": Document{}})
	maps.Copy(object(w.run.doc, "variables"), w.given())
}

// prepare makes neither bundle nor package, but says what it would be called.
func (w *stepWork) prepare() {
	if name := text(w.params, "targetVariable"); name != "" {
		complete(w.run.doc, Document{"variables": Document{}})
		object(w.run.doc, "variables")[name] = text(w.params, "bundleId") + text(w.params, "packageId")
	}
}

// other finds the scenario that a step names, in this project unless it says otherwise.
func (w *stepWork) other() (scenario Document, ok bool) {
	key := text(w.params, "projectKey")
	if key == "" {
		key = w.run.key()
	}
	scenario, ok = w.run.n.Store.Collection(scenarios).Get(key + "/" + text(w.params, "scenarioId"))
	if !ok {
		w.fail("Scenario '" + key + "." + text(w.params, "scenarioId") + "' does not exist")
	}
	return scenario, ok
}

// runScenario runs another scenario to its end, with the variables of this run.
func (w *stepWork) runScenario() {
	scenario, ok := w.other()
	if !ok {
		return
	}
	as := callAs(w.run.n, w.run.login())
	trigger := Document{"id": "scenario", "type": "scenario", "name": "Scenario " + w.run.scenario(), "params": Document{}}
	fire := fireTrigger(as, scenario, trigger, Document{})
	if fire["cancelled"] == true {
		w.fail("Scenario " + text(scenario, "id") + " is already running")
		return
	}
	run := newRun(as, scenario, fire, object(w.run.doc, "variables"))
	run.finish()
	outcome := text(run.doc, "outcome")
	report := w.item("SCENARIO_DONE", outcome, itemRef{"SCENARIO", run.key(), run.scenario()})
	report["runId"] = run.shown()["runId"]
	w.log += "[INFO] Scenario " + run.scenario() + ": " + outcome + "\n"
	if outcome == runFailed || outcome == runAborted {
		w.fail("Scenario " + run.scenario() + " returned status " + outcome)
	}
	w.outcome = worse(w.outcome, outcome)
}

func (w *stepWork) killScenario() {
	scenario, ok := w.other()
	if !ok {
		return
	}
	if run := runningOf(w.run.n, scenarioID(scenario)); run != nil && run.id != w.run.id {
		run.abort()
	}
}

func (w *stepWork) clear() {
	for _, ref := range w.targets("clears") {
		clearData(w.run.n, ref)
		w.item("CLEARED_ITEM", runSuccess, ref)
	}
}

// pullLibraries resets the Git libraries that the step names, or all.
func (w *stepWork) pullLibraries() {
	paths := texts(w.params["gitReferences"])
	if w.params["updateAll"] == true {
		paths = gitLibraryPaths(w.run.n, w.run.key())
	}
	if result := resetGitLibraries(w.run.n, w.run.key(), paths...); object(result, "messages")["error"] == true {
		w.fail("Git references could not be updated")
	}
}
