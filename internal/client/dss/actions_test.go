package dss

import (
	"context"
	"io"
	"net/http"
	"testing"
)

func TestActionCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "instance.sanity_check", Document{"hasResult": true, "result": Document{}}, func(c *Client) error {
		_, err := c.SanityCheck(ctx, nil, nil)
		return err
	})
}

// What the recordings of the vendor's client lack: verbs, paths, queries and bodies of the contract.
func TestActionRoutes(t *testing.T) {
	var asked string
	ask := func(call func(c *Client) error) string {
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			asked = r.Method + " " + r.URL.RequestURI() + " " + string(body)
			answer(Document{"hasResult": true})(w, r)
		})
		if err := call(c); err != nil {
			t.Error(err)
		}
		return asked
	}
	ctx := context.Background()
	for want, got := range map[string]string{
		"POST /public/api/admin/govern-integration-sync ":                  ask(func(c *Client) error { return c.SyncGovern(ctx, "", nil) }),
		"POST /public/api/admin/govern-integration-sync?projectKey=CHURN ": ask(func(c *Client) error { return c.SyncGovern(ctx, "CHURN", nil) }),
		"POST /public/api/admin/govern-integration-deployer-sync ":         ask(func(c *Client) error { return c.SyncGovernDeployer(ctx, nil) }),
		`POST /public/api/catalog/index {"connectionNames":["a"],"indexAllConnections":false,"indexingMode":"FULL"}`: ask(func(c *Client) error {
			return c.IndexConnections(ctx, []string{"a"}, "FULL", nil)
		}),
		`POST /public/api/catalog/index {"connectionNames":[],"indexAllConnections":true,"indexingMode":"FULL"}`: ask(func(c *Client) error {
			return c.IndexConnections(ctx, nil, "FULL", nil)
		}),
		"POST /public/api/admin/audit/custom/terraform {}": ask(func(c *Client) error { return c.LogCustomAudit(ctx, "terraform", nil) }),
	} {
		if want != got {
			t.Errorf("sent was %s, not %s", got, want)
		}
	}
}

// A finding of the check is an answer, not a failure of the call, also when it is an error.
func TestSanityCheckAnswersItsFindings(t *testing.T) {
	entries := []any{
		Document{"severity": "ERROR", "code": "ERR_X", "title": "t"},
		Document{"severity": "WARNING", "code": "WARN_Y"},
		Document{"severity": "WARNING", "code": "FATAL_Z", "isFatal": true},
	}
	c := serve(t, answer(Document{"hasResult": true, "result": Document{"error": true, "messages": entries}}))
	found, err := c.SanityCheck(context.Background(), nil, nil)
	if err != nil || len(found) != 3 || found[0].Code != "ERR_X" || found[1].Severity != "WARNING" || found[2].Severity != "ERROR" {
		t.Errorf("got %v, %v", found, err)
	}
}
