package dss

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// standards gets a list of project standards, which may be null (dss-project.md 15). Its items are known by a member.
func (c *Client) standards(ctx context.Context, what, member string) ([]Document, error) {
	var all []Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodGet, Path: []string{"project-standards", what}, Nullable: true, Holds: client.Named(member),
	}, &all)
	return all, err
}

// StandardsCheckSpecs lists what checks can be made of (dss-admin.md 26).
func (c *Client) StandardsCheckSpecs(ctx context.Context) ([]Document, error) {
	return c.standards(ctx, "check-specs", "elementType")
}

// StandardsCheck returns a check.
func (c *Client) StandardsCheck(ctx context.Context, id string) (Document, error) {
	return c.checks.Get(ctx, id, func(ctx context.Context) (Document, error) {
		return c.Read(ctx, client.Path("project-standards", "checks", id), client.Identity("id", id))
	})
}

// StandardsChecks lists the documents of all checks.
func (c *Client) StandardsChecks(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.standards(ctx, "checks", "id"))
}

func (c *Client) standardsChecksByID(ctx context.Context) (map[string]Document, error) {
	all, err := c.standards(ctx, "checks", "id")
	return client.ByMember(all, "id"), err
}

// ImportStandardsCheck makes a check of a spec and returns it. The argument travels in the query (dss-admin.md 26). There
// may be one import of a spec at a time: a check whose answer was lost is the one that was not there before.
func (c *Client) ImportStandardsCheck(ctx context.Context, elementType string) (Document, error) {
	before, err := c.standardsChecksByID(ctx)
	if err != nil {
		return nil, err
	}
	var made []Document
	err = c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"project-standards", "checks", "actions", "import"},
		Query: url.Values{"checkSpecElementTypes": {elementType}},
		Landed: func(ctx context.Context) (bool, error) {
			after, err := c.standardsChecksByID(ctx)
			for id, check := range after {
				if before[id] == nil && client.Text(check, "checkElementType") == elementType {
					made = []Document{check}
				}
			}
			return len(made) > 0, err
		},
		Holds: client.Named("id"),
	}, &made)
	if err == nil && len(made) != 1 {
		err = fmt.Errorf("%w: the import of one check spec made %d checks", client.ErrMalformed, len(made))
	}
	if err != nil {
		return nil, err
	}
	return made[0], nil
}

// PutStandardsCheck replaces a check.
func (c *Client) PutStandardsCheck(ctx context.Context, id string, check Document) error {
	return c.Put(ctx, client.Path("project-standards", "checks", id), check)
}

// DeleteStandardsCheck deletes a check.
func (c *Client) DeleteStandardsCheck(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("project-standards", "checks", id))
}

// StandardsScope returns a scope.
func (c *Client) StandardsScope(ctx context.Context, name string) (Document, error) {
	return c.scopes.Get(ctx, name, func(ctx context.Context) (Document, error) {
		return c.Read(ctx, client.Path("project-standards", "scopes", name), client.Identity("name", name))
	})
}

// StandardsScopes lists the documents of all scopes in the order in which they are tried, the default scope last.
func (c *Client) StandardsScopes(ctx context.Context) ([]Document, error) {
	return c.standards(ctx, "scopes", "name")
}

func (c *Client) standardsScopesByName(ctx context.Context) (map[string]Document, error) {
	all, err := c.standards(ctx, "scopes", "name")
	return client.ByMember(all, "name"), err
}

// IsDefaultStandardsScope tells the scope of all projects that no other selects (dss-admin.md 26).
func IsDefaultStandardsScope(scope Document) bool {
	return client.Text(scope, "selectionMethod") == "ALL"
}

// CreateStandardsScope makes a scope. The call goes to the address of the scope itself (dss-admin.md 26).
func (c *Client) CreateStandardsScope(ctx context.Context, scope Document) error {
	name := client.Text(scope, "name")
	body := Document{"description": "", "checks": []any{}}
	maps.Copy(body, scope)
	get := func(ctx context.Context) (Document, error) { return c.StandardsScope(ctx, name) }
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"project-standards", "scopes", name}, Body: body, Landed: client.LandedAs(get, body),
	})
}

// PutStandardsScope replaces a scope; of the default scope only the checks can change.
func (c *Client) PutStandardsScope(ctx context.Context, name string, scope Document) error {
	return c.Put(ctx, client.Path("project-standards", "scopes", name), scope)
}

// DeleteStandardsScope deletes a scope.
func (c *Client) DeleteStandardsScope(ctx context.Context, name string) error {
	return c.Remove(ctx, client.Path("project-standards", "scopes", name))
}

// MoveStandardsScope gives a scope a position among the others. The argument travels in the query (dss-admin.md 26).
func (c *Client) MoveStandardsScope(ctx context.Context, name string, index int) error {
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"project-standards", "scopes", name, "actions", "reorder"},
		Query: url.Values{"index": {strconv.Itoa(index)}},
		Landed: func(ctx context.Context) (bool, error) {
			all, err := c.StandardsScopes(ctx)
			return err == nil && index < len(all) && client.Text(all[index], "name") == name, err
		},
	})
}

// DefaultStandardsScope returns the scope of all projects that no other selects.
func (c *Client) DefaultStandardsScope(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("project-standards", "default-scope"), client.Named("name"))
}
