package content

import (
	"context"
	"iter"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// The types of meanings.
const (
	valuesList    = "VALUES_LIST"
	valuesMapping = "VALUES_MAPPING"
	pattern       = "PATTERN"
	declarative   = "DECLARATIVE"
)

var lowerCase = regexp.MustCompile(`^[^\p{Lu}\p{Lt}]+$`)

// Meaning is a user-defined meaning (dss-admin.md 20).
var Meaning = &kit.Resource[*dss.Client]{
	Type:    "meaning",
	Summary: "A user-defined meaning of columns: their documentation, and what values are valid.",
	Detail: "There are four types. `DECLARATIVE` documents only; `VALUES_LIST` has `entries`, `VALUES_MAPPING` has `mappings` and `PATTERN` has " +
		"`pattern`. Making a meaning that exists already as it is configured takes it over, also after it was forgotten.",
	Attributes: []attr.Attribute{
		attr.String("meaning_id", "Identifier of the meaning, in lower case: the server stores it so. Columns refer to it.").At("id").Required().
			Validate(attr.Name(), stringvalidator.RegexMatches(lowerCase, "must be in lower case: the server would change it")),
		attr.String("label", "Name shown in the UI.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("type", "`DECLARATIVE`, `VALUES_LIST`, `VALUES_MAPPING` or `PATTERN`. It cannot be changed: the API can neither change it nor "+
			"delete the meaning.").Required().Validate(attr.OneOf(declarative, valuesList, valuesMapping, pattern)),
		attr.String("description", "What the values mean.").Clears(),
		attr.ObjectMap("entries", "value", "The valid values of a `VALUES_LIST`, all of them, by value. New ones are added at the end of the list.",
			attr.String("color", "Colour of the value, such as `#2e7d32`."),
		),
		attr.ObjectMap("mappings", "from", "The valid values of a `VALUES_MAPPING`, all of them, by the value in storage.",
			attr.String("value", "What the value in storage stands for.").At("to.value").Required(),
			attr.String("color", "Colour of the value, such as `#2e7d32`.").At("to.color"),
		),
		attr.String("pattern", "The regular expression that valid values of a `PATTERN` match, in Java's syntax."),
		attr.String("normalization_mode", "How values are compared: `EXACT`, `LOWERCASE` (case is ignored) or `NORMALIZED` (accents too; not for a "+
			"`PATTERN`). The server's default is `EXACT`. A `DECLARATIVE` meaning compares nothing.").ServerDefault("EXACT").
			Validate(attr.OneOf("EXACT", "LOWERCASE", "NORMALIZED")),
		attr.Bool("detectable", "Whether DSS may give the meaning to columns on its own. The server's default is false."),
	},
	Identity: []string{"meaning_id"},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.Meaning(ctx, v.String("meaning_id"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return nil, c.CreateMeaning(ctx, w.After)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutMeaning(ctx, w.Values.String("meaning_id"), w.After)
	},
	Stays: "The API has no call that deletes a meaning; the section Meanings of the administration menu can.",
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Meanings(ctx)
	},
	Validate: checkContent,
	Plan: func(_ context.Context, _ *dss.Client, p kit.Planned) []kit.Problem {
		switch {
		case p.Plan == nil:
			return nil
		case p.State == nil || p.State.String("meaning_id") != p.Plan.String("meaning_id"):
			return needContent(p.Config)
		}
		return refuseOtherType(p)
	},
}

// contents are the attributes that belong to one type each.
var contents = map[string]string{"entries": valuesList, "mappings": valuesMapping, "pattern": pattern}

// checkContent refuses what the type does not have. Empty values say nothing: generated configurations hold them.
func checkContent(config attr.Values) []kit.Problem {
	kind := config.String("type")
	if kind == "" {
		return nil
	}
	var problems []kit.Problem
	for _, name := range []string{"entries", "mappings", "pattern"} {
		if kind != contents[name] && !isEmpty(config, name) {
			problems = append(problems, kit.Problem{
				Attribute: name, Summary: "Attribute of another type", Detail: "`" + name + "` is for meanings of type " + contents[name] + "; this one is " + kind + ".",
			})
		}
	}
	mode := config.String("normalization_mode")
	if kind == pattern && mode == "NORMALIZED" || kind == declarative && mode != "" && mode != "EXACT" {
		problems = append(problems, kit.Problem{
			Attribute: "normalization_mode", Summary: "Mode of other types", Detail: "A meaning of type " + kind + " cannot compare values as " + mode + ".",
		})
	}
	return problems
}

func isEmpty(config attr.Values, name string) bool {
	switch value := config[name].(type) {
	case types.Map:
		return !value.IsUnknown() && len(value.Elements()) == 0
	case types.String:
		return !value.IsUnknown() && value.ValueString() == ""
	}
	return true
}

// needContent refuses a new meaning without what it is about.
func needContent(config attr.Values) []kit.Problem {
	for name, kind := range contents {
		if config.String("type") == kind && isEmpty(config, name) {
			return []kit.Problem{{
				Attribute: name, Summary: "Missing " + name, Detail: "A meaning of type " + kind + " needs `" + name + "`.",
			}}
		}
	}
	return nil
}

// refuseOtherType explains why a meaning keeps its type. Replacing it cannot help: the identifier stays taken.
func refuseOtherType(p kit.Planned) []kit.Problem {
	before, after := p.State.String("type"), p.Plan.String("type")
	if after == "" || after == before {
		return nil
	}
	return []kit.Problem{{
		Attribute: "type", Summary: "The type of meaning \"" + p.State.String("meaning_id") + "\" cannot be changed",
		Detail: "It is " + before + " and should become " + after + ". The API neither changes the type nor deletes the meaning, so its identifier " +
			"stays taken. Give the new meaning another meaning_id, or delete the meaning in the UI first and apply again.",
	}}
}
