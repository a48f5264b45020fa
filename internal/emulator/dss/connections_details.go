package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleConnectionDetails serves what is around the document: credentials, test, names, access rights.
func handleConnectionDetails(n *emulator.Node) {
	n.Handle("POST /admin/connections/{name}/sync", func(c *emulator.Call) (any, error) {
		if _, err := findConnection(n, c.Arg("name")); err != nil {
			return nil, err
		}
		return c.Future("Synchronize permissions", func() (any, error) { return infoMessages(), nil })
	})
	n.Handle("GET /connections/{name}/info", func(c *emulator.Call) (any, error) {
		connection, err := findConnection(n, c.Arg("name"))
		if err != nil {
			return nil, err
		}
		return connectionInfo(c, connection)
	})
	n.Handle("GET /connections/{name}/test", func(c *emulator.Call) (any, error) {
		connection, err := findConnection(n, c.Arg("name"))
		if err != nil {
			return nil, err
		}
		return testConnection(n, connection)
	}, emulator.Since("14.2.0"))
	n.Handle("GET /connections/get-names", func(c *emulator.Call) (any, error) {
		kind, names := c.Query("type", "all"), []string{}
		for _, connection := range n.Store.Collection(connections).All() {
			if (kind == "all" || text(connection, "type") == kind) && mayUseConnection(c, connection) {
				names = append(names, text(connection, "name"))
			}
		}
		return sortedSet(names), nil
	}, emulator.Since("12.1.0"))
}

func mayUseConnection(c *emulator.Call, connection Document) bool {
	return c.Identity.Admin || text(connection, "usableBy") == "ALL" || inGroups(c, texts(connection["allowedGroups"]))
}

// mayReadDetails follows "details readable by", which personal keys and admin keys alone can have (observed.md 8.1).
func mayReadDetails(c *emulator.Call, connection Document) bool {
	if c.Identity.Admin {
		return true
	}
	readability := object(connection, "detailsReadability")
	switch {
	case c.Identity.Login == "":
		return false
	case text(readability, "readableBy") == "ALL":
		return true
	}
	return text(readability, "readableBy") == "ALLOWED" && inGroups(c, texts(readability["allowedGroups"]))
}

// testConnection answers 200 for a broken connection, errors only for what has no test (observed.md 8.1).
func testConnection(n *emulator.Node, connection Document) (any, error) {
	switch {
	case !hasConnectionTest(text(connection, "type")):
		return nil, &emulator.Error{Status: 500, Type: "NotImplementedException", Message: "Not implemented"}
	case text(connection, "credentialsMode") == "PER_USER":
		return nil, emulator.IllegalArgument("A connection with per-user credentials cannot be tested")
	case slices.Contains(n.Quirks.FailingConnections, text(connection, "name")):
		return Document{"connectionOK": false, "errorMessage": "Connection refused"}, nil
	}
	return Document{"connectionOK": true}, nil
}

// connectionInfo is the only answer with secrets in clear (dss-admin.md 10.2).
func connectionInfo(c *emulator.Call, connection Document) (any, error) {
	if !mayReadDetails(c, connection) {
		return nil, emulator.Forbidden("You may not read the details of connection " + text(connection, "name"))
	}
	decrypted, err := c.Node.Store.DecryptMembers(connection["params"])
	if err != nil {
		return nil, err
	}
	params, _ := decrypted.(Document)
	info := pick(connection, "name", "type", "credentialsMode")
	info["params"] = params
	variables := resolvedVariables(c.Node, c.Query("contextualProjectKey", ""))
	variables["dip.home"] = dataDirectory
	resolved, _ := expand(emulator.Clone(params), variables).(Document)
	info["resolvedParams"] = resolved
	return info, addCredentials(c, info, resolved)
}

// dataDirectory is where an emulated node would keep its files.
const dataDirectory = "/data/dataiku/dss_data"

// addCredentials adds the resolved credentials, those of the caller for a PER_USER connection.
func addCredentials(c *emulator.Call, info, params Document) error {
	source := params
	if text(info, "credentialsMode") == "PER_USER" {
		user, _ := c.Node.Store.Collection(users).Get(c.Identity.Login)
		credential, err := c.Node.Store.DecryptMembers(object(user, "credentials")[text(info, "name")])
		if err != nil {
			return err
		}
		source, _ = credential.(Document)
	}
	switch {
	case text(info, "type") == "EC2":
		info["resolvedAWSCredential"] = awsCredential(c.Node, params)
	case strings.HasPrefix(text(params, "authType"), "OAUTH"):
		info["resolvedOAuth2Credential"] = Document{"accessToken": c.Node.RandomID(32)}
	case text(source, "user") != "":
		info["resolvedBasicCredential"] = pick(source, "user", "password")
	}
	return nil
}

// awsCredential is the key pair of the connection, or a session as the environment would give it.
func awsCredential(n *emulator.Node, params Document) Document {
	if text(params, "credentialsMode") == "KEYPAIR" {
		return pick(params, "accessKey", "secretKey")
	}
	return Document{
		"accessKey": "ASIA" + strings.ToUpper(n.RandomID(16)), "secretKey": n.RandomID(40), "sessionToken": n.RandomID(64),
	}
}
