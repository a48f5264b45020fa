package govern_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFileIsReplacedWhenItsContentChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "policy.txt")
	configuration := fmt.Sprintf(`{"name":null,"content":null,"source":%q}`, path)
	s := providertest.Story(t, "govern_uploaded_file")
	write(t, path, "First\n")
	providertest.Done(t, s.Apply(configuration))
	first := s.Value("id")
	if s.Value("name") != "policy.txt" {
		t.Errorf("the name is %q", s.Value("name"))
	}
	write(t, path, "First\n")
	if r := providertest.Done(t, s.Apply(configuration)); r.Action != "no change" {
		t.Errorf("the same content leads to %s", r.Action)
	}
	write(t, path, "Second\n")
	second := providertest.Done(t, s.Apply(configuration))
	if second.Action != "replace" || s.Value("id") == first {
		t.Errorf("another content leads to %s", second.Action)
	}
	write(t, path, "Third\n")
	if r := providertest.Done(t, s.ApplyStored(configuration)); r.Action != "replace" {
		t.Errorf("another content leads to %s without a refresh", r.Action)
	}
}

func TestSameContentFromElsewhereReplacesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.txt")
	write(t, path, "A sample\n")
	s := providertest.Story(t, "govern_uploaded_file")
	providertest.Done(t, s.Apply(`{}`))
	id := s.Value("id")
	r := providertest.Done(t, s.Apply(fmt.Sprintf(`{"content":null,"source":%q}`, path)))
	if s.Value("id") != id || sent(r) != "" {
		t.Errorf("the file was replaced: %s", sent(r))
	}
}

func TestFilesNeedContentAndName(t *testing.T) {
	s := providertest.Story(t, "govern_uploaded_file")
	providertest.Refused(t, s.Apply(`{"content":null}`), "File without a content")
	providertest.Refused(t, s.Apply(`{"name":null}`), "File without a name")
	providertest.Refused(t, s.Apply(`{"source":"a.txt"}`), "Two contents")
	providertest.Refused(t, s.Apply(`{"content":null,"source":"not-there.txt"}`), "cannot be read")
}

func TestImportedFileKnowsItsHash(t *testing.T) {
	s := providertest.Story(t, "govern_uploaded_file")
	providertest.Done(t, s.Apply(`{}`))
	hash := s.Value("sha256")
	s.Import(s.Value("id"))
	if s.Value("sha256") != hash || hash == "" {
		t.Errorf("sha256 is %q, not %q", s.Value("sha256"), hash)
	}
}
