package dss_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// flowProbe serves a node with the flow raw → clean (Python) → totals (grouping), and raw → copy (sync).
func flowProbe(t *testing.T, o emulator.Options) *probe {
	t.Helper()
	p := newProbe(t, o)
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	p.project("A", "ROOT")
	p.dataset("A", "raw")
	for _, name := range []string{"clean", "totals", "copy"} {
		p.must("POST", "/projects/A/datasets/managed", document{
			"name": name, "creationSettings": document{"connectionId": "filesystem_managed", "specificSettings": document{}},
		})
	}
	p.recipe("python", "compute_clean", "raw", "clean")
	p.recipe("grouping", "compute_totals", "clean", "totals")
	p.recipe("sync", "compute_copy", "raw", "copy")
	return p
}

// recipe makes a recipe of project A.
func (p *probe) recipe(kind, name, input, output string) {
	p.Helper()
	p.must("POST", "/projects/A/recipes/", document{
		"recipePrototype": document{
			"type": kind, "name": name, "projectKey": "A",
			"inputs":  document{"main": document{"items": []any{document{"ref": input}}}},
			"outputs": document{"main": document{"items": []any{document{"ref": output, "appendMode": false}}}},
		},
		"creationSettings": document{"rawCreation": true},
	})
}

// job starts a build of datasets and answers the path of the job.
func (p *probe) job(kind string, names ...string) string {
	p.Helper()
	outputs := []any{}
	for _, name := range names {
		outputs = append(outputs, document{"type": nil, "id": name, "projectKey": nil, "partition": nil})
	}
	return "/projects/A/jobs/" + asText(at(p.must("POST", "/projects/A/jobs/", document{"type": kind, "outputs": outputs}), "id")) + "/"
}

// ran lists the recipes of the activities of a job that are in a state, sorted.
func (p *probe) ran(job, state string) []any {
	p.Helper()
	var names []string
	for _, activity := range object(object(p.get(job), "baseStatus"), "activities") {
		if at(activity, "state") == state {
			names = append(names, asText(at(activity, "recipeName")))
		}
	}
	slices.Sort(names)
	list := []any{}
	for _, name := range names {
		list = append(list, name)
	}
	return list
}

// buildState is what builds have left of a dataset of project A.
func (p *probe) buildState(name string) (state document) {
	p.node.Do(func(s *emulator.Store) { state, _ = s.Collection("item_states").Get("A/DATASET/" + name) })
	return state
}

// cleared empties a dataset of project A.
func (p *probe) cleared(name string) {
	state := p.buildState(name)
	delete(state, "built")
	p.node.Do(func(s *emulator.Store) { s.Collection("item_states").Put("A/DATASET/"+name, state) })
}

func (p *probe) state(job string) any { return at(p.get(job), "baseStatus", "state") }

