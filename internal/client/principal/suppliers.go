package principal

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ResyncUsers brings users up to date with the suppliers that they come from, all users when logins is nil, and returns
// what the node tells about it (dss-admin.md 5.8, govern.md 3.4).
func (c *Calls) ResyncUsers(ctx context.Context, logins []string, progress func(client.FutureState)) (any, error) {
	request := client.Request{Method: http.MethodPost, Path: []string{"admin", "users", "actions", "resync-multi"}, Landed: again}
	switch {
	case len(logins) == 1:
		request.Path = []string{"admin", "users", logins[0], "actions", "resync"}
	case logins != nil: // a call without a body is about everybody
		request.Body = logins
	}
	return c.node.Future(ctx, request, progress)
}

// again lets a task be started twice: its second run finds the work done.
func again(context.Context) (bool, error) { return false, nil }

// ExternalGroups asks a supplier (LDAP, AZURE_AD or CUSTOM) for the names of its groups.
func (c *Calls) ExternalGroups(ctx context.Context, supplier string) ([]string, error) {
	found, err := c.external(ctx, "external-groups", url.Values{"userSourceType": {supplier}})
	names := []string{}
	for _, item := range found {
		if name, ok := item.(string); ok {
			names = append(names, name)
		}
	}
	return names, err
}

// ExternalUsers is a search for users of a supplier. A login or mail address is looked for exactly; without one the
// members of the group are listed, and without a group all users (dss-admin.md 5.8).
type ExternalUsers struct {
	Supplier, Login, Email, Group string
}

// ExternalUsers asks a supplier for users.
func (c *Calls) ExternalUsers(ctx context.Context, search ExternalUsers) ([]Document, error) {
	query := url.Values{"userSourceType": {search.Supplier}}
	for name, value := range map[string]string{"login": search.Login, "email": search.Email, "groupName": search.Group} {
		if value != "" {
			query.Set(name, value)
		}
	}
	found, err := c.external(ctx, "external-users", query)
	users := []Document{}
	for _, item := range found {
		if user, ok := item.(Document); ok {
			users = append(users, user)
		}
	}
	return users, err
}

// external starts a search, which is a long task behind a GET. The reference of DSS 15 has another address for it than the
// vendor's client, which is asked where the first one is not known (dss-admin.md 5.8).
func (c *Calls) external(ctx context.Context, what string, query url.Values) ([]any, error) {
	result, err := c.node.Future(ctx, client.Request{Method: http.MethodGet, Path: []string{"admin", what}, Query: query}, nil)
	if errors.Is(err, client.ErrUnsupported) {
		documented := client.Request{Method: http.MethodGet, Path: []string{"admin", "users", "actions", what}, Query: query}
		if other, otherErr := c.node.Future(ctx, documented, nil); otherErr == nil {
			result, err = other, nil
		}
	}
	if err != nil {
		return nil, err
	}
	found, isList := result.([]any)
	if !isList && result != nil {
		return nil, fmt.Errorf("%w: the search in a supplier brought no list", client.ErrMalformed)
	}
	return found, nil
}

// ProvisionUsers creates users of a supplier from what ExternalUsers found, and returns what the node tells about it.
func (c *Calls) ProvisionUsers(ctx context.Context, supplier string, users []Document, progress func(client.FutureState)) (any, error) {
	return c.node.Future(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "users", "actions", "provision"},
		Body: Document{"userSourceType": supplier, "users": users},
	}, progress)
}
