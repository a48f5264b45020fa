package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// program runs the emulator in this process until stop.
type program struct {
	*testing.T
	urls   map[string]string
	log    bytes.Buffer
	cancel context.CancelFunc
	ended  chan error
}

func startProgram(t *testing.T, args ...string) *program {
	t.Helper()
	o, err := parseFlags(args, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	p := &program{T: t, urls: map[string]string{}, cancel: cancel, ended: make(chan error, 1)}
	reader, writer := io.Pipe()
	go func() {
		err := run(ctx, o, writer, &p.log)
		_ = writer.CloseWithError(err)
		p.ended <- err
	}()
	lines := bufio.NewScanner(reader)
	for lines.Scan() {
		name, url, _ := strings.Cut(lines.Text(), " ")
		if name == "ready" {
			return p
		}
		p.urls[name] = url
	}
	t.Fatalf("never ready: %v", lines.Err())
	return nil
}

func (p *program) stop() {
	p.Helper()
	p.cancel()
	if err := <-p.ended; err != nil {
		p.Fatal(err)
	}
}

func (p *program) send(method, product, path, body string) (int, string) {
	p.Helper()
	request, err := http.NewRequestWithContext(p.Context(), method, p.urls[product]+path, strings.NewReader(body))
	if err != nil {
		p.Fatal(err)
	}
	request.SetBasicAuth("KEY", "")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		p.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestServesBothNodesAndKeepsThem(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data.json")
	args := []string{
		"--dss", "127.0.0.1:0", "--govern", "127.0.0.1:0", "--api-key", "KEY", "--data", data, "--log",
		"--dss-version", "15.0.0", "--node-type", "automation", "--quirk", "hashedKeys=false", "--latency", "1us",
		"--fault", "GET /admin/groups=status:503,times:1",
	}
	p := startProgram(t, args...)
	for product, want := range map[string]string{"dss": `"nodeType":"AUTOMATION"`, "govern": "{"} {
		if status, body := p.send("GET", product, "/public/api/instance-info", ""); status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", product, status, body)
		}
		if status, _ := p.send("GET", product, "/public/api/admin/groups", ""); status != 503 {
			t.Errorf("%s: no fault", product)
		}
		if status, body := p.send("POST", product, "/public/api/admin/groups", `{"name":"devs"}`); status >= 300 {
			t.Errorf("%s: %d %s", product, status, body)
		}
	}
	if _, body := p.send("GET", "dss", "/public/api/admin/get-govern-node-ref", ""); !strings.Contains(body, p.urls["govern"]) {
		t.Errorf("the DSS node does not know the Govern node: %s", body)
	}
	p.stop()
	if log := p.log.String(); !strings.Contains(log, "dss GET /public/api/instance-info 200\n") || !strings.Contains(log, "govern POST") {
		t.Errorf("log: %s", log)
	}

	p = startProgram(t, args...)
	for product := range p.urls {
		p.send("GET", product, "/public/api/admin/groups", "") // takes the fault
		if status, body := p.send("GET", product, "/public/api/admin/groups/devs", ""); status != 200 {
			t.Errorf("%s forgot its group: %d %s", product, status, body)
		}
	}
	p.stop()
	if mode, err := os.Stat(data); err != nil || mode.Mode().Perm() != 0o600 {
		t.Errorf("the file holds secrets: %v, %v", mode, err)
	}
}

func TestImportsProjectsAtStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my-shop")
	for name, content := range map[string]string{
		"params.json": `{"name": "Shop"}`, "datasets/orders.json": `{"type": "Inline", "params": {}}`,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	data := filepath.Join(t.TempDir(), "data.json")
	args := []string{"--dss", "127.0.0.1:0", "--api-key", "KEY", "--data", data, "--project", dir, "--project", "OTHER=" + dir}
	for range 2 { // the second time the file holds them
		p := startProgram(t, args...)
		for _, key := range []string{"MY_SHOP", "OTHER"} {
			if status, body := p.send("GET", "dss", "/public/api/projects/"+key+"/datasets/orders", ""); status != 200 {
				t.Errorf("%s: %d %s", key, status, body)
			}
		}
		p.stop()
	}
	o, err := parseFlags([]string{"--dss", "127.0.0.1:0", "--project", dir, "--project", dir}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), o, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "MY_SHOP") {
		t.Errorf("two projects of one key: %v", err)
	}
	archive := filepath.Join(t.TempDir(), "broken.zip")
	if err := os.WriteFile(archive, []byte("no zip"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, path := range map[string]string{"no such file": filepath.Join(dir, "absent"), "not a valid zip": archive, "neither": t.TempDir()} {
		o, err := parseFlags([]string{"--dss", "127.0.0.1:0", "--project", path}, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		if err := run(t.Context(), o, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestServesOneNode(t *testing.T) {
	p := startProgram(t, "--govern", "127.0.0.1:0", "--api-key", "KEY")
	if len(p.urls) != 1 || p.urls["govern"] == "" {
		t.Errorf("%v", p.urls)
	}
	p.stop()
}

func TestTheStoreOffersWhatTheFlagsSay(t *testing.T) {
	p := startProgram(t, "--dss", "127.0.0.1:0", "--api-key", "KEY", "--quirk", "futurePolls=0",
		"--store-plugin", "timeseries=2.1.0", "--store-plugin", "maps")
	for id, version := range map[string]string{"timeseries": "2.1.0", "maps": "1.0.0"} {
		status, body := p.send("POST", "dss", "/public/api/plugins/actions/installFromStore", `{"pluginId":"`+id+`"}`)
		if status != 200 || !strings.Contains(body, `"version":"`+version+`"`) || !strings.Contains(body, `"success":true`) {
			t.Errorf("%s: %d %s", id, status, body)
		}
	}
	p.stop()
}

func TestRefusedFlags(t *testing.T) {
	for want, args := range map[string][]string{
		"nothing to serve":   {},
		"want a version":     {"--dss", "x", "--dss-version", "new"},
		"--node-type":        {"--dss", "x", "--node-type", "api"},
		"unexpected":         {"--dss", "x", "y"},
		"needs the DSS node": {"--govern", "x", "--project", "y"},
		"must not be empty":  {"--dss", "x", "--api-key", ""},
		"unknown effect":     {"--dss", "x", "--fault", "GET /x=explode"},
		"want name=value":    {"--dss", "x", "--quirk", "x"},
		"no such quirk":      {"--dss", "x", "--quirk", "x=1"},
		"want ID or ID=":     {"--dss", "x", "--store-plugin", "a=b=c"},
		"invalid value":      {"--dss", "x", "--latency", "long"},
		"flag provided but":  {"--dss", "x", "--nope"},
		"flag needs an argu": {"--dss"},
	} {
		var complaints bytes.Buffer
		if _, err := parseFlags(args, &complaints); err == nil || !strings.Contains(complaints.String(), want) {
			t.Errorf("%v: %v, %s", args, err, complaints.String())
		}
	}
}

func TestRefusedAtStart(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "data.json")
	if err := os.WriteFile(broken, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"no node serves": {"--dss", "127.0.0.1:0", "--fault", "GET /nope=reset"},
		"data.json":      {"--dss", "127.0.0.1:0", "--data", broken},
		"listen tcp":     {"--dss", "127.0.0.1:99999"},
		"no such file":   {"--dss", "127.0.0.1:0", "--data", filepath.Join(broken, "..", "missing", "x")},
	} {
		o, err := parseFlags(args, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		if err := run(t.Context(), o, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", args, err)
		}
	}
}
