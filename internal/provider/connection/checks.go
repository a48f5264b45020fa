package connection

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// checkAccess warns about groups that the mode beside them leaves without effect.
func checkAccess(config attr.Values) []kit.Problem {
	details := config.Object("details_readability")
	return slices.Concat(
		checkGroups(config, "usable_by", "allowed_groups", "allowed_groups"),
		checkGroups(details, "readable_by", "allowed_groups", "details_readability"),
	)
}

func checkGroups(v attr.Values, mode, groups, at string) []kit.Problem {
	if !v.Known(mode) || v.String(mode) == "ALLOWED" || len(v.Strings(groups)) == 0 {
		return nil
	}
	return []kit.Problem{{
		Attribute: at, Warning: true, Summary: "Groups without effect",
		Detail: "`" + groups + "` matters only when `" + mode + "` is ALLOWED; it is " + v.String(mode) + ".",
	}}
}

// checkSecrets keeps secrets out of the state: what DSS would encrypt must not stand in params_json, and a property is
// either secret or not.
func (d declaration) checkSecrets(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	kind := d.Type
	if kind == "" {
		kind = config.String("type")
	}
	instead := "Set it in `secret_params_wo`."
	if !d.Open {
		instead = "Use `dataiku_connection`, which takes secret params of any name."
	}
	params, _ := config.JSON("params_json")
	members, _ := params.(client.Document)
	for _, member := range slices.Sorted(maps.Keys(members)) {
		if value, isText := members[member].(string); isText && value != "" && isSecret(kind, member) {
			problems = append(problems, kit.Problem{
				Attribute: "params_json", Summary: "Secret in params_json",
				Detail: "`" + member + "` is a secret, and `params_json` is stored in the state. " + instead,
			})
		}
	}
	for _, name := range []string{"properties", "dku_properties"} {
		secret := config.StringMap("secret_" + name + "_wo")
		for _, property := range slices.Sorted(maps.Keys(secret)) {
			if _, both := config.StringMap(name)[property]; both {
				problems = append(problems, kit.Problem{
					Attribute: name, Summary: "Property given twice",
					Detail: "`" + property + "` is in `" + name + "` and in `secret_" + name + "_wo`. Set it in one of them.",
				})
			}
		}
	}
	return problems
}

// secretParam are the names of params that DSS encrypts: the rule of dss-admin.md 10.3 for types whose params nobody
// published, and the keys of observed.md 8.2.
var secretParam = regexp.MustCompile(`(?i)^(apikey|accesskey|credentials|secret|appsecretcontent|resolved.*)$|(password|privatekey|secretkey|sessiontoken|credential|token)$`)

// isSecret excepts the access key of AWS, which is a name and not a secret (observed.md 8.2).
func isSecret(kind, member string) bool {
	return secretParam.MatchString(member) && (kind != "EC2" || !strings.EqualFold(member, "accessKey"))
}

// missing tells that an attribute is not set, as opposed to not known yet.
func missing(config attr.Values, name string) bool {
	return config[name] == nil || config[name].IsNull()
}

// need is the problem of an attribute that a new connection cannot do without.
func need(config attr.Values, name, why string) []kit.Problem {
	if !missing(config, name) {
		return nil
	}
	return []kit.Problem{{Attribute: name, Summary: "Missing " + name, Detail: "`" + name + "` must be set: " + why + "."}}
}
