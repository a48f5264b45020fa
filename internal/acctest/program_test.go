package acctest_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// workspace is a directory in which Terraform runs with the built provider, as at a user's. Unlike steps of
// terraform-plugin-testing it leaves state, plans and logs to look at.
type workspace struct {
	*testing.T
	dir string
	env []string
}

var (
	buildOnce   sync.Once
	providerDir string
	errBuild    error
)

// buildProvider builds the provider once for all tests of the run.
func buildProvider(t *testing.T) string {
	t.Helper()
	buildOnce.Do(func() {
		home, _ := os.UserHomeDir() // of isolate, which goes away at the end of the run
		providerDir = filepath.Join(home, "provider")
		command := exec.CommandContext(context.Background(), "go", "build", "-o", providerDir+"/", root)
		if out, err := command.CombinedOutput(); err != nil {
			t.Log(string(out))
			errBuild = err
		}
	})
	if errBuild != nil {
		t.Fatalf("the provider does not build: %v", errBuild)
	}
	return providerDir
}

// workspace makes a directory for runs against the nodes. Nothing in it names the key.
func (n *nodes) workspace(env ...string) *workspace {
	n.Helper()
	w := &workspace{T: n.T, dir: n.TempDir()}
	// The other provider that objects are moved from is needed for its name only.
	w.write("cli.tfrc", `provider_installation {
  dev_overrides {
    "`+source+`"       = "`+buildProvider(n.T)+`"
    "amrutp24/dataiku" = "`+buildProvider(n.T)+`"
  }
}
`)
	w.env = append(os.Environ(),
		"TF_CLI_CONFIG_FILE="+filepath.Join(w.dir, "cli.tfrc"), "TF_IN_AUTOMATION=1",
		"DATAIKU_HOST="+n.dssURL, "DATAIKU_API_KEY="+adminKey,
		"DATAIKU_GOVERN_HOST="+n.governURL, "DATAIKU_GOVERN_API_KEY="+adminKey,
	)
	w.env = append(w.env, env...)
	return w
}

func (w *workspace) write(name, text string) {
	w.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600); err != nil {
		w.Fatal(err)
	}
}

// run runs a command of Terraform that must succeed, and returns what it says.
func (w *workspace) run(args ...string) string {
	w.Helper()
	command := exec.CommandContext(w.Context(), running.binary, args...)
	command.Dir, command.Env = w.dir, w.env
	out, err := command.CombinedOutput()
	if err != nil {
		w.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}
