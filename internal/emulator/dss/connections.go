package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const connections = "connections"

// connectionMembers are the members a connection may have (dss-admin.md 10.1); others are dropped without a word.
var connectionMembers = []string{
	"name", "type", "description", "allowWrite", "allowManagedDatasets", "allowManagedFolders", "allowKnowledgeBanks",
	"useGlobalProxy", "maxActivities", "credentialsMode", "usableBy", "allowedGroups", "detailsReadability",
	"indexingSettings", "creationTag", "allowMirror", "params",
}

func handleConnections(n *emulator.Node) {
	seedConnections(n)
	n.Handle("GET /admin/connections", func(*emulator.Call) (any, error) {
		all := Document{}
		for _, name := range n.Store.Collection(connections).IDs() {
			all[name] = n.Store.Collection(connections).Value(name)
		}
		return all, nil
	})
	n.Handle("POST /admin/connections", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		if err := createConnection(c, body); err != nil {
			return nil, err
		}
		return Document{"msg": "Created connection " + text(body, "name")}, nil
	})
	n.Handle("GET /admin/connections/{name}", func(c *emulator.Call) (any, error) {
		return findConnection(n, c.Arg("name"))
	})
	n.Handle("PUT /admin/connections/{name}", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		return Document{"msg": "Updated connection " + c.Arg("name")}, replaceConnection(n, c.Arg("name"), body)
	})
	n.Handle("DELETE /admin/connections/{name}", func(c *emulator.Call) (any, error) {
		if _, err := findConnection(n, c.Arg("name")); err != nil {
			return nil, err
		}
		n.Store.Collection(connections).Delete(c.Arg("name")) // also while datasets use it (dss-admin.md 10.2)
		return emulator.Empty{}, nil
	})
	handleConnectionDetails(n)
}

// seedConnections adds the factory connections of observed.md 8.1.
func seedConnections(n *emulator.Node) {
	for _, factory := range []Document{
		{"name": "filesystem_managed", "params": Document{"root": "${dip.home}/managed_datasets"}},
		{
			"name": "filesystem_folders", "params": Document{"root": "${dip.home}/managed_folders"},
			"allowManagedDatasets": false, "allowManagedFolders": true,
		},
		{"name": "filesystem_root", "params": Document{"root": "/"}, "allowManagedDatasets": false},
	} {
		factory["type"] = "Filesystem"
		factory["useGlobalProxy"] = true
		factory["creationTag"] = newTag(n, "admin")
		completeConnection(n, factory)
		n.Store.Collection(connections).Put(text(factory, "name"), factory)
	}
}

// findConnection answers a missing connection with the unusual error of observed.md 1.4.
func findConnection(n *emulator.Node, name string) (Document, error) {
	connection, ok := n.Store.Collection(connections).Get(name)
	if !ok {
		return nil, emulator.IllegalArgument("Connection '" + name + "' does not exist")
	}
	return connection, nil
}

// createConnection takes every known member, although the official client sends only six (dss-admin.md 10.1).
func createConnection(c *emulator.Call, body Document) error {
	name := text(body, "name")
	switch {
	case name == "":
		return emulator.IllegalArgument("Connection name is required")
	case c.Node.Store.Collection(connections).Has(name):
		return emulator.IllegalArgument("Connection '" + name + "' already exists")
	case !slices.Contains(connectionTypes, text(body, "type")):
		return opaque() // for instance `S3`, whose type is EC2 (observed.md 1.4)
	}
	if err := checkConnectionType(c.Node, text(body, "type")); err != nil {
		return err
	}
	body["creationTag"] = newTag(c.Node, caller(c))
	return storeConnection(c.Node, body)
}

func replaceConnection(n *emulator.Node, name string, body Document) error {
	stored, err := findConnection(n, name)
	if err != nil {
		return err
	}
	for _, member := range []string{"name", "type", "creationTag"} {
		keep(body, stored, member)
	}
	return storeConnection(n, body)
}

func storeConnection(n *emulator.Node, body Document) error {
	for member, allowed := range map[string][]string{
		"usableBy": {"ALL", "ALLOWED"}, "credentialsMode": {"GLOBAL", "PER_USER"},
	} {
		if value := text(body, member); value != "" && !slices.Contains(allowed, value) {
			return emulator.IllegalArgument("Invalid value for " + member + ": " + value)
		}
	}
	if params := body["params"]; params != nil && object(body, "params") == nil {
		return emulator.IllegalArgument("Expected an object of params")
	}
	connection := pick(body, connectionMembers...)
	completeConnection(n, connection)
	n.Store.EncryptMembers(connection["params"], secretParam(n, text(connection, "type")))
	n.Store.Collection(connections).Put(text(connection, "name"), connection)
	return nil
}

// completeConnection adds the defaults of observed.md 8.1 and of the type.
func completeConnection(n *emulator.Node, connection Document) {
	complete(connection, Document{
		"description": "", "allowWrite": true, "allowManagedDatasets": true, "allowManagedFolders": false,
		"useGlobalProxy": false, "maxActivities": 0, "credentialsMode": "GLOBAL", "usableBy": "ALL",
		"allowedGroups":      []any{},
		"detailsReadability": Document{"readableBy": "NONE", "allowedGroups": []any{}},
		"indexingSettings":   Document{"indexForeignKeys": false, "indexIndices": false, "indexSystemTables": false},
		"params":             defaultParams(text(connection, "type")),
	})
	if n.AtLeast("13.2.1") { // the first client with a setter for it (dss-admin.md 10.1)
		complete(connection, Document{"allowKnowledgeBanks": false})
	} else {
		delete(connection, "allowKnowledgeBanks")
	}
	normalisePort(object(connection, "params"))
}
