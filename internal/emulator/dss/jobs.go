package dss

import (
	"slices"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// jobs are stored by KEY/ID: {def, state, startTime, endTime, polls, activities, failure?}.
	jobs = "jobs"
	// runningJobs are the identifiers of jobs that have not ended.
	runningJobs = "running_jobs"
)

// The states of jobs and activities.
const (
	jobNotStarted = "NOT_STARTED"
	jobRunning    = "RUNNING"
	jobDone       = "DONE"
	jobFailed     = "FAILED"
	jobAborted    = "ABORTED"
)

// handleJobs serves dss-project.md 27. A job goes on by one activity with each look at it, and ends at the last of
// Quirks.FuturePolls looks, or when it was left alone for a while.
func handleJobs(n *emulator.Node) {
	n.Settle(func() {
		for _, id := range n.Store.Collection(runningJobs).IDs() {
			job, _ := n.Store.Collection(jobs).Get(id)
			if started := int64(numberOf(object(job, "def")["initiationTimestamp"])); n.Overdue(started) {
				finishJob(n, id)
			}
		}
	})
	n.Handle("GET /projects/{projectKey}/jobs", onProject("read", func(c *emulator.Call, key string) (any, error) {
		list := []any{}
		for _, job := range slices.Backward(itemsOf(n, jobs, key)) {
			if len(list) == limitOf(c, "limit", 100) {
				break
			}
			item := pick(job, "def", "state", "startTime", "endTime")
			item["stableState"], item["warningsCount"] = isStable(job), 0
			list = append(list, item)
		}
		return list, nil
	}))
	n.Handle("POST /projects/{projectKey}/jobs", onProject("writeProjectContent", func(c *emulator.Call, key string) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		job, err := newJob(c, key, body)
		if err != nil {
			return nil, err
		}
		object(job, "def")["triggeredFrom"] = "API"
		id := storeJob(n, job)
		if n.Quirks.FuturePolls == 0 {
			finishJob(n, key+"/"+id)
		}
		return Document{"id": id}, nil
	}))
	n.Handle("GET /projects/{projectKey}/jobs/{jobId}", onJob("read", func(_ *emulator.Call, id string, job Document) (any, error) {
		polls := int(numberOf(job["polls"])) - 1
		if job["polls"] = polls; polls <= 0 {
			finishJob(n, id)
		} else {
			n.Store.Collection(jobs).Put(id, job)
			advanceJob(n, id)
		}
		job, _ = n.Store.Collection(jobs).Get(id)
		return jobStatus(job), nil
	}))
	n.Handle("POST /projects/{projectKey}/jobs/{jobId}/abort", onJob("writeProjectContent",
		func(_ *emulator.Call, id string, _ Document) (any, error) {
			endJob(n, id, jobAborted, "")
			return Document{"msg": "Aborted job " + id}, nil
		}))
	n.Handle("GET /projects/{projectKey}/jobs/{jobId}/log", onJob("read", jobLog))
}

// onJob finds the job of the path. How the server words a missing one was not recorded.
func onJob(right string, h func(c *emulator.Call, id string, job Document) (any, error)) emulator.Handler {
	return onProject(right, func(c *emulator.Call, key string) (any, error) {
		id := key + "/" + c.Arg("jobId")
		job, ok := c.Node.Store.Collection(jobs).Get(id)
		if !ok {
			return nil, emulator.NotFound("Job " + c.Arg("jobId") + " does not exist")
		}
		return h(c, id, job)
	})
}

// newJob checks a definition. A job that has nothing to run, or cannot, is made all the same: it ends as soon as it starts.
func newJob(c *emulator.Call, key string, body Document) (Document, error) {
	n := c.Node
	kind, known := jobTypes[text(body, "type")]
	outputs := objects(body, "outputs")
	switch {
	case !known:
		return nil, emulator.IllegalArgument("No enum constant JobType." + text(body, "type"))
	case len(outputs) == 0:
		return nil, emulator.IllegalArgument("A job needs at least one output")
	}
	items, partitions, targets := []itemRef{}, []string{}, []any{}
	for _, output := range outputs {
		item, err := jobOutput(n, key, output)
		if err != nil {
			return nil, err
		}
		spec := text(output, "partition")
		items, partitions = append(items, item), append(partitions, partitionList(spec)...)
		targets = append(targets, Document{
			"type": item.kind, "targetDataset": item.name, "targetDatasetProjectKey": item.project, "targetPartition": partitionOf(spec),
		})
	}
	built := items[0].project // which may be another one than that of the job
	if slices.ContainsFunc(items, func(item itemRef) bool { return item.project != built }) || !mayProject(c, built, "writeProjectContent") {
		return nil, emulator.IllegalArgument("Cannot build items of several projects, or of a project that is not yours") // a guess
	}
	plan := newJobPlan(n, built, kind)
	if body["stopAtFlowZoneBoundary"] == true {
		plan.inZone = zoneOf(n, built, items[0])
	}
	name := "build_" + items[0].name + "_" + partitionOf(text(outputs[0], "partition"))
	job := Document{"state": jobNotStarted, "startTime": 0, "endTime": 0, "polls": n.Quirks.FuturePolls, "activities": []any{}, "def": Document{
		"projectKey": key, "name": name, "type": body["type"], "initiator": caller(c), "initiationTimestamp": n.Millis(),
		"mailNotification": false, "outputs": targets, "refreshHiveMetastore": body["refreshHiveMetastore"] == true,
		"autoUpdateSchemaBeforeEachRecipeRun": body["autoUpdateSchemaBeforeEachRecipeRun"] == true,
	}}
	err := plan.of(items)
	if err == nil {
		job["activities"], err = plan.activities(partitions)
	}
	if err != nil {
		job["activities"], job["failure"] = []any{}, err.Error()
	}
	return job, nil
}

