package dss

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// recipeSchemas holds what the code of recipes writes, by KEY/RECIPE: {columns}. PUT /emulator/documents/recipe_schemas/KEY%2FRECIPE
// makes a run change the schema of its outputs, as code may.
const recipeSchemas = "recipe_schemas"

// rowsOfSources is how many rows a source has that nobody counted.
const rowsOfSources = 100

// advanceJob ends the activity that runs, and starts the next one.
func advanceJob(n *emulator.Node, id string) {
	job, _ := n.Store.Collection(jobs).Get(id)
	if isStable(job) {
		return
	}
	if text(job, "state") == jobNotStarted {
		job["state"], job["startTime"] = jobRunning, n.Millis()
	}
	activities := objects(job, "activities")
	if at := slices.IndexFunc(activities, inState(jobRunning)); at >= 0 {
		failure := runActivity(n, object(job, "def"), activities[at])
		if failure != "" {
			n.Store.Collection(jobs).Put(id, job)
			endJob(n, id, jobFailed, failure)
			return
		}
	}
	next := slices.IndexFunc(activities, inState(jobNotStarted))
	if next >= 0 {
		activities[next]["state"], activities[next]["startTime"] = jobRunning, n.Millis()
	}
	n.Store.Collection(jobs).Put(id, job)
	switch failure := text(job, "failure"); {
	case failure != "":
		endJob(n, id, jobFailed, failure)
	case next < 0:
		endJob(n, id, jobDone, "")
	}
}

func inState(state string) func(Document) bool {
	return func(activity Document) bool { return text(activity, "state") == state }
}

// finishJob lets a job run to its end.
func finishJob(n *emulator.Node, id string) Document {
	for {
		job, _ := n.Store.Collection(jobs).Get(id)
		if job == nil || isStable(job) { // nil when it was deleted with its project
			n.Store.Collection(runningJobs).Delete(id)
			return job
		}
		advanceJob(n, id)
	}
}

// endJob ends a job that has not ended; what did not run is aborted.
func endJob(n *emulator.Node, id, state, failure string) {
	job, _ := n.Store.Collection(jobs).Get(id)
	if isStable(job) {
		return
	}
	for _, activity := range objects(job, "activities") {
		if inState(jobRunning)(activity) || inState(jobNotStarted)(activity) {
			activity["state"], activity["endTime"] = jobAborted, n.Millis()
		}
	}
	if job["startTime"] == nil || numberOf(job["startTime"]) == 0 {
		job["startTime"] = n.Millis()
	}
	job["state"], job["endTime"] = state, n.Millis()
	if failure != "" {
		job["failure"] = failure
	}
	n.Store.Collection(jobs).Put(id, job)
	n.Store.Collection(runningJobs).Delete(id)
}

// runActivity runs a recipe for a partition and says what went wrong, "" when nothing did.
func runActivity(n *emulator.Node, def, activity Document) string {
	key, name := text(activity, "projectKey"), text(activity, "recipeName")
	recipe, _ := n.Store.Collection(recipes).Get(key + "/" + name)
	failure := ""
	switch missing := missingInput(n, recipe); {
	case recipe == nil:
		failure = "Recipe " + key + "." + name + " does not exist"
	case missing != "":
		failure = "Root path of the dataset " + missing + " does not exist" // DataStoreIOException (observed.md 1.4)
	case slices.Contains(n.Quirks.FailingRecipes, name):
		failure = "Error in recipe " + name + ": the process exited with code 1"
	}
	start, end := int64(numberOf(activity["startTime"])), n.Millis()
	log := fmt.Sprintf("[INFO] Running recipe %s (%s) for %s\n", name, text(activity, "recipeType"), text(activity, "partition"))
	for _, output := range refsOf(recipe, "outputs") {
		item, _ := findItem(n, key, output)
		b := build{start: start, end: end, success: failure == "", records: -1}
		if isPartitioned(n, item) {
			b.partition = text(activity, "partition")
		}
		if failure == "" {
			writeOutputSchema(callAs(n, text(def, "initiator")), recipe, item)
			b.records = rowsWritten(n, recipe, item)
			log += fmt.Sprintf("[INFO] Wrote %d rows to %s.%s\n", b.records, item.project, item.name)
		}
		markBuilt(n, item, b)
		if failure == "" {
			failure = checkBuild(n, item, b.partition, text(def, "initiator"))
		}
	}
	activity["endTime"], activity["state"] = end, jobDone
	if failure != "" {
		activity["state"], activity["firstFailure"] = jobFailed, Document{"message": failure, "detailedMessage": failure}
		log += "[ERROR] " + failure + "\n"
	}
	activity["log"] = log + "[INFO] Activity " + text(activity, "activityId") + ": " + text(activity, "state") + "\n"
	return failure
}

