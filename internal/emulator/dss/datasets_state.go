package dss

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// itemStates holds what builds leave behind, by KEY/TYPE/ID: {lastBuild, partitions: {NAME: lastBuild}, records}.
	itemStates = "item_states"
	// itemFiles holds the files of datasets and managed folders by KEY/TYPE/ID/PATH: {data, lastModified}, data in base64.
	itemFiles = "item_files"
)

// itemRef names an object of a flow: type DATASET, MANAGED_FOLDER, SAVED_MODEL and so on (dss-project.md 2).
type itemRef struct{ kind, project, name string }

// id is where the object is stored in the collection of its type.
func (r itemRef) id() string { return r.project + "/" + r.name }

func (r itemRef) stateID() string { return r.project + "/" + r.kind + "/" + r.name }

// build is one build of an object, or of a partition of it.
type build struct {
	start, end int64
	success    bool
	// partition is "" for what is not partitioned.
	partition string
	// records is how many rows were written; negative when nobody knows.
	records int64
}

// markBuilt remembers a build of an object: what lastBuild and partitions tell from then on.
func markBuilt(n *emulator.Node, ref itemRef, b build) {
	state := stateOf(n, ref)
	last := Document{"buildStartTime": b.start, "buildEndTime": b.end, "buildSuccess": b.success}
	state["lastBuild"] = last
	if b.success {
		state["built"] = true
		if b.records >= 0 {
			state["records"] = b.records
		}
		if b.partition != "" {
			complete(state, Document{"partitions": Document{}})
			object(state, "partitions")[b.partition] = last
		}
	}
	n.Store.Collection(itemStates).Put(ref.stateID(), state)
}

// stateOf is {lastBuild, built, records, partitions}, as far as they are known; never nil.
func stateOf(n *emulator.Node, ref itemRef) Document {
	state, ok := n.Store.Collection(itemStates).Get(ref.stateID())
	if !ok {
		return Document{}
	}
	return state
}

// isBuilt tells whether an object holds data: a build or a write that was not cleared since.
func isBuilt(n *emulator.Node, ref itemRef) bool {
	return stateOf(n, ref)["built"] == true
}

// clearData empties an object, or the named partitions of it. The last build stays known.
func clearData(n *emulator.Node, ref itemRef, partitions ...string) {
	state := stateOf(n, ref)
	if kept := object(state, "partitions"); len(partitions) > 0 && kept != nil {
		for _, partition := range partitions {
			delete(kept, partition)
		}
		state["built"] = len(kept) > 0
	} else {
		for _, member := range []string{"built", "records", "partitions"} {
			delete(state, member)
		}
		for _, at := range filesOf(n, ref) {
			deleteFile(n, ref, at)
		}
	}
	if n.Store.Collection(itemStates).Has(ref.stateID()) {
		n.Store.Collection(itemStates).Put(ref.stateID(), state)
	}
}

// forgetState removes everything that is known of an object that is gone.
func forgetState(n *emulator.Node, ref itemRef) {
	for _, at := range filesOf(n, ref) {
		deleteFile(n, ref, at)
	}
	n.Store.Collection(itemStates).Delete(ref.stateID())
}

// moveState keeps the state of an object that gets another name.
func moveState(n *emulator.Node, ref itemRef, name string) {
	renamed := itemRef{ref.kind, ref.project, name}
	if state, ok := n.Store.Collection(itemStates).Get(ref.stateID()); ok {
		n.Store.Collection(itemStates).Rename(ref.stateID(), renamed.stateID(), state)
	}
	for _, at := range filesOf(n, ref) {
		file := n.Store.Collection(itemFiles).Value(ref.stateID() + "/" + at)
		n.Store.Collection(itemFiles).Rename(ref.stateID()+"/"+at, renamed.stateID()+"/"+at, file)
	}
}

// filesOf lists the paths of the files of an object, sorted, without a slash in front.
func filesOf(n *emulator.Node, ref itemRef) []string {
	paths, prefix := []string{}, ref.stateID()+"/"
	for _, id := range n.Store.Collection(itemFiles).IDs() {
		if at, ok := strings.CutPrefix(id, prefix); ok {
			paths = append(paths, at)
		}
	}
	slices.Sort(paths)
	return paths
}

func writeFile(n *emulator.Node, ref itemRef, at string, data []byte) {
	n.Store.Collection(itemFiles).Put(ref.stateID()+"/"+at, Document{
		"data": base64.StdEncoding.EncodeToString(data), "lastModified": n.Millis(),
	})
}

func deleteFile(n *emulator.Node, ref itemRef, at string) {
	n.Store.Collection(itemFiles).Delete(ref.stateID() + "/" + at)
}

// readFile returns the content of a file and when it was written.
func readFile(n *emulator.Node, ref itemRef, at string) (data []byte, lastModified any, ok bool) {
	file, ok := n.Store.Collection(itemFiles).Get(ref.stateID() + "/" + at)
	if !ok {
		return nil, nil, false
	}
	data, _ = base64.StdEncoding.DecodeString(text(file, "data"))
	return data, file["lastModified"], true
}
