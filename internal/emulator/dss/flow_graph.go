package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// nodeTypes are the types of the nodes of a flow graph by the type of the object (dss-project.md 17).
var nodeTypes = map[string]string{
	"DATASET": "COMPUTABLE_DATASET", "MANAGED_FOLDER": "COMPUTABLE_FOLDER", "SAVED_MODEL": "COMPUTABLE_SAVED_MODEL",
	"STREAMING_ENDPOINT": "COMPUTABLE_STREAMING_ENDPOINT", "MODEL_EVALUATION_STORE": "COMPUTABLE_MODEL_EVALUATION_STORE",
	"RETRIEVABLE_KNOWLEDGE": "COMPUTABLE_RETRIEVABLE_KNOWLEDGE", "RECIPE": "RUNNABLE_RECIPE", "LABELING_TASK": "RUNNABLE_LABELING_TASK",
}

// labelingTasks have no routes (dss-project.md 53), but a place in the flow.
const labelingTasks = "labeling_tasks"

// handleFlow serves dss-project.md 17 and the graph of a zone.
func handleFlow(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/flow/graph", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return flowGraph(n, key, func(itemRef) bool { return true }), nil
	}))
	n.Handle("GET /projects/{projectKey}/flow/zones/{zoneId}/graph", onZone("read", func(c *emulator.Call, zone Document) (any, error) {
		return zoneGraph(n, c.Arg("projectKey"), zone), nil
	}))
	handleFlowTools(n)
	handleFlowDocumentation(n)
}

// flowGraph has a node for each object of the project that wanted selects, and for each that its recipes name. The id of a
// node is the reference to its object.
func flowGraph(n *emulator.Node, key string, wanted func(itemRef) bool) Document {
	nodes := Document{}
	node := func(ref itemRef) string {
		id := reference(key, ref.project, ref.name)
		if other := object(nodes, id); other != nil && text(other, "type") != nodeTypes[ref.kind] {
			id = strings.ToLower(ref.kind) + ":" + id // a recipe may be called like a dataset; what the server does is not known
		}
		if object(nodes, id) == nil {
			nodes[id] = Document{
				"type": nodeTypes[ref.kind], "ref": reference(key, ref.project, ref.name), "predecessors": []any{}, "successors": []any{},
			}
		}
		return id
	}
	for _, c := range itemCollections {
		for _, id := range idsOf(n, c.collection, key) {
			if ref := (itemRef{c.kind, key, id}); wanted(ref) {
				node(ref)
			}
		}
	}
	for _, runnable := range append(itemsOf(n, recipes, key), itemsOf(n, labelingTasks, key)...) {
		ref := itemRef{"RECIPE", key, text(runnable, "name")}
		if id := text(runnable, "id"); id != "" {
			ref = itemRef{"LABELING_TASK", key, id}
		}
		if !wanted(ref) {
			continue
		}
		at := node(ref)
		for _, reference := range refsOf(runnable, "inputs") {
			input, _ := findItem(n, key, reference)
			connect(nodes, node(input), at)
		}
		for _, reference := range refsOf(runnable, "outputs") {
			output, _ := findItem(n, key, reference)
			connect(nodes, at, node(output))
		}
	}
	return Document{"nodes": nodes}
}

// connect draws an arrow once.
func connect(nodes Document, from, to string) {
	before, after := object(nodes, from), object(nodes, to)
	before["successors"] = withText(before["successors"], to)
	after["predecessors"] = withText(after["predecessors"], from)
}

func withText(value any, item string) []any {
	list, _ := value.([]any)
	if slices.Contains(list, any(item)) {
		return list
	}
	return append(list, item)
}

// zoneGraph has what is in the zone and what its recipes read and write. The default zone has what no other one has.
func zoneGraph(n *emulator.Node, key string, zone Document) Document {
	return flowGraph(n, key, func(ref itemRef) bool { return zoneOf(n, key, ref) == text(zone, "id") })
}
