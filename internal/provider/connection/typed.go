package connection

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// typed are the declarations of the types that have a resource of their own. To add one, write an entry into one of the
// tables, a sample and the examples.
func typed() []declaration {
	var all []declaration
	for _, d := range slices.Concat(sqlTypes(), storageTypes(), searchTypes(), llmTypes()) {
		all = append(all, d.completed())
	}
	return all
}

// completed adds what follows from the name.
func (d declaration) completed() declaration {
	d.Resource, d.Plural = "connection_"+d.Name, d.Name+"_connections"
	d.MovesFrom = []string{"connection"}
	d.Summary = "A connection of a DSS node to " + d.To + "."
	if !strings.EqualFold(strings.ReplaceAll(d.Name, "_", ""), d.Type) {
		d.Detail = strings.TrimSpace("The API calls this type `" + d.Type + "`. " + d.Detail)
	}
	d.Detail = strings.TrimSpace(d.Detail + "\n\n" + d.confirmed())
	return d
}

// confirmed says which params have an attribute, and where the others go.
func (d declaration) confirmed() string {
	var own, general []string
	for _, a := range d.Params {
		switch name := "`" + a.Name + "`"; a.Kind {
		case attr.KindStringMap:
			general = append(general, name)
		case attr.KindSecretMap: // beside one of those
		default:
			own = append(own, name)
		}
	}
	text := "Public sources confirm these params of the type: " + strings.Join(own, ", ") + ". "
	if len(own) == 0 {
		text = "Public sources confirm no param of this type. "
	}
	if len(general) > 0 {
		text += "They know " + strings.Join(general, " and ") + " of connections in general. "
	}
	text += "Any other param goes into `params_json` under its name in the API"
	if d.Open {
		text += ", a secret one into `secret_params_wo`"
	}
	return strings.TrimSpace(text + ". " + d.Shown)
}

// typedResources are the names of the resources of one type.
func typedResources() []string {
	var names []string
	for _, d := range typed() {
		names = append(names, d.Resource)
	}
	return names
}

// guide names the resource of each type that has its own.
func guide() string {
	var lines []string
	for _, d := range typed() {
		lines = append(lines, "- `"+d.Type+"`: `"+kit.Prefix+d.Resource+"`")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
