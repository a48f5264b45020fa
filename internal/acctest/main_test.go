package acctest_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// root is the directory of the repository as seen from this package's tests.
const root = "../.."

// running is the lane of this run.
var running lane

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run returns the exit status.
func run(m *testing.M) int {
	home, err := isolate()
	if err == nil {
		defer func() { _ = os.RemoveAll(home) }()
		running, err = chooseLane(os.Getenv("DATAIKU_ACC_LANE"), os.Getenv("TF_ACC_TERRAFORM_PATH"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "acctest:", err)
		return 1
	}
	for name, value := range running.environment() {
		if err := os.Setenv(name, value); err != nil {
			fmt.Fprintln(os.Stderr, "acctest:", err)
			return 1
		}
	}
	debug.SetGCPercent(400) // as for Terraform: see lane.environment
	fmt.Fprintf(os.Stderr, "acctest: lane %s, %s %s\n", running.name, running.binary, running.version)
	return m.Run()
}

// isolate takes away what the machine could add to a run: settings of the provider, the vendor's file in the home
// directory, and settings of Terraform. It returns the home directory it made.
func isolate() (string, error) {
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if name == "DATAIKU_ACC_LANE" || name == "TF_ACC_TERRAFORM_PATH" {
			continue
		}
		for _, prefix := range []string{"DATAIKU_", "DKU_", "TF_"} {
			if strings.HasPrefix(name, prefix) {
				if err := os.Unsetenv(name); err != nil {
					return "", err
				}
			}
		}
	}
	if err := keepGoCaches(); err != nil {
		return "", err
	}
	home, err := os.MkdirTemp("", "acctest-home-")
	if err != nil {
		return "", err
	}
	return home, os.Setenv("HOME", home)
}
