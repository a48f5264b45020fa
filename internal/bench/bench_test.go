// Package bench measures plans with real Terraform: requests, wall time and the provider's peak memory, beside a
// provider that does nothing.
package bench

import (
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

const module = "github.com/terraform-provider-dataiku/terraform-provider-dataiku"

// site is 800 objects of three kinds.
const site = `
terraform {
  required_providers {
    dataiku = { source = "terraform-provider-dataiku/dataiku" }
  }
}
resource "dataiku_user" "u" {
  count        = 500
  login        = "user-${count.index}"
  display_name = "User ${count.index}"
  source_type  = "LOCAL_NO_AUTH"
}
resource "dataiku_group" "g" {
  count       = 100
  name        = "group-${count.index}"
  description = "Group ${count.index}"
}
resource "dataiku_connection" "c" {
  count       = 200
  name        = "connection-${count.index}"
  type        = "Filesystem"
  params_json = jsonencode({ root = "/data/${count.index}" })
}
`

// users is a thousand objects of one kind, to compare with as many, of as many attributes, that do nothing.
const users = `
terraform {
  required_providers {
    dataiku = { source = "terraform-provider-dataiku/dataiku" }
  }
}
resource "dataiku_user" "u" {
  count       = 1000
  login       = "user-${count.index}"
  source_type = "LOCAL_NO_AUTH"
}
`

func nothing(count int) string {
	return fmt.Sprintf(`
terraform {
  required_providers {
    noop = { source = "terraform-provider-dataiku/noop" }
  }
}
resource "noop_thing" "t" {
  count = %d
  name  = "thing-${count.index}"
}
`, count)
}

// BenchmarkRefresh plans 500 users, 100 groups and 200 connections without a change.
func BenchmarkRefresh(b *testing.B) {
	node := dss.New(emulator.Options{APIKey: "bench"})
	server := httptest.NewServer(node)
	defer server.Close()
	coalesced := newWorkspace(b, server.URL, site, build(b, "dataiku", ".", ""))
	coalesced.run(b, "apply", "-auto-approve")
	single := coalesced.with(b, build(b, "dataiku", ".", "-X "+module+"/internal/client.coalescing=off"))
	floor := newWorkspace(b, server.URL, nothing(800), build(b, "noop", "./internal/bench/noop", ""))
	floor.run(b, "apply", "-auto-approve")
	for _, latency := range []time.Duration{0, 20 * time.Millisecond, 100 * time.Millisecond} {
		for _, c := range []struct {
			name string
			w    *workspace
		}{{"coalesced", coalesced}, {"one-by-one", single}, {"no-op", floor}} {
			b.Run(fmt.Sprintf("latency=%s/%s", latency, c.name), func(b *testing.B) {
				node.SetLatency(latency)
				defer node.SetLatency(0)
				c.w.measurePlan(b, node)
			})
		}
	}
}

// BenchmarkThousand plans 1,000 objects at no latency beside 1,000 objects that do nothing.
func BenchmarkThousand(b *testing.B) {
	node := dss.New(emulator.Options{APIKey: "bench"})
	server := httptest.NewServer(node)
	defer server.Close()
	ours := newWorkspace(b, server.URL, users, build(b, "dataiku", ".", ""))
	ours.run(b, "apply", "-auto-approve")
	floor := newWorkspace(b, server.URL, nothing(1000), build(b, "noop", "./internal/bench/noop", ""))
	floor.run(b, "apply", "-auto-approve")
	for range 3 { // in turn, so that a busy machine slows both
		b.Run("dataiku", func(b *testing.B) { ours.measurePlan(b, node) })
		b.Run("no-op", func(b *testing.B) { floor.measurePlan(b, node) })
	}
}

// build makes the provider binary in a directory of its own.
func build(b *testing.B, name, pkg, ldflags string) string {
	b.Helper()
	dir := b.TempDir()
	command := exec.CommandContext(b.Context(), "go", "build", "-ldflags", ldflags, "-o", filepath.Join(dir, "terraform-provider-"+name), pkg)
	command.Dir = filepath.Join("..", "..")
	if out, err := command.CombinedOutput(); err != nil {
		b.Fatalf("building %s: %v\n%s", pkg, err, out)
	}
	return dir
}

type workspace struct {
	dir, bin, host string
}

func newWorkspace(b *testing.B, host, configuration, bin string) *workspace {
	b.Helper()
	w := &workspace{dir: b.TempDir(), bin: bin, host: host}
	rc := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-provider-dataiku/%s\" = %q\n  }\n}\n",
		strings.TrimPrefix(onlyFile(b, bin), "terraform-provider-"), bin)
	for name, text := range map[string]string{"main.tf": configuration, "dev.tfrc": rc} {
		if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return w
}

// with is the same configuration and state under another provider binary.
func (w *workspace) with(b *testing.B, bin string) *workspace {
	b.Helper()
	configuration, err := os.ReadFile(filepath.Join(w.dir, "main.tf"))
	if err != nil {
		b.Fatal(err)
	}
	other := newWorkspace(b, w.host, string(configuration), bin)
	state, err := os.ReadFile(filepath.Join(w.dir, "terraform.tfstate"))
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other.dir, "terraform.tfstate"), state, 0o600); err != nil {
		b.Fatal(err)
	}
	return other
}

