// Package chaos applies the demo with real Terraform while requests fail and while the provider is killed, and checks
// that what is there in the end is what a quiet run makes: nothing missing, nothing twice, nothing left over.
package chaos

import (
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

const apiKey = "chaos-key"

var demo = os.DirFS(filepath.Join("..", "..", "examples", "demo"))

// TestApplyConvergesWhileRequestsFail lets one request in ten fail in one of three ways. One apply must be enough.
func TestApplyConvergesWhileRequestsFail(t *testing.T) {
	bin := buildProvider(t)
	want := quietRun(t, bin)
	site := newSite(t, bin, demo, nil)
	for _, n := range site.nodes {
		n.SetFaults(
			&emulator.Fault{Method: "*", Pattern: "*", Status: 503, Rate: 0.04},
			&emulator.Fault{Method: "*", Pattern: "*", Kind: emulator.FaultReset, Rate: 0.03},
			&emulator.Fault{Method: "*", Pattern: "*", Kind: emulator.FaultLostAnswer, Rate: 0.03},
		)
	}
	site.mustRun(t, "apply", "-auto-approve")
	for _, n := range site.nodes {
		n.SetFaults()
	}
	site.mustRun(t, "plan", "-detailed-exitcode")
	compare(t, want, site.inventory())
}

// TestApplyConvergesAfterKill kills the provider with SIGKILL at several moments of the apply: right after the node
// has answered the n-th change, before the provider can tell Terraform. What the state does not know then is imported by the blocks
// that the errors of the next apply print.
func TestApplyConvergesAfterKill(t *testing.T) {
	bin := buildProvider(t)
	want := quietRun(t, bin)
	for _, at := range moments() {
		t.Run(fmt.Sprintf("change %d", at), func(t *testing.T) {
			var changes atomic.Int64
			killed := make(chan int, 1)
			site := newSite(t, bin, demo, func(line string) {
				if !strings.Contains(line, " GET ") && changes.Add(1) == at {
					killed <- killAll(filepath.Join(bin, "terraform-provider-dataiku"))
				}
			})
			out, err := site.run(t, "apply", "-auto-approve")
			select {
			case n := <-killed:
				if n == 0 {
					t.Fatal("no provider process was found to kill")
				}
			default:
				t.Fatalf("the apply made only %d changes", changes.Load())
			}
			if err == nil {
				t.Fatalf("the apply succeeded although its provider was killed:\n%s", out)
			}
			site.recover(t)
			site.mustRun(t, "plan", "-detailed-exitcode")
			compare(t, want, site.inventory())
		})
	}
}

// moments are the changes after which the provider is killed: a few, or sixty with DATAIKU_TEST_LONG.
func moments() []int64 {
	if os.Getenv("DATAIKU_TEST_LONG") == "" {
		return []int64{1, 4, 9, 16, 25, 36}
	}
	var all []int64
	for at := range int64(60) {
		all = append(all, at+1)
	}
	return all
}

// unknownObject is an error that an object is there already: the address of its resource and the block that imports it.
var unknownObject = regexp.MustCompile(`(?s)Error: Unable to create [^\n]*: it\s+already\s+exists.*?with (\S+),.*?import \{.*?id = "([^"]*)"`)

// recover applies, and imports what the errors name, until an apply succeeds.
func (s *site) recover(t *testing.T) {
	t.Helper()
	for range 5 {
		out, err := s.run(t, "apply", "-auto-approve")
		if err == nil {
			return
		}
		found := unknownObject.FindAllStringSubmatch(out, -1)
		if len(found) == 0 {
			t.Fatalf("the apply failed, and not since something exists already:\n%s", out)
		}
		for _, object := range found {
			s.mustRun(t, "import", object[1], object[2])
		}
	}
	t.Fatal("importing what exists leads to no apply that succeeds")
}

// quietRun is what an undisturbed apply makes.
func quietRun(t *testing.T, bin string) map[string]int {
	t.Helper()
	site := newSite(t, bin, demo, nil)
	site.mustRun(t, "apply", "-auto-approve")
	return site.inventory()
}

// nameless are the collections whose objects have nothing to be recognised by, or cannot be listed: when the answer to a
// creation is lost, the next one makes a second object.
var nameless = []string{
	"dss/project_folders", "govern/time-series", "govern/uploaded-files", "govern/uploaded-file-contents", "dss/project_standards_checks", "dss/personal_api_keys",
}

func compare(t *testing.T, want, got map[string]int) {
	t.Helper()
	for name, count := range want {
		if got[name] != count && (got[name] < count || !slices.Contains(nameless, name)) {
			t.Errorf("%s: %d documents, want %d", name, got[name], count)
		}
	}
	for name, count := range got {
		if _, known := want[name]; !known && count > 0 {
			t.Errorf("%s: %d documents, want none", name, count)
		}
	}
}

// site is one pair of nodes with a configuration beside them.
type site struct {
	nodes []*emulator.Node
	dir   string
	env   []string
}

func newSite(t *testing.T, bin string, configuration fs.FS, log func(string)) *site {
	t.Helper()
	options := emulator.Options{APIKey: apiKey, Seed: 1, Log: log}
	s := &site{dir: t.TempDir(), nodes: []*emulator.Node{dss.New(options), govern.New(options)}}
	if err := os.CopyFS(s.dir, configuration); err != nil {
		t.Fatal(err)
	}
	rc := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-provider-dataiku/dataiku\" = %q\n  }\n}\n", bin)
	if err := os.WriteFile(filepath.Join(s.dir, "dev.tfrc"), []byte(rc), 0o600); err != nil {
		t.Fatal(err)
	}
	s.env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+filepath.Join(s.dir, "dev.tfrc"), "CHECKPOINT_DISABLE=1",
		"XDG_CACHE_HOME="+filepath.Join(s.dir, ".cache"), "DATAIKU_API_KEY="+apiKey, "DATAIKU_GOVERN_API_KEY="+apiKey)
	for i, variable := range []string{"DATAIKU_HOST", "DATAIKU_GOVERN_HOST"} {
		server := httptest.NewServer(s.nodes[i])
		t.Cleanup(server.Close)
		s.env = append(s.env, variable+"="+server.URL)
	}
	s.mustRun(t, "init") // installs the modules; the provider is overridden
	return s
}

