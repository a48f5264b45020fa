package acctest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-version"
)

// lane is the program that a run of the tests uses, and with it the features that can be tested.
type lane struct {
	name, binary string
	version      *version.Version
}

// lists tells whether the program has `query` and list blocks; actions came with the same release.
func (l lane) lists() bool { return l.name == "new" }

// actions tells whether the program has actions.
func (l lane) actions() bool { return l.name == "new" }

// identities tells whether the program stores identities and imports by them.
func (l lane) identities() bool { return l.name != "old" }

// environment is what terraform-plugin-testing needs.
func (l lane) environment() map[string]string {
	env := map[string]string{
		"TF_ACC": "1", "TF_ACC_TERRAFORM_PATH": l.binary, "TF_CLI_CONFIG_FILE": os.DevNull, "CHECKPOINT_DISABLE": "1",
		"TF_ACC_PROVIDER_NAMESPACE": namespace,
		// Hundreds of short runs of Terraform: collecting their garbage would cost a seventh of the time.
		"GOGC": "400",
	}
	if l.name == "tofu" { // with Terraform's host it takes the provider for a legacy one
		env["TF_ACC_PROVIDER_HOST"] = "registry.opentofu.org"
	}
	return env
}

// chooseLane finds the program of a lane: the binary if one is given, else what the lane is about. A program without
// the lane's features is an error, because its tests would be missing without notice.
func chooseLane(name, binary string) (lane, error) {
	var err error
	switch {
	case name == "":
		name = "new"
	case name != "new" && name != "old" && name != "tofu":
		return lane{}, fmt.Errorf("DATAIKU_ACC_LANE is %q: want new, old or tofu", name)
	}
	if binary == "" {
		binary, err = laneBinary(name)
	} else {
		binary, err = filepath.Abs(binary)
	}
	if err != nil {
		return lane{}, err
	}
	found, isTofu, err := programVersion(binary)
	if err != nil {
		return lane{}, fmt.Errorf("%s: %w", binary, err)
	}
	oldest := map[string]string{"new": "1.14.0", "old": "1.11.0", "tofu": "1.12.0"}[name]
	if found.LessThan(version.Must(version.NewVersion(oldest))) || isTofu != (name == "tofu") {
		return lane{}, fmt.Errorf("%s %s is not a program of the lane %q, which starts at %s", binary, found, name, oldest)
	}
	return lane{name: name, binary: binary, version: found}, nil
}

func laneBinary(name string) (string, error) {
	switch name {
	case "tofu":
		return buildTool("tofu")
	case "old":
		if binary, err := exec.LookPath("terraform"); err == nil {
			return filepath.Abs(binary)
		}
	}
	return buildTool("terraform")
}

// buildTool returns the binary that tools/build makes, or made before. The first build takes minutes, so its messages
// are shown.
func buildTool(name string) (string, error) {
	command := exec.CommandContext(context.Background(), filepath.Join(root, "tools", "build"), name)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("tools/build %s: %w", name, err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1], nil
}

// programVersion reads the first line of the version command: "Terraform v1.16.4".
func programVersion(binary string) (found *version.Version, isTofu bool, err error) {
	command := exec.CommandContext(context.Background(), binary, "version")
	command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+os.DevNull, "CHECKPOINT_DISABLE=1")
	out, err := command.Output()
	if err != nil {
		return nil, false, err
	}
	product, rest, _ := strings.Cut(string(out), " ")
	number, _, _ := strings.Cut(rest, "\n")
	found, err = version.NewVersion(number)
	return found, product == "OpenTofu", err
}

// keepGoCaches fixes the directories that go takes from the home directory, before that is replaced.
func keepGoCaches() error {
	out, err := exec.CommandContext(context.Background(), "go", "env", "-json", "GOCACHE", "GOMODCACHE", "GOPATH").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	var settings map[string]string
	if err := json.Unmarshal(out, &settings); err != nil {
		return err
	}
	var errs []error
	for name, value := range settings {
		errs = append(errs, os.Setenv(name, value))
	}
	return errors.Join(errs...)
}