func TestJobsWalkTheFlow(t *testing.T) {
	now := time.UnixMilli(1_788_000_000_000)
	p := flowProbe(t, emulator.Options{Now: func() time.Time { return now }})
	job := p.job("NON_RECURSIVE_FORCED_BUILD", "totals")
	p.same("needs its input", p.state(job), "FAILED")
	p.same("why", at(p.get(job), "baseStatus", "activities", "compute_totals_NP", "firstFailure", "message"),
		"Root path of the dataset A.clean does not exist")

	now = now.Add(time.Minute)
	job = p.job("RECURSIVE_BUILD", "totals")
	p.same("all that is missing", p.ran(job, "DONE"), []any{"compute_clean", "compute_totals"})
	p.same("counts", p.get(job)["globalState"], document{"done": 2, "failed": 0, "running": 0, "aborted": 0, "total": 2})
	p.same("built", at(p.buildState("totals"), "lastBuild", "buildSuccess"), true)
	p.same("schema", at(p.get("/projects/A/datasets/clean/schema"), "columns", 1, "name"), "label")
	p.same("records", at(p.must("POST", "/projects/A/datasets/clean/actions/computeMetricsFromIds", document{"metricIds": []any{"records:COUNT_RECORDS"}}),
		"computed", 0, "value"), "100")

	now = now.Add(time.Minute)
	p.same("up to date", p.ran(p.job("RECURSIVE_BUILD", "totals"), "DONE"), []any{})
	p.same("by force", p.ran(p.job("RECURSIVE_FORCED_BUILD", "totals", "copy"), "DONE"), []any{"compute_clean", "compute_copy", "compute_totals"})
	now = now.Add(time.Minute)
	recipe := p.get("/projects/A/recipes/compute_totals")
	p.must("PUT", "/projects/A/recipes/compute_totals", recipe)
	now = now.Add(time.Minute)
	p.same("a changed recipe", p.ran(p.job("RECURSIVE_BUILD", "totals"), "DONE"), []any{"compute_totals"})
	p.same("missing only", p.ran(p.job("RECURSIVE_MISSING_ONLY_BUILD", "totals"), "DONE"), []any{"compute_totals"})
	p.cleared("clean")
	p.same("missing", p.ran(p.job("RECURSIVE_MISSING_ONLY_BUILD", "totals"), "DONE"), []any{"compute_clean", "compute_totals"})
	p.same("downstream", p.ran(p.job("REVERSE_FORCED_BUILD", "raw"), "DONE"), []any{"compute_clean", "compute_copy", "compute_totals"})
	now = now.Add(time.Minute)
	p.cleared("totals")
	p.same("outputs", p.ran(p.job("FIND_OUTPUTS_RECURSIVE_BUILD", "raw"), "DONE"), []any{"compute_totals"})
}

func TestJobsRespectRebuildBehavior(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	clean := p.get("/projects/A/datasets/clean")
	set(clean, "EXPLICIT", "flowOptions", "rebuildBehavior")
	p.must("PUT", "/projects/A/datasets/clean", clean)
	p.same("explicit", p.ran(p.job("NON_RECURSIVE_FORCED_BUILD", "clean"), "DONE"), []any{"compute_clean"})
	p.same("not along", p.ran(p.job("RECURSIVE_FORCED_BUILD", "totals"), "DONE"), []any{"compute_totals"})
	set(clean, "WRITE_PROTECT", "flowOptions", "rebuildBehavior")
	p.must("PUT", "/projects/A/datasets/clean", clean)
	p.same("protected", p.state(p.job("NON_RECURSIVE_FORCED_BUILD", "clean")), "FAILED")
	p.same("a source", p.state(p.job("NON_RECURSIVE_FORCED_BUILD", "raw")), "FAILED")
}

func TestJobsFail(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingRecipes = []string{"compute_clean"} })
	job := p.job("RECURSIVE_BUILD", "totals")
	p.same("state", p.state(job), "FAILED")
	p.same("failed", p.ran(job, "FAILED"), []any{"compute_clean"})
	p.same("the rest", p.ran(job, "ABORTED"), []any{"compute_totals"})
	log := p.send("GET", job+"log?activity=compute_clean_NP", nil)
	if !strings.Contains(log.text, "[ERROR] Error in recipe compute_clean") {
		t.Errorf("log: %s", log.text)
	}
	p.same("not built", at(p.buildState("clean"), "lastBuild", "buildSuccess"), false)
	p.refused(p.send("GET", job+"log?activity=none", nil), 404, "NotFoundException", "does not exist")
	p.refused(p.send("GET", "/projects/A/jobs/none/", nil), 404, "NotFoundException", "does not exist")
	p.refused(p.send("POST", "/projects/A/jobs/", document{"type": "X", "outputs": []any{document{"id": "raw"}}}), 400, "IllegalArgumentException", "enum")
	p.refused(p.send("POST", "/projects/A/jobs/", document{"type": "RECURSIVE_BUILD"}), 400, "IllegalArgumentException", "output")
	p.refused(p.send("POST", "/projects/A/jobs/", document{"type": "RECURSIVE_BUILD", "outputs": []any{document{"id": "none"}}}), 404, "NotFoundException", "does not exist")
}

