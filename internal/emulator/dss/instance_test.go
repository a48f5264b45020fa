package dss_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

func TestInstanceInfo(t *testing.T) {
	p := newProbe(t, emulator.Options{NodeType: "automation", Version: "15.0.0"})
	p.same("info", p.get("/instance-info"), document{
		"nodeId": "automation-1", "nodeName": "automation-1", "nodeType": "AUTOMATION", "dssVersion": "15.0.0",
		"dataDirPath": "/data/dataiku/dss_data",
	})
	p.same("auth info", p.get("/auth/info"), document{
		"authIdentifier": "admin", "realUserLogin": "admin", "groups": []string{"administrators"}, "userProfile": "FULL_DESIGNER",
		"authSource": "PERSONAL_API_KEY", "via": []any{},
	})
	p.same("from headers", at(p.must("POST", "/auth/info-from-browser-headers?withSecrets=True", document{"Cookie": "x"}), "secrets"), []any{})
	ticket, _ := at(p.must("POST", "/auth/ticket-from-browser-headers", document{"Cookie": "x"}), "msg").(string)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/dip/publicapi/auth/info", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-DKU-APITicket", ticket)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	p.same("by ticket", at(p.read(response.StatusCode, response.Body).body, "authIdentifier"), "admin")
}

func TestLicence(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	newUser(p, "jdoe", document{"userProfile": "EXPLORER"})
	status := p.get("/admin/licensing/status")
	limits, _ := at(status, "limits", "profileLimits").(document)
	p.same("count", at(limits["EXPLORER"], "directCount"), 1)
	p.same("profiles", len(limits), len(list(at(status, "base", "userProfiles"))))
	p.must("POST", "/admin/licensing/license", document{"licenseKind": "TRIAL", "properties": document{"a": "b"}, "signature": "hush"})
	status = p.get("/admin/licensing/status")
	p.same("content", at(status, "base", "licenseContent"), document{"licenseKind": "TRIAL", "properties": document{"a": "b"}})
	p.change("singletons", "licensing_status", func(d document) { set(d, []any{"DESIGNER", "NONE"}, "base", "userProfiles") })
	p.refused(p.send("POST", "/admin/users", document{"login": "abc", "password": "secret", "userProfile": "READER"}), 400,
		"IllegalArgumentException", "license")
	newUser(p, "abc", document{"userProfile": nil})
	p.same("fallback", p.get("/admin/users/abc")["userProfile"], "NONE")
	p.must("PUT", "/admin/users/jdoe", p.get("/admin/users/jdoe")) // its profile left the licence, but did not change

	newer := newProbe(t, emulator.Options{Version: "15.0.0"})
	newer.must("POST", "/admin/licensing/license", document{"licenseKind": "TRIAL"})
	newer.same("content on 15", at(newer.get("/admin/licensing/status"), "base", "licenseContent"), nil)
}

func TestInstanceActions(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	codes := list(p.must("GET", "/admin/sanity-check/codes", nil))
	result := at(p.must("POST", "/admin/sanity-check/run", codes[:1]), "result")
	p.same("sanity check", []any{at(result, "maxSeverity"), at(result, "success"), len(list(at(result, "messages")))}, []any{"WARNING", false, len(codes) - 1})
	p.same("nothing found", at(p.must("POST", "/admin/sanity-check/run", codes), "result", "anyMessage"), false)

	p.must("POST", "/projects/", document{"projectKey": "P", "name": "P", "owner": "admin"})
	usage := p.get("/admin/monitoring/global-usage-summary?withPerProject=True")
	p.same("usage", []any{usage["projects"], at(usage, "projectSummaries", 0, "projectKey"), at(usage, "notebooks", "nbSqlNotebooks")}, []any{1, "P", 0})
	p.must("POST", "/projects/P/scenarios", document{"name": "a", "type": "step_based", "active": true, "triggers": []any{document{"type": "temporal", "active": true}}})
	p.must("POST", "/projects/P/scenarios", document{"name": "b", "type": "step_based", "triggers": []any{document{"type": "temporal", "active": true}}})
	p.must("POST", "/projects/P/scenarios", document{"name": "c", "type": "step_based", "active": true})
	usage = p.get("/admin/monitoring/global-usage-summary?withPerProject=True")
	p.same("scenarios", usage["scenarios"], document{"all": 3, "activeWithTriggers": 1})
	p.same("scenarios", at(usage, "projectSummaries", 0, "scenarios"), document{"all": 3, "activeWithTriggers": 1})
	p.same("no monitored project", p.get("/data-quality/status"), document{})
	check := document{"items": []any{document{"objectType": "DATASET", "objectProjectKey": "P", "objectId": "d"}, document{"objectProjectKey": "Q"}}}
	checked := p.must("POST", "/permissions/actions/check-objects", check)
	p.same("check", []any{at(checked, "items", 0, "canRead"), at(checked, "items", 1, "canRead")}, []bool{true, false})

	for path, member := range map[string]string{
		"global": "size", "all-dss?summaryOnly=False": "size", "unknown?summaryOnly=True": "unknown", "projects/P": "projects",
	} {
		if at(p.must("GET", "/directories-footprint/"+path, nil), "result", member) == nil {
			t.Errorf("footprint %s has no %s", path, member)
		}
	}
	p.refused(p.send("GET", "/directories-footprint/projects/ABSENT", nil), 403, "UnauthorizedException", "project permissions")
	p.must("POST", "/directories-footprint/fake-fs-walk-with-datadir-listing", document{"datadirListing": "x"})
	p.must("POST", "/directories-footprint/unfake-fs-walk-with-datadir-listing", nil)
	indexed := p.must("POST", "/catalog/index", document{"connectionNames": []any{}, "indexAllConnections": true, "indexingMode": "FULL"})
	p.same("indexed", len(list(at(indexed, "indexedConnections"))) > 0, true)
	p.same("notebooks", p.must("GET", "/admin/notebooks/", nil), []any{})
	p.must("POST", "/admin/audit/custom/my-type", document{})
	if a := p.send("GET", "/resources/scoring-lib-jar", nil); !strings.HasPrefix(a.text, "PK") {
		t.Errorf("jar: %d %q", a.status, a.text)
	}
	name, _ := list(p.must("GET", "/admin/logs/", nil))[0].(string)
	if text, isText := p.must("GET", "/admin/logs/"+name, nil).(string); !isText || text == "" {
		t.Errorf("log: %q", text)
	}
	p.refused(p.send("GET", "/admin/logs/ghost.log", nil), 404, "NotFoundException", "ghost.log")
}

