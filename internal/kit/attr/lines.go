package attr

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

var lineForm = regexp.MustCompile(`^\S([^\r\n]*\S)?$`)

// Lines makes a list of strings one text in the API, an element a line, such as the requirements of an environment.
// Blank lines of the server and white space around its lines mean nothing.
func (a Attribute) Lines() Attribute {
	a.lines = true
	return a.Validate(listvalidator.ValueStringsAre(
		stringvalidator.RegexMatches(lineForm, "must be one line, neither empty nor with white space around it")))
}

func splitLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// writeLines leaves the text of the server as it is when it has these lines already.
func writeLines(doc client.Document, path, wanted []string) {
	current, _ := client.Lookup(doc, path...)
	if text, ok := current.(string); ok && slices.Equal(splitLines(text), wanted) {
		return
	}
	client.Store(doc, strings.Join(wanted, "\n"), path...)
}
