package client

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

const redacted = "(redacted)"

// veil hides what one or several holders of secrets know, and what looks like a secret.
type veil []*known

// secretName is the heuristic of dss-admin.md 10.3 for members of documents whose schema nobody published, made
// wider: a name with "secret" anywhere (appSecretContent, secrets), "key", which holds minted API keys, and the
// address and key of a webhook (dss-admin.md 21).
var secretName = regexp.MustCompile(`(?i)^(key|apikey|accesskey|webhookkey|webhookurl|credentials|resolved.*)$|secret|passphrase|(password|private_?key|sessiontoken|credential|token)$`)

var (
	ciphertext     = regexp.MustCompile(`e:AES:[^\s"',;)]*`)
	urlCredentials = regexp.MustCompile(`://[^\s/@"]+@`)
	// quotedMember is a member with a text as a message quotes it, also with escaped quotes.
	quotedMember = regexp.MustCompile(`(\\*"([\w.-]+)\\*"\s*:\s*\\*")[^"]*?(\\*")`)
)

// text redacts what may stand anywhere in a text.
func (v veil) text(text string) string {
	for _, k := range v {
		text = k.text(text)
	}
	if strings.Contains(text, "e:AES:") {
		text = ciphertext.ReplaceAllString(text, redacted)
	}
	if strings.Contains(text, "://") {
		text = urlCredentials.ReplaceAllString(text, "://"+redacted+"@")
	}
	if !strings.Contains(text, ":") {
		return text
	}
	return quotedMember.ReplaceAllStringFunc(text, func(member string) string {
		parts := quotedMember.FindStringSubmatch(member)
		if !v.hides(parts[2]) {
			return member
		}
		return parts[1] + redacted + parts[3]
	})
}

// hides tells whether a member of that name is secret.
func (v veil) hides(name string) bool {
	return secretName.MatchString(name) || slices.ContainsFunc(v, func(k *known) bool {
		return slices.ContainsFunc(k.Members, func(member string) bool { return strings.EqualFold(member, name) })
	})
}

// answers tells whether what the node answers may be secret as a whole.
func (v veil) answers() bool { return slices.ContainsFunc(v, func(k *known) bool { return k.Answers }) }

// holds tells whether a text is one of the secret values, however short.
func (v veil) holds(text string) bool {
	return !isFlag(text) && slices.ContainsFunc(v, func(k *known) bool { return slices.Contains(k.Values, text) })
}

// value copies a JSON value without what is secret or looks like it. Flags stay: "secret": true gives nothing away.
func (v veil) value(value any) any {
	switch value := value.(type) {
	case Document:
		flagged := value["secret"] == true // an item of properties or dkuProperties
		shown := make(Document, len(value))
		for name, member := range value {
			if v.hides(name) || flagged && name == "value" {
				shown[name] = redactWhole(member)
			} else {
				shown[name] = v.value(member)
			}
		}
		return shown
	case []any:
		shown := make([]any, len(value))
		for i, item := range value {
			shown[i] = v.value(item)
		}
		return shown
	case json.Number:
		if v.holds(value.String()) {
			return redacted
		}
	case string:
		if v.holds(value) || strings.HasPrefix(value, "e:AES:") {
			return redacted
		}
		return v.text(value)
	}
	return value
}

func redactWhole(value any) any {
	switch value.(type) {
	case nil, bool:
		return value
	}
	return redacted
}

// Shown is a JSON value as a message may quote it: without what looks like a secret, and not too long.
func Shown(value any) string {
	return shorten(RenderJSON(veil{}.value(value)), longestMessage)
}

func shorten(text string, length int) string {
	if runes := []rune(text); len(runes) > length {
		return string(runes[:length]) + "…"
	}
	return text
}
