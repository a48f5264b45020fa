package dss

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// bulkUserMembers are what a bulk update may change (dss-admin.md 5.2); neither password nor credentials.
var bulkUserMembers = []string{
	"displayName", "email", "groups", "userProfile", "enabled", "sourceType", "adminProperties", "userProperties",
	"secrets", "preferences",
}

func handleBulkUsers(n *emulator.Node) {
	const path = " /admin/users/actions/bulk"
	n.Handle("POST"+path, emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		return bulkUsers(c, func(_ string, item Document) error { return createUser(n, item) })
	}), emulator.Since("14.2.0"))
	n.Handle("PUT"+path, emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		return bulkUsers(c, func(login string, item Document) error {
			user, err := findUser(n, login)
			if err != nil {
				return err
			}
			for member, value := range item {
				if slices.Contains(bulkUserMembers, member) {
					user[member] = value
				}
			}
			return replaceUser(n, login, user)
		})
	}), emulator.Since("14.2.0"))
	n.Handle("DELETE"+path, emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		return bulkUsers(c, func(login string, _ Document) error { return deleteUser(c, login) })
	}), emulator.Since("14.2.0"))
}

// bulkUsers does the work item by item. The answer is JSON sent as text, with status 200 even when all items failed.
func bulkUsers(c *emulator.Call, work func(login string, item Document) error) (any, error) {
	items, err := c.List()
	if err != nil {
		return nil, err
	}
	results := []any{}
	for _, item := range items {
		login, _ := item.(string)
		document, isObject := item.(Document)
		if isObject {
			login = text(document, "login")
		}
		results = append(results, bulkResult(login, work(login, document)))
	}
	rendered, err := json.Marshal(results)
	return emulator.Text(rendered), err
}

func bulkResult(login string, err error) Document {
	if err == nil {
		return Document{"login": login, "status": "SUCCESS", "error": ""}
	}
	reason := err.Error()
	var e *emulator.Error
	if errors.As(err, &e) {
		reason = e.Message
	}
	return Document{"login": login, "status": "FAILURE", "error": reason}
}
