package identity

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/principal"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// SupplierNode is a node whose users may come from a supplier.
type SupplierNode interface {
	kit.Client
	ResyncUsers(ctx context.Context, logins []string, progress func(client.FutureState)) (any, error)
	ExternalGroups(ctx context.Context, supplier string) ([]string, error)
	ExternalUsers(ctx context.Context, search principal.ExternalUsers) ([]client.Document, error)
	ProvisionUsers(ctx context.Context, supplier string, users []client.Document, progress func(client.FutureState)) (any, error)
	Users(ctx context.Context) iter.Seq2[client.Document, error]
}

// What is done with, and asked from, the suppliers of users (dss-admin.md 5.8, govern.md 3.4).
var (
	UserResync           = resync[*dss.Client]("user_resync", "DSS")
	GovernUserResync     = resync[*govern.Client]("govern_user_resync", "Govern")
	UserProvision        = provision[*dss.Client]("user_provision", "DSS")
	GovernUserProvision  = provision[*govern.Client]("govern_user_provision", "Govern")
	ExternalGroups       = externalGroups[*dss.Client]("external_groups", "DSS")
	GovernExternalGroups = externalGroups[*govern.Client]("govern_external_groups", "Govern")
	ExternalUsers        = externalUsers[*dss.Client]("external_users", "DSS")
	GovernExternalUsers  = externalUsers[*govern.Client]("govern_external_users", "Govern")
)

const (
	supplier = "user_source_type"
	logins   = "logins"
	allUsers = "all_users"
	group    = "group_name"
)

func supplierAttribute() attr.Attribute {
	return attr.String(supplier, "The supplier: `LDAP`, `AZURE_AD` or `CUSTOM`.").Required().Validate(attr.OneOf("LDAP", "AZURE_AD", "CUSTOM"))
}

func resync[C SupplierNode](kind, product string) *kit.Action[C] {
	return &kit.Action[C]{
		Type:    kind,
		Summary: "Brings users of a " + product + " node up to date with the supplier that they come from, such as LDAP: one, several or all.",
		Detail: "The supplier must allow it (`allow_on_demand_users_sync`). When it is cancelled or its time runs out, the work on the node is aborted, " +
			"and some users may be up to date already: run it again.",
		Attributes: []attr.Attribute{
			attr.StringSet(logins, "Logins of the users. Excludes `all_users`.").
				Validate(setvalidator.SizeAtLeast(1), setvalidator.ConflictsWith(path.MatchRoot(allUsers))),
			attr.Bool(allUsers, "Whether to bring all users up to date. Default: false."),
		},
		Object:  func(v attr.Values) string { return strings.Join(v.Strings(logins), ", ") },
		Timeout: 30 * time.Minute,
		Invoke: func(ctx context.Context, c C, v attr.Values, progress func(string)) error {
			who := v.Strings(logins)
			if len(who) == 0 && !v.Bool(allUsers) {
				return errors.New("there is nobody to bring up to date: set logins, or all_users = true")
			}
			result, err := c.ResyncUsers(ctx, who, kit.Still("bringing users up to date", progress))
			if err == nil {
				err = refusedUsers(result)
			}
			if err != nil {
				return err
			}
			progress("Users are up to date with their supplier")
			return nil
		},
	}
}

func provision[C SupplierNode](kind, product string) *kit.Action[C] {
	return &kit.Action[C]{
		Type:    kind,
		Summary: "Makes users of a supplier, such as LDAP, users of a " + product + " node before they first log in.",
		Detail: "Users that the node has already are left alone. Terraform does not manage users made so; to manage one, import it. The supplier must " +
			"allow it (`allow_on_demand_users_provisioning`). When it is cancelled or its time runs out, the work on the node is aborted, and some users may be " +
			"there already: run it again.",
		Attributes: []attr.Attribute{
			supplierAttribute(),
			attr.StringSet(logins, "Logins at the supplier, exactly. One that the supplier does not know fails the action. Excludes `group_name`.").
				Validate(setvalidator.SizeAtLeast(1), setvalidator.ConflictsWith(path.MatchRoot(group))),
			attr.String(group, "Group of the supplier whose members are made users.").Validate(stringvalidator.LengthAtLeast(1)),
			attr.StringSet("groups", "Groups of the node that the users join. Default: those that the node finds by the mapping of its groups."),
		},
		Object:  func(v attr.Values) string { return strings.Join(append(v.Strings(logins), v.String(group)), ", ") },
		Timeout: 30 * time.Minute,
		Invoke:  provisionUsers[C],
	}
}

