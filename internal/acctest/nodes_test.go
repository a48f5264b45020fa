package acctest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

const (
	namespace = "terraform-provider-dataiku"
	source    = namespace + "/dataiku"
	// adminKey is looked for in logs, so it must not occur there by chance.
	adminKey = "acctest-administrator-key"
)

// nodes are a DSS node and a Govern node of one test, and the provider that talks to them.
type nodes struct {
	*testing.T
	dss, govern       *emulator.Node
	dssURL, governURL string
	used              *usage
	minted            *mint
	left              []string // collections that the test leaves something in
	texts             []string // configurations that the provider has to know the types of; none for all types
}

// needsDSS is how an example says that it needs a newer DSS node than the usual one.
var needsDSS = regexp.MustCompile(`(?m)^# Needs DSS (\d+)\b`)

// start serves both nodes on loopback until the test ends, DSS in the version that the examples need. A test that skips is
// made to fail: skips hide that a lane does not work.
func start(t *testing.T, examples ...string) *nodes {
	t.Helper()
	o := emulator.Options{APIKey: adminKey}
	if found := needsDSS.FindStringSubmatch(strings.Join(examples, "\n")); found != nil {
		o.Version = found[1] + ".0.0"
	}
	n := &nodes{
		T: t, dss: dss.New(o), govern: govern.New(emulator.Options{APIKey: adminKey}), used: &usage{}, minted: &mint{}, texts: examples,
	}
	n.dssURL, n.governURL = serve(t, n.minted.watch(n.dss)), serve(t, n.minted.watch(n.govern))
	dss.ConnectGovern(n.dss, n.governURL, adminKey)
	t.Cleanup(func() {
		if t.Skipped() {
			t.Errorf("skipped in lane %s", running.name)
		}
	})
	return n
}

func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// configured puts what every example leaves out before it: where the provider comes from, and where the nodes are.
func (n *nodes) configured(text string) string { return required + n.providerBlock() + text }

// required says where the provider comes from, which its functions need.
const required = `terraform {
  required_providers {
    dataiku = {
      source = "` + source + `"
    }
  }
}

`

func (n *nodes) providerBlock() string {
	return fmt.Sprintf(`provider "dataiku" {
  host    = %q
  api_key = %q
  govern = {
    host    = %q
    api_key = %q
  }
}
`, n.dssURL, adminKey, n.governURL, adminKey)
}

// apply runs the steps and destroys what they made. Afterwards the nodes must hold what they held before.
func (n *nodes) apply(steps ...resource.TestStep) {
	n.Helper()
	before := n.contents()
	resource.Test(n.T, resource.TestCase{ProtoV6ProviderFactories: n.factories(), Steps: steps})
	for name, ids := range n.contents() {
		if !slices.Equal(ids, before[name]) && !slices.Contains(n.left, name) {
			n.Errorf("destroy left the collection %s as %v, it was %v", name, ids, before[name])
		}
	}
}

// staying are the collections of what the API cannot delete: a destroy leaves it.
var staying = []string{"meanings", "code_studio_builds", "custom_audit", "time-series"}

// contents are the identifiers in each collection of both nodes, sorted, but for what stays.
func (n *nodes) contents() map[string][]string {
	all := map[string][]string{}
	for _, node := range []*emulator.Node{n.dss, n.govern} {
		node.Do(func(store *emulator.Store) {
			for _, name := range store.Names() {
				if slices.Contains(staying, name) {
					continue
				}
				ids := store.Collection(name).IDs()
				slices.Sort(ids)
				all[node.Product+" "+name] = ids
			}
		})
	}
	return all
}

// requestBodies is what both nodes were sent, for a test that a value did arrive.
func (n *nodes) requestBodies() string {
	var all strings.Builder
	for _, node := range []*emulator.Node{n.dss, n.govern} {
		for _, entry := range node.Requests() {
			all.Write(entry.Body)
		}
	}
	return all.String()
}
