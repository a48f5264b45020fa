package dss

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// projectGit holds the repository of each project: {currentBranch, branches, remotes, remoteHeads, tags, originProjectKey?}.
const projectGit = "project_git"

// firstBranch is the branch of a new repository; its name is a guess.
const firstBranch = "master"

// handleProjectGit serves dss-project.md 12.
func handleProjectGit(n *emulator.Node) {
	read, write := onProjectGit("read"), onProjectGit("writeProjectContent")
	handle := func(pattern string, h emulator.Handler) { n.Handle(pattern, h, emulator.ClientRootOnly()) }
	const git = " /projects/{projectKey}/git/"
	handle("GET"+git+"status", read(func(c *emulator.Call, g *gitProject) (any, error) { return g.status(c.Node), nil }))
	handle("GET"+git+"current-branch", read(func(_ *emulator.Call, g *gitProject) (any, error) {
		return Document{"name": g.branch()}, nil
	}))
	handle("GET"+git+"actions/log", read(gitLog))
	handle("GET"+git+"actions/diff", read(gitDiff))
	handle("POST"+git+"actions/commit", write(func(c *emulator.Call, g *gitProject) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		if text(body, "message") == "" {
			return nil, emulator.IllegalArgument("Missing commit message")
		}
		g.commit(c.Node, caller(c), text(body, "message"), g.pending(c.Node))
		return gitDone("[" + g.branch() + "] " + text(body, "message")), nil
	}))
	handle("POST"+git+"actions/revertToRevision", write(revertToRevision))
	handle("POST"+git+"actions/revertCommit", write(revertCommit))
	handle("POST"+git+"actions/resetToLocalHeadState", write(func(c *emulator.Call, g *gitProject) (any, error) {
		restoreProject(c.Node, g.key, treeOf(c.Node, g.head()))
		return gitDone("HEAD is now at " + g.head()), nil
	}))
	handle("POST"+git+"actions/dropAndRebuild", onProjectGit("admin")(func(c *emulator.Call, g *gitProject) (any, error) {
		if !c.Flag("iKnowWhatIAmDoing", false) {
			return nil, emulator.IllegalArgument("Missing parameter: iKnowWhatIAmDoing")
		}
		g.begin(c.Node, caller(c))
		return gitDone("Rebuilt the repository"), nil
	}))
	// The one call that is documented, so below both roots.
	n.Handle("POST /projects/{projectKey}/actions/push-to-git-remote", write(func(c *emulator.Call, g *gitProject) (any, error) {
		return g.push(c.Node, c.Query("remote", ""), g.branch()), nil
	}))
	handleGitBranches(handle, read, write)
	handleGitTags(handle, read, write)
	handleGitRemotes(handle, read, write)
}

// gitProject is the repository of one project, while a call works on it.
type gitProject struct {
	key string
	doc Document
}

type gitHandler = func(c *emulator.Call, g *gitProject) (any, error)

// onProjectGit hands the repository to a handler and stores it afterwards. What was changed since the last look is committed
// first, unless the project leaves commits to its users (settings.gitCommitMode).
func onProjectGit(right string) func(gitHandler) emulator.Handler {
	return func(h gitHandler) emulator.Handler {
		return onProject(right, func(c *emulator.Call, key string) (any, error) {
			g := openGit(c, key)
			answer, err := h(c, g)
			c.Node.Store.Collection(projectGit).Put(key, g.doc)
			return answer, err
		})
	}
}

func openGit(c *emulator.Call, key string) *gitProject {
	n := c.Node
	doc, known := n.Store.Collection(projectGit).Get(key)
	g := &gitProject{key: key, doc: doc}
	if !known {
		g.begin(n, creatorOf(n, key))
	}
	settings, _ := n.Store.Collection(projectSettings).Get(key)
	if mode := text(object(settings, "settings"), "gitCommitMode"); mode != "" && mode != "AUTO" {
		return g
	}
	changes := gitChangesByObject(key, g.pending(n))
	for _, message := range slices.Sorted(maps.Keys(changes)) {
		g.commit(n, caller(c), message, changes[message])
	}
	return g
}

