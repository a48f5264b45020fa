package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// flowTools holds the tools that are open, by KEY/ID: {type, data}. They are sessions of the UI.
const flowTools = "flow_tools"

// handleFlowTools serves the tools of dss-project.md 17. What the states hold is not known; they are told as they were given.
func handleFlowTools(n *emulator.Node) {
	const tools = "/projects/{projectKey}/flow/tools"
	n.Handle("POST "+tools, onProject("writeProjectContent", func(c *emulator.Call, key string) (any, error) {
		data, err := c.Object()
		if err != nil {
			return nil, err
		}
		kind := c.Query("type", "")
		if !slices.Contains([]string{"COPY", "CHECK_CONSISTENCY", "PROPAGATE_SCHEMA"}, kind) && (n.AtLeast("13.4.0") || kind == "") {
			return nil, emulator.IllegalArgument("Invalid flow tool type: '" + kind + "'")
		}
		id := n.RandomID(8)
		n.Store.Collection(flowTools).Put(key+"/"+id, Document{"projectKey": key, "toolId": id, "type": kind, "data": data})
		return emulator.Text(id), nil
	}))
	n.Handle("POST "+tools+"/propagate-schema", onProject("writeProjectContent", propagateSchema))
	n.Handle("POST "+tools+"/{toolId}/stop", onFlowTool(func(_ *emulator.Call, tool Document) (any, error) {
		n.Store.Collection(flowTools).Delete(text(tool, "projectKey") + "/" + text(tool, "toolId"))
		return Document{"msg": "Stopped tool " + text(tool, "toolId")}, nil
	}))
	n.Handle("GET "+tools+"/{toolId}/state", onFlowTool(func(_ *emulator.Call, tool Document) (any, error) {
		return pick(tool, "type", "data"), nil
	}))
	n.Handle("PUT "+tools+"/{toolId}/action", onFlowTool(func(c *emulator.Call, tool Document) (any, error) {
		_, err := c.Object()
		return pick(tool, "type", "data"), err
	}))
	n.Handle("POST "+tools+"/{toolId}/update", onFlowTool(func(c *emulator.Call, tool Document) (any, error) {
		if _, err := c.Object(); err != nil {
			return nil, err
		}
		return c.Future("Update flow tool "+text(tool, "toolId"), func() (any, error) { return pick(tool, "type", "data"), nil })
	}))
}

func onFlowTool(h func(c *emulator.Call, tool Document) (any, error)) emulator.Handler {
	return onProject("writeProjectContent", func(c *emulator.Call, key string) (any, error) {
		tool, ok := c.Node.Store.Collection(flowTools).Get(key + "/" + c.Arg("toolId"))
		if !ok {
			return nil, emulator.NotFound("Flow tool " + c.Arg("toolId") + " does not exist")
		}
		return h(c, tool)
	})
}

// propagateSchema updates the outputs of the visual recipes below the sources, in the order of the flow. A recipe that is
// excluded ends its branch, and so does a code recipe that is neither marked as fine nor may be run again: nobody knows what
// it would write.
func propagateSchema(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	options := object(body, "options")
	if options == nil {
		return nil, emulator.NullPointer()
	}
	var reached []itemRef
	for _, source := range objects(body, "sources") {
		ref := itemRef{"DATASET", text(source, "projectKey"), text(source, "id")}
		if !c.Node.Store.Collection(datasets).Has(ref.id()) {
			return nil, datasetMissing(ref.project, ref.name)
		}
		reached = append(reached, ref)
	}
	return c.Future("Propagate schema", func() (any, error) {
		var changed []Document
		for i := 0; i < len(reached); i++ {
			for _, u := range usesOf(c.Node, reached[i]) {
				recipe, _ := c.Node.Store.Collection(recipes).Get(u.project + "/" + u.name)
				if u.output || u.project != key || !propagates(options, recipe) {
					continue
				}
				for _, update := range schemaUpdates(c.Node, recipe) {
					name := text(update, "datasetName")
					applySchema(c, itemRef{"DATASET", key, name}, object(update, "newSchema"), false)
					changed = append(changed, message("INFO", "INFO_SCHEMA_PROPAGATED", "Schema updated", name))
				}
				for _, output := range datasetsOf(c.Node, recipe, "outputs") {
					if ref := refOf(output); !slices.Contains(reached, ref) {
						reached = append(reached, ref)
					}
				}
			}
		}
		return infoMessages(changed...), nil
	})
}

func propagates(options, recipe Document) bool {
	name := text(recipe, "name")
	switch {
	case slices.Contains(texts(options["excludedRecipes"]), name):
		return false
	case slices.Contains(codeTypes, text(recipe, "type")):
		return options["autoRebuild"] == true || slices.Contains(texts(options["markAsOkRecipes"]), name)
	}
	return true
}
