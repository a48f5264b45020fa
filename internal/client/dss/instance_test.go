package dss

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestInstanceCalls(t *testing.T) {
	replay(t, "instance.info", Document{"nodeId": "design-1", "nodeType": "DESIGN"}, func(c *Client) error {
		_, err := c.InstanceInfo(context.Background())
		return err
	})
	replay(t, "auth.info", Document{"authIdentifier": "admin"}, func(c *Client) error {
		_, err := c.AuthInfo(context.Background())
		return err
	})
	replay(t, "instance.license", Document{"base": Document{}}, func(c *Client) error {
		_, err := c.LicensingStatus(context.Background())
		return err
	})
}

func TestVariableCalls(t *testing.T) {
	replay(t, "instance_variables.get", Document{"a": 1}, func(c *Client) error {
		_, err := c.InstanceVariables(context.Background())
		return err
	})
	replay(t, "instance_variables.update", Document{"a": 1}, func(c *Client) error {
		variables, err := c.InstanceVariables(context.Background())
		if err != nil {
			return err
		}
		variables["b"] = 2
		return c.PutInstanceVariables(context.Background(), variables)
	})
}

// serve starts a loopback node that answers as handle does and says that it is of that version.
func serve(t *testing.T, handle http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("DSS-Version", "14.3.3")
		handle(w, r)
	}))
	t.Cleanup(server.Close)
	c, err := New(client.Config{URL: server.URL, APIKey: "key-of-the-test", MaxRetries: -1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func answer(value any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(client.RenderJSON(value))) }
}

func TestInstanceInfoTellsTheVersionOfTheHeader(t *testing.T) {
	info, err := serve(t, answer(Document{"nodeType": "DESIGN"})).InstanceInfo(context.Background())
	if err != nil || info["dssVersion"] != "14.3.3" {
		t.Errorf("got %v, %v", info, err)
	}
	info, err = serve(t, answer(Document{"nodeType": "DESIGN", "dssVersion": "14.3.4"})).InstanceInfo(context.Background())
	if err != nil || info["dssVersion"] != "14.3.4" {
		t.Errorf("got %v, %v; what the node says itself wins", info, err)
	}
}

// The variables are one document, so any number of its elements is refreshed with few calls, and a write is seen.
func TestVariablesShareReads(t *testing.T) {
	calls := 0
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		answer(Document{"n": calls})(w, r)
	})
	refresh := client.Coalesced(context.Background())
	for range 20 {
		if _, err := c.InstanceVariables(refresh); err != nil {
			t.Fatal(err)
		}
	}
	if calls > 4 {
		t.Errorf("20 reads of a refresh made %d calls", calls)
	}
	if err := c.PutInstanceVariables(context.Background(), Document{}); err != nil {
		t.Fatal(err)
	}
	before := calls
	if _, err := c.InstanceVariables(refresh); err != nil || calls != before+1 {
		t.Errorf("the first read after a write made %d calls, %v", calls-before, err)
	}
}
