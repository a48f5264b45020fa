package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const orders = "/projects/A/datasets/orders"

// datasetProbe serves a node with project A and its dataset orders of two columns. Long tasks end at once.
func datasetProbe(t *testing.T) *probe {
	t.Helper()
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	p.project("A", "ROOT")
	p.dataset("A", "orders")
	return p
}

// dataset makes a managed dataset of two columns.
func (p *probe) dataset(key, name string) {
	p.Helper()
	p.must("POST", "/projects/"+key+"/datasets/managed", document{
		"name": name, "creationSettings": document{"connectionId": "filesystem_managed", "specificSettings": document{}},
	})
	p.must("PUT", "/projects/"+key+"/datasets/"+name+"/schema", document{"userModified": true, "columns": []any{
		document{"name": "id", "type": "bigint"}, document{"name": "label", "type": "string"},
	}})
}

// built marks a dataset as built with so many rows.
func (p *probe) built(key, name string, records int) {
	p.Helper()
	p.node.Do(func(s *emulator.Store) {
		state, known := s.Collection("item_states").Get(key + "/DATASET/" + name)
		if !known {
			state = document{}
		}
		state["built"], state["records"] = true, records
		s.Collection("item_states").Put(key+"/DATASET/"+name, state)
	})
}

func TestDataQualityRules(t *testing.T) {
	p := datasetProbe(t)
	const rules = orders + "/data-quality/rules"
	p.refused(p.send("POST", rules, document{"displayName": "x"}), 400, "IllegalArgumentException", "type")
	rule, _ := p.must("POST", rules, document{
		"type": "RecordCountInRangeRule", "displayName": "enough", "minimum": 10, "minimumEnabled": true, "softMinimum": 20, "softMinimumEnabled": true,
	}).(document)
	id := asText(rule["id"])
	p.same("length of the id", len(id), 8)
	p.same("defaults", []any{rule["enabled"], rule["computeOnBuildMode"], rule["maximumEnabled"]}, []any{true, "PARTITION", false})
	p.same("in the document", at(p.get(orders), "metricsChecks", "checks", 0, "id"), id)

	rule["displayName"], rule["type"] = "many", "python"
	p.must("PUT", rules+"/"+id, rule)
	p.same("changed", []any{at(p.get(rules), "checks", 0, "displayName"), at(p.get(rules), "checks", 0, "type")}, []any{"many", "RecordCountInRangeRule"})
	p.refused(p.send("PUT", rules+"/none", rule), 404, "NotFoundException", "does not exist")
	p.refused(p.send("DELETE", rules+"/"+id, nil), 400, "IllegalArgumentException", "ruleId")
	p.must("DELETE", rules+"/"+id+"?ruleId="+id, nil)
	p.same("none", p.get(rules), document{"checks": []any{}})
}

