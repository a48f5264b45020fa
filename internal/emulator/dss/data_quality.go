package dss

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleDataQuality serves dss-project.md 21. Rules live among the checks of the document of their dataset, since 12.6
// (project-documents.md 4).
func handleDataQuality(n *emulator.Node) {
	const quality = "/projects/{projectKey}/datasets/{datasetName}/data-quality"
	since := emulator.Since("12.6.0")
	n.Handle("GET "+quality+"/rules", onDataset("read", func(_ *emulator.Call, dataset Document) (any, error) {
		return Document{"checks": append([]Document{}, rulesOf(dataset)...)}, nil
	}), since)
	n.Handle("POST "+quality+"/rules", onDataset("writeProjectContent", createRule), since)
	n.Handle("PUT "+quality+"/rules/{ruleId}", onRule(func(c *emulator.Call, dataset Document, at int) (any, error) {
		rule, err := c.Object()
		if err != nil {
			return nil, err
		}
		checks := rulesOf(dataset)
		for _, member := range []string{"id", "type"} { // that the type stays is a guess
			keep(rule, checks[at], member)
		}
		completeRule(rule)
		checks[at] = rule
		saveRules(c, dataset, checks)
		return emulator.Empty{}, nil
	}), since)
	n.Handle("DELETE "+quality+"/rules/{ruleId}", onRule(func(c *emulator.Call, dataset Document, at int) (any, error) {
		if c.Query("ruleId", "") != c.Arg("ruleId") { // the identifier is sent twice (dss-project.md 21)
			return nil, emulator.IllegalArgument("Missing parameter: ruleId")
		}
		saveRules(c, dataset, slices.Delete(rulesOf(dataset), at, at+1))
		return emulator.Empty{}, nil
	}), since)
	handleQualityResults(n)
}

func rulesOf(dataset Document) []Document { return objects(object(dataset, "metricsChecks"), "checks") }

// onRule finds the rule of the path. How the server words a missing one was not recorded.
func onRule(h func(c *emulator.Call, dataset Document, at int) (any, error)) emulator.Handler {
	return onDataset("writeProjectContent", func(c *emulator.Call, dataset Document) (any, error) {
		at := slices.IndexFunc(rulesOf(dataset), func(rule Document) bool { return text(rule, "id") == c.Arg("ruleId") })
		if at < 0 {
			return nil, emulator.NotFound("Rule " + c.Arg("ruleId") + " does not exist")
		}
		return h(c, dataset, at)
	})
}

func createRule(c *emulator.Call, dataset Document) (any, error) {
	rule, err := c.Object()
	if err != nil {
		return nil, err
	}
	if text(rule, "type") == "" {
		return nil, emulator.IllegalArgument("Missing type of the rule")
	}
	rule["id"] = c.Node.RandomID(8)
	completeRule(rule)
	saveRules(c, dataset, append(rulesOf(dataset), rule))
	return rule, nil
}

func saveRules(c *emulator.Call, dataset Document, rules []Document) {
	complete(dataset, Document{"metricsChecks": Document{}})
	object(dataset, "metricsChecks")["checks"] = rules
	saveItem(c, datasets, "name", dataset, dataset)
}

// completeRule adds what every rule has: of those with bounds all members that real documents have (project-documents.md 4).
func completeRule(rule Document) {
	complete(rule, Document{"displayName": rule["type"], "enabled": true, "autoRun": false, "computeOnBuildMode": "PARTITION"})
	bounds := map[string]string{
		"ColumnNotEmptyRule": "maximum softMaximum", "ColumnEmptyRule": "minimum softMinimum", "ColumnUniqueValuesRule": "minimum softMinimum",
	}
	kind := text(rule, "type")
	if strings.HasSuffix(kind, "InRangeRule") || kind == "numericRange" {
		bounds[kind] = "minimum maximum softMinimum softMaximum"
	}
	for _, bound := range strings.Fields(bounds[kind]) {
		complete(rule, Document{bound: json.Number("0.0"), bound + "Enabled": false})
	}
	if strings.HasPrefix(kind, "Column") && !strings.HasPrefix(kind, "ColumnCount") && rule["column"] == nil {
		complete(rule, Document{"columns": []any{}})
	}
}

// ruleName is what people call a rule, or a check of old.
func ruleName(rule Document) string {
	for _, name := range []string{text(rule, "displayName"), text(object(rule, "meta"), "label"), text(object(rule, "meta"), "name")} {
		if name != "" {
			return name
		}
	}
	return text(rule, "type")
}

// evaluateRule computes a rule. What would need the data is fine, unless Quirks.FailingRules names the rule.
func evaluateRule(n *emulator.Node, ref itemRef, rule Document, partition, origin string) Document {
	outcome, message := "OK", ""
	value, known := ruleValue(n, ref, rule)
	switch {
	case slices.Contains(n.Quirks.FailingRules, text(rule, "id")), slices.Contains(n.Quirks.FailingRules, ruleName(rule)):
		outcome, message = "ERROR", "The rule is told to fail"
	case known && value == "":
		outcome, message = "EMPTY", "No value"
	case known && text(rule, "type") == "valueSet":
		if !slices.Contains(texts(rule["values"]), value) {
			outcome = "ERROR"
		}
		message = "Value: " + value
	case known:
		outcome = judgeRange(rule, value)
		message = "Value: " + value
	}
	return Document{
		"id": text(rule, "id"), "name": ruleName(rule), "ruleType": rule["type"], "outcome": outcome, "message": message,
		"partition": partition, "computeDate": n.Millis(), "runOrigin": Document{"type": "API", "login": origin},
		"observedValue": value,
	}
}

// ruleValue is what the rule looks at, "" while the dataset was never built; known is false for what the emulator has not.
func ruleValue(n *emulator.Node, ref itemRef, rule Document) (value string, known bool) {
	id := map[string]string{
		"RecordCountInRangeRule": "records:COUNT_RECORDS", "ColumnCountInRangeRule": "basic:COUNT_COLUMNS",
		"numericRange": text(rule, "metricId"), "valueSet": text(rule, "metricId"),
	}[text(rule, "type")]
	if id == "" {
		return "", false
	}
	if !isBuilt(n, ref) && id != "basic:COUNT_COLUMNS" {
		return "", true
	}
	value, _ = metricOf(n, ref, id)
	return value, true
}

// judgeRange compares with the bounds that are enabled: the hard ones are errors, the soft ones warnings.
func judgeRange(rule Document, text string) string {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "ERROR"
	}
	beyond := func(low, high string) bool {
		return rule[low+"Enabled"] == true && value < numberOf(rule[low]) || rule[high+"Enabled"] == true && value > numberOf(rule[high])
	}
	switch {
	case beyond("minimum", "maximum"):
		return "ERROR"
	case beyond("softMinimum", "softMaximum"):
		return "WARNING"
	}
	return "OK"
}

func numberOf(value any) float64 {
	number, _ := strconv.ParseFloat(fmt.Sprint(value), 64)
	return number
}
