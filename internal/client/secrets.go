package client

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Secrets are what no log, error or other text of a call may show.
type Secrets struct {
	// Values are redacted wherever they stand: as they are, escaped, in base64.
	Values []string
	// Members name members of documents that are secret, beside those whose names tell.
	Members []string
	// Answers tells that whatever the node answers may be secret, so that logs leave it out.
	Answers bool
}

type secretsKey struct{}

// WithSecrets tells the calls that are made with the context about further secrets.
func WithSecrets(ctx context.Context, further Secrets) context.Context {
	before := secretsOf(ctx)
	return context.WithValue(ctx, secretsKey{}, newKnown(Secrets{
		Values:  slices.Concat(before.Values, further.Values),
		Members: slices.Concat(before.Members, further.Members),
		Answers: before.Answers || further.Answers,
	}))
}

// Redact takes the secrets that the context knows out of a text.
func Redact(ctx context.Context, text string) string { return veil{secretsOf(ctx)}.text(text) }

// Redact takes the secrets of the context and of the configuration out of a text.
func (c *Client) Redact(ctx context.Context, text string) string { return c.veil(ctx).text(text) }

func (c *Client) veil(ctx context.Context) veil { return veil{c.secrets, secretsOf(ctx)} }

// secrets are those of every call: the key, also as it is sent, the headers and the key of the client certificate.
func (c Config) secrets() Secrets {
	values := []string{c.APIKey, c.APIKey + ":", ":" + c.APIKey}
	for _, value := range c.Headers {
		values = append(values, value)
	}
	if strings.Contains(c.TLS.ClientKey, "-----BEGIN") {
		values = append(values, c.TLS.ClientKey)
	}
	return Secrets{Values: values}
}

// known are secrets, prepared for use when the first text asks for them.
type known struct {
	Secrets
	forms func() forms
}

// forms are the spellings of the values. Short ones are redacted only where they stand alone, since they would take ordinary
// words apart.
type forms struct {
	long  *strings.Replacer
	short []string
}

// shortForm is the length below which a form is short.
const shortForm = 6

func newKnown(secrets Secrets) *known {
	return &known{secrets, sync.OnceValue(func() forms {
		var prepared forms
		var pairs []string
		for _, form := range spellings(secrets.Values) {
			if len(form) < shortForm {
				prepared.short = append(prepared.short, form)
				continue
			}
			pairs = append(pairs, form, redacted)
		}
		prepared.long = strings.NewReplacer(pairs...)
		return prepared
	})}
}

func secretsOf(ctx context.Context) *known {
	if found, ok := ctx.Value(secretsKey{}).(*known); ok {
		return found
	}
	return newKnown(Secrets{})
}

func (k *known) text(text string) string {
	if len(k.Values) == 0 {
		return text
	}
	prepared := k.forms()
	text = prepared.long.Replace(text)
	for _, form := range prepared.short {
		text = replaceWord(text, form)
	}
	return text
}

// replaceWord redacts a form where no letter or digit stands beside it.
func replaceWord(text, form string) string {
	var out strings.Builder
	for from := 0; ; {
		at := strings.Index(text[from:], form)
		if at < 0 {
			out.WriteString(text[from:])
			return out.String()
		}
		at += from
		end := at + len(form)
		last, _ := utf8.DecodeLastRuneInString(text[:at])
		next, _ := utf8.DecodeRuneInString(text[end:])
		out.WriteString(text[from:at])
		if isWord(last) || isWord(next) {
			out.WriteString(form)
		} else {
			out.WriteString(redacted)
		}
		from = end
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
