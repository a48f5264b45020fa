package dss

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// rowsFile holds the rows that were written into a dataset, in the format in which the API tells them: separated by tabs,
// without a header. inlineFile holds those of an editable dataset as real nodes write them (project-documents.md 4.1).
const (
	rowsFile   = ".rows"
	inlineFile = ".data"
)

// storageMissing is the error of a dataset whose data is not there (observed.md 1.4).
func storageMissing(name string) *emulator.Error {
	return &emulator.Error{
		Status: 500, Type: "com.dataiku.dip.exceptions.DataStoreIOException", Message: "Root path of the dataset " + name + " does not exist",
	}
}

// rowsOf reads the rows of a dataset: those of its files, those that were written, or none where a build left no trace of them.
func rowsOf(n *emulator.Node, dataset Document) ([][]string, error) {
	ref := refOf(dataset)
	if data, _, ok := readFile(n, ref, rowsFile); ok {
		return parseRows(data, '\t')
	}
	if data, _, ok := readFile(n, ref, inlineFile); ok {
		return inlineRows(data)
	}
	files := sourceFiles(n, dataset)
	switch {
	case len(files) > 0:
		return rowsOfFiles(dataset, files)
	case isBuilt(n, ref) || text(dataset, "type") == "Inline":
		return nil, nil
	}
	return nil, storageMissing(ref.name)
}

// writeRows replaces the rows of a dataset, or adds to them, and counts as a build.
func writeRows(n *emulator.Node, ref itemRef, rows [][]string, appended bool) {
	if before, _, ok := readFile(n, ref, rowsFile); ok && appended {
		if kept, err := parseRows(before, '\t'); err == nil {
			rows = append(kept, rows...)
		}
	}
	writeFile(n, ref, rowsFile, rowsText(rows))
	now := n.Millis()
	markBuilt(n, ref, build{start: now, end: now, success: true, records: int64(len(rows))})
}

func rowsText(rows [][]string) []byte {
	var text bytes.Buffer
	writer := csv.NewWriter(&text)
	writer.Comma = '\t'
	_ = writer.WriteAll(rows) // a buffer takes everything
	return text.Bytes()
}

func parseRows(data []byte, separator rune) ([][]string, error) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = separator, -1, true
	var rows [][]string
	for {
		row, err := reader.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, emulator.IllegalArgument("Invalid rows: " + err.Error())
		}
		rows = append(rows, row)
	}
}

// inlineRows reads {data: [[…]]}.
func inlineRows(data []byte) ([][]string, error) {
	content, err := parseDocument(data)
	if err != nil {
		return nil, err
	}
	lines, _ := content["data"].([]any)
	var rows [][]string
	for _, line := range lines {
		cells, _ := line.([]any)
		row := []string{}
		for _, cell := range cells {
			row = append(row, cellText(cell))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func cellText(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	encoded, _ := json.Marshal(cell)
	return string(encoded)
}

// rowsOfFiles reads text files by the format of the dataset; other formats are not read.
func rowsOfFiles(dataset Document, files map[string][]byte) ([][]string, error) {
	if format := text(dataset, "formatType"); format != "csv" {
		return nil, emulator.IllegalArgument("The emulator does not read files of format '" + format + "'")
	}
	params := object(dataset, "formatParams")
	separator := []rune(text(params, "separator"))
	if len(separator) != 1 {
		separator = []rune{','}
	}
	skip := countOf(params, "skipRowsBeforeHeader") + countOf(params, "skipRowsAfterHeader")
	if params["parseHeaderRow"] == true {
		skip++
	}
	var all [][]string
	for _, name := range sortedNames(files) {
		rows, err := parseRows(files[name], separator[0])
		if err != nil {
			return nil, err
		}
		all = append(all, rows[min(skip, len(rows)):]...)
	}
	return all, nil
}

func countOf(d Document, member string) int {
	number, _ := d[member].(json.Number)
	value, _ := number.Int64()
	return int(value)
}

func sortedNames(files map[string][]byte) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// sourceFiles are the files that a dataset reads, by path: those that were uploaded, those of its folder, or those that the
// storage holds below its path.
func sourceFiles(n *emulator.Node, dataset Document) map[string][]byte {
	files, params := map[string][]byte{}, object(dataset, "params")
	key := text(dataset, "projectKey")
	switch text(dataset, "type") {
	case "UploadedFiles":
		copyFiles(n, itemRef{"DATASET", key, text(dataset, "name")}, files)
	case "FilesInFolder":
		project, id := splitRef(key, text(params, "folderSmartId"))
		copyFiles(n, itemRef{"MANAGED_FOLDER", project, id}, files)
	default:
		variables := projectVariablesOf(n, key)
		at, _ := expand(text(params, "path"), variables).(string)
		for name, content := range n.Quirks.Storage[text(params, "connection")].Files {
			if below := strings.TrimPrefix(name, "/"); strings.HasPrefix(below, strings.Trim(at, "/")) {
				files[name] = []byte(content)
			}
		}
	}
	return files
}

// projectVariablesOf are the variables of a project with its key, as they are expanded in params.
func projectVariablesOf(n *emulator.Node, key string) Document {
	variables := resolvedVariables(n, key)
	variables["projectKey"] = key
	return variables
}

func copyFiles(n *emulator.Node, ref itemRef, files map[string][]byte) {
	for _, at := range dataFilesOf(n, ref) {
		files[at], _, _ = readFile(n, ref, at)
	}
}

// dataFilesOf lists the files that are the data of an object, without those in which the node keeps rows.
func dataFilesOf(n *emulator.Node, ref itemRef) []string {
	return slices.DeleteFunc(filesOf(n, ref), func(at string) bool {
		return ref.kind == "DATASET" && (at == rowsFile || slices.Contains(companionFiles, at))
	})
}