// jobOutput finds an output, a dataset when the type is left out (dss-project.md 27). Objects of families that the node does
// not keep have to be written by a recipe.
func jobOutput(n *emulator.Node, key string, output Document) (itemRef, error) {
	item := itemRef{text(output, "type"), text(output, "projectKey"), text(output, "id")}
	if item.kind == "" {
		item.kind = "DATASET"
	}
	if item.kind == "KNOWLEDGE_BANK" { // as documented; the client sends the other one
		item.kind = "RETRIEVABLE_KNOWLEDGE"
	}
	if item.project == "" {
		item.project = key
	}
	i := slices.IndexFunc(itemCollections, func(c struct{ kind, collection string }) bool { return c.kind == item.kind })
	switch {
	case i < 0:
		return item, emulator.IllegalArgument("No enum constant TaggableType." + item.kind)
	case n.Store.Collection(itemCollections[i].collection).Has(item.id()):
		return item, nil
	case item.kind == "DATASET":
		return item, datasetMissing(item.project, item.name)
	}
	if _, written := producerOf(n, item); !written {
		return item, emulator.NotFound(item.kind + " " + item.project + "." + item.name + " does not exist")
	}
	return item, nil
}

// storeJob gives the job its identifier: its name and the time.
func storeJob(n *emulator.Node, job Document) string {
	def, now := object(job, "def"), n.Now().UTC()
	key, id := text(def, "projectKey"), ""
	for id == "" || n.Store.Collection(jobs).Has(key+"/"+id) {
		id = text(def, "name") + "_" + now.Format("2006-01-02T15-04-05.000")
		now = now.Add(time.Millisecond)
	}
	def["id"] = id
	n.Store.Collection(jobs).Put(key+"/"+id, job)
	n.Store.Collection(runningJobs).Put(key+"/"+id, true)
	return id
}

func isStable(job Document) bool {
	return slices.Contains([]string{jobDone, jobFailed, jobAborted}, text(job, "state"))
}

// jobStatus is the answer of the vendor's reference: activities by identifier, and how many are in which state.
func jobStatus(job Document) Document {
	counts, activities := map[string]int{}, Document{}
	for _, activity := range objects(job, "activities") {
		counts[text(activity, "state")]++
		delete(activity, "log")
		activities[text(activity, "activityId")] = activity
	}
	base := Document{
		"def": job["def"], "state": job["state"], "jobStartTime": job["startTime"], "jobEndTime": job["endTime"], "activities": activities,
	}
	if failure := text(job, "failure"); failure != "" {
		base["failure"] = Document{"message": failure}
	}
	return Document{"baseStatus": base, "globalState": Document{
		"done": counts[jobDone], "failed": counts[jobFailed], "running": counts[jobRunning], "aborted": counts[jobAborted],
		"total": len(activities),
	}}
}

// jobLog is the log of the whole job, or of one activity.
func jobLog(c *emulator.Call, _ string, job Document) (any, error) {
	wanted, log := c.Query("activity", ""), ""
	for _, activity := range objects(job, "activities") {
		if wanted == "" || wanted == text(activity, "activityId") {
			log += text(activity, "log")
			if wanted != "" {
				return emulator.Text(log), nil
			}
		}
	}
	if wanted != "" {
		return nil, emulator.NotFound("Activity " + wanted + " does not exist")
	}
	if failure := text(job, "failure"); failure != "" {
		log += "[ERROR] " + failure + "\n"
	}
	return emulator.Text("[INFO] Job " + text(object(job, "def"), "id") + "\n" + log + "[INFO] Job state: " + text(job, "state") + "\n"), nil
}
