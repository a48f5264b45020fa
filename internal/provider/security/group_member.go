package security

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// GroupMember is the membership of one user in one group, an element of the user's document.
var GroupMember = &kit.Resource[*dss.Client]{
	Type:    "group_member",
	Summary: "The membership of one user in one group. Additive: other memberships are left alone.",
	Detail:  "Do not name the same group in `groups` of the user as well.",
	Attributes: []attr.Attribute{
		attr.Login("group", "Name of the group.").Required(),
		attr.Login("login", "Login of the user.").Required(),
	},
	Identity: []string{"group", "login"},
	Get:      principal.GetUser[*dss.Client],
	Put:      principal.PutUser[*dss.Client],
	Lock:     principal.LockOfUser,
	Member: &kit.Member{
		Find: func(user client.Document, v attr.Values) (client.Document, bool) {
			if !slices.Contains(groupsOf(user), any(v.String("group"))) {
				return nil, false
			}
			return membership(v.String("group"), v.String("login")), true
		},
		Place: func(user client.Document, v attr.Values, _ client.Document) {
			if group := any(v.String("group")); !slices.Contains(groupsOf(user), group) {
				user["groups"] = append(groupsOf(user), group)
			}
		},
		Drop: func(user client.Document, v attr.Values) {
			user["groups"] = slices.DeleteFunc(groupsOf(user), func(group any) bool { return group == any(v.String("group")) })
		},
	},
	List: partsOfUsers(func(user client.Document) []client.Document {
		var memberships []client.Document
		for _, group := range groupsOf(user) {
			name, _ := group.(string)
			memberships = append(memberships, membership(name, client.Text(user, "login")))
		}
		return memberships
	}),
}

func groupsOf(user client.Document) []any {
	groups, _ := user["groups"].([]any)
	return groups
}

func membership(group, login string) client.Document {
	return client.Document{"group": group, "login": login}
}
