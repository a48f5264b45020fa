package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const git = "/projects/A/git/"

func (p *probe) scenario(key, id string) {
	p.Helper()
	p.must("POST", "/projects/"+key+"/scenarios/", document{"name": id, "type": "step_based"})
}

// explicit leaves the commits of a project to its users.
func (p *probe) explicit(key string) {
	p.Helper()
	settings := p.get("/projects/" + key + "/settings")
	set(settings, "ALL_EXPLICIT", "settings", "gitCommitMode")
	p.must("PUT", "/projects/"+key+"/settings", settings)
	p.must("POST", "/projects/"+key+"/git/actions/commit", document{"message": "Commit by hand"})
}

func asText(value any) string {
	s, _ := value.(string)
	return s
}

func messages(log any) []any {
	var list []any
	entries, _ := at(log, "entries").([]any)
	for _, entry := range entries {
		list = append(list, at(entry, "message"))
	}
	return list
}

// done asserts that an action of Git says it worked.
func (p *probe) done(method, path string, body any) {
	p.Helper()
	if got := p.must(method, path, body); at(got, "success") != true {
		p.Fatalf("%s %s: %s", method, path, compact(got))
	}
}

// fails asserts that an action of Git says, with status 200, that it did not work.
func (p *probe) fails(method, path string, body any, part string) {
	p.Helper()
	got := p.send(method, path, body)
	if got.status != 200 || at(got.body, "success") != false || !strings.Contains(asText(at(got.body, "logs")), part) {
		p.Errorf("%s %s: got %s, want a failure with %q", method, path, got.text, part)
	}
}

func TestProjectGitCommitsByItself(t *testing.T) {
	p := gitProbe(t)
	p.same("branch", p.get(git + "current-branch")["name"], "master")
	p.same("clean", p.get(git + "status")["clean"], true)
	p.scenario("A", "nightly")
	p.same("log", messages(p.get(git+"actions/log")), []any{"Saved scenario: A.nightly", "Initial commit"})
	p.same("by path", messages(p.get(git+"actions/log?path=scenarios")), []any{"Saved scenario: A.nightly"})
	first := p.get(git + "actions/log?count=1")
	p.same("more", messages(p.get(git+"actions/log?startCommit="+asText(first["nextCommit"]))), []any{"Initial commit"})
	diff := p.get(git + "actions/diff?commitFrom=" + asText(at(first, "entries", 0, "commitId")))
	p.same("diff", []any{diff["changedFiles"], at(diff, "entries", 0, "path")}, []any{2, "scenarios/nightly.json"})
	p.must("DELETE", "/projects/A/scenarios/nightly", nil)
	p.same("deleted", at(p.get(git+"actions/log"), "entries", 0, "message"), "Deleted scenario: A.nightly")
}

func TestProjectGitByHand(t *testing.T) {
	p := gitProbe(t)
	p.scenario("A", "old")
	p.explicit("A")
	p.scenario("A", "new")
	p.must("PUT", "/projects/A/scenarios/old/light", document{"active": true})
	status := p.get(git + "status")
	p.same("status", []any{status["clean"], status["untracked"], status["modified"], status["missing"]},
		[]any{false, []any{"scenarios/new.json", "scenarios/new.py"}, []any{"scenarios/old.json"}, []any{}})
	p.same("lines", p.get(git + "actions/diff")["removedLines"], 1)
	p.refused(p.send("POST", git+"actions/commit", document{}), 400, "IllegalArgumentException", "message")
	p.done("POST", git+"actions/commit", document{"message": "Two"})
	p.same("clean", p.get(git + "status")["clean"], true)

	p.must("DELETE", "/projects/A/scenarios/new", nil)
	p.done("POST", git+"actions/resetToLocalHeadState", nil)
	p.same("back", p.get("/projects/A/scenarios/new")["projectKey"], "A")

	commit := asText(at(p.get(git+"actions/log"), "entries", 0, "commitId"))
	p.done("POST", git+"actions/revertCommit?commit="+commit, nil)
	p.same("inactive again", p.get("/projects/A/scenarios/old")["active"], false)
	p.same("reverted", at(p.get(git+"actions/log"), "entries", 0, "message"), `Revert "Two"`)
	p.fails("POST", git+"actions/revertCommit?commit="+commit, nil, "CONFLICT")
	p.done("POST", git+"actions/revertToRevision?commit="+commit, nil)
	p.same("active", p.get("/projects/A/scenarios/old")["active"], true)
	p.fails("POST", git+"actions/revertToRevision?commit=none", nil, "Unknown revision")

	p.refused(p.send("POST", git+"actions/dropAndRebuild", nil), 400, "IllegalArgumentException", "iKnowWhatIAmDoing")
	p.done("POST", git+"actions/dropAndRebuild?iKnowWhatIAmDoing=True", nil)
	p.same("log", messages(p.get(git+"actions/log")), []any{"Initial commit"})
}

