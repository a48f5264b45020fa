package emulator_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

// populated are the objects that the walk makes first, by product.
var populated = map[string][][3]string{
	"dss": {
		{"POST", "/projects", `{"projectKey":"P","name":"p","owner":"admin"}`},
		{"POST", "/projects/P/scenarios", `{"id":"s","name":"s","type":"custom_python"}`},
		{"POST", "/admin/global-api-keys", `{"label":"k","globalPermissions":{}}`},
		{"POST", "/admin/personal-api-keys", `{"user":"admin"}`},
		{"POST", "/admin/clusters", `{"name":"c"}`},
		{"POST", "/project-folders/ROOT/children?name=f", ``},
		{"POST", "/meanings", `{"id":"m","label":"m","type":"DECLARATIVE"}`},
		{"POST", "/messaging-channels", `{"id":"ch","type":"smtp","configuration":{}}`},
		{"POST", "/workspaces", `{"workspaceKey":"w","displayName":"w"}`},
		{"POST", "/workspaces/w/objects", `{"appId":"a"}`},
		{"POST", "/data-collections", `{"id":"abcdefgh","displayName":"d"}`},
		{"POST", "/data-collections/abcdefgh/objects", `{"type":"DATASET","projectKey":"P","id":"d"}`},
		{"POST", "/project-standards/checks/actions/import?checkSpecElementTypes=project-standards_flow-size", ``},
		{"POST", "/project-standards/scopes/sc", `{"name":"sc","selectionMethod":"BY_TAG"}`},
		{"POST", "/plugins/actions/installFromStore", `{"pluginId":"eks-clusters"}`},
	},
	"govern": {
		{"POST", "/admin/blueprints?newIdentifier=b", `{"name":"b"}`},
		{"POST", "/admin/blueprint/bp.b/versions?newIdentifier=v", ``},
		{"PUT", "/admin/blueprint/bp.b/version/bv.v", `{"workflowDefinition":{"stepDefinitions":[{"id":"st","name":"st"}]}}`},
		{"POST", "/admin/blueprint/bp.b/version/bv.v/workflow/step/st/signoff", `{"title":"t"}`},
		{"PUT", "/admin/blueprint/bp.b/version/bv.v/status", `"ACTIVE"`},
		{"POST", "/artifacts", `{"name":"a","blueprintVersionId":{"blueprintId":"bp.b","versionId":"bv.v"}}`},
		{"POST", "/admin/blueprint-role-assignments", `{"blueprintId":"bp.b"}`},
		{"POST", "/admin/blueprint-permissions", `{"blueprintId":"bp.b"}`},
		{"POST", "/admin/custom-pages?newIdentifier=c", `{"name":"c"}`},
		{"POST", "/admin/global-api-keys", `{"label":"k","globalPermissions":{}}`},
		{"POST", "/time-series", `[]`},
	},
}

// call serves a request without a network.
func call(node *emulator.Node, method, path, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(body))
	request.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("admin-key:")))
	answer := httptest.NewRecorder()
	node.ServeHTTP(answer, request)
	return answer
}

// concrete fills the placeholders of a route with the parts of an identifier, and with the identifier itself.
func concrete(pattern, id string) []string {
	paths := []string{}
	for _, fill := range [][]string{{id}, strings.Split(id, "/")} {
		path, left := pattern, fill
		for _, name := range placeholder.FindAllString(pattern, -1) {
			path = strings.Replace(path, name, url.PathEscape(left[0]), 1)
			if len(left) > 1 {
				left = left[1:]
			}
		}
		paths = append(paths, path)
	}
	return slices.Compact(paths)
}

// TestNoDocumentMakesTheEmulatorPanic puts odd values in the place of each kind of document, as the control routes allow,
// and then calls every route for it.
func TestNoDocumentMakesTheEmulatorPanic(t *testing.T) {
	var panics bytes.Buffer
	before := log.Writer()
	log.SetOutput(&panics)
	t.Cleanup(func() { log.SetOutput(before) })
	for product, start := range map[string]func(emulator.Options) *emulator.Node{"dss": dss.New, "govern": govern.New} {
		node := start(emulator.Options{Version: "15.0.0", Seed: 1})
		node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
		for _, request := range populated[product] {
			if answer := call(node, request[0], "/public/api"+request[1], request[2]); answer.Code >= http.StatusBadRequest {
				t.Fatalf("%s %s: %d %s\n%s", request[0], request[1], answer.Code, answer.Body, &panics)
			}
		}
		walkDocuments(t, node, &panics)
	}
}

