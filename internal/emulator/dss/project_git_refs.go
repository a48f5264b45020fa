package dss

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

var notInProjectKey = regexp.MustCompile(`[^A-Za-z0-9_]`)

func handleGitBranches(handle func(string, emulator.Handler), read, write func(gitHandler) emulator.Handler) {
	const git = " /projects/{projectKey}/git/"
	handle("GET"+git+"branches", read(func(c *emulator.Call, g *gitProject) (any, error) {
		names := slices.Sorted(maps.Keys(object(g.doc, "branches")))
		if c.Flag("remote", false) {
			names = append(names, slices.Sorted(maps.Keys(object(g.doc, "remoteHeads")))...)
		}
		return names, nil
	}))
	handle("POST"+git+"branches", write(createBranch))
	handle("POST"+git+"actions/deleteBranch", write(deleteBranch))
	handle("POST"+git+"actions/switchBranch", write(func(c *emulator.Call, g *gitProject) (any, error) {
		return g.switchTo(c.Node, c.Query("branchName", "")), nil
	}))
}

// createBranch makes a branch and switches to it, in this project or in a copy of it.
func createBranch(c *emulator.Call, g *gitProject) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	n, name, start := c.Node, text(body, "name"), text(body, "commit")
	if start == "" {
		start = g.head()
	}
	switch {
	case name == "" || strings.ContainsAny(name, " ~^:?*[\\"):
		return gitFailed("fatal: '" + name + "' is not a valid branch name"), nil
	case object(g.doc, "branches")[name] != nil:
		return gitFailed("fatal: a branch named '" + name + "' already exists"), nil
	case !slices.Contains(gitHistory(n, g.head()), start):
		return gitFailed("fatal: not a valid object name: '" + start + "'"), nil
	}
	if body["duplicateProject"] == true {
		return branchOff(c, g, body, start)
	}
	object(g.doc, "branches")[name] = start
	return g.switchTo(n, name), nil
}

// branchOff makes a copy of the project that works on the branch. Its key is that of the project with the name of the branch
// unless one is given (client 14.3).
func branchOff(c *emulator.Call, g *gitProject, body Document, start string) (any, error) {
	n, key, name := c.Node, text(body, "targetProjectKey"), text(body, "name")
	if key == "" {
		key = g.key + "_" + notInProjectKey.ReplaceAllString(name, "_")
	}
	metadata, _ := n.Store.Collection(projectMetadata).Get(g.key)
	copied := Document{"targetProjectKey": key, "targetProjectName": text(metadata, "label") + " (" + name + ")"}
	keep(copied, body, "targetProjectFolderId")
	if err := copyProject(c, g.key, copied); err != nil {
		return nil, err
	}
	doc, _ := emulator.Clone(g.doc).(Document)
	object(doc, "branches")[name] = start
	doc["currentBranch"], doc["originProjectKey"] = name, g.key
	content := treeOf(n, start)
	params, _ := parseDocument(blob(n, content["params.json"]))
	own, _ := parseDocument(blob(n, projectTree(n, key)["params.json"]))
	for _, member := range []string{"name", "owner", "permissions"} {
		keep(params, own, member)
	}
	content["params.json"] = storeBlob(n, diskText(params))
	restoreProject(n, key, content)
	n.Store.Collection(projectGit).Put(key, doc)
	answer := gitDone("Switched to a new branch '" + name + "'")
	answer["targetProjectKey"] = key
	return answer, nil
}

// switchTo makes the content of the project that of a branch. One that only a remote has is made here, as Git does.
func (g *gitProject) switchTo(n *emulator.Node, name string) Document {
	branches := object(g.doc, "branches")
	for remote, head := range object(g.doc, "remoteHeads") {
		if _, short, _ := strings.Cut(remote, "/"); short == name && branches[name] == nil {
			branches[name] = head
		}
	}
	switch {
	case branches[name] == nil:
		return gitFailed("error: pathspec '" + name + "' did not match any file(s) known to git")
	case len(g.pending(n)) > 0:
		return gitFailed("error: Your local changes would be overwritten by checkout")
	}
	g.doc["currentBranch"] = name
	restoreProject(n, g.key, treeOf(n, g.head()))
	answer := gitDone("Switched to branch '" + name + "'")
	answer["messages"] = infoMessages()
	return answer
}

// deleteBranch removes a branch here, and with deleteRemotely from its remote.
func deleteBranch(c *emulator.Call, g *gitProject) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	n, name := c.Node, text(body, "name")
	member := "branches"
	if body["remote"] == true {
		member = "remoteHeads"
	}
	head := text(object(g.doc, member), name)
	merged := slices.Contains(gitHistory(n, g.head()), head)
	for _, other := range object(g.doc, "remoteHeads") {
		known, _ := other.(string)
		merged = merged || slices.Contains(gitHistory(n, known), head)
	}
	switch {
	case head == "":
		return gitFailed("error: branch '" + name + "' not found"), nil
	case member == "branches" && name == g.branch():
		return gitFailed("error: cannot delete branch '" + name + "', which is checked out"), nil
	case member == "branches" && !merged && body["forceDelete"] != true:
		return gitFailed("error: the branch '" + name + "' is not fully merged"), nil
	}
	delete(object(g.doc, member), name)
	if remote, short, _ := strings.Cut(name, "/"); member == "remoteHeads" && body["deleteRemotely"] == true {
		setRemoteHead(n, g.remote(remote), short, "")
	}
	return gitDone("Deleted branch " + name), nil
}

func handleGitTags(handle func(string, emulator.Handler), read, write func(gitHandler) emulator.Handler) {
	const git = " /projects/{projectKey}/git/"
	handle("GET"+git+"tags", read(func(_ *emulator.Call, g *gitProject) (any, error) { return g.doc["tags"], nil }))
	handle("POST"+git+"tags", write(func(c *emulator.Call, g *gitProject) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		name, commit := text(body, "name"), text(body, "reference")
		switch {
		case commit == "" || commit == "HEAD":
			commit = g.head()
		case text(object(g.doc, "branches"), commit) != "":
			commit = text(object(g.doc, "branches"), commit)
		}
		switch {
		case name == "":
			return nil, emulator.IllegalArgument("Missing tag name")
		case g.tag(name) >= 0:
			return gitFailed("fatal: tag '" + name + "' already exists"), nil
		case !c.Node.Store.Collection(gitCommits).Has(commit):
			return gitFailed("fatal: Failed to resolve '" + commit + "' as a valid ref"), nil
		}
		tags, _ := g.doc["tags"].([]any)
		g.doc["tags"] = append(tags, Document{
			"name": "refs/tags/" + name, "shortName": name, "commit": commit, "annotations": text(body, "message"), "readOnly": false,
		})
		return gitDone("Created tag " + name), nil
	}))
	handle("POST"+git+"actions/deleteTag", write(func(c *emulator.Call, g *gitProject) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		i := g.tag(text(body, "name"))
		if i < 0 {
			return gitFailed("error: tag '" + text(body, "name") + "' not found"), nil
		}
		tags, _ := g.doc["tags"].([]any)
		g.doc["tags"] = slices.Delete(tags, i, i+1)
		return gitDone("Deleted tag " + text(body, "name")), nil
	}))
}

// tag finds a tag by its short or its full name, -1 when there is none.
func (g *gitProject) tag(name string) int {
	return slices.IndexFunc(objects(g.doc, "tags"), func(tag Document) bool {
		return tag["shortName"] == name || tag["name"] == name
	})
}
