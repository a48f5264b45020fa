package client

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// spellings are the forms in which a text may hold the values, the longest first: many are the beginning of others.
func spellings(values []string) []string {
	all := map[string]bool{}
	for _, value := range values {
		if isFlag(strings.TrimSpace(value)) {
			continue
		}
		for _, plain := range []string{value, strings.TrimSpace(value), strings.Join(strings.Fields(value), " ")} {
			all[plain], all[url.QueryEscape(plain)], all[url.PathEscape(plain)] = true, true, true
			for _, escaped := range jsonForms(plain) {
				all[escaped] = true
				for _, twice := range jsonForms(escaped) { // a body that a message quotes
					all[twice] = true
				}
			}
		}
		for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
			encoded := encoding.EncodeToString([]byte(value))
			all[encoded], all[url.QueryEscape(encoded)] = true, true
			for _, escaped := range jsonForms(encoded) {
				all[escaped] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(all), func(a, b string) int { return len(b) - len(a) })
}

// isFlag tells whether a value gives nothing away.
func isFlag(value string) bool { return slices.Contains([]string{"", "true", "false", "null"}, value) }

// jsonForms are a text as JSON writers put it between quotes: plainly, with the escapes for HTML of Go and of Gson, which
// the nodes use, and each with ASCII characters only.
func jsonForms(text string) []string {
	plain := RenderJSON(text)
	plain = plain[1 : len(plain)-1]
	quoted, err := json.Marshal(text)
	if err != nil {
		return []string{plain}
	}
	html := string(quoted[1 : len(quoted)-1])
	gson := strings.NewReplacer("=", `\u003d`, "'", `\u0027`).Replace(html)
	return []string{plain, html, gson, asciiOnly(plain), asciiOnly(html), asciiOnly(gson)}
}

func asciiOnly(text string) string {
	var out strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			out.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&out, `\u%04x`, unit)
		}
	}
	return out.String()
}
