package dss

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	emulated "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

func TestProjectCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "project.create", Document{"msg": "Created project CHURN"}, func(c *Client) error {
		return c.CreateProject(ctx, Document{
			"projectKey": "CHURN", "label": "Churn", "owner": "alice", "description": "d", "tags": []any{"t"}, "projectFolderId": "f1",
			"shortDesc": "not taken", "metadata": Document{"customFields": Document{"not": "taken"}},
		})
	})
	replay(t, "project.metadata.set", Document{}, func(c *Client) error {
		return c.PutProject(ctx, "CHURN", Document{}, Document{"label": "Churn", "tags": []any{}})
	})
	replay(t, "project.move", Document{"id": "f1"}, func(c *Client) error { return c.moveProject(ctx, "CHURN", "f1", "f1") })
	replay(t, "project.list.location", []any{}, func(c *Client) error {
		for _, err := range c.Projects(ctx) {
			return err
		}
		return nil
	})
	replay(t, "project.permissions.get", Document{"owner": "alice", "permissions": []any{}}, func(c *Client) error {
		_, err := c.ProjectPermissions(ctx, "CHURN")
		return err
	})
	replay(t, "project.permissions.set", Document{}, func(c *Client) error {
		return c.PutProjectPermissions(ctx, "CHURN", Document{
			"projectKey": "CHURN", "owner": "alice", "permissions": []any{Document{"group": "g", "readProjectContent": true}},
		})
	})
	replay(t, "project.variables.get", Document{"standard": Document{}, "local": Document{}}, func(c *Client) error {
		_, err := c.ProjectVariables(ctx, "CHURN")
		return err
	})
	replay(t, "project.variables.set", Document{}, func(c *Client) error {
		return c.PutProjectVariables(ctx, "CHURN", Document{"projectKey": "CHURN", "standard": Document{"a": 1}})
	})
	// The vendor's client waits for the end, this one asks for a task.
	for operation, with := range map[string]ProjectDeletion{
		"project.delete":       {JobAndScenarioLogs: true},
		"project.delete.clear": {ManagedDatasets: true, OutputManagedFolders: true, JobAndScenarioLogs: true},
	} {
		clienttest.ReplayBut(t, "wait", operation, Document{"hasResult": true, "result": Document{}}, func(base *client.Client) error {
			return over(base).DeleteProject(ctx, "CHURN", with)
		})
	}
}

// onEmulator emulates a node with the projects P0 to P9, most of them in folders.
func onEmulator(t *testing.T) (*emulator.Node, *Client) {
	t.Helper()
	node := emulated.New(emulator.Options{APIKey: adminKey})
	admin := clientOf(t, node, adminKey)
	parent := RootProjectFolder
	for i := range 10 {
		key := "P" + string(rune('0'+i))
		project := Document{"projectKey": key, "label": "Project " + key, "owner": "admin", "projectFolderId": parent}
		if err := admin.CreateProject(t.Context(), project); err != nil {
			t.Fatal(err)
		}
		if i%3 == 2 {
			folder, _, err := admin.CreateProjectFolder(t.Context(), Document{"parentId": parent, "name": "Below " + key})
			if err != nil {
				t.Fatal(err)
			}
			parent = client.Text(folder, "id")
		}
	}
	return node, admin
}

const adminKey = "admin-key"

