package instance_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// sent is the body of the last request to a route.
func sent(n *providertest.Nodes, route string) (body string) {
	for _, request := range n.DSS.Requests() {
		if request.Route == route {
			body = string(request.Body)
		}
	}
	return body
}

func TestSanityCheck(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.DSS.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	const memory, disk = "WARN_SANITY_CHECK_BACKEND_MEMORY", "WARN_SANITY_CHECK_DISK_SPACE"
	n.Invoked("sanity_check", `{}`, "WARNING "+memory, "3 findings")
	n.Refused("sanity_check", `{"fail_on_warnings": true}`, memory, disk, "3 problems")
	n.Invoked("sanity_check", `{"fail_on_warnings": true, "exclude_codes": ["`+memory+`", "`+disk+`", "WARN_SANITY_CHECK_LOCAL_BACKUP"]}`, "0 findings")
	n.DSS.SetQuirks(func(q *emulator.Quirks) { q.FailingSanityChecks = []string{disk} })
	n.Refused("sanity_check", `{}`, "1 problems", "ERROR "+disk, "exclude_codes")
	n.Invoked("sanity_check", `{"exclude_codes": ["`+disk+`"]}`, "2 findings")
}

func TestGovernSync(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.Refused("govern_sync", `{}`, "Govern integration is not enabled")
	n.Refused("govern_deployer_sync", `{}`, "Govern integration is not enabled")
	dss.ConnectGovern(n.DSS, "http://govern", "key")
	n.Invoked("govern_sync", `{"project_key": "CHURN"}`, "Govern knows")
	n.Invoked("govern_deployer_sync", `{}`, "Govern knows")
	providertest.NewNodes(t, "14.2.0").Refused("govern_sync", `{}`, "version")
}

func TestGovernNode(t *testing.T) {
	n := providertest.NewNodes(t, "")
	alone, failure := n.Open("govern_node", `{}`)
	if failure != "" || alone["enabled"] != false {
		t.Errorf("got %v, %s", alone, failure)
	}
	dss.ConnectGovern(n.DSS, "http://govern", "key-of-govern")
	connected, failure := n.Open("govern_node", `{}`)
	if failure != "" || connected["enabled"] != true || connected["node_url"] != "http://govern" || connected["api_key"] != "key-of-govern" ||
		connected["trust_all_ssl_certificates"] != false {
		t.Errorf("got %v, %s", connected, failure)
	}
	if failure := n.Close("govern_node"); failure != "" {
		t.Error(failure)
	}
}

func TestCatalogIndex(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.Invoked("catalog_index", `{"connection_names": ["a"]}`, "took the order")
	providertest.Contains(t, sent(n, "POST /catalog/index"), `"connectionNames":["a"]`, `"indexAllConnections":false`, `"indexingMode":"FULL"`)
	n.Invoked("catalog_index", `{"all_connections": true}`, "took the order")
	providertest.Contains(t, sent(n, "POST /catalog/index"), `"connectionNames":[]`, `"indexAllConnections":true`)
	n.Refused("catalog_index", `{}`, "nothing to index")
	n.Refused("catalog_index", `{"connection_names": ["a"], "all_connections": true}`, "all_connections")
}

func TestAuditEntry(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.Invoked("audit_entry", `{"type": "terraform", "parameters_json": "{\"change\": 7}"}`, "audit trail")
	if body := sent(n, "POST /admin/audit/custom/{customType}"); body != `{"change":7}` {
		t.Errorf("sent was %s", body)
	}
	n.Invoked("audit_entry", `{"type": "terraform"}`)
	n.Refused("audit_entry", `{"type": "terraform", "parameters_json": "[]"}`, "JSON object")
}
