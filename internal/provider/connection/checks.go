package connection

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"

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

// checkSecrets keeps secrets out of the state: what DSS would encrypt must not stand in params_json.
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
	clashes := attr.Clashes(slices.Concat(d.head(), d.Params), config)
	taken := func(pointer string) bool { // refused already, with the attribute to use instead
		return slices.ContainsFunc(clashes, func(c attr.Clash) bool { return c.Attribute == "params_json" && c.Member == pointer })
	}
	for _, member := range slices.Sorted(maps.Keys(members)) {
		if holdsSecretItem(members[member]) && !taken("/"+member) {
			problems = append(problems, kit.Problem{
				Attribute: "params_json", Summary: "Secret in params_json", Warning: true,
				Detail: "An item of `" + member + "` is secret, and `params_json` is stored in the state. `dataiku_connection` has write-only " +
					"maps for the secret items of `properties` and `dkuProperties`.",
			})
		}
		if value, isText := members[member].(string); isText && value != "" && isSecret(kind, member) && !taken("/"+member) {
			problems = append(problems, kit.Problem{
				Attribute: "params_json", Summary: "Secret in params_json",
				Detail: "`" + member + "` is a secret, and `params_json` is stored in the state. " + instead,
			})
		}
	}
	return problems
}

// holdsSecretItem tells whether a list has an item that is flagged as secret and has a value (observed.md 8.1).
func holdsSecretItem(value any) bool {
	list, _ := value.([]any)
	return slices.ContainsFunc(list, func(item any) bool {
		object, _ := item.(client.Document)
		text, _ := object["value"].(string)
		return object["secret"] == true && text != ""
	})
}

// secretParam are the names of params that DSS encrypts: the rule of dss-admin.md 10.3 for types whose params nobody
// published, and the keys of observed.md 8.2.
var secretParam = regexp.MustCompile(`(?i)^(apikey|accesskey|credentials|secret|appsecretcontent|resolved.*)$|(password|privatekey|secretkey|sessiontoken|credential|token)$`)

// hideSecrets keeps out of the state what a node shows in clear, as those before 13.2.3 do with keys of Google Cloud
// (observed.md 8.2): an import reads all params.
func hideSecrets(connection client.Document, v attr.Values) {
	params, _ := v.JSON("params_json")
	members, _ := params.(client.Document)
	shown := len(members)
	kind, _ := connection["type"].(string)
	maps.DeleteFunc(members, func(member string, value any) bool {
		text, isText := value.(string)
		return isText && text != "" && isSecret(kind, member)
	})
	if len(members) < shown {
		v["params_json"] = jsontypes.NewNormalizedValue(client.RenderJSON(members))
	}
}

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

// needHost is for types whose server has no other place than `host`, or a JDBC URL among the open params.
func needHost(config attr.Values) []kit.Problem {
	if namedByURL(config) {
		return nil
	}
	return need(config, "host", "it says where the server is")
}

// needDatabase is for types that are named by `host` and `db`, or by a JDBC URL.
func needDatabase(config attr.Values) []kit.Problem {
	if namedByURL(config) {
		return nil
	}
	return slices.Concat(
		need(config, "host", "without use_url, the database is named by host and db"),
		need(config, "db", "without use_url, the database is named by host and db"),
	)
}

// namedByURL tells that a JDBC URL names the database, or may do so.
func namedByURL(config attr.Values) bool {
	if useURL := config["use_url"]; config.Bool("use_url") || useURL != nil && useURL.IsUnknown() {
		return true
	}
	params, _ := config.JSON("params_json")
	members, _ := params.(client.Document)
	return members["useURL"] == true || !missing(config, "params_json") && !config.Known("params_json")
}

func checkURL(config attr.Values) []kit.Problem {
	useURL := config["use_url"]
	switch {
	case config.Bool("use_url"):
		return need(config, "jdbcurl", "with use_url, it names the database")
	case config.Known("jdbcurl") && !useURL.IsUnknown():
		return []kit.Problem{{
			Attribute: "jdbcurl", Warning: true, Summary: "URL without effect", Detail: "`jdbcurl` is used only when `use_url` is true.",
		}}
	}
	return nil
}

// needCredential is the problem of a credential that a mode of authentication asks for, unless each user has their own.
func needCredential(config attr.Values, name, modeAttribute, mode string) []kit.Problem {
	if config.String(modeAttribute) != mode || !missing(config, "credentials_mode") && config.String("credentials_mode") != "GLOBAL" {
		return nil
	}
	return need(config, name, modeAttribute+" is "+mode)
}

// withoutEffect warns about a credential that belongs to another mode of authentication.
func withoutEffect(config attr.Values, name, modeAttribute, mode string) []kit.Problem {
	chosen := config.String(modeAttribute)
	if chosen == "" || chosen == mode || !config.Known(name) {
		return nil
	}
	return []kit.Problem{{
		Attribute: name, Warning: true, Summary: "Credential without effect",
		Detail: "`" + name + "` is used only when `" + modeAttribute + "` is " + mode + "; it is " + chosen + ".",
	}}
}

// checkGoogleKey looks at the key of a service account, which is given as text or as a file.
func checkGoogleKey(config attr.Values) []kit.Problem {
	problems := slices.Concat(
		withoutEffect(config, "app_secret_content_wo", "auth_type", "KEYPAIR"),
		withoutEffect(config, "key_path", "auth_type", "KEYPAIR"),
	)
	if config.Known("app_secret_content_wo") && config.Known("key_path") {
		problems = append(problems, kit.Problem{
			Attribute: "key_path", Summary: "Key given twice", Detail: "Set `app_secret_content_wo` or `key_path`, not both.",
		})
	}
	return problems
}

func needGoogleKey(config attr.Values) []kit.Problem {
	if !missing(config, "key_path") {
		return nil
	}
	return needCredential(config, "app_secret_content_wo", "auth_type", "KEYPAIR")
}