// clientOf is a client as a new process has it.
func clientOf(t *testing.T, node *emulator.Node, key string) *Client {
	t.Helper()
	server := httptest.NewServer(node)
	t.Cleanup(server.Close)
	c, err := New(client.Config{URL: server.URL, APIKey: key, Clock: &clienttest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The owner and the folder of a list item are those of the single reads, at any depth: that makes it right to answer
// a refresh from the list.
func TestPlacesOfListAndReadsAgree(t *testing.T) {
	node, c := onEmulator(t)
	listed, err := c.placesByKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		key := "P" + string(rune('0'+i))
		read, err := c.projectPlace(t.Context(), key)
		if err != nil || !client.Equal(listed[key], read) {
			t.Errorf("%s is %v in the list, %v read alone, %v", key, listed[key], read, err)
		}
	}
	if listed["P9"]["projectFolderId"] == listed["P3"]["projectFolderId"] {
		t.Errorf("the projects are not at different depths: %v", listed)
	}
	node.ResetRequests()
	ctx := client.Coalesced(t.Context())
	for i := range 10 {
		if _, err := c.Project(ctx, "P"+string(rune('0'+i))); err != nil {
			t.Fatal(err)
		}
	}
	// Three projects alone, one list with a look at a folder, and the metadata of each, which no list has.
	if requests := node.Requests(); len(requests) > 3*2+2+10 {
		t.Errorf("a refresh of 10 projects took %d requests", len(requests))
	}
}

// No source tells which end of a location is the project's folder, so a list that says it in another order than
// expected must not be believed.
func TestLocationsAreChecked(t *testing.T) {
	for name, test := range map[string]struct {
		location any
		folder   any // in the list; nil for one that is not told
	}{
		"root":          {[]any{}, "ROOT"},
		"root by name":  {[]any{Document{"id": "ROOT"}}, "ROOT"},
		"one folder":    {[]any{Document{"id": "team"}}, "team"},
		"from the top":  {[]any{Document{"id": "team"}, Document{"id": "leaf"}}, "leaf"},
		"from the leaf": {[]any{Document{"id": "leaf"}, Document{"id": "team"}}, nil},
		"missing":       {nil, nil},
		"without ids":   {[]any{Document{"name": "Team"}}, nil},
	} {
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/projects"):
				answer([]any{Document{"projectKey": "P", "ownerLogin": "alice", "projectLocation": test.location}})(w, r)
			case strings.HasSuffix(r.URL.Path, "/project-folders/leaf"):
				answer(Document{"id": "leaf", "projectKeys": []any{"P"}})(w, r)
			default:
				answer(Document{"id": "team", "projectKeys": []any{}})(w, r)
			}
		})
		for project, err := range c.Projects(t.Context()) {
			if err != nil || project["projectFolderId"] != test.folder {
				t.Errorf("%s: the folder is %v, want %v, %v", name, project["projectFolderId"], test.folder, err)
			}
		}
		if places, _ := c.placesByKey(t.Context()); (places["P"] == nil) != (test.folder == nil) {
			t.Errorf("%s: the places are %v", name, places)
		}
	}
}

// The server refuses a project that does not exist and one that the key may not read alike.
func TestMissingAndHiddenProjects(t *testing.T) {
	node, admin := onEmulator(t)
	created, err := admin.MintGlobalAPIKey(t.Context(), Document{"label": "nobody"})
	if err != nil {
		t.Fatal(err)
	}
	nobody := clientOf(t, node, client.Text(created, "key"))
	for name, test := range map[string]struct {
		client *Client
		key    string
		want   error
		says   string
	}{
		"missing for an administrator": {admin, "GONE", client.ErrNotFound, "no project GONE"},
		"missing for somebody":         {nobody, "GONE", client.ErrForbidden, "only an administrator's key can tell"},
		"hidden from somebody":         {nobody, "P1", client.ErrForbidden, "only an administrator's key can tell"},
	} {
		calls := map[string]func() error{
			"project":     func() error { _, err := test.client.Project(t.Context(), test.key); return err },
			"permissions": func() error { _, err := test.client.ProjectPermissions(t.Context(), test.key); return err },
			"variables":   func() error { _, err := test.client.ProjectVariables(t.Context(), test.key); return err },
		}
		for call, read := range calls {
			err := read()
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%s, %s: %v", name, call, err)
			}
			if test.client == nobody && errors.Is(err, client.ErrNotFound) {
				t.Errorf("%s, %s: taken for gone", name, call)
			}
		}
	}
}

func TestUsedKeysAreToldFromBadOnes(t *testing.T) {
	_, c := onEmulator(t)
	project := Document{"projectKey": "P1", "label": "Another", "owner": "admin"}
	if err := c.CreateProject(t.Context(), project); !errors.Is(err, client.ErrAlreadyExists) {
		t.Errorf("a used key: %v", err)
	}
	project["projectKey"] = "NOT A KEY"
	if err := c.CreateProject(t.Context(), project); !errors.Is(err, client.ErrInvalid) || errors.Is(err, client.ErrAlreadyExists) {
		t.Errorf("a bad key: %v", err)
	}
}

