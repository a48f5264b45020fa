package dss

import (
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleGitLibraries serves dss-project.md 13. References are stored, and listed, with the member names of the documents
// (project-documents.md 7): remote and remotePath, not repository and pathInGitRepository.
func handleGitLibraries(n *emulator.Node) {
	handle := func(pattern, right string, h func(c *emulator.Call, key string) (any, error)) {
		n.Handle(pattern, onProject(right, h), emulator.ClientRootOnly())
	}
	handle("GET /projects/{projectKey}/git/lib-git-refs", "read", func(_ *emulator.Call, key string) (any, error) {
		settings, _ := n.Store.Collection(librarySettings).Get(key)
		for at, member := range object(settings, "gitReferences") {
			if reference, ok := member.(Document); ok && text(reference, "lastHash") != "" {
				before := treeOf(n, text(reference, "lastHash"))
				reference["isDirty"] = len(before.changesTo(libraryTreeOf(n, key, at, reference, before))) > 0
			}
		}
		return settings, nil
	})
	handle("POST /projects/{projectKey}/git/lib-git-refs", "writeProjectContent", addGitLibrary)
	handle("PUT /projects/{projectKey}/git/lib-git-refs/{gitReferencePath...}", "writeProjectContent", changeGitLibrary)
	handle("DELETE /projects/{projectKey}/git/lib-git-refs/{gitReferencePath...}", "writeProjectContent", removeGitLibrary)
	handle("POST /projects/{projectKey}/git/lib-git-refs/action/reset", "writeProjectContent", onGitLibrary(
		func(c *emulator.Call, key, at string, _ Document) (any, error) {
			return c.Future("Reset library "+at, func() (any, error) { return resetGitLibraries(n, key, at), nil })
		}))
	handle("POST /projects/{projectKey}/git/lib-git-refs/action/push", "writeProjectContent", onGitLibrary(
		func(c *emulator.Call, key, at string, body Document) (any, error) {
			return c.Future("Push library "+at, func() (any, error) { return pushGitLibraries(c, key, text(body, "commitMessage"), at), nil })
		}))
	handle("POST /projects/{projectKey}/git/actions/git-refs/reset-all", "writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			return c.Future("Reset libraries of "+key, func() (any, error) {
				return resetGitLibraries(n, key, gitLibraryPaths(n, key)...), nil
			})
		})
	handle("POST /projects/{projectKey}/git/actions/git-refs/push-all", "writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			return c.Future("Push libraries of "+key, func() (any, error) {
				return pushGitLibraries(c, key, text(body, "commitMessage"), gitLibraryPaths(n, key)...), nil
			})
		})
}

// onGitLibrary finds the library that a body names. How an unknown one is refused is a guess.
func onGitLibrary(h func(c *emulator.Call, key, at string, body Document) (any, error)) func(*emulator.Call, string) (any, error) {
	return func(c *emulator.Call, key string) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		at := text(body, "gitRef")
		if !slices.Contains(gitLibraryPaths(c.Node, key), at) {
			return nil, unknownGitLibrary(at)
		}
		return h(c, key, at, body)
	}
}

func unknownGitLibrary(at string) error {
	return emulator.IllegalArgument("Git reference " + at + " does not exist")
}

// gitLibraryPaths are the local paths of the libraries, as they were typed.
func gitLibraryPaths(n *emulator.Node, key string) []string {
	settings, _ := n.Store.Collection(librarySettings).Get(key)
	var paths []string
	for at := range object(settings, "gitReferences") {
		paths = append(paths, at)
	}
	slices.Sort(paths)
	return paths
}

// addGitLibrary clones in the future. Of a clone that fails there is no reference afterwards, although the future ends as
// usual (dss-project.md 13).
func addGitLibrary(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	at := text(body, "localTargetPath")
	switch {
	case text(body, "repository") == "" || at == "":
		return nil, emulator.IllegalArgument("Missing repository or localTargetPath")
	case slices.Contains(gitLibraryPaths(c.Node, key), at):
		return nil, emulator.IllegalArgument("Git reference " + at + " already exists")
	}
	return c.Future("Clone "+text(body, "repository"), func() (any, error) {
		n := c.Node
		if _, found := remoteHead(n, text(body, "repository"), text(body, "checkout")); !found {
			return cloneFailed(text(body, "repository")), nil
		}
		settings, _ := n.Store.Collection(librarySettings).Get(key)
		complete(settings, Document{"gitReferences": Document{}, "pythonPath": []any{}})
		object(settings, "gitReferences")[at] = gitReference(body)
		if added, given := body["addToPythonPath"].(bool); (added || !given) && !slices.Contains(texts(settings["pythonPath"]), at) {
			pythonPath, _ := settings["pythonPath"].([]any)
			settings["pythonPath"] = append(pythonPath, at)
		}
		n.Store.Collection(librarySettings).Put(key, settings)
		return resetGitLibraries(n, key, at), nil
	})
}

// gitReference is what a document keeps of a request. The credentials are not among it.
func gitReference(body Document) Document {
	return Document{
		"remote": text(body, "repository"), "checkout": text(body, "checkout"), "remotePath": text(body, "pathInGitRepository"),
		"isDirty": false, "conflictingFiles": []any{}, "resolvedFiles": []any{}, "faultyHash": "",
	}
}

