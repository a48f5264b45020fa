package dss

import (
	"bytes"
	"maps"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleDatasetData serves the rows, files and partitions of datasets (dss-project.md 19).
func handleDatasetData(n *emulator.Node) {
	const dataset = "/projects/{projectKey}/datasets/{datasetName}"
	n.Handle("GET "+dataset+"/data", onDatasetItem("read", func(_ *emulator.Call, _ itemRef, dataset Document) (any, error) {
		rows, err := rowsOf(n, dataset)
		return emulator.Binary{ContentType: "text/tab-separated-values; charset=UTF-8", Data: rowsText(rows)}, err
	}))
	n.Handle("GET "+dataset+"/finish-streaming", onDatasetItem("read", func(c *emulator.Call, _ itemRef, _ Document) (any, error) {
		if c.Query("readSessionId", "") == "" {
			return nil, emulator.IllegalArgument("Missing parameter: readSessionId")
		}
		return emulator.Empty{}, nil
	}))
	n.Handle("POST "+dataset+"/data", onDatasetItem("writeProjectContent", writeData))
	n.Handle("DELETE "+dataset+"/data", onDatasetItem("writeProjectContent", func(c *emulator.Call, ref itemRef, _ Document) (any, error) {
		clearData(n, ref, c.QueryAll("partitions")...)
		return Document{"msg": "Cleared dataset " + ref.name}, nil
	}))
	n.Handle("GET "+dataset+"/partitions", onDatasetItem("read", func(_ *emulator.Call, ref itemRef, dataset Document) (any, error) {
		if len(objects(object(dataset, "partitioning"), "dimensions")) == 0 {
			return []any{wholeItem}, nil // a guess
		}
		return sortedSet(slices.Collect(maps.Keys(object(stateOf(n, ref), "partitions")))), nil
	}))
	n.Handle("POST "+dataset+"/actions/copyTo", onDatasetItem("read", copyDataset))
	n.Handle("GET "+dataset+"/search-data-elastic", onDatasetItem("read", searchElastic))
	for _, action := range []string{"synchronizeHiveMetastore", "updateFromHive"} {
		n.Handle("POST "+dataset+"/actions/"+action, onDatasetItem("writeProjectContent",
			func(*emulator.Call, itemRef, Document) (any, error) { return emulator.Empty{}, nil }))
	}
	n.Handle("GET "+dataset+"/uploaded/files", onDatasetItem("read", onUploaded(listUploads)))
	n.Handle("POST "+dataset+"/uploaded/files", onDatasetItem("writeProjectContent", onUploaded(uploadFile)))
}

// writeData takes rows separated by tabs, or by commas where there is no tab; which formats the server takes is not known.
func writeData(c *emulator.Call, ref itemRef, dataset Document) (any, error) {
	if text(dataset, "type") == "Inline" { // only people edit its rows (dss-project.md 19)
		return nil, emulator.IllegalArgument("Cannot write into editable dataset " + ref.name)
	}
	separator := ','
	if first, _, _ := bytes.Cut(c.Raw, []byte("\n")); bytes.Contains(first, []byte("\t")) {
		separator = '\t'
	}
	rows, err := parseRows(c.Raw, separator)
	if err != nil {
		return nil, err
	}
	writeRows(c.Node, ref, rows, false)
	return Document{"msg": "Wrote dataset " + ref.name}, nil
}

func copyDataset(c *emulator.Call, ref itemRef, source Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	target := itemRef{"DATASET", text(body, "targetProjectKey"), text(body, "targetDatasetName")}
	if !mayProject(c, target.project, "writeProjectContent") {
		return nil, emulator.Forbidden("You may not write in project " + target.project)
	}
	if !c.Node.Store.Collection(datasets).Has(target.id()) {
		return nil, datasetMissing(target.project, target.name)
	}
	return c.Future("Copy dataset "+ref.name, func() (any, error) {
		rows, err := rowsOf(c.Node, source)
		if err != nil {
			return nil, err
		}
		if body["syncSchema"] != false {
			written, _ := c.Node.Store.Collection(datasets).Get(target.id())
			setSchema(written, object(source, "schema")["columns"], false)
			c.Node.Store.Collection(datasets).Put(target.id(), written)
		}
		writeRows(c.Node, target, rows, text(body, "writeMode") == "APPEND")
		return infoMessages(), nil
	})
}

// searchElastic finds the rows that hold the words of the query in some column.
func searchElastic(c *emulator.Call, _ itemRef, dataset Document) (any, error) {
	if text(dataset, "type") != "ElasticSearch" {
		return nil, emulator.IllegalArgument("Not an Elasticsearch dataset: " + text(dataset, "name"))
	}
	rows, err := rowsOf(c.Node, dataset)
	if err != nil {
		return nil, err
	}
	found, words := []any{}, strings.Fields(strings.Trim(c.Query("queryString", ""), "*"))
	for _, row := range rows {
		line := strings.Join(row, "\t")
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(line, word) }) {
			found = append(found, row)
		}
	}
	return c.Future("Search dataset "+text(dataset, "name"), func() (any, error) {
		return Document{"columns": object(dataset, "schema")["columns"], "rows": found, "total": len(found)}, nil
	})
}

// onUploaded refuses datasets of other types, which have no uploads.
func onUploaded(h itemHandler) itemHandler {
	return func(c *emulator.Call, ref itemRef, dataset Document) (any, error) {
		if text(dataset, "type") != "UploadedFiles" {
			return nil, emulator.IllegalArgument("Not a dataset of uploaded files: " + ref.name)
		}
		return h(c, ref, dataset)
	}
}

func listUploads(c *emulator.Call, ref itemRef, _ Document) (any, error) {
	list := []any{}
	for _, at := range dataFilesOf(c.Node, ref) {
		data, _, _ := readFile(c.Node, ref, at)
		kind := mime.TypeByExtension(path.Ext(at))
		if kind == "" {
			kind = "application/octet-stream"
		}
		list = append(list, Document{"filename": path.Base(at), "path": "/" + at, "length": len(data), "mime": kind})
	}
	return list, nil
}

// uploadFile adds or replaces one file. No call removes one (dss-project.md 19).
func uploadFile(c *emulator.Call, ref itemRef, _ Document) (any, error) {
	name, data, err := c.Upload("file")
	if err != nil {
		return nil, err
	}
	if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
		return nil, emulator.IllegalArgument("Invalid file name: '" + name + "'")
	}
	writeFile(c.Node, ref, name, data)
	now := c.Node.Millis()
	markBuilt(c.Node, ref, build{start: now, end: now, success: true, records: -1})
	return emulator.Empty{}, nil
}
