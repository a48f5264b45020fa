package kit

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Work that began and did not end is to be gone on with, unless somebody is at it; work that ended, or whose object goes, is not.
func TestWorkThatWasCutOff(t *testing.T) {
	before, folder := documents.folder, filepath.Join(t.TempDir(), "locks")
	documents.folder = func() (string, error) { return folder, nil }
	t.Cleanup(func() { documents.folder = before })
	m := newManaged(&Resource[*dss.Client]{
		Type: "thing", Attributes: []attr.Attribute{attr.String("name", "Name.").Required()}, Identity: []string{"name"},
		Finish: func(context.Context, *dss.Client, Write) error { return nil },
	})
	c, err := dss.New(client.Config{URL: "https://dss.example.com", APIKey: "key-of-the-test"})
	if err != nil {
		t.Fatal(err)
	}
	v, other := attr.Values{}, attr.Values{}
	v.SetString("name", "mine")
	other.SetString("name", "other")
	expect := func(when string, want bool) {
		t.Helper()
		if got := m.wasCutOff(c, v); got != want || m.wasCutOff(c, other) {
			t.Errorf("%s: cut off is %t, want %t", when, got, want)
		}
	}
	expect("before", false)
	end := m.beginWork(c, v)
	expect("after the process is gone", true)
	unlock, err := m.lock(t.Context(), c, v)
	if err != nil {
		t.Fatal(err)
	}
	expect("while somebody is at it", false)
	unlock()
	end()
	expect("when it has ended", false)
	m.beginWork(c, v)
	m.forgetWork(c, v)
	expect("when the object goes", false)
}
