package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// gitProbe serves a node with project A, and calls it below the root that has the routes of project git.
func gitProbe(t *testing.T) *probe {
	t.Helper()
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	p.root = "/dip/publicapi"
	return p
}

// repository makes a Git repository outside of the node.
func (p *probe) repository(address string, branches document) {
	p.Helper()
	p.node.Do(func(s *emulator.Store) { s.Collection("git_repositories").Put(address, document{"branches": branches}) })
}

func library(repository, path, checkout, subtree string) document {
	return document{
		"repository": repository, "login": nil, "password": nil, "pathInGitRepository": subtree,
		"localTargetPath": path, "checkout": checkout, "addToPythonPath": true,
	}
}

func TestGitLibraries(t *testing.T) {
	p := gitProbe(t)
	const address, refs = "git@git.example.com:team/kit.git", "/projects/A/git/lib-git-refs/"
	p.repository(address, document{
		"main": document{"files": document{"python/kit.py": "one = 1\n", "README.md": "kit"}},
		"next": document{"files": document{"python/kit.py": "two = 2\n"}},
	})
	p.must("POST", refs, library(address, "shared/kit", "main", "python"))
	listed := p.get(refs)
	reference, _ := at(listed, "gitReferences", "shared/kit").(document)
	p.same("reference", document{"remote": reference["remote"], "remotePath": reference["remotePath"], "checkout": reference["checkout"], "isDirty": reference["isDirty"]},
		document{"remote": address, "remotePath": "python", "checkout": "main", "isDirty": false})
	p.same("no credentials", []any{reference["login"], reference["password"]}, []any{nil, nil})
	p.same("python path", listed["pythonPath"], []any{"python", "shared/kit"})
	p.same("file", p.get("/projects/A/libraries/contents/shared/kit/kit.py")["data"], "one = 1\n")
	first := reference["lastHash"]

	p.must("PUT", refs+"shared/kit", document{"repository": address, "login": nil, "password": nil, "pathInGitRepository": "python", "checkout": "refs/heads/next"})
	p.same("not fetched yet", p.get("/projects/A/libraries/contents/shared/kit/kit.py")["data"], "one = 1\n")
	p.same("old hash", at(p.get(refs), "gitReferences", "shared/kit", "lastHash"), first)
	p.must("POST", refs+"action/reset", document{"gitRef": "shared/kit"})
	p.same("fetched", p.get("/projects/A/libraries/contents/shared/kit/kit.py")["data"], "two = 2\n")
	if hash := at(p.get(refs), "gitReferences", "shared/kit", "lastHash"); hash == first || hash == nil {
		t.Errorf("the hash is still %v", hash)
	}

	p.must("POST", "/projects/A/libraries/contents/shared/kit/own.py", []byte("own"))
	p.same("changed here", at(p.get(refs), "gitReferences", "shared/kit", "isDirty"), true)
	p.must("POST", refs+"action/push", document{"gitRef": "shared/kit", "commitMessage": "Add own"})
	p.same("pushed", at(p.get(refs), "gitReferences", "shared/kit", "isDirty"), false)
	p.must("POST", refs, library(address, "again", "next", ""))
	p.same("elsewhere", p.get("/projects/A/libraries/contents/again/python/own.py")["data"], "own")

	p.must("DELETE", refs+"again?deleteDirectory=False", nil)
	p.same("files stay", p.get("/projects/A/libraries/contents/again/python/own.py")["data"], "own")
	p.must("DELETE", refs+"shared/kit?deleteDirectory=True", nil)
	p.refused(p.send("GET", "/projects/A/libraries/contents/shared/kit/kit.py", nil), 500, "IOException", "does not exist")
	p.same("none", p.get(refs)["gitReferences"], document{})
	p.same("path", p.get(refs)["pythonPath"], []any{"python"})
}

func TestGitLibrariesThatFail(t *testing.T) {
	p := gitProbe(t)
	const address, refs = "https://git.example.com/team/kit.git", "/projects/A/git/lib-git-refs/"
	p.repository(address, document{"main": document{"files": document{"kit.py": ""}}})
	failed := p.must("POST", refs, library(address, "kit", "none", ""))
	p.same("the future ends", at(failed, "hasResult"), true)
	p.same("with an error", at(failed, "result", "messages", "error"), true)
	p.same("and no reference", p.get(refs)["gitReferences"], document{})

	p.must("POST", refs, library(address, "kit", "", ""))
	p.refused(p.send("POST", refs, library(address, "kit", "main", "")), 400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", refs, library("", "x", "main", "")), 400, "IllegalArgumentException", "repository")
	p.refused(p.send("PUT", refs+"none", library(address, "", "main", "")), 400, "IllegalArgumentException", "does not exist")
	p.refused(p.send("DELETE", refs+"none?deleteDirectory=true", nil), 400, "IllegalArgumentException", "does not exist")
	p.refused(p.send("POST", refs+"action/reset", document{"gitRef": "none"}), 400, "IllegalArgumentException", "does not exist")

	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingRemotes = []string{"git.example.com"} })
	p.same("unreachable", at(p.must("POST", "/projects/A/git/actions/git-refs/reset-all", nil), "result", "messages", "error"), true)
	p.same("push", at(p.must("POST", "/projects/A/git/actions/git-refs/push-all", document{"commitMessage": "x"}), "result", "messages", "error"), true)
}

// A repository that nobody made answers all the same, so that examples need no preparation.
func TestGitLibraryOfAnyRepository(t *testing.T) {
	p := gitProbe(t)
	const refs = "/projects/A/git/lib-git-refs/"
	p.must("POST", refs, library("https://git.example.com/new.git", "new", "v1.2", ""))
	hash := at(p.get(refs), "gitReferences", "new", "lastHash")
	p.must("POST", refs+"action/reset", document{"gitRef": "new"})
	p.same("stays", at(p.get(refs), "gitReferences", "new", "lastHash"), hash)
	if hash == nil {
		t.Error("nothing was fetched")
	}
}
