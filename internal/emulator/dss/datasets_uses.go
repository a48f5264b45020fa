package dss

import (
	"slices"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleDatasetUses serves what is known about a dataset besides its document (dss-project.md 19).
func handleDatasetUses(n *emulator.Node) {
	const dataset = "/projects/{projectKey}/datasets/{datasetName}"
	n.Handle("GET "+dataset+"/info", onDatasetItem("read", func(_ *emulator.Call, ref itemRef, _ Document) (any, error) {
		info := Document{"projectKey": ref.project, "name": ref.name}
		if last := object(stateOf(n, ref), "lastBuild"); last != nil {
			info["lastBuild"] = last
		}
		return info, nil
	}))
	n.Handle("GET "+dataset+"/usages", onDatasetItem("read", func(_ *emulator.Call, ref itemRef, _ Document) (any, error) {
		return usagesOf(n, ref), nil
	}))
	n.Handle("GET "+dataset+"/column-lineage", onDatasetItem("read", columnLineage))
}

// usagesOf lists the recipes that read or write an object, those of other projects included.
func usagesOf(n *emulator.Node, ref itemRef) []any {
	usages := []any{}
	for _, u := range usesOf(n, ref) {
		kind := "RECIPE_INPUT"
		if u.output {
			kind = "RECIPE_OUTPUT"
		}
		usages = append(usages, Document{"type": kind, "objectId": u.name, "objectProjectKey": u.project})
	}
	return usages
}

// columnRef is a column of a dataset.
type columnRef struct {
	dataset itemRef
	column  string
}

func (r columnRef) document() Document {
	return Document{"projectKey": r.dataset.project, "datasetName": r.dataset.name, "columnName": r.column}
}

// columnLineage follows a column through the recipes, up and down, as long as it keeps its name: nothing reads the payloads.
// The shape of a relation is a guess.
func columnLineage(c *emulator.Call, ref itemRef, dataset Document) (any, error) {
	column := c.Query("columnName", "")
	if !hasColumn(dataset, column) {
		return nil, emulator.IllegalArgument("Column '" + column + "' does not exist in " + ref.project + "." + ref.name)
	}
	limit, err := strconv.Atoi(c.Query("maxDatasetCount", "1000"))
	if err != nil {
		return nil, emulator.IllegalArgument("Invalid maxDatasetCount: " + c.Query("maxDatasetCount", ""))
	}
	relations, seen := []any{}, []columnRef{{ref, column}}
	for i := 0; i < len(seen) && len(seen) < limit; i++ {
		for _, recipe := range c.Node.Store.Collection(recipes).All() {
			for _, pair := range columnPairs(c.Node, recipe, column) {
				if pair[0] != seen[i] && pair[1] != seen[i] {
					continue
				}
				relation := Document{
					"input": pair[0].document(), "output": pair[1].document(),
					"recipe": Document{"projectKey": recipe["projectKey"], "name": recipe["name"]},
				}
				relations = addOnce(relations, relation)
				for _, end := range pair {
					if !slices.Contains(seen, end) {
						seen = append(seen, end)
					}
				}
			}
		}
	}
	return relations, nil
}

// columnPairs are the inputs and outputs of a recipe that both have a column of that name.
func columnPairs(n *emulator.Node, recipe Document, column string) [][2]columnRef {
	var pairs [][2]columnRef
	for _, input := range datasetsOf(n, recipe, "inputs") {
		for _, output := range datasetsOf(n, recipe, "outputs") {
			if hasColumn(input, column) && hasColumn(output, column) {
				pairs = append(pairs, [2]columnRef{{refOf(input), column}, {refOf(output), column}})
			}
		}
	}
	return pairs
}

// datasetsOf are the documents of the datasets on one side of a recipe, as far as they are there.
func datasetsOf(n *emulator.Node, recipe Document, side string) []Document {
	var found []Document
	for _, reference := range refsOf(recipe, side) {
		project, name := splitRef(text(recipe, "projectKey"), reference)
		if dataset, ok := n.Store.Collection(datasets).Get(project + "/" + name); ok {
			found = append(found, dataset)
		}
	}
	return found
}

func refOf(dataset Document) itemRef {
	return itemRef{"DATASET", text(dataset, "projectKey"), text(dataset, "name")}
}

func hasColumn(dataset Document, name string) bool {
	return slices.ContainsFunc(objects(object(dataset, "schema"), "columns"), func(column Document) bool { return text(column, "name") == name })
}

func addOnce(list []any, item Document) []any {
	encoded := string(diskText(item))
	if slices.ContainsFunc(list, func(other any) bool { return string(diskText(other)) == encoded }) {
		return list
	}
	return append(list, item)
}