// oddValues replace a document; the first one deletes it.
var oddValues = []string{"", `5`, `{}`, `{"id":{},"name":[],"permissions":5,"groups":{},"params":[]}`}

func walkDocuments(t *testing.T, node *emulator.Node, panics *bytes.Buffer) {
	t.Helper()
	var snapshot []byte
	ids := map[string]string{}
	node.Do(func(s *emulator.Store) {
		snapshot = s.Snapshot()
		for _, name := range s.Names() {
			if all := s.Collection(name).IDs(); len(all) > 0 {
				ids[name] = all[len(all)-1]
			}
		}
	})
	for i, collection := range slices.Sorted(maps.Keys(ids)) {
		id := ids[collection]
		document := "/emulator/documents/" + url.PathEscape(collection) + "/" + url.PathEscape(id)
		for j := range 2 { // each document meets two of the values, each value half of the documents
			value := oddValues[(i+j)%len(oddValues)]
			node.Do(func(s *emulator.Store) { _ = s.Restore(snapshot) })
			if value == "" {
				call(node, "DELETE", document, "")
			} else if answer := call(node, "PUT", document, value); answer.Code != http.StatusOK {
				t.Fatalf("PUT %s: %d", document, answer.Code)
			}
			callEverything(node, id)
			if panics.Len() > 0 {
				t.Errorf("%s = %q:\n%s", document, value, panics)
				panics.Reset()
			}
		}
	}
	node.Do(func(s *emulator.Store) { _ = s.Restore(snapshot) })
}

// callEverything reads first and deletes last: a write may replace the odd document. What is put is what was read.
func callEverything(node *emulator.Node, id string) {
	for _, wanted := range []string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete} {
		for _, route := range node.Routes() {
			method, pattern, _ := strings.Cut(route, " ")
			if method != wanted {
				continue
			}
			for _, path := range concrete(pattern, id) {
				body := "{}"
				if method == http.MethodPut {
					if read := call(node, http.MethodGet, "/public/api"+path, ""); read.Code == http.StatusOK {
						body = read.Body.String()
					}
				}
				call(node, method, "/public/api"+path, body)
			}
		}
	}
}

// FuzzControl sends anything to the control routes and then calls the API.
func FuzzControl(f *testing.F) {
	for _, seed := range [][3]string{
		{"PUT", "faults", `{"faults":["GET *=status:503",{"method":"*","pattern":"*","status":99}],"quirks":{"futurePolls":-1}}`},
		{"PUT", "faults", `{"faults":[null,{}],"quirks":null}`},
		{"PUT", "faults", `{"faults":[{"method":"*","pattern":"*","kind":"truncate","rate":2,"times":-1,"delay":"-1s"}]}`},
		{"PUT", "documents/things/a", `null`},
		{"PUT", "documents//", `{}`},
		{"DELETE", "documents/things/a%2", ``},
		{"GET", "requests", ``},
		{"PATCH", "", `x`},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, method, path, body string) {
		request, err := http.NewRequestWithContext(context.Background(), method, "http://node/emulator/"+path, strings.NewReader(body))
		if err != nil {
			return
		}
		node := emulator.NewNode("dss", emulator.Options{Seed: 1})
		node.Handle("GET /things/{id}", func(c *emulator.Call) (any, error) { return node.Store.Collection("things").Value(c.Arg("id")), nil })
		answer := httptest.NewRecorder()
		node.ServeHTTP(answer, request)
		if answer.Code >= http.StatusInternalServerError {
			t.Errorf("%s %s: %d", method, path, answer.Code)
		}
		defer func() { // a fault may hang up, which is what it is for
			if cause := recover(); cause != nil && fmt.Sprint(cause) != fmt.Sprint(http.ErrAbortHandler) {
				panic(cause)
			}
		}()
		node.SetLatency(0)
		call(node, "GET", "/public/api/things/a", "")
	})
}
