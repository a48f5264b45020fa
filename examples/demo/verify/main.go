// Command verify does for demo.sh what a shell cannot do without further tools: it reads Terraform's JSON and changes
// documents of the emulator.
//
//	verify count < STATE         prints the number of managed objects
//	verify plan ADDRESS... < PLAN  fails unless the plan updates exactly these objects
//	verify change URL MEMBER VALUE  sets a member of a document behind Terraform's back
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "verify:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "count":
		n, err := count(in)
		if err == nil {
			_, err = fmt.Fprintln(out, n)
		}
		return err
	case len(args) >= 1 && args[0] == "plan":
		return expectUpdates(in, args[1:])
	case len(args) == 4 && args[0] == "change":
		return change(context.Background(), args[1], args[2], args[3])
	}
	return fmt.Errorf("want count, plan or change, got %q", args)
}

// module is a part of the output of `show -json` of a state.
type module struct {
	Resources []struct {
		Mode string `json:"mode"`
	} `json:"resources"`
	Children []module `json:"child_modules"`
}

func count(in io.Reader) (int, error) {
	var state struct {
		Values struct {
			Root module `json:"root_module"`
		} `json:"values"`
	}
	err := json.NewDecoder(in).Decode(&state)
	return state.Values.Root.managed(), err
}

func (m module) managed() int {
	n := 0
	for _, r := range m.Resources {
		if r.Mode == "managed" {
			n++
		}
	}
	for _, child := range m.Children {
		n += child.managed()
	}
	return n
}

// expectUpdates compares the changes of a plan, from `show -json`, with those wanted.
func expectUpdates(in io.Reader, wanted []string) error {
	var plan struct {
		Changes []struct {
			Address string `json:"address"`
			Change  struct {
				Actions []string `json:"actions"`
			} `json:"change"`
		} `json:"resource_changes"`
	}
	if err := json.NewDecoder(in).Decode(&plan); err != nil {
		return err
	}
	found := []string{}
	for _, c := range plan.Changes {
		switch actions := strings.Join(c.Change.Actions, "+"); actions {
		case "no-op", "read":
		case "update":
			found = append(found, c.Address)
		default:
			return fmt.Errorf("the plan does %s to %s", actions, c.Address)
		}
	}
	slices.Sort(found)
	slices.Sort(wanted)
	if !slices.Equal(found, wanted) {
		return fmt.Errorf("the plan updates %v, want %v", found, wanted)
	}
	return nil
}

// change sets a member of the document at a control route of the emulator. The value is JSON.
func change(ctx context.Context, url, member, value string) error {
	document := map[string]json.RawMessage{}
	text, err := exchange(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &document); err != nil {
		return err
	}
	if _, ok := document[member]; !ok || !json.Valid([]byte(value)) {
		return fmt.Errorf("%s has no member %s, or %s is not JSON", url, member, value)
	}
	document[member] = json.RawMessage(value)
	text, err = json.Marshal(document)
	if err == nil {
		_, err = exchange(ctx, http.MethodPut, url, text)
	}
	return err
}

func exchange(ctx context.Context, method, url string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %s: %s", method, url, response.Status, text)
	}
	return text, err
}
