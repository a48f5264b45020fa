package principal

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// userCreation are the members that the creation of a user takes (dss-admin.md 5.3, govern.md 3).
var userCreation = []string{"login", "password", "displayName", "sourceType", "groups", "userProfile", "email"}

// User returns the full document of a user; the password is never in it (dss-admin.md 5.3, govern.md 3.1).
func (c *Calls) User(ctx context.Context, login string) (Document, error) {
	return c.users.Get(ctx, login, func(ctx context.Context) (Document, error) {
		return c.node.Read(ctx, client.Path("admin", "users", login), client.Identity("login", login))
	})
}

// CreateUser creates a user from the members that a creation takes; the others need PutUser.
func (c *Calls) CreateUser(ctx context.Context, user Document) error {
	login, _ := user["login"].(string)
	body := client.Pick(user, userCreation...)
	return c.node.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "users"}, Body: body,
		Landed: client.LandedAs(func(ctx context.Context) (Document, error) { return c.User(ctx, login) }, body),
	})
}

// PutUser replaces the document of a user, which must come from User.
func (c *Calls) PutUser(ctx context.Context, login string, user Document) error {
	return c.node.Put(ctx, client.Path("admin", "users", login), user)
}

// DeleteUser deletes a user. The user behind the key itself is refused (dss-admin.md 5.4).
func (c *Calls) DeleteUser(ctx context.Context, login string) error {
	return c.node.Remove(ctx, client.Path("admin", "users", login).With(url.Values{"allowSelfDeletion": {"False"}}))
}

// Users lists all users with their settings. Nodes before 14.2 answer summaries (dss-admin.md 5.8): there each user is
// read, too.
func (c *Calls) Users(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for user, err := range client.Each(c.node.List(ctx, client.Path("admin", "users").With(url.Values{"includeSettings": {"True"}}), client.Named("login"))) {
			if err == nil && !c.listsSettings() {
				login, _ := user["login"].(string)
				if user, err = c.node.Read(ctx, client.Path("admin", "users", login), client.Identity("login", login)); errors.Is(err, client.ErrNotFound) {
					continue // deleted since it was listed
				}
			}
			if !yield(user, err) {
				return
			}
		}
	}
}

func (c *Calls) usersByLogin(ctx context.Context) (map[string]Document, error) {
	all, err := c.node.List(ctx, client.Path("admin", "users").With(url.Values{"includeSettings": {"True"}}), client.Named("login"))
	return client.ByMember(all, "login"), err
}

// listsSettings tells whether the list of users holds full documents: since 14.2.0 (dss-admin.md 28).
func (c *Calls) listsSettings() bool { return c.node.AtLeast("14.2.0") }
