package dss

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
)

// pluginCredential begins the keys of credentials that belong to a plugin preset.
const pluginCredential = "PLUGIN"

// PluginCredentialKey is the key, in the credentials of a user, of a parameter of a plugin preset: a list of strings
// as Python prints it, without the brackets (dss-admin.md 5.6).
func PluginCredentialKey(plugin, parameterSet, preset, parameter string) string {
	var key strings.Builder
	for i, part := range []string{pluginCredential, plugin, parameterSet, preset, parameter} {
		if i > 0 {
			key.WriteString(", ")
		}
		writePythonString(&key, part)
	}
	return key.String()
}

// ParsePluginCredentialKey returns plugin, parameter set, preset and parameter of a key; false for the name of a
// connection.
func ParsePluginCredentialKey(key string) ([]string, bool) {
	var parts []string
	if err := json.Unmarshal([]byte("["+key+"]"), &parts); err != nil || len(parts) != 5 || parts[0] != pluginCredential {
		return nil, false
	}
	return parts[1:], true
}

// writePythonString quotes as Python's json.dumps does: everything but printable ASCII becomes \uXXXX, < > & stay.
func writePythonString(b *strings.Builder, text string) {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`}
	b.WriteByte('"')
	for _, r := range text {
		switch escaped, ok := short[r]; {
		case ok:
			b.WriteString(escaped)
		case r >= ' ' && r <= '~':
			b.WriteRune(r)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(b, `\u%04x`, unit)
			}
		}
	}
	b.WriteByte('"')
}
