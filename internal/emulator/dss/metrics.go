package dss

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// wholeItem is the partition of what is not partitioned (dss-project.md 20).
const wholeItem = "NP"

// handleMetrics serves dss-project.md 20 and the same of managed folders (24).
func handleMetrics(n *emulator.Node) {
	const dataset, folder = "/projects/{projectKey}/datasets/{datasetName}", "/projects/{projectKey}/managedfolders/{folderId}"
	compute := func(c *emulator.Call, ref itemRef, item Document) (any, error) {
		probes, err := probesOf(c, item)
		if err != nil {
			return nil, err
		}
		return computeMetrics(c.Node, ref, partitionOf(c.Query("partition", "")), metricIDs(probes)), nil
	}
	computeIDs := func(c *emulator.Call, ref itemRef, _ Document) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		return computeMetrics(c.Node, ref, partitionOf(c.Query("partition", "")), texts(body["metricIds"])), nil
	}
	later := func(h itemHandler) itemHandler { // of folders it is a long task
		return func(c *emulator.Call, ref itemRef, item Document) (any, error) {
			report, err := h(c, ref, item)
			if err != nil {
				return nil, err
			}
			return c.Future("Compute metrics of "+ref.name, func() (any, error) { return report, nil })
		}
	}
	n.Handle("POST "+dataset+"/actions/computeMetrics", onDatasetItem("writeProjectContent", compute))
	n.Handle("POST "+dataset+"/actions/computeMetricsFromIds", onDatasetItem("writeProjectContent", computeIDs))
	n.Handle("POST "+dataset+"/actions/runChecks", onDatasetItem("writeProjectContent", runChecks))
	n.Handle("GET "+dataset+"/metrics/last/{partition}", onDatasetItem("read", lastMetrics))
	n.Handle("GET "+dataset+"/metrics/history/{partition}", onDatasetItem("read", metricHistory))
	n.Handle("POST "+folder+"/actions/computeMetrics", onFolderItem("writeProjectContent", later(compute)))
	n.Handle("POST "+folder+"/actions/computeMetricsFromIds", onFolderItem("writeProjectContent", later(computeIDs)))
	n.Handle("GET "+folder+"/metrics/last", onFolderItem("read", lastMetrics))
	n.Handle("GET "+folder+"/metrics/history", onFolderItem("read", metricHistory))
}

type itemHandler = func(c *emulator.Call, ref itemRef, item Document) (any, error)

func onDatasetItem(right string, h itemHandler) emulator.Handler {
	return onDataset(right, func(c *emulator.Call, dataset Document) (any, error) {
		return h(c, itemRef{"DATASET", text(dataset, "projectKey"), text(dataset, "name")}, dataset)
	})
}

func onFolderItem(right string, h itemHandler) emulator.Handler {
	return onManagedFolder(right, func(c *emulator.Call, folder Document) (any, error) {
		return h(c, itemRef{"MANAGED_FOLDER", text(folder, "projectKey"), text(folder, "id")}, folder)
	})
}

func partitionOf(given string) string {
	if given == "" {
		return wholeItem
	}
	return given
}

// probesOf are the probes of the body, else those of the document.
func probesOf(c *emulator.Call, item Document) ([]Document, error) {
	if !c.HasBody() {
		return objects(object(item, "metrics"), "probes"), nil
	}
	body, err := c.Object()
	return objects(body, "probes"), err
}

// metricIDs lists what the enabled probes compute. What code and plugins compute is not known without running them.
func metricIDs(probes []Document) []string {
	var ids []string
	for _, probe := range probes {
		if probe["enabled"] != true {
			continue
		}
		switch kind := text(probe, "type"); kind {
		case "basic":
			ids = append(ids, "basic:COUNT_COLUMNS", "basic:COUNT_FILES", "basic:SIZE")
		case "records":
			ids = append(ids, "records:COUNT_RECORDS")
		case "partitioning":
			ids = append(ids, "partitioning:COUNT_PARTITIONS")
		case "col_stats", "adv_col_stats":
			for _, aggregate := range objects(object(probe, "configuration"), "aggregates") {
				ids = append(ids, kind+":"+text(aggregate, "aggregated")+":"+text(aggregate, "column"))
			}
		}
	}
	return ids
}

// metricOf is the value of a metric now: counts as they are, 0 for what would need the data. Folders have no columns.
func metricOf(n *emulator.Node, ref itemRef, id string) (value string, known bool) {
	state, count := stateOf(n, ref), 0
	switch id {
	case "basic:COUNT_COLUMNS":
		dataset, ok := n.Store.Collection(datasets).Get(ref.id())
		if !ok {
			return "", false
		}
		count = len(objects(object(dataset, "schema"), "columns"))
	case "basic:COUNT_FILES":
		count = len(filesOf(n, ref))
		if count == 0 && state["built"] == true {
			count = 1
		}
	case "basic:SIZE":
		for _, at := range filesOf(n, ref) {
			data, _, _ := readFile(n, ref, at)
			count += len(data)
		}
	case "partitioning:COUNT_PARTITIONS":
		count = len(object(state, "partitions"))
	case "records:COUNT_RECORDS":
		if records, ok := state["records"].(json.Number); ok {
			return records.String(), true
		}
	}
	return strconv.Itoa(count), true
}