func creatorOf(n *emulator.Node, key string) string {
	project, _ := n.Store.Collection(projects).Get(key)
	return text(object(object(project, "creationTag"), "lastModifiedBy"), "login")
}

// begin makes a repository whose only commit is the project as it is. Remotes stay.
func (g *gitProject) begin(n *emulator.Node, author string) {
	remotes, _ := g.doc["remotes"].([]any)
	head := storeCommit(n, "", author, "Initial commit", gitTree{}.changesTo(projectTree(n, g.key)))
	g.doc = Document{
		"currentBranch": firstBranch, "branches": Document{firstBranch: head}, "remotes": append([]any{}, remotes...),
		"remoteHeads": Document{}, "tags": []any{},
	}
}

func (g *gitProject) branch() string { return text(g.doc, "currentBranch") }

func (g *gitProject) head() string { return text(object(g.doc, "branches"), g.branch()) }

func (g *gitProject) setHead(commit string) { object(g.doc, "branches")[g.branch()] = commit }

// pending are the changes that no commit has yet.
func (g *gitProject) pending(n *emulator.Node) Document {
	return treeOf(n, g.head()).changesTo(projectTree(n, g.key))
}

func (g *gitProject) commit(n *emulator.Node, author, message string, changes Document) {
	if len(changes) > 0 {
		g.setHead(storeCommit(n, g.head(), author, message, changes))
	}
}

// gitDone and gitFailed are the answers of actions, which fail with status 200 (dss-project.md 12).
func gitDone(output string) Document {
	return Document{"success": true, "logs": output, "output": output}
}

func gitFailed(reason string) Document {
	return Document{
		"success": false, "logs": reason, "output": reason,
		"messages": infoMessages(message("ERROR", "ERR_GIT_COMMAND_FAILED", "Git command failed", reason)),
	}
}

// status lists what is not committed as Git does before anything is staged.
func (g *gitProject) status(n *emulator.Node) Document {
	before, pending := treeOf(n, g.head()), g.pending(n)
	lists := map[string][]any{"modified": {}, "missing": {}, "untracked": {}}
	for _, file := range slices.Sorted(maps.Keys(pending)) {
		list := "modified"
		if pending[file] == nil {
			list = "missing"
		} else if before[file] == "" {
			list = "untracked"
		}
		lists[list] = append(lists[list], file)
	}
	status := Document{
		"currentBranch": g.branch(), "remotes": g.doc["remotes"], "clean": len(pending) == 0, "hasUncommittedChanges": len(pending) > 0,
		"added": []any{}, "changed": []any{}, "removed": []any{}, "conflicting": []any{}, "untrackedFolders": []any{},
	}
	for list, files := range lists {
		status[list] = files
	}
	if upstream := g.upstream(); upstream != "" {
		status["trackingCount"] = trackingCount(n, g.head(), upstream)
	}
	if origin := text(g.doc, "originProjectKey"); origin != "" {
		status["originProjectKey"] = origin
		doc, _ := n.Store.Collection(projectGit).Get(origin)
		other := gitProject{key: origin, doc: doc}
		status["trackingCountWithOriginProject"] = trackingCount(n, g.head(), other.head())
	}
	return status
}

// trackingCount compares two histories.
func trackingCount(n *emulator.Node, local, other string) Document {
	mine, theirs := gitHistory(n, local), gitHistory(n, other)
	return Document{"ahead": len(without(mine, theirs)), "behind": len(without(theirs, mine))}
}

// without returns what is not in others, in its order.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(item string) bool { return slices.Contains(others, item) })
}