func provisionUsers[C SupplierNode](ctx context.Context, c C, v attr.Values, progress func(string)) error {
	found, err := foundUsers(ctx, c, v)
	if err != nil {
		return err
	}
	present, err := presentUsers(ctx, c)
	if err != nil {
		return err
	}
	users := []client.Document{}
	for _, user := range found {
		login := client.Text(user, "login")
		if slices.Contains(present, login) {
			progress(login + " is a user already")
			continue
		}
		if v.Known("groups") {
			user["dkuGroupNames"] = client.Clone(v.Strings("groups"))
		}
		users = append(users, user)
	}
	if len(users) == 0 {
		progress("There is nobody to make a user")
		return nil
	}
	result, err := c.ProvisionUsers(ctx, v.String(supplier), users, kit.Still("making users", progress))
	if err == nil {
		err = refusedUsers(result)
	}
	if err != nil {
		return err
	}
	for _, user := range users {
		progress(client.Text(user, "login") + " is a user now")
	}
	return nil
}

// foundUsers asks the supplier for the users that are to be made.
func foundUsers[C SupplierNode](ctx context.Context, c C, v attr.Values) ([]client.Document, error) {
	search := principal.ExternalUsers{Supplier: v.String(supplier), Group: v.String(group)}
	if search.Group != "" {
		return c.ExternalUsers(ctx, search)
	}
	wanted := v.Strings(logins)
	if len(wanted) == 0 {
		return nil, errors.New("there is nobody to make a user: set logins, or group_name")
	}
	var all []client.Document
	for _, login := range wanted {
		search.Login = login
		found, err := c.ExternalUsers(ctx, search)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s knows no user %q; nobody was made a user", search.Supplier, login)
		}
		all = append(all, found...)
	}
	return all, nil
}

func presentUsers[C SupplierNode](ctx context.Context, c C) ([]string, error) {
	var present []string
	for user, err := range c.Users(ctx) {
		if err != nil {
			return nil, err
		}
		present = append(present, client.Text(user, "login"))
	}
	return present, nil
}

// refusedUsers is the error of a task whose result tells of users that failed. What else a result may hold is not
// documented.
func refusedUsers(result any) error {
	items, _ := result.([]any)
	var failed []string
	for _, item := range items {
		user, _ := item.(client.Document)
		if client.Text(user, "status") == "FAILURE" {
			failed = append(failed, client.Text(user, "login")+": "+client.Text(user, "error"))
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return fmt.Errorf("the node did so for %d of %d users; it refused %s", len(items)-len(failed), len(items), strings.Join(failed, "; "))
}

func externalGroups[C SupplierNode](kind, product string) *kit.DataSource[C] {
	return &kit.DataSource[C]{
		Type:    kind,
		Summary: "The groups that a supplier of users, such as LDAP, has: those that groups of a " + product + " node may be mapped to.",
		Detail:  "The node asks the supplier each time, which may take a while. Needs an administrator's key.",
		Attributes: []attr.Attribute{
			supplierAttribute(),
			attr.StringSet("groups", "Names of the groups.").Computed(),
		},
		Get: func(ctx context.Context, c C, v attr.Values) (client.Document, error) {
			groups, err := c.ExternalGroups(ctx, v.String(supplier))
			return client.Document{"groups": client.Clone(groups)}, err
		},
	}
}

func externalUsers[C SupplierNode](kind, product string) *kit.DataSource[C] {
	return &kit.DataSource[C]{
		Type:    kind,
		Summary: "Users that a supplier, such as LDAP, has, whether they are users of the " + product + " node or not.",
		Detail: "Without `login`, `email` and `group_name` these are all users of the supplier. The node asks the supplier each time, which may take a while. " +
			"Needs an administrator's key.",
		Attributes: []attr.Attribute{
			supplierAttribute(),
			attr.String("login", "Login at the supplier, exactly.").Validate(stringvalidator.LengthAtLeast(1), stringvalidator.ConflictsWith(path.MatchRoot(group))),
			attr.String("email", "Mail address, exactly.").Validate(stringvalidator.LengthAtLeast(1), stringvalidator.ConflictsWith(path.MatchRoot(group))),
			attr.String(group, "Group of the supplier whose members to find.").Validate(stringvalidator.LengthAtLeast(1)),
			attr.ObjectMap("users", "login", "The users that were found, by their login at the supplier.",
				attr.String("display_name", "Full name.").Computed(),
				attr.String("email", "Mail address.").Computed(),
				attr.StringSet("source_group_names", "Groups of the supplier that the user is in.").Computed(),
				attr.StringSet("dku_group_names", "Groups of the node that these stand for.").Computed(),
				attr.JSON("user", "All that the supplier tells, as JSON.").Computed().At(""),
			).Computed(),
		},
		Get: func(ctx context.Context, c C, v attr.Values) (client.Document, error) {
			found, err := c.ExternalUsers(ctx, principal.ExternalUsers{
				Supplier: v.String(supplier), Login: v.String("login"), Email: v.String("email"), Group: v.String(group),
			})
			users := []any{}
			for _, user := range found {
				users = append(users, user)
			}
			return client.Document{"users": users}, err
		},
	}
}