func metricType(id string) string {
	if strings.HasPrefix(id, "col_stats:") && !strings.Contains(id, ":COUNT") {
		return "DOUBLE"
	}
	return "BIGINT"
}

// computeMetrics computes and remembers metrics. The members of the report are a guess: the vendor's client hands it on.
func computeMetrics(n *emulator.Node, ref itemRef, partition string, ids []string) Document {
	started, computed := n.Millis(), []any{}
	state := stateOf(n, ref)
	complete(state, Document{"metrics": Document{}})
	for _, id := range ids {
		value, known := metricOf(n, ref, id)
		if !known {
			continue
		}
		point := Document{"partition": partition, "value": value, "dataType": metricType(id), "computed": n.Millis()}
		history, _ := object(state, "metrics")[id].([]any)
		object(state, "metrics")[id] = append(history, point)
		computed = append(computed, Document{"metricId": id, "metric": Document{"id": id}, "value": value, "partition": partition})
	}
	n.Store.Collection(itemStates).Put(ref.stateID(), state)
	return Document{
		"partition": partition, "startTime": started, "endTime": n.Millis(), "computed": computed, "skipped": []any{}, "runs": []any{},
	}
}

// lastMetrics lists the metrics of the probes and all that were ever computed, with their last values by partition
// (developer.dataiku.com, metrics).
func lastMetrics(c *emulator.Call, ref itemRef, item Document) (any, error) {
	history := object(stateOf(c.Node, ref), "metrics")
	ids := metricIDs(objects(object(item, "metrics"), "probes"))
	for id := range history {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	displayed, list := texts(object(object(item, "metrics"), "displayedState")["metrics"]), []any{}
	for _, id := range slices.Compact(ids) {
		if _, known := metricOf(c.Node, ref, id); !known {
			continue
		}
		kind, _, _ := strings.Cut(id, ":")
		last, partitions := lastValues(objects(history, id), c.Arg("partition"))
		list = append(list, Document{
			"metric": Document{"id": id, "type": kind, "dataType": metricType(id)}, "meta": Document{"name": id, "fullName": id},
			"computingProbe": kind, "displayedAsMetric": slices.Contains(displayed, id), "notExistingViews": []any{},
			"partitionsWithValue": partitions, "lastValues": last,
		})
	}
	return Document{"metrics": list}, nil
}

// lastValues are the last points of each partition, or of the one that is asked for.
func lastValues(points []Document, partition string) (last, partitions []any) {
	last, partitions = []any{}, []any{}
	for _, point := range slices.Backward(points) {
		name := text(point, "partition")
		if !slices.Contains(partitions, any(name)) {
			partitions = append(partitions, name)
			if partition == "" || partition == "ALL" || partition == name {
				last = append(last, point)
			}
		}
	}
	return last, partitions
}

// metricHistory takes the identifier of a metric, or JSON text that holds one.
func metricHistory(c *emulator.Call, ref itemRef, _ Document) (any, error) {
	id := c.Query("metricLookup", "")
	if value, err := emulator.ParseJSON([]byte(id)); err == nil {
		if lookup, ok := value.(Document); ok {
			id = text(lookup, "id")
		}
	}
	if id == "" {
		return nil, emulator.IllegalArgument("Missing parameter: metricLookup")
	}
	values := []any{}
	for _, point := range objects(object(stateOf(c.Node, ref), "metrics"), id) {
		if wanted := partitionOf(c.Arg("partition")); wanted == "ALL" || wanted == point["partition"] {
			values = append(values, Document{"time": point["computed"], "value": point["value"]})
		}
	}
	return Document{"metricId": id, "metric": Document{"id": id}, "dataType": metricType(id), "values": values}, nil
}

// runChecks runs the checks of the body, else those of the document.
func runChecks(c *emulator.Call, ref itemRef, dataset Document) (any, error) {
	checks := objects(object(dataset, "metricsChecks"), "checks")
	if c.HasBody() {
		body, err := c.JSON()
		if err != nil {
			return nil, err
		}
		if wrapped, ok := body.(Document); ok {
			body = wrapped["checks"]
		}
		checks = objects(Document{"checks": body}, "checks")
	}
	results := []any{}
	for _, check := range checks {
		results = append(results, evaluateRule(c.Node, ref, check, partitionOf(c.Query("partition", "")), caller(c)))
	}
	return Document{"partition": partitionOf(c.Query("partition", "")), "results": results}, nil
}