func TestProjectGitBranches(t *testing.T) {
	p := gitProbe(t)
	p.done("POST", git+"branches/", document{"name": "feature/x", "commit": nil, "duplicateProject": false})
	p.scenario("A", "mine")
	p.done("POST", git+"actions/switchBranch?branchName=master", nil)
	p.refused(p.send("GET", "/projects/A/scenarios/mine", nil), 404, "NotFoundException", "does not exist")
	p.done("POST", git+"actions/switchBranch?branchName=feature%2Fx", nil)
	p.must("GET", "/projects/A/scenarios/mine", nil)
	p.same("branches", p.must("GET", git+"branches", nil), []any{"feature/x", "master"})
	p.fails("POST", git+"actions/switchBranch?branchName=none", nil, "did not match")
	p.fails("POST", git+"branches", document{"name": "master"}, "already exists")
	p.fails("POST", git+"branches", document{"name": "b", "commit": "none"}, "valid object")
	p.fails("POST", git+"actions/deleteBranch", document{"name": "feature/x"}, "checked out")
	p.done("POST", git+"actions/switchBranch?branchName=master", nil)
	p.fails("POST", git+"actions/deleteBranch", document{"name": "feature/x"}, "not fully merged")
	p.done("POST", git+"actions/deleteBranch", document{"name": "feature/x", "forceDelete": true})

	p.done("POST", git+"tags/", document{"name": "v1", "reference": "HEAD", "message": "First"})
	p.fails("POST", git+"tags/", document{"name": "v1"}, "already exists")
	p.same("tag", at(p.must("GET", git+"tags", nil), 0, "shortName"), "v1")
	p.done("POST", git+"actions/deleteTag", document{"name": "v1"})
	p.same("no tag", p.must("GET", git+"tags", nil), []any{})

	p.explicit("A")
	p.scenario("A", "pending")
	p.fails("POST", git+"branches", document{"name": "b"}, "local changes")
}

func TestProjectGitBranchInACopy(t *testing.T) {
	p := gitProbe(t)
	p.scenario("A", "shared")
	p.done("POST", git+"branches/", document{"name": "preview-1", "duplicateProject": true})
	p.same("stays", p.get(git + "current-branch")["name"], "master")
	status := p.get("/projects/A_preview_1/git/status")
	p.same("copy", []any{status["currentBranch"], status["originProjectKey"]}, []any{"preview-1", "A"})
	p.same("content", p.get("/projects/A_preview_1/scenarios/shared")["projectKey"], "A_preview_1")
	p.same("label", p.get("/projects/A_preview_1/metadata")["label"], "A (preview-1)")
}

func TestProjectGitRemotes(t *testing.T) {
	p := gitProbe(t)
	p.same("none", p.get(git+"remotes/origin"), document{})
	p.fails("POST", git+"actions/push", nil, "does not appear")
	p.done("POST", git+"remotes/origin", document{"url": "git@git.example.com:team/a.git"})
	p.done("POST", git+"remotes/origin", document{"url": "git@git.example.com:team/b.git"})
	p.same("url", p.get(git+"remotes/origin"), document{"url": "git@git.example.com:team/b.git"})
	p.same("in the status", p.get(git + "status")["remotes"], []any{document{"name": "origin", "url": "git@git.example.com:team/b.git"}})
	p.fails("POST", git+"actions/pullRebase", nil, "couldn't find remote ref")
	p.done("POST", git+"actions/push", nil)
	p.scenario("A", "later")
	p.same("ahead", p.get(git + "status")["trackingCount"], document{"ahead": 1, "behind": 0})
	p.same("branches", p.must("GET", git+"branches?remote=True", nil), []any{"master", "origin/master"})
	p.done("POST", "/projects/A/actions/push-to-git-remote?remote=origin", nil)
	p.same("even", p.get(git + "status")["trackingCount"], document{"ahead": 0, "behind": 0})

	p.node.SetQuirks(func(q *emulator.Quirks) { q.FailingRemotes = []string{"git.example.com"} })
	for _, action := range []string{"push", "fetch", "pullRebase"} {
		p.fails("POST", git+"actions/"+action, nil, "Could not read")
	}
	p.done("DELETE", git+"remotes/origin", nil)
	p.fails("DELETE", git+"remotes/origin", nil, "No such remote")
}

