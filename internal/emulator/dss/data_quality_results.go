package dss

import (
	"slices"
	"strconv"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// outcomes are the results of rules, from the best to the worst.
var outcomes = []string{"EMPTY", "OK", "WARNING", "ERROR"}

// handleQualityResults serves what rules have found. The members of most answers are a guess: the vendor's client hands them on.
func handleQualityResults(n *emulator.Node) {
	const quality = "/projects/{projectKey}/datasets/{datasetName}/data-quality"
	since := emulator.Since("12.6.0")
	n.Handle("POST "+quality+"/actions/compute-rules", onDatasetItem("writeProjectContent", computeRules), since)
	n.Handle("POST "+quality+"/get-partitions-status", onDatasetItem("read", func(c *emulator.Call, ref itemRef, _ Document) (any, error) {
		partitions := c.QueryAll("partitions")
		if len(partitions) == 0 {
			return nil, emulator.NullPointer() // seen on DSS 15 (dss-project.md 21)
		}
		answer := Document{}
		for _, partition := range partitions {
			answer[partition] = Document{"outcome": qualityStatus(n, ref, partition)}
		}
		return answer, nil
	}), since)
	n.Handle("GET "+quality+"/status", onDatasetItem("read", func(_ *emulator.Call, ref itemRef, _ Document) (any, error) {
		return qualityStatus(n, ref, ""), nil
	}), since)
	n.Handle("GET "+quality+"/status-by-partition", onDatasetItem("read", func(_ *emulator.Call, ref itemRef, _ Document) (any, error) {
		answer := Document{}
		for _, result := range lastResults(n, ref, "") {
			partition := text(result, "partition")
			answer[partition] = Document{"outcome": qualityStatus(n, ref, partition)}
		}
		return answer, nil
	}), since)
	n.Handle("GET "+quality+"/last-rules-result", onDatasetItem("read", func(c *emulator.Call, ref itemRef, _ Document) (any, error) {
		results := lastResults(n, ref, c.Query("partition", wholeItem))
		if id := c.Query("ruleId", ""); id != "" {
			results = slices.DeleteFunc(results, func(result Document) bool { return text(result, "id") != id })
		}
		return results, nil
	}), since)
	n.Handle("GET "+quality+"/rules-history", onDatasetItem("read", rulesHistory), since)
	n.Handle("DELETE "+quality+"/history/{partition}", onDatasetItem("writeProjectContent",
		func(c *emulator.Call, ref itemRef, _ Document) (any, error) {
			kept := slices.DeleteFunc(ruleResults(n, ref), func(result Document) bool { return text(result, "partition") == c.Arg("partition") })
			storeResults(n, ref, kept)
			return emulator.Empty{}, nil
		}), since)
	n.Handle("GET /projects/{projectKey}/data-quality/status", onProject("read", func(c *emulator.Call, key string) (any, error) {
		return projectQuality(n, key, c.Flag("onlyMonitored", true)), nil
	}), since)
	n.Handle("GET /projects/{projectKey}/data-quality/timeline", onProject("read", qualityTimeline), since)
	n.Handle("GET /data-quality/status", func(c *emulator.Call) (any, error) {
		answer := Document{}
		for _, key := range n.Store.Collection(projects).IDs() {
			statuses := projectQuality(n, key, true)
			if len(statuses) == 0 || !mayProject(c, key, "read") {
				continue
			}
			counts := map[string]int{}
			for _, status := range statuses {
				outcome, _ := status.(string)
				counts[outcome]++
			}
			answer[key] = Document{
				"nbOk": counts["OK"], "nbWarning": counts["WARNING"], "nbError": counts["ERROR"], "nbEmpty": counts["EMPTY"],
			}
		}
		return answer, nil
	}, since)
}

// computeRules computes the enabled rules of a dataset, or the one that the call names.
func computeRules(c *emulator.Call, ref itemRef, _ Document) (any, error) {
	partition, only := c.Query("partition", wholeItem), c.Query("ruleId", "")
	return c.Future("Compute data quality rules of "+ref.name, func() (any, error) {
		return Document{"results": runRules(c.Node, ref, partition, caller(c), func(rule Document) bool {
			return only == "" && rule["enabled"] != false || only != "" && text(rule, "id") == only
		})}, nil
	})
}

// runRules computes and remembers the rules that are wanted.
func runRules(n *emulator.Node, ref itemRef, partition, origin string, wanted func(rule Document) bool) []Document {
	dataset, _ := n.Store.Collection(datasets).Get(ref.id())
	results := []Document{}
	for _, rule := range rulesOf(dataset) {
		if wanted(rule) {
			results = append(results, evaluateRule(n, ref, rule, partition, origin))
		}
	}
	if len(results) > 0 {
		storeResults(n, ref, append(ruleResults(n, ref), results...))
	}
	return results
}

// ruleResults are all results of the rules of a dataset, the oldest first.
func ruleResults(n *emulator.Node, ref itemRef) []Document {
	return objects(stateOf(n, ref), "ruleResults")
}

func storeResults(n *emulator.Node, ref itemRef, results []Document) {
	state := stateOf(n, ref)
	state["ruleResults"] = results
	n.Store.Collection(itemStates).Put(ref.stateID(), state)
}

// lastResults are the last results of each rule that is still there, of a partition or, with "", of each.
func lastResults(n *emulator.Node, ref itemRef, partition string) []Document {
	dataset, _ := n.Store.Collection(datasets).Get(ref.id())
	all, last := ruleResults(n, ref), []Document{}
	for _, rule := range rulesOf(dataset) {
		var seen []string
		for _, result := range slices.Backward(all) {
			at := text(result, "partition")
			if result["id"] == rule["id"] && (partition == "" || partition == at) && !slices.Contains(seen, at) {
				last, seen = append(last, result), append(seen, at)
			}
		}
	}
	return last
}

// qualityStatus is the worst of the last results.
func qualityStatus(n *emulator.Node, ref itemRef, partition string) string {
	worst := 0
	for _, result := range lastResults(n, ref, partition) {
		worst = max(worst, slices.Index(outcomes, text(result, "outcome")))
	}
	return outcomes[worst]
}

// projectQuality is the status of each dataset.
func projectQuality(n *emulator.Node, key string, onlyMonitored bool) Document {
	answer := Document{}
	for _, dataset := range itemsOf(n, datasets, key) {
		if object(dataset, "metricsChecks")["monitor"] == true || !onlyMonitored {
			answer[text(dataset, "name")] = qualityStatus(n, itemRef{"DATASET", key, text(dataset, "name")}, "")
		}
	}
	return answer
}

// rulesHistory pages through the results, the newest first.
func rulesHistory(c *emulator.Call, ref itemRef, _ Document) (any, error) {
	rules := append(c.QueryAll("ruleIds"), c.QueryAll("ruleId")...)
	earliest, latest := limitOf(c, "minTimestamp", 0), limitOf(c, "maxTimestamp", 1<<62)
	list := []Document{}
	for _, result := range slices.Backward(ruleResults(c.Node, ref)) {
		at := int(numberOf(result["computeDate"]))
		if at >= earliest && at <= latest && (len(rules) == 0 || slices.Contains(rules, text(result, "id"))) {
			list = append(list, result)
		}
	}
	size, page := limitOf(c, "resultsPerPage", 10000), limitOf(c, "page", 0)
	from := min(page*size, len(list))
	return list[from:min(from+size, len(list))], nil
}

func limitOf(c *emulator.Call, name string, fallback int) int {
	value, err := strconv.Atoi(c.Query(name, ""))
	if err != nil {
		return fallback
	}
	return value
}

// qualityTimeline lists the days with results of monitored datasets, the last 14 unless limits are given.
func qualityTimeline(c *emulator.Call, key string) (any, error) {
	n, day := c.Node, 24*time.Hour
	earliest := limitOf(c, "minTimestamp", int(n.Millis()-14*day.Milliseconds()))
	latest := limitOf(c, "maxTimestamp", int(n.Millis()))
	days, list := map[string]Document{}, []any{}
	for name := range projectQuality(n, key, true) {
		for _, result := range ruleResults(n, itemRef{"DATASET", key, name}) {
			at := int(numberOf(result["computeDate"]))
			if at < earliest || at > latest {
				continue
			}
			date := time.UnixMilli(int64(at)).UTC().Format(time.DateOnly)
			if days[date] == nil {
				days[date] = Document{"day": date, "datasets": Document{}}
				list = append(list, days[date])
			}
			object(days[date], "datasets")[name] = result["outcome"]
		}
	}
	return list, nil
}
