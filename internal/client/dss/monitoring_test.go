package dss

import (
	"context"
	"net/http"
	"testing"
)

func TestMonitoringCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "authorization_matrix.get", Document{"perUser": Document{}, "perGroup": Document{}}, func(c *Client) error {
		_, err := c.AuthorizationMatrix(ctx)
		return err
	})
	replay(t, "usage.summary", Document{"projects": 1}, func(c *Client) error {
		_, err := c.UsageSummary(ctx, false)
		return err
	})
	replay(t, "user.activity", Document{"login": "alice"}, func(c *Client) error {
		_, err := c.UserActivity(ctx, "alice")
		return err
	})
}

// What the recordings of the vendor's client lack: verbs, paths and queries of the contract.
func TestMonitoringRoutes(t *testing.T) {
	var asked string
	ask := func(body any, call func(c *Client) error) string {
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			asked = r.Method + " " + r.URL.RequestURI()
			answer(body)(w, r)
		})
		if err := call(c); err != nil {
			t.Error(err)
		}
		return asked
	}
	ctx := context.Background()
	for want, got := range map[string]string{
		"GET /public/api/admin/users-activity?enabledUsersOnly=True": ask([]any{}, func(c *Client) error { _, err := c.UsersActivity(ctx, true); return err }),
		"GET /public/api/admin/llm-cost-limiting/counters":           ask(Document{"counters": []any{}}, func(c *Client) error { _, err := c.LLMCostCounters(ctx); return err }),
		"GET /public/api/admin/logs":                                 ask([]any{}, func(c *Client) error { _, err := c.Logs(ctx); return err }),
		"GET /public/api/admin/get-govern-node-ref":                  ask(Document{"enabled": false}, func(c *Client) error { _, err := c.GovernNode(ctx); return err }),
		"GET /public/api/admin/logs/a.log":                           ask("x", func(c *Client) error { _, err := c.Log(ctx, "a.log"); return err }),
	} {
		if want != got {
			t.Errorf("sent was %s, not %s", got, want)
		}
	}
}

func TestLogTakesEveryForm(t *testing.T) {
	for body, want := range map[string]string{
		`"a\nb\n"`: "a\nb\n", `{"lines":["a","b"]}`: "a\nb\n", `["a"]`: "a\n", "[INFO] plain": "[INFO] plain", "42": "42", "": "",
	} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
		if got, err := c.Log(context.Background(), "a.log"); err != nil || got != want {
			t.Errorf("%s: got %q, %v", body, got, err)
		}
	}
}
