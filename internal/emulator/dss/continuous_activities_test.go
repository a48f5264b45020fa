package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestContinuousActivities(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.recipe("cpython", "stream", "raw", "totals")
	const stream = "/projects/A/continuous-activities/stream"
	p.same("stopped", p.get(stream + "/")["desiredState"], "STOPPED")
	p.refused(p.send("GET", "/projects/A/continuous-activities/compute_clean/", nil), 400, "IllegalArgumentException", "not continuous")
	p.refused(p.send("POST", "/projects/A/continuous-activities/none/start", document{}), 404, "NotFoundException", "does not exist")

	p.must("POST", stream+"/start", document{"abortAfterCrashes": 3})
	state := p.get(stream)
	p.same("started", []any{state["desiredState"], at(state, "loopParams", "abortAfterCrashes"), at(state, "mainLoopState", "futureInfo", "alive")},
		[]any{"STARTED", 3, true})
	p.same("listed", at(p.must("GET", "/projects/A/continuous-activities/", nil), 0, "recipeId"), "stream")
	future := "/futures/" + asText(at(state, "mainLoopState", "futureId"))
	p.same("goes on", p.get(future)["alive"], true)
	p.must("DELETE", future, nil) // the same as stop (client 14.3)
	p.same("stopped by its future", p.get(stream)["desiredState"], "STOPPED")

	p.must("POST", stream+"/start", document{})
	p.must("POST", stream+"/stop", nil)
	p.same("stopped", at(p.get(stream), "mainLoopState", "futureInfo", "alive"), false)
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingRecipes = []string{"stream"} })
	p.must("POST", stream+"/start", document{})
	p.same("crashes", at(p.get(stream), "mainLoopState", "lastError", "message"), "Error in recipe stream: the process exited with code 1")
}
