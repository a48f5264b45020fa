package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func handleGitRemotes(handle func(string, emulator.Handler), read, write func(gitHandler) emulator.Handler) {
	const git = " /projects/{projectKey}/git/"
	handle("GET"+git+"remotes/{remoteName}", read(func(c *emulator.Call, g *gitProject) (any, error) {
		if address := g.remote(c.Arg("remoteName")); address != "" {
			return Document{"url": address}, nil
		}
		return Document{}, nil // not an error (dss-project.md 12)
	}))
	handle("POST"+git+"remotes/{remoteName}", write(func(c *emulator.Call, g *gitProject) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		if text(body, "url") == "" {
			return nil, emulator.IllegalArgument("Missing url of the remote")
		}
		g.forget(c.Arg("remoteName"))
		remotes, _ := g.doc["remotes"].([]any)
		g.doc["remotes"] = append(remotes, Document{"name": c.Arg("remoteName"), "url": text(body, "url")})
		return gitDone("Set remote " + c.Arg("remoteName")), nil
	}))
	handle("DELETE"+git+"remotes/{remoteName}", write(func(c *emulator.Call, g *gitProject) (any, error) {
		if g.remote(c.Arg("remoteName")) == "" { // with what a node answers was not recorded
			return gitFailed("error: No such remote: '" + c.Arg("remoteName") + "'"), nil
		}
		g.forget(c.Arg("remoteName"))
		return gitDone("Removed remote " + c.Arg("remoteName")), nil
	}))
	handle("POST"+git+"actions/fetch", write(func(c *emulator.Call, g *gitProject) (any, error) {
		if failure := g.fetch(c.Node); failure != nil {
			return failure, nil
		}
		return gitDone("Fetched " + g.remoteName()), nil
	}))
	handle("POST"+git+"actions/pullRebase", write(func(c *emulator.Call, g *gitProject) (any, error) {
		return g.pull(c, c.Query("branchName", g.branch())), nil
	}))
	handle("POST"+git+"actions/push", write(func(c *emulator.Call, g *gitProject) (any, error) {
		return g.push(c.Node, g.remoteName(), c.Query("branchName", g.branch())), nil
	}))
	handle("POST"+git+"actions/resetToRemoteHeadState", write(func(c *emulator.Call, g *gitProject) (any, error) {
		if g.upstream() == "" {
			return gitFailed("fatal: no upstream branch of " + g.branch()), nil
		}
		g.setHead(g.upstream())
		restoreProject(c.Node, g.key, treeOf(c.Node, g.head()))
		return gitDone("HEAD is now at " + g.head()), nil
	}))
}

// remote is the address of a remote, "" when there is none.
func (g *gitProject) remote(name string) string {
	for _, remote := range objects(g.doc, "remotes") {
		if text(remote, "name") == name {
			return text(remote, "url")
		}
	}
	return ""
}

// remoteName is the remote that actions without a choice work with.
func (g *gitProject) remoteName() string {
	remotes := objects(g.doc, "remotes")
	if g.remote("origin") != "" || len(remotes) == 0 {
		return "origin"
	}
	return text(remotes[0], "name")
}

// forget removes a remote with what is known of its branches.
func (g *gitProject) forget(name string) {
	kept := []any{}
	for _, remote := range objects(g.doc, "remotes") {
		if text(remote, "name") != name {
			kept = append(kept, remote)
		}
	}
	g.doc["remotes"] = kept
	g.learn(name, nil)
}

// learn replaces what is known of the branches of a remote.
func (g *gitProject) learn(name string, heads map[string]string) {
	known := Document{}
	for branch, head := range object(g.doc, "remoteHeads") {
		if len(branch) <= len(name) || branch[:len(name)+1] != name+"/" {
			known[branch] = head
		}
	}
	for branch, head := range heads {
		known[name+"/"+branch] = head
	}
	g.doc["remoteHeads"] = known
}

// upstream is the last known commit of the current branch at the remote.
func (g *gitProject) upstream() string {
	return text(object(g.doc, "remoteHeads"), g.remoteName()+"/"+g.branch())
}

// fetch looks at the remote; the failure is the answer of an action, nil when it worked.
func (g *gitProject) fetch(n *emulator.Node) Document {
	name := g.remoteName()
	switch address := g.remote(name); {
	case address == "":
		return gitFailed("fatal: '" + name + "' does not appear to be a git repository")
	case !canReach(n, address):
		return gitFailed("fatal: Could not read from remote repository.")
	default:
		g.learn(name, remoteHeads(n, address))
		return nil
	}
}

// push moves a branch of the remote forward, never elsewhere.
func (g *gitProject) push(n *emulator.Node, name, branch string) Document {
	address, head := g.remote(name), text(object(g.doc, "branches"), branch)
	switch {
	case address == "":
		return gitFailed("fatal: '" + name + "' does not appear to be a git repository")
	case !canReach(n, address):
		return gitFailed("fatal: Could not read from remote repository.")
	case head == "":
		return gitFailed("error: src refspec " + branch + " does not match any")
	}
	there := remoteHeads(n, address)[branch]
	if there != "" && !slices.Contains(gitHistory(n, head), there) {
		return gitFailed("! [rejected] " + branch + " -> " + branch + " (non-fast-forward)")
	}
	setRemoteHead(n, address, branch, head)
	g.learn(name, remoteHeads(n, address))
	return gitDone(branch + " -> " + branch)
}

// pull puts the commits that the remote lacks on top of those of the remote.
func (g *gitProject) pull(c *emulator.Call, branch string) Document {
	n := c.Node
	if len(g.pending(n)) > 0 {
		return gitFailed("error: cannot pull with rebase: You have unstaged changes.")
	}
	if failure := g.fetch(n); failure != nil {
		return failure
	}
	there := text(object(g.doc, "remoteHeads"), g.remoteName()+"/"+branch)
	if there == "" {
		return gitFailed("fatal: couldn't find remote ref " + branch)
	}
	mine, theirs := gitHistory(n, g.head()), gitHistory(n, there)
	head, changed := there, Document{}
	for _, id := range without(theirs, mine) {
		for file, blob := range object(gitCommit(n, id), "changes") {
			changed[file] = blob
		}
	}
	for _, id := range slices.Backward(without(mine, theirs)) {
		commit := gitCommit(n, id)
		for file := range object(commit, "changes") {
			if _, both := changed[file]; both {
				return gitFailed("CONFLICT (content): Merge conflict in " + file)
			}
		}
		head = storeCommit(n, head, text(commit, "author"), text(commit, "message"), object(commit, "changes"))
	}
	g.setHead(head)
	restoreProject(n, g.key, treeOf(n, head))
	return gitDone("Successfully rebased and updated refs/heads/" + g.branch())
}
