package sharing

import (
	"maps"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const (
	groupPermissions = "group_permissions"
	userPermissions  = "user_permissions"
)

var colorForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// named refuses a permission of nobody.
var named = mapvalidator.KeysAre(stringvalidator.LengthAtLeast(1))

// settings are what workspaces and data collections have in common (dss-admin.md 23, 24).
func settings(what string) []attr.Attribute {
	return []attr.Attribute{
		attr.String("display_name", "Name shown in the UI.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("description", "What the "+what+" is for.").Clears(),
		attr.String("color", "Color, as `#RRGGBB`. The node picks one at random for a "+what+" that is created without.").
			Validate(stringvalidator.RegexMatches(colorForm, "must be a color such as #1f77b4")),
		attr.ObjectMap(groupPermissions, "group", "What groups may do, by name of the group: exactly these groups. Unset leaves them alone.", flags()...).
			At("permissions").Validate(named),
		attr.ObjectMap(userPermissions, "user", "What single users may do, by login. Other users, such as who created the "+what+
			", are left alone unless `exclusive_user_permissions` is set.", flags()...).At("permissions").
			Additive("exclusive_user_permissions").Validate(named),
		attr.Bool("exclusive_user_permissions", "Whether users that `user_permissions` does not name lose their permissions; it needs `user_permissions`. Default: false.").Local(false),
	}
}

// flags are the members of a permission. Each one implies the next (dss-admin.md 23).
func flags() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("admin", "Change the settings and the permissions, and delete it. Needs `write` and `read`. Default: false.").Default(false),
		attr.Bool("write", "Contribute: add and remove objects. Needs `read`. Default: false.").Default(false),
		attr.Bool("read", "See it and what is in it. Default: false.").Default(false),
	}
}

// checkFlags refuses a permission without those that it implies: the node would show them or not, and either way the
// configuration would not say what holds.
func checkFlags(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	for _, attribute := range []string{groupPermissions, userPermissions} {
		entries := config.Objects(attribute)
		for _, name := range slices.Sorted(maps.Keys(entries)) {
			entry := entries[name]
			switch {
			case entry["admin"].IsUnknown() || entry["write"].IsUnknown() || entry["read"].IsUnknown():
				continue
			case entry.Bool("admin") && (!entry.Bool("write") || !entry.Bool("read")):
				problems = append(problems, implied(attribute, name, "admin", "`write = true` and `read = true`"))
			case entry.Bool("write") && !entry.Bool("read"):
				problems = append(problems, implied(attribute, name, "write", "`read = true`"))
			case !entry.Bool("read"):
				problems = append(problems, kit.Problem{
					Attribute: attribute, Summary: "Permission without a right",
					Detail: attribute + " has an entry for " + name + " that allows nothing. Set `read = true`, or leave the entry out.",
				})
			}
		}
	}
	return problems
}

func implied(attribute, name, flag, needed string) kit.Problem {
	return kit.Problem{
		Attribute: attribute, Summary: "Permission without those that it implies",
		Detail: attribute + " gives " + name + " the right `" + flag + "`, which implies others. Set " + needed + " with it.",
	}
}

// shown is an error when permissions are managed that the node hides: the next plan would show them as gone.
func shown(document client.Document, v attr.Values, what string) error {
	if !v.Known(groupPermissions) && !v.Known(userPermissions) {
		return nil
	}
	return dss.CheckPermissionsShown(document, what)
}
