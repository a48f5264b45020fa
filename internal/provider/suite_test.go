package provider

import (
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
)

// TestMain lets garbage grow: the suite makes thousands of short-lived providers, and collecting after each would take
// a fifth of its time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	m.Run()
}

// TestSuite runs the suite of package kittest for every declared entity with its sample, testdata/TYPE.json in the
// directory of its area, and with those of further versions of the node, TYPE@VERSION.json.
func TestSuite(t *testing.T) {
	home := t.TempDir()
	schemas := resourceSchemas(t, Server("test")())
	start := func() tfprotov6.ProviderServer {
		s := serve(&dataiku{version: "test", env: func(string) string { return "" }, home: home, clock: &clienttest.Clock{}, trusting: true})()
		return compared{s, t, schemas}
	}
	samples := sampleFiles(t)
	for _, d := range Described() {
		files := samples[d.Type]
		delete(samples, d.Type)
		t.Run(d.Type, func(t *testing.T) {
			t.Parallel()
			all := samplesOf(t, d, files)
			kittest.Run(t, start, d, all[0])
			for i, further := range all[1:] {
				t.Run(filepath.Base(files[i+1]), func(t *testing.T) { kittest.Run(t, start, d, further) })
			}
		})
	}
	for name, files := range samples {
		t.Errorf("%s: there is no entity %s; a sample is named testdata/TYPE.json", strings.Join(files, ", "), name)
	}
}

func sampleFiles(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("*/testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	samples := map[string][]string{}
	for _, file := range files {
		name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".json"), "@")
		samples[name] = append(samples[name], file)
	}
	return samples
}

// samplesOf loads the samples of an entity, that of the usual version first.
func samplesOf(t *testing.T, d kit.Description, files []string) []*kittest.Sample {
	t.Helper()
	slices.SortFunc(files, func(a, b string) int { return len(a) - len(b) })
	var all []*kittest.Sample
	for i, file := range files {
		if strings.Contains(filepath.Base(file), "@") != (i > 0) {
			break
		}
		all = append(all, sampleOf(t, d, file))
	}
	if len(all) == 0 || len(all) < len(files) {
		t.Fatalf("samples for %s are %q: write exactly one testdata/%s.json in the directory of its area (see package kittest)", d.Type, files, d.Type)
	}
	kittest.Complement(all)
	return all
}

func sampleOf(t *testing.T, d kit.Description, file string) *kittest.Sample {
	t.Helper()
	sample, err := kittest.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if sample.Like == "" {
		return sample
	}
	other := slices.IndexFunc(Described(), func(other kit.Description) bool { return other.Type == sample.Like })
	from, err := kittest.Load(filepath.Join(filepath.Dir(file), sample.Like+".json"))
	if other < 0 || err != nil || from.Like != "" {
		t.Fatalf("%s: %q must be the name of an entity whose own sample is complete: %v", file, sample.Like, err)
	}
	if err := sample.Borrow(from, d.Attributes, Described()[other].Attributes); err != nil {
		t.Fatal(err)
	}
	return sample
}