// gitLog lists commits, newest first. The members of an entry are a guess: the vendor's client hands them on.
func gitLog(c *emulator.Call, g *gitProject) (any, error) {
	start := c.Query("startCommit", g.head())
	count, err := strconv.Atoi(c.Query("count", "20"))
	if err != nil || count < 1 {
		return nil, emulator.IllegalArgument("Invalid count: " + c.Query("count", ""))
	}
	entries, at := []any{}, strings.Trim(c.Query("path", ""), "/")
	for _, id := range gitHistory(c.Node, start) {
		commit := gitCommit(c.Node, id)
		touches := at == "" || slices.ContainsFunc(slices.Collect(maps.Keys(object(commit, "changes"))), func(file string) bool {
			return file == at || strings.HasPrefix(file, at+"/")
		})
		switch {
		case !touches:
		case len(entries) == count:
			return Document{"entries": entries, "nextCommit": id}, nil
		default:
			entries = append(entries, gitEntry(commit, id))
		}
	}
	return Document{"entries": entries}, nil
}

func gitEntry(commit Document, id string) Document {
	entry := pick(commit, "author", "message", "timestamp")
	entry["commitId"] = id
	return entry
}

// gitDiff compares the project with its last commit, two commits, or a commit with the one before (client 14.3).
func gitDiff(c *emulator.Call, g *gitProject) (any, error) {
	n, from, to := c.Node, c.Query("commitFrom", ""), c.Query("commitTo", "")
	switch {
	case from == "":
		from = g.head()
	case to == "":
		from, to = text(gitCommit(n, from), "parent"), from
	}
	before, after := treeOf(n, from), treeOf(n, to)
	if to == "" {
		after = projectTree(n, g.key)
	}
	answer := Document{"addedLines": 0, "removedLines": 0, "changedFiles": 0, "entries": []any{}}
	for member, id := range map[string]string{"commitFrom": from, "commitTo": to} {
		if id != "" {
			answer[member] = gitEntry(gitCommit(n, id), id)
		}
	}
	added, removed, entries := 0, 0, []any{}
	changes := before.changesTo(after)
	for _, file := range slices.Sorted(maps.Keys(changes)) {
		change, old, fresh := "MODIFIED", gitLines(n, before[file]), gitLines(n, after[file])
		switch {
		case before[file] == "":
			change = "ADDED"
		case after[file] == "":
			change = "DELETED"
		}
		plus, minus := len(without(fresh, old)), len(without(old, fresh))
		added, removed = added+plus, removed+minus
		entries = append(entries, Document{"path": file, "changeType": change, "addedLines": plus, "removedLines": minus})
	}
	answer["addedLines"], answer["removedLines"], answer["changedFiles"], answer["entries"] = added, removed, len(entries), entries
	return answer, nil
}

func gitLines(n *emulator.Node, id string) []string {
	return slices.Collect(strings.Lines(string(blob(n, id))))
}

// revertToRevision commits the content of an earlier revision.
func revertToRevision(c *emulator.Call, g *gitProject) (any, error) {
	id := c.Query("commit", "")
	if !slices.Contains(gitHistory(c.Node, g.head()), id) {
		return gitFailed("Unknown revision: " + id), nil
	}
	restoreProject(c.Node, g.key, treeOf(c.Node, id))
	g.commit(c.Node, caller(c), "Reverted to revision "+id, g.pending(c.Node))
	return gitDone("Reverted to " + id), nil
}

// revertCommit commits the opposite of one commit, unless what it changed was changed again since.
func revertCommit(c *emulator.Call, g *gitProject) (any, error) {
	n, id := c.Node, c.Query("commit", "")
	if !slices.Contains(gitHistory(n, g.head()), id) {
		return gitFailed("Unknown revision: " + id), nil
	}
	commit, now := gitCommit(n, id), projectTree(n, g.key)
	before, after := treeOf(n, text(commit, "parent")), treeOf(n, id)
	for file := range object(commit, "changes") {
		if now[file] != after[file] {
			return gitFailed("CONFLICT (content): Merge conflict in " + file), nil
		}
		if before[file] == "" {
			delete(now, file)
		} else {
			now[file] = before[file]
		}
	}
	restoreProject(n, g.key, now)
	g.commit(n, caller(c), `Revert "`+text(commit, "message")+`"`, g.pending(n))
	return gitDone("Reverted " + id), nil
}
