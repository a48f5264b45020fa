package govern

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	audit = "audit"
	logs  = "logs"
)

func handleInstance(n *emulator.Node) {
	for _, name := range []string{"backend.log", "access.log", "audit.log"} {
		n.Store.Collection(logs).Put(name, "")
	}
	serve(n, anyone, "GET /instance-info", func(*emulator.Call) (any, error) {
		return Document{"nodeId": "govern-1", "nodeName": "govern-1", "nodeType": "GOVERN", "dssVersion": n.Version}, nil
	})
	serve(n, admin, "GET /admin/logs", func(*emulator.Call) (any, error) {
		return n.Store.Collection(logs).IDs(), nil
	})
	// The official client decodes a log as JSON, so it is a JSON string (govern.md 10).
	serve(n, admin, "GET /admin/logs/{name}", func(c *emulator.Call) (any, error) {
		if !n.Store.Collection(logs).Has(c.Arg("name")) {
			return nil, emulator.NotFound("Log '" + c.Arg("name") + "' does not exist")
		}
		return n.Store.Collection(logs).Value(c.Arg("name")), nil
	})
	serve(n, admin, "POST /admin/audit/custom/{customType}", func(c *emulator.Call) (any, error) {
		parameters, err := c.Object()
		if err != nil {
			return nil, err
		}
		n.Store.Collection(audit).Put(counted(n, "audit."), Document{
			"customType": c.Arg("customType"), "params": parameters, "author": author(c.Identity), "timestamp": n.Millis(),
		})
		return emulator.Empty{}, nil
	})
	serve(n, admin, "GET /admin/authorization-matrix", func(*emulator.Call) (any, error) { return authorizationMatrix(n), nil })
	serve(n, admin, "GET /admin/monitoring/global-usage-summary", func(*emulator.Call) (any, error) {
		return usageSummary(n), nil
	}, emulator.Since("14.1"))
}

// authorizationMatrix has two documented members; what is inside them is open (govern.md 9).
func authorizationMatrix(n *emulator.Node) Document {
	perUser, perGroup := []any{}, []any{}
	for _, user := range n.Store.Collection(users).All() {
		perUser = append(perUser, pick(user, "login", "displayName", "groups", "enabled", "userProfile"))
	}
	for _, group := range n.Store.Collection(groups).All() {
		perGroup = append(perGroup, pick(group, append([]string{"name", "admin"}, managerFlags...)...))
	}
	return Document{"perUser": perUser, "perGroup": perGroup}
}

// usageSummary is an open document (govern.md 9).
func usageSummary(n *emulator.Node) Document {
	return Document{
		"usersCount":  len(n.Store.Collection(users).IDs()),
		"groupsCount": len(n.Store.Collection(groups).IDs()),
	}
}
