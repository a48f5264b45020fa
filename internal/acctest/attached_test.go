package acctest_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// attached is a workspace whose provider runs in this process, with every use recorded. There are hundreds of examples: three
// runs of Terraform for each are a quarter of what terraform-plugin-testing needs.
func (n *nodes) attached() *workspace {
	n.Helper()
	host := os.Getenv("TF_ACC_PROVIDER_HOST")
	if host == "" {
		host = "registry.terraform.io"
	}
	address := host + "/" + source
	ctx, stop := context.WithCancel(context.Background())
	started, stopped := make(chan *plugin.ReattachConfig, 1), make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		failed <- tf6server.Serve(address, func() tfprotov6.ProviderServer { return n.provider() },
			tf6server.WithDebug(ctx, started, stopped), tf6server.WithLoggingSink(n.T), tf6server.WithGoPluginLogger(hclog.NewNullLogger()))
	}()
	var config *plugin.ReattachConfig
	select {
	case config = <-started:
	case err := <-failed:
		n.Fatalf("the provider does not start: %v", err)
	}
	n.Cleanup(func() {
		stop()
		<-stopped
	})
	text, err := json.Marshal(map[string]any{address: map[string]any{
		"Protocol": config.Protocol, "ProtocolVersion": config.ProtocolVersion, "Pid": config.Pid, "Test": config.Test,
		"Addr": map[string]string{"Network": config.Addr.Network(), "String": config.Addr.String()},
	}})
	if err != nil {
		n.Fatal(err)
	}
	return &workspace{T: n.T, dir: n.TempDir(), env: append(os.Environ(), "TF_IN_AUTOMATION=1", "TF_REATTACH_PROVIDERS="+string(text))}
}

// applyOnce applies a configuration, plans it again without changes, lets look do what else there is to do, and destroys
// what was made. Afterwards the nodes must hold what they held before.
func (n *nodes) applyOnce(config string, look func(w *workspace)) {
	n.Helper()
	before := n.contents()
	n.texts = append(n.texts, config)
	w := n.attached()
	w.write("main.tf", n.configured(config))
	w.run("apply", "-auto-approve", "-input=false", "-no-color")
	w.run("plan", "-detailed-exitcode", "-input=false", "-no-color")
	if look != nil {
		look(w)
	}
	w.run("destroy", "-auto-approve", "-input=false", "-no-color")
	for name, ids := range n.contents() {
		if !slices.Equal(ids, before[name]) && !slices.Contains(n.left, name) {
			n.Errorf("destroy left the collection %s as %v, it was %v", name, ids, before[name])
		}
	}
}

// state is what Terraform stored.
func (w *workspace) state() *tfjson.State {
	w.Helper()
	state := &tfjson.State{}
	if err := state.UnmarshalJSON([]byte(w.run("show", "-json"))); err != nil {
		w.Fatal(err)
	}
	return state
}

// query runs a query and returns what it found.
func (w *workspace) query(text string) []tfjson.ListResourceFoundData {
	w.Helper()
	w.write("list.tfquery.hcl", text)
	var found []tfjson.ListResourceFoundData
	for line := range strings.Lines(w.run("query", "-json")) {
		message, err := tfjson.UnmarshalLogMessage([]byte(line))
		if err != nil {
			w.Fatal(errors.Join(errors.New(line), err))
		}
		if item, ok := message.(tfjson.ListResourceFoundMessage); ok {
			found = append(found, item.ListResourceFound)
		}
	}
	return found
}
