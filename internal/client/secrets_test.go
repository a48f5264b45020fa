package client_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// awkward is a secret that every writer of JSON and of addresses spells in another way.
const awkward = "p<é&'\"= \\/?\n\tz𝄞"

// spelled are forms in which a server may give a text back.
func spelled(t *testing.T, text string) map[string]string {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	twice, err := json.Marshal(string(quoted))
	if err != nil {
		t.Fatal(err)
	}
	inner := func(b []byte) string { return string(b[1 : len(b)-1]) }
	return map[string]string{
		"plain": text, "JSON": inner(quoted), "JSON twice": string(twice[3 : len(twice)-3]),
		"JSON without escapes for HTML": strings.Trim(client.RenderJSON(text), `"`),
		"JSON of Gson":                  strings.NewReplacer("=", `\u003d`, "'", `\u0027`).Replace(inner(quoted)),
		"JSON in ASCII":                 strings.NewReplacer("é", `\u00e9`, "𝄞", `\ud834\udd1e`).Replace(inner(quoted)),
		"one line":                      strings.Join(strings.Fields(text), " "),
		"query":                         url.QueryEscape(text), "path": url.PathEscape(text),
		"base64": base64.StdEncoding.EncodeToString([]byte(text)), "raw base64": base64.RawStdEncoding.EncodeToString([]byte(text)),
		"base64 for addresses": base64.URLEncoding.EncodeToString([]byte(text)),
		"base64 in a query":    url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(text))),
	}
}

func TestValuesAreRedactedInEverySpelling(t *testing.T) {
	for _, secret := range []string{awkward, "S3cr3t-1", "hunter2", "-----BEGIN PRIVATE KEY-----\nMIIE+/=\n-----END PRIVATE KEY-----\n"} {
		ctx := client.WithSecrets(t.Context(), client.Secrets{Values: []string{secret}})
		for form, text := range spelled(t, secret) {
			if got := client.Redact(ctx, "before "+text+" after"); got != "before (redacted) after" && got != "before (redacted)\n after" {
				t.Errorf("%q, %s: got %q", secret, form, got)
			}
		}
	}
}

func TestShortValuesDoNotTakeWordsApart(t *testing.T) {
	ctx := client.WithSecrets(t.Context(), client.Secrets{Values: []string{"pw", "eu", "true", ""}})
	ctx = client.WithSecrets(ctx, client.Secrets{Values: []string{"inner"}})
	for text, want := range map[string]string{
		`{"a":"pw"}`: `{"a":"(redacted)"}`, "pw=pw;": "(redacted)=(redacted);", "neutral europe, eu": "neutral europe, (redacted)",
		"it is true": "it is true", "beginner": "beginner", "an inner one": "an (redacted) one",
	} {
		if got := client.Redact(ctx, text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestTextsAreRedactedByNameToo(t *testing.T) {
	ctx := client.WithSecrets(t.Context(), client.Secrets{Members: []string{"passCode"}})
	for text, want := range map[string]string{
		`cannot read {"password": "x y", "login": "ada"}`: `cannot read {"password": "(redacted)", "login": "ada"}`,
		`body "{\"apiKey\":\"k1\",\"n\":1}"`:              `body "{\"apiKey\":\"(redacted)\",\"n\":1}"`,
		`{"passcode":"1234"}`:                             `{"passcode":"(redacted)"}`,
		"https://ada:word@pypi.example.com/simple":        "https://(redacted)@pypi.example.com/simple",
		"it holds e:AES:abc= now":                         "it holds (redacted) now",
	} {
		if got := client.Redact(ctx, text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// echo gives everything back that was sent, where a server or a gateway may.
func echo(answer func(w http.ResponseWriter, sent string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var headers []string
		for name, values := range r.Header {
			headers = append(headers, name+": "+strings.Join(values, ", "))
		}
		answer(w, strings.Join(headers, "\n")+"\n"+r.URL.String()+"\n"+string(body))
	}
}

func TestEchoesShowNoSecret(t *testing.T) {
	const header, word = "gateway-token-1", "S3cr3t-1"
	write := func(w http.ResponseWriter, status int, document client.Document) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, client.RenderJSON(document))
	}
	for name, answer := range map[string]func(w http.ResponseWriter, sent string){
		"an error": func(w http.ResponseWriter, sent string) {
			w.Header().Set("X-Request-Id", url.QueryEscape(sent))
			write(w, 400, client.Document{"errorType": "x." + sent, "message": "cannot read " + sent, "detailedMessage": "x: " + sent, "code": sent})
		},
		"an error that is a text": func(w http.ResponseWriter, sent string) { w.WriteHeader(500); _, _ = io.WriteString(w, sent) },
		"an envelope": func(w http.ResponseWriter, sent string) {
			message := client.Document{"severity": "ERROR", "code": sent, "title": "t " + sent, "message": sent, "details": "d " + sent}
			write(w, 200, client.Document{"messages": client.Document{"error": true, "messages": []any{message}}})
		},
		"a redirect": func(w http.ResponseWriter, sent string) {
			w.Header().Set("Location", "/"+url.PathEscape(sent))
			w.WriteHeader(302)
		},
	} {
		log := &recorder{}
		for _, method := range []client.AuthMethod{client.AuthBasic, client.AuthBearer, client.AuthBasicPassword} {
			c, _ := serve(t, echo(answer), func(config *client.Config) {
				config.Logger, config.AuthMethod, config.Headers = log, method, map[string]string{"X-Gateway": header}
			})
			ctx := client.WithSecrets(context.Background(), client.Secrets{Values: []string{word, awkward}})
			err := c.Send(ctx, client.Request{
				Method: http.MethodPost, Path: []string{"x", "about " + word}, Query: url.Values{"q": {awkward}},
				Body: client.Document{"passcode": word, "other": []any{"is " + awkward}},
			})
			if err == nil {
				t.Fatalf("%s: no error", name)
			}
			for _, secret := range []string{word, header, testKey, base64.StdEncoding.EncodeToString([]byte(testKey + ":")), base64.StdEncoding.EncodeToString([]byte(":" + testKey))} {
				for where, text := range map[string]string{"error": err.Error(), "log": fmt.Sprint(log.lines)} {
					if strings.Contains(text, secret) {
						t.Errorf("%s, %s: the %s holds %q: %s", name, method, where, secret, text)
					}
				}
			}
			for form, text := range spelled(t, awkward) {
				if strings.Contains(err.Error(), text) || strings.Contains(fmt.Sprint(log.lines), text) {
					t.Errorf("%s: a secret is shown as %s: %s\n%v", name, form, err, log.lines)
				}
			}
		}
	}
}

func TestAnswersThatMayBeSecretAreNotLogged(t *testing.T) {
	log := &recorder{}
	c, _ := serve(t, answerWith(`{"made":"S3cr3t-1"}`), func(config *client.Config) { config.Logger = log })
	ctx := client.WithSecrets(context.Background(), client.Secrets{Answers: true})
	var made client.Document
	if err := c.JSON(ctx, client.Request{Method: http.MethodPost, Path: []string{"x"}, Body: client.Document{"for": "ada"}}, &made); err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprint(log.lines); made["made"] != "S3cr3t-1" || strings.Contains(text, "S3cr3t") || !strings.Contains(text, "ada") {
		t.Errorf("got %v and the log %s", made, text)
	}
}
