package govern

import (
	"errors"
	"maps"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleBulkUsers serves the calls that answer 200 with one status per user (govern.md 3.2).
func handleBulkUsers(n *emulator.Node) {
	since := emulator.Since("14.2")
	serve(n, admin, "POST /admin/users/actions/bulk", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		return eachUser(c, func(user Document) error { return createUser(n, user) })
	}), since)
	serve(n, admin, "PUT /admin/users/actions/bulk", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		return eachUser(c, func(changes Document) error {
			user, err := findUser(n, text(changes, "login"))
			if err != nil {
				return err
			}
			maps.Copy(user, pick(changes, "displayName", "email", "groups", "userProfile", "enabled", "sourceType",
				"adminProperties", "userProperties"))
			return replaceUser(n, text(changes, "login"), user)
		})
	}), since)
	serve(n, admin, "DELETE /admin/users/actions/bulk", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		logins, err := c.TypedList(emulator.String)
		if err != nil {
			return nil, err
		}
		results := []any{}
		for _, login := range stringList(logins) {
			results = append(results, bulkResult(login, deleteUser(c, login)))
		}
		return results, nil
	}), since)
}

func eachUser(c *emulator.Call, change func(Document) error) (any, error) {
	items, err := c.TypedList(userShape)
	if err != nil {
		return nil, err
	}
	results := []any{}
	for _, item := range items {
		user := object(item)
		results = append(results, bulkResult(text(user, "login"), change(user)))
	}
	return results, nil
}

func bulkResult(login string, err error) Document {
	result := Document{"login": login, "status": "SUCCESS", "error": ""}
	if err != nil {
		result["status"], result["error"] = "FAILURE", err.Error()
		var refused *emulator.Error
		if errors.As(err, &refused) {
			result["error"] = refused.Message
		}
	}
	return result
}