func onlyFile(b *testing.B, dir string) string {
	b.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		b.Fatalf("%s: %v, %v", dir, entries, err)
	}
	return entries[0].Name()
}

func (w *workspace) command(b *testing.B, arguments ...string) *exec.Cmd {
	b.Helper()
	terraform := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if terraform == "" {
		b.Fatal("TF_ACC_TERRAFORM_PATH is not set: run make bench")
	}
	command := exec.CommandContext(b.Context(), terraform, append(arguments, "-no-color")...)
	command.Dir = w.dir
	command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+filepath.Join(w.dir, "dev.tfrc"), "CHECKPOINT_DISABLE=1",
		"DATAIKU_HOST="+w.host, "DATAIKU_API_KEY=bench", "TF_LOG=")
	return command
}

func (w *workspace) run(b *testing.B, arguments ...string) {
	b.Helper()
	if out, err := w.command(b, arguments...).CombinedOutput(); err != nil {
		b.Fatalf("terraform %v: %v\n%s", arguments, err, tail(out))
	}
}

// measurePlan measures a plan that must find nothing to do.
func (w *workspace) measurePlan(b *testing.B, node *emulator.Node) {
	b.Helper()
	w.measure(b, node, "plan", "-detailed-exitcode")
}

// measure reports the requests and the provider's peak memory of a command.
func (w *workspace) measure(b *testing.B, node *emulator.Node, arguments ...string) {
	b.Helper()
	var peak int64
	requests := 0
	for b.Loop() {
		node.ResetRequests()
		command := w.command(b, arguments...)
		done := make(chan struct{})
		watched := make(chan int64)
		go watchPeak(filepath.Join(w.bin, onlyFile(b, w.bin)), done, watched)
		out, err := command.CombinedOutput()
		close(done)
		peak = max(peak, <-watched)
		if err != nil {
			b.Fatalf("terraform %v: %v\n%s", arguments, err, tail(out))
		}
		requests = len(node.Requests())
	}
	b.ReportMetric(float64(requests), "requests")
	b.ReportMetric(float64(peak)/1024, "MiB-peak")
}

// watchPeak looks at the high-water mark of the provider's memory, in KiB, until done.
func watchPeak(binary string, done <-chan struct{}, result chan<- int64) {
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	var peak int64
	for {
		select {
		case <-done:
			result <- peak
			return
		case <-ticker.C:
			peak = max(peak, highWater(binary))
		}
	}
}

func highWater(binary string) int64 {
	var peak int64
	links, _ := fs.Glob(os.DirFS("/proc"), "[0-9]*/exe")
	for _, link := range links {
		if target, err := os.Readlink("/proc/" + link); err != nil || target != binary {
			continue
		}
		status, _ := os.ReadFile("/proc/" + filepath.Dir(link) + "/status")
		for line := range strings.Lines(string(status)) {
			if text, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				kib, _ := strconv.ParseInt(strings.Fields(text)[0], 10, 64)
				peak = max(peak, kib)
			}
		}
	}
	return peak
}

func tail(out []byte) string {
	const limit = 4000
	if len(out) > limit {
		out = out[len(out)-limit:]
	}
	return string(out)
}
