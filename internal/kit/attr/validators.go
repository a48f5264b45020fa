package attr

import (
	"context"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Name is a validator for names that become part of an address. A slash, "." and ".." cannot be sent safely
// (dss-admin.md W8).
func Name() validator.String { return nameValidator{} }

type nameValidator struct{}

// Description implements validator.Describer.
func (nameValidator) Description(context.Context) string {
	return "must not be empty, a dot, two dots, or contain a slash or a control character"
}

// MarkdownDescription implements validator.Describer.
func (n nameValidator) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

// ValidateString implements validator.String.
func (n nameValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	value := req.ConfigValue.ValueString()
	control := strings.IndexFunc(value, func(r rune) bool { return r < ' ' || r == 0x7f })
	if value == "" || value == "." || value == ".." || strings.Contains(value, "/") || control >= 0 {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid name", "The name "+strings.TrimSpace(strings.ToValidUTF8(quoted(value), "?"))+" "+n.Description(ctx)+".")
	}
}

func quoted(s string) string { return "\"" + s + "\"" }

var (
	loginForm      = regexp.MustCompile(`^[\p{L}\p{N}@.+_-]+$`)
	projectKeyForm = regexp.MustCompile(`^[A-Za-z0-9_]+$`)
)

// Login declares a user or group name: letters, digits and @ . + _ - (dss-admin.md 5.1, 6).
func Login(name, description string) Attribute {
	return String(name, description).Validate(
		Name(), stringvalidator.LengthAtMost(80),
		stringvalidator.RegexMatches(loginForm, "may hold letters, digits and @ . + _ - only"),
	)
}

// ProjectKey declares the key of a project: letters, digits and _ (observed.md 5).
func ProjectKey() Attribute {
	return String("project_key", "Key of the project.").Required().Validate(
		stringvalidator.RegexMatches(projectKeyForm, "may hold letters, digits and _ only"),
	)
}

// OneOf is a validator for short, stable sets of values.
func OneOf(values ...string) validator.String { return stringvalidator.OneOf(values...) }

// objectText is a validator for JSON texts that are laid over an object of the document.
type objectText struct{}

// Description implements validator.Describer.
func (objectText) Description(context.Context) string { return "must be a JSON object" }

// MarkdownDescription implements validator.Describer.
func (o objectText) MarkdownDescription(ctx context.Context) string { return o.Description(ctx) }

// ValidateString implements validator.String.
func (o objectText) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	value, err := client.ParseJSON([]byte(req.ConfigValue.ValueString()))
	if _, isObject := value.(client.Document); err == nil && !isObject {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a JSON object", "The text "+o.Description(ctx)+", such as jsonencode({ name = \"value\" }).")
	}
}
