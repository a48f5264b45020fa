package govern

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// usersContainers declares who is meant in a list of users containers: users, groups, global API keys and, where the API
// takes them, roles (govern.md 16). Place is the list; within is the member of an item that holds the container.
func usersContainers(place string, roles bool, within ...string) []attr.Attribute {
	set := func(name, kind, member, description string, validators ...any) attr.Attribute {
		return attr.StringSet(name, description).At(place).OfKind(kind, member, within...).Clears().Validate(validators...)
	}
	notEmpty := setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))
	all := []attr.Attribute{
		set("users", "user", "login", "Logins of users.", notEmpty),
		set("groups", "group", "groupName", "Names of groups.", notEmpty),
		set("global_api_keys", "global-api-key", "keyId", "Identifiers of global API keys. Whether they begin with `api:` is for the node to say.", notEmpty),
	}
	if roles {
		all = append(all, set("roles", "role", "roleId", "Full identifiers of roles, such as `ro.legal_reviewer`. A role without assignments stands for nobody.",
			setvalidator.ValueStringsAre(stringvalidator.RegexMatches(roleForm, "must be a full identifier, such as "+govern.RolePrefix+"example"))))
	}
	return all
}

// namesNobody tells whether none of the containers is set; what is not known yet may name somebody.
func namesNobody(v attr.Values) bool {
	for _, name := range []string{"users", "groups", "global_api_keys", "roles"} {
		set, isSet := v[name].(types.Set)
		if isSet && (set.IsUnknown() || len(set.Elements()) > 0) {
			return false
		}
	}
	return true
}
