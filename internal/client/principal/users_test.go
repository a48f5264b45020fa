package principal

import (
	"context"
	"net/http"
	"path"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func TestUserCalls(t *testing.T) {
	ctx := context.Background()
	user := Document{
		"login": "alice", "password": "secret", "displayName": "Alice", "sourceType": "LOCAL", "groups": []any{"readers"},
		"userProfile": "READER", "email": "alice@example.com",
	}
	replay(t, "user.create", Document{}, func(c *Calls) error { return c.CreateUser(ctx, user) })
	replay(t, "user.get", user, func(c *Calls) error {
		_, err := c.User(ctx, "alice")
		return err
	})
	replay(t, "user.update", user, func(c *Calls) error {
		return c.PutUser(ctx, "alice", Document{
			"login": "alice", "displayName": "Alice", "email": "alice@example.com", "enabled": false, "groups": []any{"readers"},
			"sourceType": "LOCAL", "userProfile": "READER", "adminProperties": Document{}, "userProperties": Document{},
			"credentials": Document{}, "secrets": []any{},
		})
	})
	replay(t, "user.delete", Document{}, func(c *Calls) error { return c.DeleteUser(ctx, "alice") })
	replay(t, "user.list.settings", []any{}, func(c *Calls) error {
		for _, err := range c.Users(ctx) {
			return err
		}
		return nil
	})
}

// The vendor's client lists summaries of Govern users unless told otherwise, and no update was recorded.
func TestGovernUserCalls(t *testing.T) {
	ctx := context.Background()
	user := Document{
		"login": "alice", "password": "secret", "displayName": "Alice", "sourceType": "LOCAL", "groups": []any{"readers"},
		"userProfile": "READER", "email": "alice@example.com",
	}
	replay(t, "govern.user.create", Document{}, func(c *Calls) error { return c.CreateUser(ctx, user) })
	replay(t, "govern.user.get", user, func(c *Calls) error {
		_, err := c.User(ctx, "alice")
		return err
	})
	replay(t, "govern.user.delete", Document{}, func(c *Calls) error { return c.DeleteUser(ctx, "alice") })
	clienttest.ReplayBut(t, "includeSettings", "govern.user.list", []any{}, func(node *client.Client) error {
		for _, err := range Over(node).Users(ctx) {
			return err
		}
		return nil
	})
}

// Nodes before 14.2 list summaries, so whoever looks for secrets in a list must not take their absence for the truth.
func TestUsersOfOldNodesAreRead(t *testing.T) {
	for version, full := range map[string]bool{"13.5.6": false, "14.2.0": true} {
		reads := 0
		c := serve(t, version, func(w http.ResponseWriter, r *http.Request) {
			switch login := path.Base(r.URL.Path); {
			case login == "users" && full:
				answer([]any{Document{"login": "alice", "secrets": []any{}}, Document{"login": "bob", "secrets": []any{}}})(w, r)
			case login == "users":
				answer([]any{Document{"login": "alice"}, Document{"login": "gone"}, Document{"login": "bob"}})(w, r)
			case login == "gone":
				reads++
				w.WriteHeader(http.StatusNotFound)
				answer(Document{"errorType": "com.dataiku.dip.server.controllers.NotFoundException", "message": "User 'gone' does not exist"})(w, r)
			default:
				reads++
				answer(Document{"login": login, "secrets": []any{}})(w, r)
			}
		})
		count := 0
		for user, err := range c.Users(context.Background()) {
			if err != nil || user["secrets"] == nil {
				t.Errorf("%s: %v, %v", version, user, err)
			}
			count++
		}
		if count != 2 || full != (reads == 0) {
			t.Errorf("%s: %d users, %d reads", version, count, reads)
		}
	}
}