// The answer of a deletion may get lost at any of its calls, and a node that restarts forgets its tasks.
func TestDeletionsThatEndUnseen(t *testing.T) {
	for name, arrange := range map[string]func(node *emulator.Node){
		"nothing happens": func(*emulator.Node) {},
		"answer lost":     func(n *emulator.Node) { n.SetFaults(once("DELETE", "/projects/{projectKey}", "lost-answer")) },
		"poll lost":       func(n *emulator.Node) { n.SetFaults(once("GET", "/futures/{jobId}", "lost-answer")) },
		"polls fail": func(n *emulator.Node) {
			n.SetFaults(&emulator.Fault{Method: "GET", Pattern: "/futures/{jobId}", Status: 500, Skip: 1})
		},
		"done at once": func(n *emulator.Node) { n.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 }) },
		"project is gone": func(n *emulator.Node) {
			n.Do(func(s *emulator.Store) { s.Collection("project_permissions").Delete("P1") })
		},
		"forgotten at end": func(n *emulator.Node) {
			n.SetFaults(&emulator.Fault{Method: "GET", Pattern: "/futures/{jobId}", Status: 404, Skip: 1})
		},
	} {
		node, c := onEmulator(t)
		arrange(node)
		err := c.DeleteProject(t.Context(), "P1", ProjectDeletion{JobAndScenarioLogs: true})
		node.SetFaults()
		_, look := c.ProjectVariables(t.Context(), "P1")
		if gone := errors.Is(look, client.ErrNotFound); (err == nil) != gone {
			t.Errorf("%s: deleted with %v, but looking says %v", name, err, look)
		}
		sent := slices.IndexFunc(node.Requests(), func(e emulator.Entry) bool { return e.Method == http.MethodDelete })
		query, _ := url.ParseQuery(node.Requests()[sent].Query)
		if query.Get("wait") != "False" || query.Get("clearManagedDatasets") != "False" || query.Get("clearJobAndScenarioLogs") != "True" {
			t.Errorf("%s: sent %v", name, query)
		}
	}
}

// once makes one request go wrong.
func once(method, pattern, kind string) *emulator.Fault {
	return &emulator.Fault{Method: method, Pattern: pattern, Kind: kind, Times: 1}
}

// Only what differs is written, the owner last, and a move whose answer is lost is not made twice.
func TestPutProjectWritesWhatDiffers(t *testing.T) {
	node, c := onEmulator(t)
	before, err := c.Project(t.Context(), "P1")
	if err != nil {
		t.Fatal(err)
	}
	place, err := c.projectPlace(t.Context(), "P9")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.CreateUser(t.Context(), Document{"login": "alice", "password": "password", "sourceType": "LOCAL"}); err != nil {
		t.Fatal(err)
	}
	after := client.CloneDocument(before)
	after["projectFolderId"], after["owner"], after["shortDesc"] = place["projectFolderId"], "alice", "New"
	node.SetFaults(once("POST", "/project-folders/{id}/projects/{projectKey}/move", "lost-answer"))
	node.ResetRequests()
	if err := c.PutProject(t.Context(), "P1", before, after); err != nil {
		t.Fatal(err)
	}
	var writes []string
	for _, request := range node.Requests() {
		if request.Method != http.MethodGet {
			writes = append(writes, request.Route)
		}
	}
	want := []string{
		"PUT /projects/{projectKey}/metadata", "POST /project-folders/{id}/projects/{projectKey}/move", "PUT /projects/{projectKey}/permissions",
	}
	if !slices.Equal(writes, want) {
		t.Errorf("wrote %q", writes)
	}
	if now, err := c.Project(t.Context(), "P1"); err != nil || !client.Equal(now, after) {
		t.Errorf("the project is %v, want %v, %v", now, after, err)
	}
	node.ResetRequests()
	if err := c.PutProject(t.Context(), "P1", after, after); err != nil || len(node.Requests()) > 0 {
		t.Errorf("no difference, but %v, %v", node.Requests(), err)
	}
}

// Grants and variables are resources of their own, but lie in one document.
func TestElementsOfADocumentShareReads(t *testing.T) {
	node, c := onEmulator(t)
	node.ResetRequests()
	ctx := client.Coalesced(t.Context())
	for range 50 {
		if _, err := c.ProjectVariables(ctx, "P1"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(node.Requests()); n > 4 {
		t.Errorf("50 variables took %d requests", n)
	}
	if err := c.PutProjectVariables(ctx, "P1", Document{"standard": Document{"a": "new"}}); err != nil {
		t.Fatal(err)
	}
	variables, err := c.ProjectVariables(ctx, "P1")
	if standard, _ := variables["standard"].(Document); err != nil || standard["a"] != "new" {
		t.Errorf("a read after a write is stale: %v, %v", variables, err)
	}
}