// Two projects share a repository, as two nodes would.
func TestProjectGitPullsWhatOthersPushed(t *testing.T) {
	p := gitProbe(t)
	p.done("POST", git+"remotes/origin", document{"url": "https://git.example.com/a.git"})
	p.done("POST", git+"actions/push", nil)
	p.done("POST", git+"branches", document{"name": "other", "duplicateProject": true, "targetProjectKey": "B"})
	const other = "/projects/B/git/"
	p.done("POST", other+"actions/switchBranch?branchName=master", nil)
	p.scenario("B", "theirs")
	p.done("POST", other+"actions/push", nil)
	p.scenario("A", "mine")
	p.fails("POST", git+"actions/push", nil, "non-fast-forward")
	p.done("POST", git+"actions/fetch", nil)
	p.same("both moved", p.get(git + "status")["trackingCount"], document{"ahead": 1, "behind": 1})
	p.done("POST", git+"actions/pullRebase", nil)
	p.must("GET", "/projects/A/scenarios/theirs", nil)
	p.same("mine on top", messages(p.get(git+"actions/log?count=2")), []any{"Saved scenario: A.mine", "Saved scenario: B.theirs"})
	p.done("POST", git+"actions/push", nil)

	p.must("PUT", "/projects/A/scenarios/theirs/light", document{"active": true})
	p.done("POST", git+"actions/push", nil)
	p.must("PUT", "/projects/B/scenarios/theirs/light", document{"shortDesc": "mine"})
	p.fails("POST", other+"actions/pullRebase", nil, "CONFLICT")
	p.done("POST", other+"actions/resetToRemoteHeadState", nil)
	theirs := p.get("/projects/B/scenarios/theirs")
	if theirs["active"] != true || theirs["shortDesc"] == "mine" {
		t.Errorf("not what the remote has: %s", compact(theirs))
	}
}

func TestProjectGitKeepsTheFlow(t *testing.T) {
	p := flowProbe(t, emulator.Options{})
	p.root = "/dip/publicapi"
	p.job("RECURSIVE_BUILD", "totals")
	recipe := p.get("/projects/A/recipes/compute_clean")
	recipe["payload"] = "print(1)\n"
	p.must("PUT", "/projects/A/recipes/compute_clean", recipe)
	p.must("PUT", "/projects/A/variables/", document{"standard": document{"a": 1}, "local": document{"b": 2}})
	p.done("POST", git+"branches", document{"name": "change"})
	recipe["payload"] = "print(2)\n"
	p.must("PUT", "/projects/A/recipes/compute_clean", recipe)
	p.must("DELETE", "/projects/A/datasets/copy", nil)
	p.must("PUT", "/projects/A/variables/", document{"standard": document{}, "local": document{}})
	p.same("commit", p.get(git + "actions/log?path=recipes/compute_clean.py&count=1")["entries"] != nil, true)

	p.done("POST", git+"actions/switchBranch?branchName=master", nil)
	p.same("payload", p.get("/projects/A/recipes/compute_clean")["payload"], "print(1)\n")
	p.same("dataset", p.get("/projects/A/datasets/copy")["projectKey"], "A")
	p.same("its recipe", p.get("/projects/A/recipes/compute_copy")["recipe"] != nil, true)
	p.same("variables", p.get("/projects/A/variables/"), document{"standard": document{"a": 1}, "local": document{"b": 2}})
	p.same("builds stay", at(p.buildState("totals"), "built"), true)
	p.same("jobs stay", at(p.must("GET", "/projects/A/jobs/", nil), 0, "state"), "DONE")
	p.done("POST", git+"actions/switchBranch?branchName=change", nil)
	p.same("payload", p.get("/projects/A/recipes/compute_clean")["payload"], "print(2)\n")
	p.same("clean", p.get(git + "status")["clean"], true)
}
