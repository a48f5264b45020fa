package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// hivePrefix begins the names of connections to Hive, which the node makes up (dss-project.md 23).
const hivePrefix = "@virtual(hive-jdbc):"

// handleTablesImport serves dss-project.md 23.
func handleTablesImport(n *emulator.Node) {
	const actions = "/projects/{projectKey}/datasets/tables-import/actions/"
	n.Handle("GET "+actions+"list-schemas", onProject("read", onTables(func(_ *emulator.Call, tables []table) (any, error) {
		var schemas []string
		for _, t := range tables {
			if t.schema != "" {
				schemas = append(schemas, t.schema)
			}
		}
		return sortedSet(schemas), nil
	})))
	n.Handle("GET "+actions+"list-tables", onProject("read", onTables(func(c *emulator.Call, tables []table) (any, error) {
		list := []any{}
		for _, t := range tables {
			if schema := c.Query("schemaName", ""); schema != "" && schema != t.schema {
				continue
			}
			item := Document{"connectionName": c.Query("connectionName", ""), "table": t.name}
			if t.schema != "" {
				item["schema"], item["databaseName"] = t.schema, t.schema
			}
			list = append(list, item)
		}
		return c.Future("List tables", func() (any, error) { return Document{"tables": list}, nil })
	})))
	n.Handle("GET "+actions+"list-indices", onProject("read", onTables(func(c *emulator.Call, tables []table) (any, error) {
		list := []any{}
		for _, t := range tables {
			list = append(list, Document{"name": t.name})
		}
		return c.Future("List indices", func() (any, error) { return Document{"indices": list}, nil })
	})))
	n.Handle("POST "+actions+"prepare-from-keys", onProject("read", prepareTables))
	n.Handle("POST "+actions+"execute-from-candidates", onProject("writeProjectContent", importTables))
}

// table is what a connection holds: a table, an index or a collection.
type table struct {
	schema, name string
	columns      []any
}

// onTables hands over the tables of the connection of the query.
func onTables(h func(c *emulator.Call, tables []table) (any, error)) func(c *emulator.Call, key string) (any, error) {
	return func(c *emulator.Call, _ string) (any, error) {
		name := c.Query("connectionName", "")
		if !strings.HasPrefix(name, hivePrefix) {
			if _, err := findConnection(c.Node, name); err != nil {
				return nil, err
			}
		}
		return h(c, tablesOf(c.Node, name))
	}
}

// tablesOf lists what the switch storage says, and the tables of managed datasets that were built.
func tablesOf(n *emulator.Node, connection string) []table {
	var tables []table
	for name, columns := range n.Quirks.Storage[connection].Tables {
		t := table{name: name}
		if i := strings.LastIndex(name, "."); i >= 0 {
			t.schema, t.name = name[:i], name[i+1:]
		}
		t.columns, _ = emulator.Clone(columns).([]any)
		tables = append(tables, t)
	}
	slices.SortFunc(tables, func(a, b table) int { return strings.Compare(a.schema+"."+a.name, b.schema+"."+b.name) })
	for _, dataset := range n.Store.Collection(datasets).All() {
		ref := refOf(dataset)
		if text(object(dataset, "params"), "connection") != connection || dataset["managed"] != true || !isBuilt(n, ref) {
			continue
		}
		params, _ := expand(dataset["params"], projectVariablesOf(n, ref.project)).(Document)
		if name := firstText(params, "table", "index", "hiveTableName"); name != "" {
			columns, _ := object(dataset, "schema")["columns"].([]any)
			tables = append(tables, table{firstText(params, "schema", "hiveDatabase"), name, columns})
		}
	}
	return tables
}

// prepareTables proposes a dataset for each table. The members of the candidates are a guess: clients hand them back as they
// are.
func prepareTables(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	return c.Task("Prepare the import of tables", func() (any, error) {
		candidates := []any{}
		for _, wanted := range objects(body, "keys") {
			dropNulls(wanted)
			name := datasetNameOf(c.Node, key, text(wanted, "name"))
			candidates = append(candidates, Document{"key": wanted, "datasetName": name, "checked": true})
		}
		return Document{"candidates": candidates}, nil
	})
}

// datasetNameOf makes a free name out of that of a table.
func datasetNameOf(n *emulator.Node, key, table string) string {
	name := strings.Map(func(r rune) rune {
		if datasetNameForm.MatchString(string(r)) {
			return r
		}
		return '_'
	}, table)
	for n.Store.Collection(datasets).Has(key + "/" + name) {
		name += "_1"
	}
	return name
}

func importTables(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	return c.Future("Import tables", func() (any, error) {
		created := []any{}
		for _, candidate := range objects(body, "candidates") {
			if candidate["checked"] == false {
				continue
			}
			if err := importTable(c, key, candidate); err != nil {
				return nil, err
			}
			created = append(created, candidate["datasetName"])
		}
		return Document{"createdDatasets": created, "messages": infoMessages()}, nil
	})
}

func importTable(c *emulator.Call, key string, candidate Document) error {
	wanted := object(candidate, "key")
	dataset := Document{"projectKey": key, "name": candidate["datasetName"]}
	params := pick(wanted, "schema", "catalog")
	params["connection"], params["table"] = wanted["connectionName"], wanted["name"]
	if database, isHive := strings.CutPrefix(text(wanted, "connectionName"), hivePrefix); isHive {
		dataset["type"], params = "hiveserver2", Document{"connection": wanted["connectionName"], "schema": database, "table": wanted["name"]}
	} else {
		connection, err := findConnection(c.Node, text(wanted, "connectionName"))
		if err != nil {
			return err
		}
		dataset["type"] = storageType(text(connection, "type"))
		if dataset["type"] == "ElasticSearch" {
			params = Document{"connection": wanted["connectionName"], "index": wanted["name"]}
		}
	}
	dataset["params"] = params
	if err := checkNewDataset(c.Node, key, dataset); err != nil {
		return err
	}
	for _, t := range tablesOf(c.Node, text(wanted, "connectionName")) {
		if t.name == text(wanted, "name") {
			dataset["schema"] = Document{"columns": t.columns, "userModified": false}
		}
	}
	addDataset(c, dataset)
	return nil
}
