package corpus_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/corpus"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

type document = emulator.Document

// TestEmulatorImportsEveryProject imports each project over the API and compares what the API tells with the files; then it
// exports the project, imports the export, and compares again.
func TestEmulatorImportsEveryProject(t *testing.T) {
	projects, isReal, err := corpus.Projects()
	if err != nil {
		t.Fatal(err)
	}
	if !isReal {
		t.Logf("%s is not set: made-up projects stand in for the real ones", corpus.Variable)
	}
	counts := tally{}
	for _, project := range projects {
		t.Run(project.Name, func(t *testing.T) {
			n := newNode(t)
			n.importProject("FIRST", packed(t, project.Dir))
			n.compare("FIRST", project, counts)
			export := n.send("POST", "/projects/FIRST/export", strings.NewReader("{}"), "")
			compareArchive(t, project, export)
			n.importProject("SECOND", export)
			n.compare("SECOND", project, tally{})
			n.putBack("SECOND", project)
			n.putPartsBack("SECOND")
		})
	}
	t.Logf("documents that came back as they are on disk\n%s", counts)
}

// node is an emulated node behind its API.
type node struct {
	*testing.T
	url string
}

func newNode(t *testing.T) *node {
	t.Helper()
	server := httptest.NewServer(dss.New(emulator.Options{}))
	t.Cleanup(server.Close)
	return &node{T: t, url: server.URL + "/public/api"}
}

func (n *node) send(method, path string, body io.Reader, contentType string) []byte {
	n.Helper()
	if body == nil {
		body = http.NoBody
	}
	request, err := http.NewRequestWithContext(n.Context(), method, n.url+path, body)
	if err != nil {
		n.Fatal(err)
	}
	request.SetBasicAuth("admin-key", "")
	request.Header.Set("Content-Type", contentType)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		n.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		n.Fatal(err)
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		n.Errorf("%s %s: %d %s", method, path, response.StatusCode, content)
		return nil
	}
	return content
}

func (n *node) get(path string) any {
	n.Helper()
	return parse(n.T, path, n.send("GET", path, nil, ""))
}

func (n *node) object(path string) document {
	n.Helper()
	object, _ := n.get(path).(document)
	return object
}

// importProject uploads and processes an archive; what the client sees of a failure is success=false.
func (n *node) importProject(key string, archive []byte) {
	n.Helper()
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	part, err := writer.CreateFormFile("file", "tmp-import.zip")
	if err != nil {
		n.Fatal(err)
	}
	if _, err := part.Write(archive); err != nil {
		n.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		n.Fatal(err)
	}
	uploaded, _ := parse(n.T, "upload", n.send("POST", "/projects/import/upload", &form, writer.FormDataContentType())).(document)
	id, _ := uploaded["id"].(string)
	body, err := json.Marshal(document{"targetProjectKey": key})
	if err != nil {
		n.Fatal(err)
	}
	done, _ := parse(n.T, "process", n.send("POST", "/projects/import/"+id+"/process", bytes.NewReader(body), "")).(document)
	if done["success"] != true {
		n.Fatalf("import: %v", done)
	}
}

func parse(t *testing.T, what string, content []byte) any {
	t.Helper()
	value, err := emulator.ParseJSON(content)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	return value
}

// packed zips a folder.
func packed(t *testing.T, dir string) []byte {
	t.Helper()
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		relative, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		file, err := writer.Create(filepath.ToSlash(relative))
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		_, err = file.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return archive.Bytes()
}

// escaped is a path of the API with its last segment escaped.
func escaped(path, segment string) string { return path + "/" + url.PathEscape(segment) }
