package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// schemaUpdates lists the outputs whose columns are not those that a visual recipe would write:
// {type, datasetName, newSchema}.
func schemaUpdates(n *emulator.Node, recipe Document) []Document {
	columns, known := outputColumns(n, recipe)
	if !known {
		return nil
	}
	var updates []Document
	for _, output := range datasetsOf(n, recipe, "outputs") {
		if text(output, "projectKey") != text(recipe, "projectKey") || sameColumns(objects(object(output, "schema"), "columns"), columns) {
			continue
		}
		list := []any{}
		for _, column := range columns {
			list = append(list, column)
		}
		updates = append(updates, Document{
			"type": "DATASET", "datasetName": output["name"], "newSchema": Document{"columns": list, "userModified": false},
		})
	}
	return updates
}

// sameColumns compares names and types: the rest is not computed.
func sameColumns(a, b []Document) bool {
	return slices.EqualFunc(a, b, func(x, y Document) bool { return x["name"] == y["name"] && x["type"] == y["type"] })
}

// outputColumns are the columns that a visual recipe writes, as far as its payload tells them without running it.
func outputColumns(n *emulator.Node, recipe Document) (columns []Document, known bool) {
	inputs := inputColumns(n, recipe)
	payload, _ := n.Store.Collection(recipePayloads).Value(text(recipe, "projectKey") + "/" + text(recipe, "name")).(string)
	settings, _ := parseDocument([]byte(payload))
	if len(inputs) == 0 {
		return nil, false
	}
	switch text(recipe, "type") {
	case "sync", "csync", "sampling", "sort", "split", "distinct", "topn":
		return inputs[0], true
	case "shaker":
		return preparedColumns(inputs[0], objects(settings, "steps")), true
	case "join":
		return joinedColumns(inputs, settings), true
	case "vstack":
		return stackedColumns(inputs, text(settings, "mode")), true
	case "grouping":
		return groupedColumns(inputs[0], settings), true
	case "window":
		return append(slices.Clone(inputs[0]), computedColumns(settings)...), true
	}
	return nil, false
}

// inputColumns are the columns of each input, those of the role main first.
func inputColumns(n *emulator.Node, recipe Document) [][]Document {
	var inputs [][]Document
	for _, input := range datasetsOf(n, recipe, "inputs") {
		var columns []Document
		for _, column := range objects(object(input, "schema"), "columns") {
			columns = append(columns, pick(column, "name", "type", "comment", "meaning", "maxLength", "arrayContent", "mapKeys", "mapValues", "objectFields"))
		}
		inputs = append(inputs, columns)
	}
	return inputs
}

func newColumn(name, kind string) Document { return Document{"name": name, "type": kind} }

// preparedColumns follows the steps that name the columns they make, rename or remove.
func preparedColumns(columns []Document, steps []Document) []Document {
	columns = slices.Clone(columns)
	add := func(name string) {
		if name != "" && columnNamed(columns, name) == nil {
			columns = append(columns, newColumn(name, "string"))
		}
	}
	for _, step := range steps {
		params := object(step, "params")
		switch {
		case step["disabled"] == true:
		case text(step, "metaType") == "GROUP":
			columns = preparedColumns(columns, objects(step, "steps"))
		case text(step, "type") == "ColumnRenamer":
			for _, renaming := range objects(params, "renamings") {
				if column := columnNamed(columns, text(renaming, "from")); column != nil {
					column["name"] = renaming["to"]
				}
			}
		case text(step, "type") == "ColumnsSelector":
			named := texts(params["columns"])
			columns = slices.DeleteFunc(columns, func(column Document) bool {
				return slices.Contains(named, text(column, "name")) != (params["keep"] == true)
			})
		case text(step, "type") == "CreateColumnWithGREL":
			add(text(params, "column"))
		case text(step, "type") == "DateParser":
			add(text(params, "outCol"))
		}
	}
	return columns
}

func columnNamed(columns []Document, name string) Document {
	for _, column := range columns {
		if text(column, "name") == name {
			return column
		}
	}
	return nil
}

// joinedColumns are the selected columns by the index of their input; all of all inputs where none is selected.
func joinedColumns(inputs [][]Document, settings Document) []Document {
	var columns []Document
	for _, selected := range objects(settings, "selectedColumns") {
		table := countOf(selected, "table")
		if table >= len(inputs) {
			continue
		}
		if source := columnNamed(inputs[table], text(selected, "name")); source != nil {
			column, _ := emulator.Clone(source).(Document)
			if alias := text(selected, "alias"); alias != "" {
				column["name"] = alias
			}
			columns = append(columns, column)
		}
	}
	if len(columns) == 0 {
		columns = stackedColumns(inputs, "UNION")
	}
	return append(columns, computedColumns(settings)...)
}

// stackedColumns has every column once, or those that all inputs have.
func stackedColumns(inputs [][]Document, mode string) []Document {
	var columns []Document
	for _, input := range inputs {
		for _, column := range input {
			if columnNamed(columns, text(column, "name")) == nil {
				columns = append(columns, column)
			}
		}
	}
	if mode != "INTERSECT" {
		return columns
	}
	return slices.DeleteFunc(columns, func(column Document) bool {
		return slices.ContainsFunc(inputs, func(input []Document) bool { return columnNamed(input, text(column, "name")) == nil })
	})
}

// aggregates are the ends of the names of aggregated columns, with their type; "" is that of the column.
var aggregates = []struct{ member, kind string }{
	{"min", ""},
	{"max", ""},
	{"count", "bigint"},
	{"countDistinct", "bigint"},
	{"sum", "double"},
	{"sum2", "double"},
	{"avg", "double"},
	{"stddev", "double"},
	{"median", "double"},
	{"first", ""},
	{"last", ""},
	{"concat", "string"},
}

// groupedColumns are the keys, one column for each aggregate, and the count of the group.
func groupedColumns(input []Document, settings Document) []Document {
	var columns []Document
	for _, key := range objects(settings, "keys") {
		if column := columnNamed(input, text(key, "column")); column != nil {
			columns = append(columns, column)
		}
	}
	overrides := object(settings, "outputColumnNameOverrides")
	add := func(name, kind string) {
		if other := text(overrides, name); other != "" {
			name = other
		}
		columns = append(columns, newColumn(name, kind))
	}
	for _, value := range objects(settings, "values") {
		source := columnNamed(input, text(value, "column"))
		for _, aggregate := range aggregates {
			if value[aggregate.member] != true {
				continue
			}
			kind := aggregate.kind
			if kind == "" && source != nil {
				kind = text(source, "type")
			}
			add(text(value, "column")+"_"+strings.ToLower(aggregate.member), kind)
		}
	}
	if settings["globalCount"] == true {
		add("count", "bigint")
	}
	return columns
}

func computedColumns(settings Document) []Document {
	var columns []Document
	for _, computed := range objects(settings, "computedColumns") {
		columns = append(columns, newColumn(text(computed, "name"), text(computed, "type")))
	}
	return columns
}
