package dss

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// scenarioRuns are stored by KEY/SCENARIO/RUN: {run, stepRuns, pending, outcome, variables, log, polls, futureId}. Run is what
	// answers tell of it, pending the steps that have not begun.
	scenarioRuns = "scenario_runs"
	// runningScenarios has the run of each scenario that runs, by KEY/SCENARIO.
	runningScenarios = "running_scenarios"
	// triggerFires are stored by KEY/SCENARIO/TRIGGER/RUN, each with the run that it began.
	triggerFires = "trigger_fires"
)

// The outcomes of steps and runs, from the best to the worst.
const (
	runSuccess = "SUCCESS"
	runWarning = "WARNING"
	runFailed  = "FAILED"
	runAborted = "ABORTED"
)

// handleScenarioRuns serves dss-project.md 29. A run goes on by one step with each look at it, and ends at the last of
// Quirks.FuturePolls looks, or when it was left alone for a while. Triggers never fire by themselves.
func handleScenarioRuns(n *emulator.Node) {
	n.Settle(func() {
		for _, id := range n.Store.Collection(runningScenarios).IDs() {
			if run := runningOf(n, id); run != nil && n.Overdue(int64(numberOf(run.doc["requested"]))) {
				run.finish()
			}
		}
	})
	const scenario = "/projects/{projectKey}/scenarios/{scenarioId}"
	n.Handle("POST "+scenario+"/run", onScenario("read", startRun))
	n.Handle("POST "+scenario+"/abort", onScenario("read", func(c *emulator.Call, scenario Document) (any, error) {
		if !mayRun(c, scenario) {
			return nil, emulator.Forbidden("You may not abort scenario " + text(scenario, "id"))
		}
		if run := runningOf(n, scenarioID(scenario)); run != nil {
			run.abort()
		}
		return Document{"msg": "Aborted scenario " + text(scenario, "id")}, nil
	}))
	n.Handle("GET /projects/{projectKey}/scenarios/trigger/{scenarioId}/{triggerId}", onScenario("read",
		func(c *emulator.Call, scenario Document) (any, error) {
			fire, _, err := triggerFire(c, scenario, c.Arg("triggerId"))
			return fire, err
		}))
	n.Handle("GET "+scenario+"/get-run-for-trigger", onScenario("read", func(c *emulator.Call, scenario Document) (any, error) {
		_, id, err := triggerFire(c, scenario, c.Query("triggerId", ""))
		run := openRun(n, id)
		if err != nil || run == nil {
			return Document{}, err
		}
		run.poll()
		return Document{"scenarioRun": run.shown()}, nil
	}))
	n.Handle("GET "+scenario+"/get-last-runs", onScenario("read", func(c *emulator.Call, scenario Document) (any, error) {
		return runsOf(n, scenario, limitOf(c, "limit", 10), func(run Document) bool {
			return !c.Flag("onlyFinishedRuns", false) || run["result"] != nil
		}), nil
	}))
	n.Handle("GET "+scenario+"/get-runs-by-date", onScenario("read", func(c *emulator.Call, scenario Document) (any, error) {
		from, err := time.Parse(time.DateOnly, c.Query("fromDate", ""))
		to, err2 := time.Parse(time.DateOnly, c.Query("toDate", ""))
		if err != nil || err2 != nil {
			return nil, emulator.IllegalArgument("Invalid date: expected fromDate and toDate as yyyy-MM-dd")
		}
		return runsOf(n, scenario, 0, func(run Document) bool {
			start := int64(numberOf(run["start"]))
			return start >= from.UnixMilli() && start < to.UnixMilli()
		}), nil
	}))
	n.Handle("GET "+scenario+"/{runId}", onRun(func(_ *emulator.Call, run *scenarioRun) (any, error) {
		run.poll()
		return Document{"scenarioRun": run.shown(), "stepRuns": append([]Document{}, objects(run.doc, "stepRuns")...)}, nil
	}))
	n.Handle("GET "+scenario+"/{runId}/log", onRun(runLog))
	handleScenarioReports(n)
}

func scenarioID(scenario Document) string {
	return text(scenario, "projectKey") + "/" + text(scenario, "id")
}

// mayRun tells whether the caller may run a scenario: those who only may run need one that runs as somebody (observed.md 6).
func mayRun(c *emulator.Call, scenario Document) bool {
	key := text(scenario, "projectKey")
	return mayProject(c, key, "writeProjectContent") || mayProject(c, key, "runScenarios") && text(scenario, "runAsUser") != ""
}

