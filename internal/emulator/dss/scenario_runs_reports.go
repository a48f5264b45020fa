package dss

import (
	"encoding/xml"
	"fmt"
	"html"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleScenarioReports serves what the runs of test scenarios are reported with.
func handleScenarioReports(n *emulator.Node) {
	const run = "/projects/{projectKey}/scenarios/{scenarioId}/{runId}"
	n.Handle("GET "+run+"/scenario-run-report", onTestRun(func(_ *emulator.Call, run *scenarioRun) (any, error) {
		return junit(run, ""), nil
	}))
	n.Handle("GET "+run+"/step-run-report", onTestRun(func(c *emulator.Call, run *scenarioRun) (any, error) {
		if c.Query("stepId", "") == "" {
			return nil, emulator.IllegalArgument("Missing parameter: stepId")
		}
		return junit(run, c.Query("stepId", "")), nil
	}))
	const all = "/projects/{projectKey}/scenarios/"
	n.Handle("GET "+all+"last-test-scenario-runs-report", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return junitOf(key, lastTestRuns(n, key), ""), nil
	}))
	n.Handle("GET "+all+"last-test-scenario-runs-html-report", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		var rows strings.Builder
		for _, run := range lastTestRuns(n, key) {
			fmt.Fprintf(&rows, "<tr><td>%s</td><td>%s</td></tr>\n", html.EscapeString(run.scenario()), text(run.doc, "outcome"))
		}
		page := "<html><body><h1>" + html.EscapeString(key) + "</h1><table>\n" + rows.String() + "</table></body></html>\n"
		return emulator.Binary{ContentType: "text/html; charset=UTF-8", Data: []byte(page)}, nil
	}))
	n.Handle("GET "+all+"testing-status", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		counts, runs := map[string]int{}, lastTestRuns(n, key)
		for _, run := range runs {
			counts[text(run.doc, "outcome")]++
		}
		return Document{"nbTotalRanScenarios": len(runs), "nbScenariosPerOutcome": counts}, nil
	}))
}

// onTestRun refuses the runs of scenarios that were no tests (dss-project.md 29); how is a guess.
func onTestRun(h func(c *emulator.Call, run *scenarioRun) (any, error)) emulator.Handler {
	return onRun(func(c *emulator.Call, run *scenarioRun) (any, error) {
		if object(run.shown(), "scenario")["markedAsTest"] != true {
			return nil, emulator.IllegalArgument("Scenario " + run.scenario() + " was not a test scenario")
		}
		return h(c, run)
	})
}

// lastTestRuns are the last finished runs of the test scenarios of a project.
func lastTestRuns(n *emulator.Node, key string) []*scenarioRun {
	var runs []*scenarioRun
	for _, scenario := range itemsOf(n, scenarios, key) {
		if scenario["markedAsTest"] != true {
			continue
		}
		last := runsOf(n, scenario, 1, func(run Document) bool { return run["result"] != nil })
		for _, run := range last {
			shown, _ := run.(Document)
			runs = append(runs, openRun(n, scenarioID(scenario)+"/"+text(shown, "runId")))
		}
	}
	return runs
}

type testCase struct {
	Name    string `xml:"name,attr"`
	Class   string `xml:"classname,attr"`
	Failure string `xml:"failure,omitempty"`
}

type testSuite struct {
	XMLName  xml.Name   `xml:"testsuite"`
	Name     string     `xml:"name,attr"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Cases    []testCase `xml:"testcase"`
}

func junit(run *scenarioRun, step string) emulator.Binary {
	return junitOf(run.scenario(), []*scenarioRun{run}, step)
}

// junitOf reports each step that ran as a test case, or the one that is named.
func junitOf(name string, runs []*scenarioRun, step string) emulator.Binary {
	suite := testSuite{Name: name}
	for _, run := range runs {
		for _, stepRun := range objects(run.doc, "stepRuns") {
			definition, result := object(stepRun, "step"), object(stepRun, "result")
			if step != "" && text(definition, "id") != step {
				continue
			}
			entry := testCase{Name: stepName(definition), Class: run.scenario()}
			if text(result, "outcome") == runFailed {
				entry.Failure = text(object(result, "thrown"), "message")
				suite.Failures++
			}
			suite.Cases = append(suite.Cases, entry)
		}
	}
	suite.Tests = len(suite.Cases)
	encoded, _ := xml.MarshalIndent(suite, "", "  ")
	return emulator.Binary{ContentType: "application/xml", Data: append([]byte(xml.Header), encoded...)}
}
