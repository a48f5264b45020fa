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

// splitCommas reads a set that is one text, as some were before 12.6 (observed.md 3).
func splitCommas(text string) []string {
	return splitLines(strings.ReplaceAll(text, ",", "\n"))
}

// currentStrings are the elements of a set as the server has them.
func currentStrings(doc client.Document, path []string) []string {
	found, _ := client.Lookup(doc, path...)
	if text, ok := found.(string); ok {
		return splitCommas(text)
	}
	current := []string{}
	for _, item := range listAt(doc, path) {
		if text, ok := item.(string); ok {
			current = append(current, text)
		}
	}
	return current
}

// storeStrings keeps the form of the server: a list, or one text where it has one.
func storeStrings(doc client.Document, path, elements []string) {
	found, _ := client.Lookup(doc, path...)
	text, isText := found.(string)
	switch {
	case !isText:
		client.Store(doc, jsonList(elements), path...)
	case !slices.Equal(splitCommas(text), elements):
		client.Store(doc, strings.Join(elements, ","), path...)
	}
}
