package dss

import (
	"context"
	"errors"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	emulated "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

// emulate starts a node and returns a client of it.
func emulate(t *testing.T, version string) (*emulator.Node, *Client) {
	t.Helper()
	node := emulated.New(emulator.Options{Version: version})
	server := httptest.NewServer(node)
	t.Cleanup(server.Close)
	c, err := New(client.Config{URL: server.URL, APIKey: "admin-key", Clock: &clienttest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	return node, c
}

func postgres(name string) Document {
	return Document{
		"name": name, "type": "PostgreSQL", "description": "d", "usableBy": "ALLOWED", "allowedGroups": []any{"g"},
		"params": Document{"host": "db", "db": "x", "user": "u", "password": "clear text", "properties": []any{
			Document{"name": "sslpassword", "value": "clear text", "secret": true},
		}},
		"maxActivities": 3,
	}
}

func TestConnectionCalls(t *testing.T) {
	ctx := context.Background()
	pg := postgres("pg")
	pg["params"] = Document{"host": "db", "port": 5432, "db": "x", "user": "u", "password": "p"}
	replay(t, "connection.create", Document{}, func(c *Client) error { return c.CreateConnection(ctx, pg) })
	replay(t, "connection.create.defaults", Document{}, func(c *Client) error {
		return c.CreateConnection(ctx, Document{"name": "fs", "type": "Filesystem", "params": Document{"root": "/data"}})
	})
	replay(t, "connection.get", pg, func(c *Client) error {
		_, err := c.Connection(ctx, "pg")
		return err
	})
	replay(t, "connection.update", Document{}, func(c *Client) error {
		return c.PutConnection(ctx, "pg", Document{
			"name": "pg", "type": "PostgreSQL", "params": Document{"host": "h"}, "allowManagedDatasets": false,
			"detailsReadability": Document{"readableBy": "NONE"},
		})
	})
	replay(t, "connection.delete", Document{}, func(c *Client) error { return c.DeleteConnection(ctx, "pg") })
	replay(t, "connection.list", Document{"pg": pg}, func(c *Client) error {
		for _, err := range c.Connections(ctx) {
			return err
		}
		return errors.New("nothing was listed")
	})
	info := Document{"type": "PostgreSQL", "params": Document{}}
	replay(t, "connection.info", info, func(c *Client) error {
		_, err := c.ConnectionInfo(ctx, "pg", "")
		return err
	})
	replay(t, "connection.info.project", info, func(c *Client) error {
		_, err := c.ConnectionInfo(ctx, "pg", "CHURN")
		return err
	})
	replay(t, "connection.names", []any{"pg"}, func(c *Client) error {
		_, err := c.ConnectionNames(ctx, "PostgreSQL")
		return err
	})
	replay(t, "connection.sync_acls.root", Document{"hasResult": true}, func(c *Client) error {
		return c.SyncConnectionACLs(ctx, "hdfs", nil)
	})
	replay(t, "connection.test", Document{"connectionOK": true}, func(c *Client) error { return c.TestConnection(ctx, "pg") })
}

// A refresh may take items of the list for documents because they are the same, ciphertext included.
func TestListedConnectionsAreDocuments(t *testing.T) {
	_, c := emulate(t, "")
	ctx := context.Background()
	for _, name := range []string{"b pg", "a_pg"} {
		if err := c.CreateConnection(ctx, postgres(name)); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for listed, err := range c.Connections(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		name, _ := listed["name"].(string)
		names = append(names, name)
		read, err := c.Connection(ctx, name)
		if err != nil || !client.Equal(read, listed) {
			t.Errorf("%s: listed %s, read %s, %v", name, client.RenderJSON(listed), client.RenderJSON(read), err)
		}
	}
	if !slices.IsSorted(names) || len(names) != 5 {
		t.Errorf("listed %q", names)
	}
}

// The key of the map is the name, whatever the document says (dss-admin.md 10.2).
func TestListedConnectionsAreNamedByTheMap(t *testing.T) {
	c := serve(t, answer(Document{"pg": Document{"type": "PostgreSQL"}}))
	for listed, err := range c.Connections(context.Background()) {
		if err != nil || listed["name"] != "pg" {
			t.Errorf("got %v, %v", listed, err)
		}
	}
}

func TestRefreshOfConnectionsIsOneList(t *testing.T) {
	node, c := emulate(t, "")
	refresh := client.Coalesced(context.Background())
	for range 50 {
		if _, err := c.Connection(refresh, "filesystem_managed"); err != nil {
			t.Fatal(err)
		}
	}
	if sent := len(node.Requests()); sent > 4 {
		t.Errorf("50 reads made %d requests", sent)
	}
	if err := c.DeleteConnection(refresh, "filesystem_managed"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Connection(refresh, "filesystem_managed"); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("after the deletion: %v", err)
	}
}

// A creation whose answer is lost is looked for: secrets come back as ciphertext and count as sent.
func TestLostAnswerOfACreatedConnection(t *testing.T) {
	node, c := emulate(t, "")
	lost, err := emulator.ParseFault("POST /admin/connections=lost-answer,times:1")
	if err != nil {
		t.Fatal(err)
	}
	node.SetFaults(lost)
	if err := c.CreateConnection(context.Background(), postgres("pg")); err != nil {
		t.Fatal(err)
	}
	node.SetFaults(lost)
	other := postgres("pg")
	other["usableBy"] = "ALL"
	if err := c.CreateConnection(context.Background(), other); !errors.Is(err, client.ErrAlreadyExists) {
		t.Errorf("another connection of that name: %v", err)
	}
}

func TestConnectionTestSaysWhatIsWrong(t *testing.T) {
	ctx := context.Background()
	node, c := emulate(t, "")
	node.SetQuirks(func(q *emulator.Quirks) { q.FailingConnections = []string{"broken"} })
	perUser := postgres("personal")
	for _, connection := range []Document{
		postgres("working"), postgres("broken"), perUser, {"name": "llm", "type": "OpenAI"},
	} {
		if err := c.CreateConnection(ctx, connection); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := c.Connection(ctx, "personal")
	if err != nil {
		t.Fatal(err)
	}
	stored["credentialsMode"] = "PER_USER"
	if err := c.PutConnection(ctx, "personal", stored); err != nil {
		t.Fatal(err)
	}
	_, old := emulate(t, "13.5.6")
	silent := serve(t, answer(Document{"connectionOK": false}))
	for name, test := range map[string]struct {
		client *Client
		says   string
	}{
		"working":            {c, ""},
		"broken":             {c, `"broken" does not work: Connection refused`},
		"silent":             {silent, `does not say why`},
		"personal":           {c, "per-user credentials cannot be tested"},
		"llm":                {c, "is of a type that DSS has no test for"},
		"filesystem_managed": {c, "is of a type that DSS has no test for"},
		"filesystem_root":    {old, "needs DSS 14.2.0; this node is 13.5.6"},
		"missing":            {c, "'missing' does not exist"},
	} {
		err := test.client.TestConnection(ctx, name)
		if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) {
			t.Errorf("%s: got %v, want %q", name, err, test.says)
		}
	}
}