// onRun finds the run of the path; one that has not begun is not there yet. How a missing one is refused was not recorded.
func onRun(h func(c *emulator.Call, run *scenarioRun) (any, error)) emulator.Handler {
	return onScenario("read", func(c *emulator.Call, scenario Document) (any, error) {
		run := openRun(c.Node, scenarioID(scenario)+"/"+c.Arg("runId"))
		if run == nil {
			return nil, emulator.NotFound("Run " + c.Arg("runId") + " of scenario " + text(scenario, "id") + " does not exist")
		}
		return h(c, run)
	})
}

// startRun fires the manual trigger. While the scenario runs, the fire is cancelled.
func startRun(c *emulator.Call, scenario Document) (any, error) {
	n, params := c.Node, Document{}
	if !mayRun(c, scenario) {
		return nil, emulator.Forbidden("You may not run scenario " + text(scenario, "id"))
	}
	if c.HasBody() {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		params = body
	}
	trigger := Document{"id": "manual", "type": "manual", "name": "API run", "delay": 0, "active": false, "params": Document{}}
	fire := fireTrigger(c, scenario, trigger, params)
	if fire["cancelled"] == true {
		return fire, nil
	}
	run := newRun(c, scenario, fire, Document{})
	if n.Quirks.FuturePolls == 0 {
		run.finish()
	}
	return fire, nil
}

// fireTrigger remembers that a trigger fired (sample scenario-run-trigger-fire).
func fireTrigger(c *emulator.Call, scenario, trigger, params Document) Document {
	n, id := c.Node, scenarioID(scenario)
	prefix := id + "/" + text(trigger, "id") + "/"
	fire := Document{
		"projectKey": scenario["projectKey"], "scenarioId": scenario["id"], "trigger": trigger, "timestamp": n.Millis(), "params": params,
		"runId": freeRunID(n, triggerFires, prefix), "cancelled": n.Store.Collection(runningScenarios).Has(id),
		"triggerAuthCtx": authContext(c),
	}
	n.Store.Collection(triggerFires).Put(prefix+text(fire, "runId"), Document{"fire": fire})
	return fire
}

// authContext is who fired.
func authContext(c *emulator.Call) Document {
	context := Document{"authSource": c.Identity.Source, "userGroups": append([]string{}, c.Identity.Groups...), "via": []any{}}
	if c.Identity.Login != "" {
		context["realUserLogin"] = c.Identity.Login
	}
	return context
}

// freeRunID is the time in the form that runs are called by, moved to the next millisecond that is free.
func freeRunID(n *emulator.Node, collection, prefix string) string {
	for now := n.Now().UTC(); ; now = now.Add(time.Millisecond) {
		id := strings.ReplaceAll(now.Format("2006-01-02-15-04-05.000"), ".", "-")
		if !n.Store.Collection(collection).Has(prefix + id) {
			return id
		}
	}
}

// triggerFire finds a fire and the run that it began, by the query parameter triggerRunId.
func triggerFire(c *emulator.Call, scenario Document, trigger string) (fire Document, run string, err error) {
	stored, ok := c.Node.Store.Collection(triggerFires).Get(scenarioID(scenario) + "/" + trigger + "/" + c.Query("triggerRunId", ""))
	if !ok {
		return nil, "", emulator.NotFound("Run " + c.Query("triggerRunId", "") + " of trigger " + trigger + " does not exist")
	}
	return object(stored, "fire"), text(stored, "run"), nil
}

// runsOf lists runs, the newest first; a limit of 0 is none.
func runsOf(n *emulator.Node, scenario Document, limit int, wanted func(run Document) bool) []any {
	list := []any{}
	for _, id := range slices.Backward(idsOf(n, scenarioRuns, scenarioID(scenario))) {
		run := openRun(n, scenarioID(scenario)+"/"+id)
		if limit > 0 && len(list) == limit {
			break
		}
		if run.begun() && wanted(run.shown()) {
			list = append(list, run.shown())
		}
	}
	return list
}

// runLog is the log of a run, or of one of its steps.
func runLog(c *emulator.Call, run *scenarioRun) (any, error) {
	step := c.Query("stepId", "")
	if step == "" {
		return emulator.Text(text(run.doc, "log")), nil
	}
	log, found := "", false
	for _, stepRun := range objects(run.doc, "stepRuns") {
		if text(object(stepRun, "step"), "id") == step {
			log, found = log+text(object(run.doc, "logs"), text(stepRun, "runId")), true
		}
	}
	if !found {
		return nil, emulator.NotFound("Step " + step + " did not run")
	}
	return emulator.Text(log), nil
}
