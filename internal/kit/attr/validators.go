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

// ListText is a validator for JSON texts that hold a list.
func ListText() validator.String {
	return jsonText{"list", "jsonencode([{ name = \"value\" }])", func(value any) bool { _, fits := value.([]any); return fits }}
}

// ObjectText is a validator for JSON texts that hold an object, as those of open documents must.
func ObjectText() validator.String {
	return jsonText{"object", "jsonencode({ name = \"value\" })", func(value any) bool { _, fits := value.(client.Document); return fits }}
}

// jsonText wants JSON texts that hold one kind of value. What is no JSON at all is told by the type of the attribute.
type jsonText struct {
	kind, example string
	fits          func(any) bool
}

// Description implements validator.Describer.
func (j jsonText) Description(context.Context) string { return "must be a JSON " + j.kind }

// MarkdownDescription implements validator.Describer.
func (j jsonText) MarkdownDescription(ctx context.Context) string { return j.Description(ctx) }

// ValidateString implements validator.String.
func (j jsonText) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	value, err := client.ParseJSON([]byte(req.ConfigValue.ValueString()))
	if err == nil && !j.fits(value) {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a JSON "+j.kind, "The text "+j.Description(ctx)+", such as "+j.example+".")
	}
}

// anyJSON wants JSON texts.
type anyJSON struct{}

// Description implements validator.Describer.
func (anyJSON) Description(context.Context) string { return "must be JSON" }

// MarkdownDescription implements validator.Describer.
func (j anyJSON) MarkdownDescription(ctx context.Context) string { return j.Description(ctx) }

// ValidateString implements validator.String. The value is not shown.
func (j anyJSON) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := client.ParseJSON([]byte(req.ConfigValue.ValueString())); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Not JSON", "The text "+j.Description(ctx)+", such as jsonencode({ name = \"value\" }).")
	}
}