func cloneFailed(address string) Document {
	return failed("ERR_GIT_CLONE_FAILED", "Git operation failed", "fatal: could not read from remote repository "+address)
}

// changeGitLibrary changes what the reference says; its files stay until it is reset.
func changeGitLibrary(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	at := c.Arg("gitReferencePath")
	settings, _ := c.Node.Store.Collection(librarySettings).Get(key)
	reference := object(object(settings, "gitReferences"), at)
	switch {
	case reference == nil:
		return nil, unknownGitLibrary(at)
	case text(body, "repository") == "":
		return nil, emulator.IllegalArgument("Missing repository")
	}
	changed := gitReference(body)
	keep(changed, reference, "lastHash")
	object(settings, "gitReferences")[at] = changed
	c.Node.Store.Collection(librarySettings).Put(key, settings)
	return Document{"msg": "Changed git reference " + at}, nil
}

func removeGitLibrary(c *emulator.Call, key string) (any, error) {
	at := c.Arg("gitReferencePath")
	settings, _ := c.Node.Store.Collection(librarySettings).Get(key)
	if object(object(settings, "gitReferences"), at) == nil {
		return nil, unknownGitLibrary(at)
	}
	delete(object(settings, "gitReferences"), at)
	kept := []any{}
	for _, entry := range texts(settings["pythonPath"]) {
		if entry != at || at == "python" { // which every project has
			kept = append(kept, entry)
		}
	}
	settings["pythonPath"] = kept
	c.Node.Store.Collection(librarySettings).Put(key, settings)
	if c.Flag("deleteDirectory", false) {
		deleteLibraryItem(c.Node, key, cleanLibraryPath(at))
	}
	return Document{"msg": "Removed git reference " + at}, nil
}

// resetGitLibraries replaces the files of libraries by what their repositories hold.
func resetGitLibraries(n *emulator.Node, key string, paths ...string) Document {
	for _, at := range paths {
		settings, _ := n.Store.Collection(librarySettings).Get(key)
		reference := object(object(settings, "gitReferences"), at)
		if reference == nil { // removed in the meantime
			continue
		}
		head, found := remoteHead(n, text(reference, "remote"), text(reference, "checkout"))
		if !found {
			return cloneFailed(text(reference, "remote"))
		}
		if err := checkoutLibrary(n, key, at, text(reference, "remotePath"), head); err != nil {
			return failed("ERR_GIT_CLONE_FAILED", "Git operation failed", err.Error())
		}
		reference["lastHash"] = head
		n.Store.Collection(librarySettings).Put(key, settings)
	}
	return succeeded("INFO_GIT_OK", "Git references updated")
}

// checkoutLibrary replaces the files below a path by those of a subtree of a commit. A library at the root lies beside what
// the project has there.
func checkoutLibrary(n *emulator.Node, key, at, remotePath, head string) error {
	folder, subtree := cleanLibraryPath(at), cleanLibraryPath(remotePath)
	if folder != "" {
		deleteLibraryItem(n, key, folder)
		if err := makeLibraryFolder(n, key, folder); err != nil {
			return err
		}
	}
	for file, id := range treeOf(n, head) {
		inside, below := strings.CutPrefix("/"+file, strings.TrimSuffix("/"+subtree, "/")+"/")
		if !below {
			continue
		}
		if err := writeLibraryFile(n, key, path.Join(folder, inside), blob(n, id)); err != nil {
			return err
		}
	}
	return nil
}

// pushGitLibraries commits the files of libraries to the branches that they were checked out from.
func pushGitLibraries(c *emulator.Call, key, message string, paths ...string) Document {
	n := c.Node
	for _, at := range paths {
		settings, _ := n.Store.Collection(librarySettings).Get(key)
		reference := object(object(settings, "gitReferences"), at)
		if reference == nil {
			continue
		}
		address := text(reference, "remote")
		head, found := remoteHead(n, address, text(reference, "checkout"))
		if !found || head != text(reference, "lastHash") {
			return failed("ERR_GIT_PUSH_FAILED", "Git operation failed", "! [rejected] "+text(reference, "checkout")+" (fetch first)")
		}
		before := treeOf(n, head)
		after := libraryTreeOf(n, key, at, reference, before)
		if changes := before.changesTo(after); len(changes) > 0 {
			head = storeCommit(n, head, caller(c), message, changes)
			setRemoteHead(n, address, strings.TrimPrefix(text(reference, "checkout"), "refs/heads/"), head)
		}
		reference["lastHash"] = head
		n.Store.Collection(librarySettings).Put(key, settings)
	}
	return succeeded("INFO_GIT_OK", "Git references pushed")
}

// libraryTreeOf is the tree of a repository with the files of a library in place of those of its subtree.
func libraryTreeOf(n *emulator.Node, key, at string, reference Document, before gitTree) gitTree {
	folder, subtree := cleanLibraryPath(at), cleanLibraryPath(text(reference, "remotePath"))
	after := gitTree{}
	for file, id := range before {
		if folder == "" || subtree != "" && !strings.HasPrefix(file, subtree+"/") {
			after[file] = id
		}
	}
	if folder == "" { // which of the files at the root belong to it is not known
		return after
	}
	for _, at := range libraryPaths(n, key, folder) {
		if !isLibraryFolder(n, key, at) {
			after[path.Join(subtree, strings.TrimPrefix(at, folder+"/"))] = storeBlob(n, libraryFile(n, key, at))
		}
	}
	return after
}
