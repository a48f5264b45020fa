// Package functions holds the functions of the provider: identifiers as the nodes derive them from names, so that
// references need no apply.
package functions

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

// All are the functions of the provider.
func All() []func() function.Function {
	return []func() function.Function{
		func() function.Function { return projectKey },
		func() function.Function { return scenarioID },
		func() function.Function { return governID },
	}
}

// derivation is a function of strings to a string.
type derivation struct {
	name       string
	definition function.Definition
	// derive gets the arguments and returns the result, or what is wrong with which argument.
	derive func(arguments []string) (string, *function.FuncError)
}

var _ function.Function = derivation{}

// Metadata implements function.Function.
func (d derivation) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = d.name
}

// Definition implements function.Function.
func (d derivation) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = d.definition
}

// Run implements function.Function.
func (d derivation) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	values := make([]string, len(d.definition.Parameters))
	targets := make([]any, len(values))
	for i := range values {
		targets[i] = &values[i]
	}
	if resp.Error = req.Arguments.Get(ctx, targets...); resp.Error != nil {
		return
	}
	var result string
	if result, resp.Error = d.derive(values); resp.Error == nil {
		resp.Error = resp.Result.Set(ctx, result)
	}
}

func text(name, description string) function.Parameter {
	return function.StringParameter{Name: name, MarkdownDescription: description}
}

var (
	notInKey      = regexp.MustCompile(`[^A-Z0-9_]+`)
	notInScenario = regexp.MustCompile(`[^A-Za-z0-9_]`)
	governForm    = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
	letterOrDigit = regexp.MustCompile(`[A-Za-z0-9]`)
)

var projectKey = derivation{
	name: "project_key",
	definition: function.Definition{
		Summary: "Makes a project key out of a name.",
		MarkdownDescription: "Makes a key for `project_key` of `dataiku_project` out of a name. DSS leaves the choice of the key to whoever creates " +
			"the project; it accepts letters, digits and `_`, and its UI proposes upper case. The function keeps to that:\n\n" +
			"1. Letters become upper case.\n" +
			"2. Each run of characters other than `A` to `Z`, `0` to `9` and `_` becomes one `_`, and none at the start and the end.\n\n" +
			"So `Customer churn (2026)` becomes `CUSTOMER_CHURN_2026`. A name without any of these letters and digits is an error.",
		Parameters: []function.Parameter{text("name", "Name of the project.")},
		Return:     function.StringReturn{},
	},
	derive: func(arguments []string) (string, *function.FuncError) {
		name := notInKey.ReplaceAllString(strings.ToUpper(arguments[0]), " ")
		key := strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
		if !letterOrDigit.MatchString(key) {
			return "", function.NewArgumentFuncError(0, "The name must hold a letter from A to Z or a digit, to make a key of.")
		}
		return key, nil
	},
}

// reservedScenarioIDs would shadow routes of the API (dss-project.md 28). The others of that list have a dash, which
// no derived identifier has.
var reservedScenarioIDs = []string{"trigger"}

var scenarioID = derivation{
	name: "scenario_id",
	definition: function.Definition{
		Summary: "Derives the identifier of a scenario from its name, as DSS does.",
		MarkdownDescription: "Derives the identifier that DSS gives a new scenario of that name: each character other than `A` to `Z`, `a` to `z`, " +
			"`0` to `9` and `_` becomes `_`. So `Nightly build` becomes `Nightly_build`. Names that differ in other characters only give the " +
			"same identifier. An empty name is an error, and so is `trigger`, which addresses something else in the API.",
		Parameters: []function.Parameter{text("name", "Name of the scenario.")},
		Return:     function.StringReturn{},
	},
	derive: func(arguments []string) (string, *function.FuncError) {
		id := notInScenario.ReplaceAllString(arguments[0], "_")
		switch {
		case id == "":
			return "", function.NewArgumentFuncError(0, "The name must not be empty.")
		case slices.Contains(reservedScenarioIDs, id):
			return "", function.NewArgumentFuncError(0, "A scenario cannot have the identifier "+id+".")
		}
		return id, nil
	},
}

// governPrefixes begin the identifiers of what is created on a Govern node with an identifier of one's own choice
// (govern.md 1.5).
var governPrefixes = map[string]string{
	"blueprint": "bp.", "blueprint_version": "bv.", "role": "ro.", "custom_page": "cp.",
}

var governID = derivation{
	name: "govern_id",
	definition: function.Definition{
		Summary: "Makes the identifier of a Govern object out of its kind and the chosen part, as Govern does.",
		MarkdownDescription: "Makes the whole identifier of a Govern object out of the part that is chosen at its creation, by the prefix that Govern " +
			"puts before it: `bp.` for `blueprint`, `bv.` for `blueprint_version`, `ro.` for `role`, `cp.` for `custom_page`. So " +
			"`govern_id(\"blueprint\", \"ai_use_case\")` is `bp.ai_use_case`. The name may hold letters, digits, `-` and `_`, as Govern " +
			"demands; anything else is an error, also a name that has the prefix already. The identifier of a blueprint version is " +
			"unique in its blueprint only.",
		Parameters: []function.Parameter{
			text("kind", "`blueprint`, `blueprint_version`, `role` or `custom_page`."),
			text("name", "The part chosen at the creation."),
		},
		Return: function.StringReturn{},
	},
	derive: func(arguments []string) (string, *function.FuncError) {
		prefix, known := governPrefixes[arguments[0]]
		if !known {
			return "", function.NewArgumentFuncError(0, "The kind must be blueprint, blueprint_version, role or custom_page.")
		}
		if !governForm.MatchString(arguments[1]) {
			return "", function.NewArgumentFuncError(1, "The name may hold letters, digits, - and _ only, and no prefix.")
		}
		return prefix + arguments[1], nil
	},
}