// inventory counts the documents of each collection.
func (s *site) inventory() map[string]int {
	counts := map[string]int{}
	for _, n := range s.nodes {
		n.Do(func(store *emulator.Store) {
			for _, name := range store.Names() {
				counts[n.Product+"/"+name] = len(store.Collection(name).IDs())
			}
		})
	}
	return counts
}

func (s *site) run(t *testing.T, arguments ...string) (string, error) {
	t.Helper()
	arguments = append([]string{arguments[0], "-no-color", "-input=false"}, arguments[1:]...)
	command := exec.CommandContext(t.Context(), terraform(t), arguments...)
	command.Dir, command.Env = s.dir, s.env
	out, err := command.CombinedOutput()
	return string(out), err
}

func (s *site) mustRun(t *testing.T, arguments ...string) {
	t.Helper()
	if out, err := s.run(t, arguments...); err != nil {
		t.Fatalf("terraform %s: %v\n%s", strings.Join(arguments, " "), err, out)
	}
}

// terraform is the binary of the newest lane, built when it is not there.
func terraform(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path
	}
	out, err := exec.CommandContext(t.Context(), filepath.Join("..", "..", "tools", "build"), "terraform").Output()
	lines := strings.Fields(string(out))
	if err != nil || len(lines) == 0 {
		t.Fatalf("tools/build terraform: %v", err)
	}
	return lines[len(lines)-1]
}

func buildProvider(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	command := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, "terraform-provider-dataiku"), "../..")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("building the provider: %v\n%s", err, out)
	}
	return dir
}

// killAll kills every process of that binary and tells how many there were.
func killAll(binary string) int {
	count := 0
	links, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil && target == binary {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(link)))
			if syscall.Kill(pid, syscall.SIGKILL) == nil {
				count++
			}
		}
	}
	return count
}
