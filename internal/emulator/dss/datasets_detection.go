package dss

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleDetection serves the detection of formats and schemas (dss-project.md 19). The file variant is a long task.
func handleDetection(n *emulator.Node) {
	const actions = "/projects/{projectKey}/datasets/{datasetName}/actions/testAndDetectSettings/"
	n.Handle("POST "+actions+"fsLike", onDatasetItem("read", func(c *emulator.Call, ref itemRef, dataset Document) (any, error) {
		if !isFileType(text(dataset, "type")) {
			return nil, emulator.IllegalArgument("Not a dataset of files: " + ref.name)
		}
		body := Document{}
		if c.HasBody() {
			var err error
			if body, err = c.Object(); err != nil {
				return nil, err
			}
		}
		return c.Future("Detect the format of "+ref.name, func() (any, error) {
			return detectFormat(n, dataset, body["inferStorageTypes"] == true)
		})
	}))
	n.Handle("POST "+actions+"externalSQL", onDatasetItem("read", func(_ *emulator.Call, ref itemRef, dataset Document) (any, error) {
		if !slices.Contains(sqlTypes, text(dataset, "type")) {
			return nil, emulator.IllegalArgument("Not an SQL dataset: " + ref.name)
		}
		return detectTable(n, dataset)
	}))
	n.Handle("POST "+actions+"elasticsearch", onDatasetItem("read", func(_ *emulator.Call, ref itemRef, dataset Document) (any, error) {
		if text(dataset, "type") != "ElasticSearch" {
			return nil, emulator.IllegalArgument("Not an Elasticsearch dataset: " + ref.name)
		}
		return detectTable(n, dataset)
	}))
}

// detectFormat looks at the first file of a dataset.
func detectFormat(n *emulator.Node, dataset Document, infer bool) (any, error) {
	files := sourceFiles(n, dataset)
	if len(files) == 0 {
		return nil, storageMissing(text(dataset, "name"))
	}
	first := sortedNames(files)[0]
	format := formatOf(first, files[first])
	detected := Document{"ok": format != "", "type": format, "params": defaultFormat(n, format)}
	if format == "csv" {
		separator := separatorOf(files[first])
		rows, err := parseRows(files[first], separator)
		if err != nil {
			return nil, err
		}
		complete(detected, Document{"schemaDetection": Document{"newSchema": Document{"columns": csvColumns(rows, infer), "userModified": false}}})
		params := object(detected, "params")
		params["separator"], params["parseHeaderRow"], params["style"] = string(separator), true, "excel"
	} else {
		complete(detected, Document{"schemaDetection": Document{"newSchema": Document{"columns": []any{}, "userModified": false}}})
	}
	return Document{"connectionOK": true, "format": detected}, nil
}

// formatOf goes by the extension; other text is taken for csv.
func formatOf(name string, data []byte) string {
	switch path.Ext(strings.TrimSuffix(name, ".gz")) {
	case ".csv", ".tsv", ".txt":
		return "csv"
	case ".parquet":
		return "parquet"
	case ".json", ".jsonl":
		return "json"
	case ".xlsx", ".xls":
		return "excel"
	case ".avro":
		return "avro"
	}
	if utf8.Valid(data) && !bytes.ContainsRune(data, 0) {
		return "csv"
	}
	return ""
}

// separatorOf is the most frequent one of the first line.
func separatorOf(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := ',', 0
	for _, candidate := range []rune{',', '\t', ';', '|'} {
		if count := strings.Count(string(line), string(candidate)); count > most {
			best, most = candidate, count
		}
	}
	return best
}

// csvColumns are named by the first row. Without inference all are strings.
func csvColumns(rows [][]string, infer bool) []any {
	columns := []any{}
	if len(rows) == 0 {
		return columns
	}
	for i, name := range rows[0] {
		kind := "string"
		if infer {
			kind = storageTypeOf(rows[1:], i)
		}
		columns = append(columns, Document{"name": name, "type": kind})
	}
	return columns
}

// storageTypeOf is the narrowest of the types that every cell of a column fits.
func storageTypeOf(rows [][]string, column int) string {
	whole, decimal, seen := true, true, false
	for _, row := range rows {
		if column >= len(row) || row[column] == "" {
			continue
		}
		seen = true
		_, err := strconv.ParseInt(row[column], 10, 64)
		whole = whole && err == nil
		_, err = strconv.ParseFloat(row[column], 64)
		decimal = decimal && err == nil
	}
	switch {
	case seen && whole:
		return "bigint"
	case seen && decimal:
		return "double"
	}
	return "string"
}

// detectTable tells the columns of the table, or of the index, that a dataset names.
func detectTable(n *emulator.Node, dataset Document) (any, error) {
	params, _ := expand(emulator.Clone(dataset["params"]), projectVariablesOf(n, text(dataset, "projectKey"))).(Document)
	name := firstText(params, "table", "index")
	if text(params, "mode") == "query" {
		return detectQuery(n, params)
	}
	for _, table := range tablesOf(n, text(params, "connection")) {
		if table.name == name && (text(params, "schema") == "" || table.schema == "" || table.schema == text(params, "schema")) {
			return schemaDetection(table.columns), nil
		}
	}
	return nil, tableMissing(name)
}

// detectQuery tells the columns of the first known table that a query names: nothing runs here.
func detectQuery(n *emulator.Node, params Document) (any, error) {
	query := text(params, "query")
	for _, table := range tablesOf(n, text(params, "connection")) {
		if strings.Contains(query, table.name) {
			return schemaDetection(table.columns), nil
		}
	}
	return nil, tableMissing(query)
}

func schemaDetection(columns []any) Document {
	return Document{"connectionOK": true, "schemaDetection": Document{"newSchema": Document{"columns": columns, "userModified": false}}}
}

// tableMissing is a guess.
func tableMissing(name string) *emulator.Error {
	return &emulator.Error{Status: 500, Type: "java.sql.SQLException", Message: "Table not found: " + name}
}
