package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// names runs a search page and returns the names of its hits.
func (f *fixture) names(filters, more string) []string {
	f.Helper()
	found := f.ok("POST", "/artifacts/search", `{"artifactSearchSource":{"type":"all"},"artifactFilters":[`+filters+`]`+more+`}`)
	names := []string{}
	hits, _ := at(found, "uiArtifacts").(docs)
	for _, hit := range hits {
		name, _ := at(hit, "artifact", "name").(string)
		names = append(names, name)
	}
	return names
}

const onAI = `{"type":"blueprints","blueprintIds":["bp.ai"]}`

func withArtifacts(f *fixture) (ids []string) {
	f.Helper()
	withActiveVersion(f)
	return []string{
		f.newArtifact("Delta", `{"purpose":"One","budget":10,"risk_level":"Low"}`),
		f.newArtifact("alpha", `{"purpose":"two","budget":9}`),
		f.newArtifact("Beta", `{"purpose":"ONE","budget":100,"risk_level":"High"}`),
	}
}

func TestSearchFilters(t *testing.T) {
	f := start(t, emulator.Options{})
	ids := withArtifacts(f)
	f.ok("PUT", "/artifact/"+ids[2], `{"name":"Beta","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"fields":{"purpose":"ONE","budget":100,"risk_level":"High"},"status":{"archived":true}}`)
	for filter, want := range map[string]string{
		onAI: "Delta alpha Beta",
		`{"type":"blueprintVersions","blueprintVersionIds":[{"blueprintId":"bp.ai","versionId":"bv.v1"}]}`:                               "Delta alpha Beta",
		`{"type":"artifacts","artifactIds":["` + ids[1] + `"]}`:                                                                          "alpha",
		onAI + `,{"type":"archived","isArchived":false}`:                                                                                 "Delta alpha",
		onAI + `,{"type":"archived","isArchived":true}`:                                                                                  "Delta alpha Beta",
		onAI + `,{"type":"field","conditionType":"CONTAINS","condition":"ETA"}`:                                                          "Beta",
		onAI + `,{"type":"field","conditionType":"CONTAINS","condition":"ETA","caseSensitive":true}`:                                     "",
		onAI + `,{"type":"field","conditionType":"EQUALS","condition":"one","fieldId":"purpose"}`:                                        "Delta Beta",
		onAI + `,{"type":"field","conditionType":"EQUALS","condition":"one","fieldId":"purpose","negateCondition":true}`:                 "alpha",
		onAI + `,{"type":"field","conditionType":"START_WITH","condition":"H","fieldId":"risk_level"}`:                                   "Beta",
		onAI + `,{"type":"field","conditionType":"END_WITH","condition":"00","fieldId":"budget"},{"type":"archived","isArchived":false}`: "",
	} {
		if got := strings.Join(f.names(filter, ""), " "); got != want {
			t.Errorf("%s: got %q, want %q", filter, got, want)
		}
	}
	f.refused(400, "unknown type", "POST", "/artifacts/search", `{"artifactSearchSource":{"type":"all"},"artifactFilters":[{"type":"x"}]}`)
	f.refused(400, "No enum constant", "POST", "/artifacts/search", `{"artifactSearchSource":{"type":"all"},"artifactFilters":[{"type":"field","conditionType":"LIKE"}]}`)
	f.refused(500, "null", "POST", "/artifacts/search", `{"artifactFilters":[]}`)
}

func TestSearchSortsAndPages(t *testing.T) {
	f := start(t, emulator.Options{})
	ids := withArtifacts(f)
	f.ok("PUT", "/artifact/"+ids[1], `{"name":"alpha","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"fields":{"purpose":"two","budget":9},
		"workflow":{"steps":{"review":{"status":"ONGOING"}}}}`)
	column := func(direction, column string) string {
		return `,"artifactSearchSort":{"direction":"` + direction + `","column":` + column + `}`
	}
	for sort, want := range map[string]string{
		"":                                    "Delta alpha Beta",
		column("ASC", `{"type":"name"}`):      "alpha Beta Delta",
		column("DESC", `{"type":"name"}`):     "Delta Beta alpha",
		column("DESC", `{"type":"workflow"}`): "alpha Delta Beta",
		column("ASC", `{"type":"field","fields":[{"blueprintId":"bp.ai","fieldId":"budget"}]}`): "alpha Delta Beta",
	} {
		if got := strings.Join(f.names(onAI, sort), " "); got != want {
			t.Errorf("%s: got %q, want %q", sort, got, want)
		}
	}
	page := func(last string) any {
		return f.ok("POST", "/artifacts/search", `{"artifactSearchSource":{"type":"all"},"artifactFilters":[`+onAI+`],
			"artifactSearchPagination":{"pageSize":2,"lastArtifactId":`+last+`}}`)
	}
	f.equal(at(page("null"), "hasNextPage"), true)
	second := page(`"` + ids[1] + `"`)
	f.equal(at(second, "hasNextPage"), false)
	f.equal(at(second, "uiArtifacts", 0, "artifact", "id"), ids[2])
	f.equal(at(second, "uiArtifacts", 1), nil)
}
