package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestInstance(t *testing.T) {
	f := start(t, emulator.Options{})
	f.equal(at(f.ok("GET", "/instance-info", ""), "nodeType"), "GOVERN")
	f.equal(f.ok("GET", "/auth/info", ""), `{"authIdentifier":"admin","groups":["administrators"]}`)
	f.equal(at(f.ok("GET", "/admin/licensing/status", ""), "base", "valid"), true)
	f.ok("POST", "/admin/licensing/license", `{"license":"text"}`)
	f.equal(f.ok("GET", "/admin/logs/", ""), `["backend.log","access.log","audit.log"]`)
	f.equal(f.ok("GET", "/admin/logs/backend.log", ""), "")
	f.refused(404, "Log", "GET", "/admin/logs/none.log", "")
	f.ok("POST", "/admin/audit/custom/deploy", `{}`)
	f.equal(at(f.ok("GET", "/admin/authorization-matrix", ""), "perUser", 0, "login"), "admin")
	f.equal(at(f.ok("GET", "/admin/monitoring/global-usage-summary", ""), "usersCount"), jsonNumber("1"))
	if status, _ := start(t, emulator.Options{Version: "13.5.6"}).call("GET", "/admin/monitoring/global-usage-summary", ""); status != 404 {
		t.Errorf("usage summary before 14.1: status %d", status)
	}
}