func TestDataQualityResults(t *testing.T) {
	p := datasetProbe(t)
	const quality = orders + "/data-quality"
	enough := asText(at(p.must("POST", quality+"/rules", document{
		"type": "RecordCountInRangeRule", "displayName": "enough", "minimum": 10, "minimumEnabled": true, "softMinimum": 20, "softMinimumEnabled": true,
	}), "id"))
	columns := asText(at(p.must("POST", quality+"/rules", document{"type": "ColumnCountInRangeRule", "displayName": "columns", "maximum": 2, "maximumEnabled": true}), "id"))
	p.must("POST", quality+"/rules", document{"type": "ColumnNotEmptyRule", "displayName": "off", "enabled": false, "columns": []any{"id"}})

	status := func() any { return p.must("GET", quality+"/status", nil) }
	p.same("never computed", status(), "EMPTY")
	compute := func() {
		p.same("ends", at(p.must("POST", quality+"/actions/compute-rules?partition=NP", nil), "hasResult"), true)
	}
	compute()
	last, _ := p.must("GET", quality+"/last-rules-result?partition=NP", nil).([]any)
	p.same("results", []any{len(last), at(last[0], "outcome"), at(last[1], "outcome")}, []any{2, "EMPTY", "OK"})
	for records, outcome := range map[int]string{5: "ERROR", 15: "WARNING", 25: "OK"} {
		p.built("A", "orders", records)
		p.must("POST", quality+"/actions/compute-rules?ruleId="+enough, nil)
		p.same("outcome", at(p.must("GET", quality+"/last-rules-result?ruleId="+enough, nil), 0, "outcome"), outcome)
	}

	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingRules = []string{"columns"} })
	compute()
	p.same("told to", status(), "ERROR")
	p.same("by partition", at(p.get(quality+"/status-by-partition?includeAllPartitions=False"), "NP", "outcome"), "ERROR")
	p.same("partitions", at(p.must("POST", quality+"/get-partitions-status?partitions=NP", nil), "NP", "outcome"), "ERROR")
	p.refused(p.send("POST", quality+"/get-partitions-status", nil), 500, "NullPointerException", "")
	history, _ := p.must("GET", quality+"/rules-history?ruleIds="+columns, nil).([]any)
	p.same("history", []any{len(history), at(history[0], "outcome"), at(history[1], "outcome")}, []any{2, "ERROR", "OK"})

	p.same("not monitored", p.get("/projects/A/data-quality/status"), document{})
	p.same("all", p.get("/projects/A/data-quality/status?onlyMonitored=False"), document{"orders": "ERROR"})
	dataset := p.get(orders)
	set(dataset, true, "metricsChecks", "monitor")
	p.must("PUT", orders, dataset)
	p.same("monitored", p.get("/projects/A/data-quality/status"), document{"orders": "ERROR"})
	p.same("instance", at(p.get("/data-quality/status"), "A", "nbError"), 1)
	timeline, _ := p.must("GET", "/projects/A/data-quality/timeline", nil).([]any)
	p.same("days", len(timeline), 1)
	p.must("DELETE", quality+"/history/NP", nil)
	p.same("forgotten", status(), "EMPTY")
}

func TestMetrics(t *testing.T) {
	p := datasetProbe(t)
	p.built("A", "orders", 42)
	report := p.must("POST", orders+"/actions/computeMetrics?partition=", nil)
	p.same("computed", at(report, "computed", 0, "metricId"), "basic:COUNT_COLUMNS")
	p.must("POST", orders+"/actions/computeMetricsFromIds", document{"metricIds": []any{"col_stats:MIN:id", "records:COUNT_RECORDS"}})
	values := map[string]any{}
	metrics, _ := p.get(orders + "/metrics/last/NP")["metrics"].([]any)
	for _, metric := range metrics {
		values[asText(at(metric, "metric", "id"))] = at(metric, "lastValues", 0, "value")
	}
	p.same("values", values, document{
		"basic:COUNT_COLUMNS": "2", "basic:COUNT_FILES": "1", "basic:SIZE": "0", "records:COUNT_RECORDS": "42", "col_stats:MIN:id": "0",
	})
	history := p.get(orders + "/metrics/history/NP?metricLookup=records:COUNT_RECORDS")
	p.same("history", []any{at(history, "values", 0, "value"), at(history, "values", 1, "value")}, []any{"42", "42"})
	p.refused(p.send("GET", orders+"/metrics/history/NP", nil), 400, "IllegalArgumentException", "metricLookup")

	dataset := p.get(orders)
	set(dataset, []any{document{
		"type": "numericRange", "metricId": "records:COUNT_RECORDS", "maximum": 41, "maximumEnabled": true, "meta": document{"label": "few"},
	}}, "metricsChecks", "checks")
	p.must("PUT", orders, dataset)
	p.same("check", at(p.must("POST", orders+"/actions/runChecks?partition=", nil), "results", 0, "outcome"), "ERROR")

	folder := asText(at(p.must("POST", "/projects/A/managedfolders/", document{"name": "f"}), "id"))
	p.must("POST", "/projects/A/managedfolders/"+folder+"/actions/computeMetrics", nil)
	p.same("of a folder", at(p.get("/projects/A/managedfolders/"+folder+"/metrics/last"), "metrics", 0, "lastValues", 0, "value"), "0")
}