// callAs stands for what the server does by itself in the name of a user.
func callAs(n *emulator.Node, login string) *emulator.Call {
	return &emulator.Call{Node: n, Identity: emulator.Identity{ID: login, Login: login}}
}

// missingInput is an input that another recipe of the project would have to build first. Data of sources is believed to be there.
func missingInput(n *emulator.Node, recipe Document) string {
	for _, input := range refsOf(recipe, "inputs") {
		item, _ := findItem(n, text(recipe, "projectKey"), input)
		if _, written := producerOf(n, item); written && !isBuilt(n, item) && item.project == text(recipe, "projectKey") {
			return item.project + "." + item.name
		}
	}
	return ""
}

// rowsWritten is how many rows a recipe leaves in an output: those of its first input that has rows.
func rowsWritten(n *emulator.Node, recipe Document, output itemRef) int64 {
	rows := int64(rowsOfSources)
	for _, input := range refsOf(recipe, "inputs") {
		item, _ := findItem(n, text(recipe, "projectKey"), input)
		if records := stateOf(n, item)["records"]; records != nil {
			rows = int64(numberOf(records))
			break
		}
	}
	if appends(recipe, output.name) {
		rows += int64(numberOf(stateOf(n, output)["records"]))
	}
	return rows
}

func appends(recipe Document, output string) bool {
	for role := range object(recipe, "outputs") {
		for _, item := range objects(object(object(recipe, "outputs"), role), "items") {
			if text(item, "ref") == output {
				return item["appendMode"] == true
			}
		}
	}
	return false
}

// writeOutputSchema does what runs do to the schema of a dataset (project-documents.md 2): a sync copies that of its input, code
// writes what recipeSchemas says, and an output without columns gets those of the first input that has some.
func writeOutputSchema(c *emulator.Call, recipe Document, output itemRef) {
	n, key := c.Node, text(recipe, "projectKey")
	dataset, isDataset := n.Store.Collection(datasets).Get(output.id())
	if !isDataset {
		return
	}
	wanted, told := n.Store.Collection(recipeSchemas).Get(key + "/" + text(recipe, "name"))
	have := objects(object(dataset, "schema"), "columns")
	for _, input := range refsOf(recipe, "inputs") {
		item, _ := findItem(n, key, input)
		source, _ := n.Store.Collection(datasets).Get(item.id())
		columns := object(source, "schema")["columns"]
		if !told && len(objects(object(source, "schema"), "columns")) > 0 && (len(have) == 0 || text(recipe, "type") == "sync") {
			wanted, told = Document{"columns": columns}, true
		}
	}
	if !told || reflect.DeepEqual(wanted["columns"], object(dataset, "schema")["columns"]) {
		return
	}
	setSchema(dataset, wanted["columns"], slices.Contains(codeTypes, text(recipe, "type")))
	saveItem(c, datasets, "name", dataset, dataset)
}

// checkBuild computes the metrics and the rules that a build computes, and says which rule stops it.
func checkBuild(n *emulator.Node, item itemRef, partition, origin string) string {
	dataset, isDataset := n.Store.Collection(datasets).Get(item.id())
	if !isDataset {
		return ""
	}
	probes := slices.DeleteFunc(objects(object(dataset, "metrics"), "probes"), func(probe Document) bool {
		return text(probe, "computeOnBuildMode") == "NO"
	})
	computeMetrics(n, item, partitionOf(partition), metricIDs(probes))
	results := runRules(n, item, partitionOf(partition), origin, func(rule Document) bool {
		return rule["autoRun"] == true && rule["enabled"] != false
	})
	for _, result := range results {
		if text(result, "outcome") == "ERROR" && object(dataset, "flowOptions")["ignoreErrorStatusOnBuild"] != true {
			return "Data quality rule " + strconv.Quote(text(result, "name")) + " of " + item.project + "." + item.name + " failed: " + text(result, "message")
		}
	}
	return ""
}
