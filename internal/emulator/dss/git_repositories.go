package dss

import (
	"crypto/sha1" //nolint:gosec // names of commits and blobs are SHA-1, as Git has them
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// gitBlobs holds the contents of all repositories by hash, in base64.
	gitBlobs = "git_blobs"
	// gitCommits holds the commits of all repositories by hash: {parent, message, author, timestamp, changes}. Changes names
	// the blob of each path that the commit writes, null for one that it removes.
	gitCommits = "git_commits"
	// gitRepositories holds the repositories outside of the node by address: {branches}, by name either a hash or
	// {files: {PATH: TEXT}}, which becomes a commit when it is first read. PUT /emulator/documents/git_repositories/URL makes
	// one. A repository that nobody made has whatever branch is asked for: it is `invented`.
	gitRepositories = "git_repositories"
)

// gitTree is the content of a repository: blobs by path.
type gitTree map[string]string

func storeBlob(n *emulator.Node, data []byte) string {
	sum := sha1.Sum(data) //nolint:gosec // see the import
	id := hex.EncodeToString(sum[:])
	if !n.Store.Collection(gitBlobs).Has(id) {
		n.Store.Collection(gitBlobs).Put(id, base64.StdEncoding.EncodeToString(data))
	}
	return id
}

func blob(n *emulator.Node, id string) []byte {
	encoded, _ := n.Store.Collection(gitBlobs).Value(id).(string)
	data, _ := base64.StdEncoding.DecodeString(encoded)
	return data
}

// storeCommit makes a commit after parent, "" for the first one.
func storeCommit(n *emulator.Node, parent, author, message string, changes Document) string {
	commit := Document{"parent": parent, "author": author, "message": message, "timestamp": n.Millis(), "changes": changes}
	encoded, _ := json.Marshal(commit)
	sum := sha1.Sum(encoded) //nolint:gosec // see the import
	id := hex.EncodeToString(sum[:])
	n.Store.Collection(gitCommits).Put(id, commit)
	return id
}

func gitCommit(n *emulator.Node, id string) Document {
	commit, _ := n.Store.Collection(gitCommits).Get(id)
	return commit
}

// gitHistory lists a commit and all before it, the newest first.
func gitHistory(n *emulator.Node, head string) []string {
	var ids []string
	for id := head; id != ""; id = text(gitCommit(n, id), "parent") {
		ids = append(ids, id)
	}
	return ids
}

// treeOf is the content at a commit.
func treeOf(n *emulator.Node, head string) gitTree {
	tree := gitTree{}
	for _, id := range slices.Backward(gitHistory(n, head)) {
		tree.apply(object(gitCommit(n, id), "changes"))
	}
	return tree
}

func (t gitTree) apply(changes Document) {
	for path, id := range changes {
		if name, ok := id.(string); ok {
			t[path] = name
		} else {
			delete(t, path)
		}
	}
}

// changesTo says what turns the tree into another one.
func (t gitTree) changesTo(other gitTree) Document {
	changes := Document{}
	for path, id := range other {
		if t[path] != id {
			changes[path] = id
		}
	}
	for path := range t {
		if _, stays := other[path]; !stays {
			changes[path] = nil
		}
	}
	return changes
}

// canReach tells whether a switch of the emulator lets the node talk to a repository.
func canReach(n *emulator.Node, address string) bool {
	return !slices.ContainsFunc(n.Quirks.FailingRemotes, func(part string) bool { return strings.Contains(address, part) })
}

// remoteHead finds the commit that a branch, a tag or a hash means in a repository outside of the node; "" is its first branch.
func remoteHead(n *emulator.Node, address, checkout string) (string, bool) {
	if !canReach(n, address) {
		return "", false
	}
	if n.Store.Collection(gitCommits).Has(checkout) {
		return checkout, true
	}
	branch := strings.TrimPrefix(strings.TrimPrefix(checkout, "refs/heads/"), "refs/tags/")
	heads := remoteHeads(n, address)
	if branch == "" {
		branch = "main"
		if names := slices.Sorted(maps.Keys(heads)); len(names) > 0 {
			branch = names[0]
		}
	}
	repository, known := n.Store.Collection(gitRepositories).Get(address)
	if heads[branch] == "" && (!known || repository["invented"] == true) {
		readme := storeBlob(n, []byte("# "+address+"\n\n"+branch+"\n"))
		heads[branch] = storeCommit(n, "", "git", "Initial commit", Document{"README.md": readme})
		setRemoteHead(n, address, branch, heads[branch])
		repository, _ = n.Store.Collection(gitRepositories).Get(address)
		repository["invented"] = true
		n.Store.Collection(gitRepositories).Put(address, repository)
	}
	return heads[branch], heads[branch] != ""
}

// remoteHeads are the branches of a repository outside of the node.
func remoteHeads(n *emulator.Node, address string) map[string]string {
	repository, _ := n.Store.Collection(gitRepositories).Get(address)
	heads, branches := map[string]string{}, object(repository, "branches")
	for name, head := range branches {
		if seed, ok := head.(Document); ok {
			tree := gitTree{}
			for path := range object(seed, "files") {
				tree[path] = storeBlob(n, []byte(text(object(seed, "files"), path)))
			}
			branches[name] = storeCommit(n, "", "git", "Initial commit", gitTree{}.changesTo(tree))
			n.Store.Collection(gitRepositories).Put(address, repository)
		}
		heads[name] = text(branches, name)
	}
	return heads
}

// setRemoteHead moves a branch of a repository outside of the node; an empty head removes it.
func setRemoteHead(n *emulator.Node, address, branch, head string) {
	repository, known := n.Store.Collection(gitRepositories).Get(address)
	if !known {
		repository = Document{"branches": Document{}}
	}
	object(repository, "branches")[branch] = head
	if head == "" {
		delete(object(repository, "branches"), branch)
	}
	n.Store.Collection(gitRepositories).Put(address, repository)
}