func TestJobsGoOnByPolls(t *testing.T) {
	now := time.UnixMilli(1_788_000_000_000)
	p := flowProbe(t, emulator.Options{Now: func() time.Time { return now }})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 3 })
	job := p.job("RECURSIVE_BUILD", "totals")
	p.same("listed", at(p.must("GET", "/projects/A/jobs/", nil), 0, "state"), "NOT_STARTED")
	p.same("first look", p.ran(job, "RUNNING"), []any{"compute_clean"})
	p.same("second look", p.ran(job, "DONE"), []any{"compute_clean"})
	p.must("POST", job+"abort", nil)
	p.same("aborted", p.ran(job, "ABORTED"), []any{"compute_totals"})
	p.same("state", p.state(job), "ABORTED")
	p.same("kept", at(p.buildState("clean"), "lastBuild", "buildSuccess"), true)

	job = p.job("RECURSIVE_BUILD", "totals")
	now = now.Add(time.Minute)
	list, _ := p.must("GET", "/projects/A/jobs/?limit=1", nil).([]any)
	p.same("left alone", []any{len(list), at(list[0], "state"), at(list[0], "stableState")}, []any{1, "DONE", true})
	p.same("no second time", p.state(job), "DONE")
}

func TestJobsWriteSchemas(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	columns := []any{document{"name": "day", "type": "dateonly"}}
	p.node.Do(func(s *emulator.Store) {
		s.Collection("recipe_schemas").Put("A/compute_clean", document{"columns": columns})
	})
	version := at(p.get("/projects/A/datasets/clean"), "versionTag", "versionNumber")
	p.job("NON_RECURSIVE_FORCED_BUILD", "clean")
	p.same("what the code writes", p.get("/projects/A/datasets/clean/schema"), document{"columns": columns, "userModified": true})
	if now := at(p.get("/projects/A/datasets/clean"), "versionTag", "versionNumber"); compact(now) == compact(version) {
		t.Error("the version stays")
	}
	p.must("PUT", "/projects/A/datasets/copy/schema", document{"columns": columns})
	p.job("NON_RECURSIVE_FORCED_BUILD", "copy")
	p.same("a sync copies", at(p.get("/projects/A/datasets/copy/schema"), "columns", 0, "name"), "id")
}

func TestJobsBuildPartitions(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	clean := p.get("/projects/A/datasets/clean")
	set(clean, []any{document{"name": "day", "type": "time", "params": document{"period": "DAY"}}}, "partitioning", "dimensions")
	p.must("PUT", "/projects/A/datasets/clean", clean)
	p.same("none given", p.state(p.job("NON_RECURSIVE_FORCED_BUILD", "clean")), "FAILED")
	id := at(p.must("POST", "/projects/A/jobs/", document{"type": "NON_RECURSIVE_FORCED_BUILD", "outputs": []any{
		document{"type": "DATASET", "id": "clean", "partition": "2026-01-01,2026-01-02"},
	}}), "id")
	p.same("two", p.get("/projects/A/jobs/" + asText(id) + "/")["globalState"],
		document{"done": 2, "failed": 0, "running": 0, "aborted": 0, "total": 2})
	p.same("partition", at(p.buildState("clean"), "partitions", "2026-01-02", "buildSuccess"), true)
	p.same("those that are there", p.ran(p.job("RECURSIVE_FORCED_BUILD", "totals"), "DONE"), []any{"compute_clean", "compute_clean", "compute_totals"})
}

func TestJobsCheckWhatTheyBuild(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.must("POST", "/projects/A/datasets/clean/data-quality/rules", document{
		"type": "RecordCountInRangeRule", "displayName": "few", "maximum": 10, "maximumEnabled": true, "autoRun": true,
	})
	p.same("stopped", p.state(p.job("NON_RECURSIVE_FORCED_BUILD", "clean")), "FAILED")
	p.same("result", p.must("GET", "/projects/A/datasets/clean/data-quality/status", nil), "ERROR")
	clean := p.get("/projects/A/datasets/clean")
	set(clean, true, "flowOptions", "ignoreErrorStatusOnBuild")
	p.must("PUT", "/projects/A/datasets/clean", clean)
	p.same("ignored", p.state(p.job("NON_RECURSIVE_FORCED_BUILD", "clean")), "DONE")
}
