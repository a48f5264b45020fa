package govern

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// What a caller may choose has no dot; the identifiers of the product have some (govern.md 1.5).
var identifierForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// roleForm is what full identifiers of roles look like.
var roleForm = fullForm(govern.RolePrefix)

// identifier declares the part of an identifier that the caller chooses. It is in no document: flattenIdentifier takes
// it from the full identifier.
func identifier(prefix string) attr.Attribute {
	return attr.String("identifier", "Identifier without the prefix `"+prefix+"`, which the server adds: letters, digits, `-` and `_`.").
		At().Required().Replaces().Validate(stringvalidator.RegexMatches(identifierForm,
		"may hold letters, digits, - and _ only: the server adds the prefix "+prefix+" itself. What is delivered with the product, "+
			"as "+prefix+"system.…, can be read with the data source but not managed"))
}

// reference declares the full identifier of another object.
func reference(name, prefix, description string) attr.Attribute {
	return attr.String(name, description).Validate(stringvalidator.RegexMatches(fullForm(prefix), "must be a full identifier, such as "+prefix+"example"))
}

// fullForm is what full identifiers look like.
func fullForm(prefix string) *regexp.Regexp {
	return regexp.MustCompile(`^` + regexp.QuoteMeta(prefix) + `[A-Za-z0-9._-]+$`)
}

func flattenIdentifier(v attr.Values, from, prefix string) {
	v.SetString("identifier", strings.TrimPrefix(v.String(from), prefix))
}

// refuseProduct refuses to create, change or delete what is delivered with the product: identifiers below "system." and
// those listed.
func refuseProduct(p kit.Planned, kind, prefix string, listed ...string) []kit.Problem {
	for _, v := range []attr.Values{p.State, p.Plan} {
		name := v.String("identifier")
		if !strings.HasPrefix(name, "system.") && !slices.Contains(listed, name) {
			continue
		}
		return []kit.Problem{{
			Attribute: "identifier", Summary: "Delivered with the product",
			Detail: "The " + kind + " " + prefix + name + " is delivered with the product, so Terraform does not manage it. Read it with the " +
				"data source. If it was imported, forget it with a removed block or `terraform state rm`.",
		}}
	}
	return nil
}
