package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// createManagedDataset computes the params from the connection (dss-project.md 19).
func createManagedDataset(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	if err := addManagedDataset(c, key, text(body, "name"), object(body, "creationSettings")); err != nil {
		return nil, err
	}
	return Document{"msg": "Created dataset " + key + "." + text(body, "name")}, nil
}

// addManagedDataset is also how recipes create their outputs.
func addManagedDataset(c *emulator.Call, key, name string, settings Document) error {
	connection, err := findConnection(c.Node, text(settings, "connectionId"))
	if err != nil {
		return err
	}
	if connection["allowManagedDatasets"] != true {
		return emulator.Forbidden("may not create a managed dataset on connection " + text(connection, "name"))
	}
	dataset := Document{"projectKey": key, "name": name, "managed": true, "type": storageType(text(connection, "type"))}
	if text(connection, "type") == "SSH" && text(settings, "typeOptionId") != "" {
		dataset["type"] = settings["typeOptionId"]
	}
	if err := checkNewDataset(c.Node, key, dataset); err != nil {
		return err
	}
	specific := object(settings, "specificSettings")
	if err := placeManagedDataset(c.Node, dataset, connection, specific); err != nil {
		return err
	}
	if option := text(settings, "partitioningOptionId"); option != "" {
		partitioning, err := copiedPartitioning(c.Node, key, option)
		if err != nil {
			return err
		}
		dataset["partitioning"] = partitioning
	}
	addDataset(c, dataset)
	return nil
}

// placeManagedDataset names the path or the table as the server does (project-documents.md 4.1) and sets the format.
func placeManagedDataset(n *emulator.Node, dataset, connection, specific Document) error {
	name, connected := text(dataset, "name"), object(connection, "params")
	params := Document{"connection": connection["name"]}
	dataset["params"] = params
	switch kind := text(dataset, "type"); {
	case slices.Contains(sqlTypes, kind):
		params["table"] = "${projectKey}_" + name
		for _, schema := range []string{text(specific, "overrideSQLSchema"), text(object(connected, "namingRule"), "schemaName"), text(connected, "schema")} {
			if schema != "" {
				params["schema"] = schema
				break
			}
		}
		if n.AtLeast("13.0.0") {
			params["noDropOnSchemaMismatch"] = true // so in most documents (project-documents.md 4.1)
		}
		return nil
	case isFileType(kind):
		params["path"] = "${projectKey}/" + name
		placeInStorage(kind, name, params, connected)
		option := text(specific, "formatOptionId")
		if option == "" {
			option = "CSV_UNIX_GZIP"
		}
		format, ok := emulator.Clone(formatOptions[option]).(Document)
		if !ok {
			return emulator.IllegalArgument("Unknown format option: " + option)
		}
		complete(dataset, format)
	case kind == "ElasticSearch":
		params["index"] = "${projectKey}_" + strings.ToLower(name)
	case kind == "MongoDB":
		params["collection"] = "${projectKey}." + name
	}
	return nil
}

// placeInStorage adds what object stores and HDFS need beside the path.
func placeInStorage(kind, name string, params, connected Document) {
	switch kind {
	case "S3", "GCS":
		params["bucket"] = firstText(connected, "chbucket", "defaultManagedBucket")
		params["metastoreTableName"] = "${projectKey}_" + name
	case "Azure":
		params["container"] = firstText(connected, "chcontainer", "defaultManagedContainer")
		params["metastoreTableName"] = "${projectKey}_" + name
	case "HDFS":
		params["hiveTableName"], params["hiveDatabase"] = "${projectKey}_"+name, firstText(connected, "defaultDatabase", "database")
	}
	if prefix := text(connected, "defaultManagedPath"); prefix != "" {
		params["path"] = strings.TrimSuffix(prefix, "/") + "/${projectKey}/" + name
	}
}

// firstText returns the first of the members that is not empty.
func firstText(d Document, members ...string) string {
	for _, member := range members {
		if value := text(d, member); value != "" {
			return value
		}
	}
	return ""
}

// copiedPartitioning takes the partitioning of another object: `copy:dataset:REF` or `copy:folder:REF`.
func copiedPartitioning(n *emulator.Node, key, option string) (any, error) {
	kind, ref, ok := strings.Cut(strings.TrimPrefix(option, "copy:"), ":")
	collection := map[string]string{"dataset": datasets, "folder": managedFolders}[kind]
	if !ok || collection == "" {
		return nil, emulator.IllegalArgument("Invalid partitioning option: " + option)
	}
	project, name := splitRef(key, ref)
	source, ok := n.Store.Collection(collection).Get(project + "/" + name)
	if !ok {
		return nil, datasetMissing(project, name)
	}
	if source["partitioning"] == nil {
		return Document{"dimensions": []any{}}, nil
	}
	return source["partitioning"], nil
}