func TestGovernIntegration(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("new node", p.get("/admin/get-govern-node-ref")["enabled"], false)
	p.refused(p.send("POST", "/admin/govern-integration-sync", nil), 400, "IllegalArgumentException", "Govern integration is not enabled")
	dss.ConnectGovern(p.node, "http://govern", "key")
	p.same("connected", p.get("/admin/get-govern-node-ref"), document{
		"enabled": true, "nodeUrl": "http://govern", "apiKey": "key", "trustAllSSLCertificates": false,
	})
	for _, path := range []string{"/admin/govern-integration-sync?projectKey=P", "/admin/govern-integration-deployer-sync"} {
		if at(p.must("POST", path, nil), "jobId") == nil {
			t.Errorf("%s is no long task", path)
		}
	}
}

func TestKindsOfLicences(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("paid", p.get("/admin/licensing/status")["community"], false)
	p.node.SetQuirks(func(q *emulator.Quirks) { q.Community = true })
	p.same("community", p.get("/admin/licensing/status")["community"], true)
	p.change("singletons", "licensing_status", func(d document) { set(d, []any{"PostgreSQL"}, "features", "allowedConnectionTypes") })
	p.refused(p.send("POST", "/admin/connections", document{"name": "lake", "type": "EC2"}), 500, "RuntimeException", "license does not allow")
	p.must("POST", "/admin/connections", document{"name": "pg", "type": "PostgreSQL"})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FreeEdition = true })
	for _, path := range []string{"/instance-info", "/admin/licensing/status", "/no-such-route"} {
		p.refused(p.send("GET", path, nil), 403, "UnauthorizedException", "not available with your Free Edition license")
	}
}

func TestFailingSanityChecks(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	codes := list(p.must("GET", "/admin/sanity-check/codes", nil))
	code, _ := codes[0].(string)
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls, q.FailingSanityChecks = 0, []string{code} })
	result := at(p.must("POST", "/admin/sanity-check/run", []any{}), "result")
	p.same("failed", []any{at(result, "error"), at(result, "maxSeverity"), at(result, "messages", 0, "code")}, []any{true, "ERROR", code})
	p.same("excluded", at(p.must("POST", "/admin/sanity-check/run", codes[:1]), "result", "error"), false)
}

func TestLLMCostCounters(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.same("new node", p.get("/admin/llm-cost-limiting/counters"), document{"counters": []any{}})
	p.node.Do(func(store *emulator.Store) {
		store.Collection("llm_cost_counters").Put("q1", document{"id": "q1", "cost": 1})
	})
	p.same("counters", at(p.get("/admin/llm-cost-limiting/counters"), "counters"), []any{document{"id": "q1", "cost": 1}})
	older := newProbe(t, emulator.Options{Version: "13.3.0"})
	older.same("before 13.4", older.send("GET", "/admin/llm-cost-limiting/counters", nil).status, 404)
}
