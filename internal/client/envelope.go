package client

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ServerMessage is one entry of a message envelope.
type ServerMessage struct {
	Severity, Code, Title, Message, Details string
}

// String is one line: what happened, without saying anything twice.
func (m ServerMessage) String() string {
	var parts []string
	for _, part := range []string{m.Title, m.Message, m.Details} {
		part = strings.TrimSpace(part)
		if part != "" && !strings.Contains(strings.Join(parts, "\n"), part) {
			parts = slices.DeleteFunc(parts, func(earlier string) bool { return strings.Contains(part, earlier) })
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return m.Code
	}
	return strings.Join(strings.Fields(strings.Join(parts, ": ")), " ")
}

// EnvelopeError is a failure that arrived with status 200 (observed.md 1.6, dss-admin.md 2.3). Where a message
// carries a code that classify knows, it wraps what the code means.
type EnvelopeError struct {
	Messages []ServerMessage
}

func (e *EnvelopeError) Error() string {
	lines := make([]string, len(e.Messages))
	for i, message := range e.Messages {
		lines[i] = message.String()
	}
	if len(lines) == 0 {
		return "the server reports a failure without saying which"
	}
	return strings.Join(lines, "; ")
}

// Unwrap gives the meaning of the first code that has one.
func (e *EnvelopeError) Unwrap() error {
	for _, message := range e.Messages {
		if kind := codes[message.Code]; kind != nil {
			return kind
		}
	}
	return nil
}

// CheckEnvelope finds the failure in a successful answer: an envelope with error or fatal, in the member
// "messages" or as the answer itself, or the answer of a plugin action with success:false and an error. The
// success flag of an envelope means nothing: it is false on successful operations, too (observed.md 1.6).
func CheckEnvelope(answer any) error {
	document, ok := answer.(Document)
	if !ok {
		return nil
	}
	envelope, isEnvelope := document["messages"].(Document)
	if !isEnvelope {
		envelope = document
		_, isEnvelope = document["messages"].([]any)
	}
	entries, _ := envelope["messages"].([]any)
	failed := isEnvelope && (envelope["error"] == true || envelope["fatal"] == true)
	var found EnvelopeError
	if document["success"] == false {
		for _, member := range []string{"installationError", "error"} {
			if message, ok := pluginError(document[member]); ok {
				found.Messages, failed = append(found.Messages, message), true
			}
		}
	}
	if !failed {
		return nil
	}
	found.Messages = append(found.Messages, serverMessages(entries)...)
	return &found
}

// checkEnvelope is CheckEnvelope without the secrets of the call.
func (c *Client) checkEnvelope(ctx context.Context, answer any) error {
	err := CheckEnvelope(answer)
	var found *EnvelopeError
	if !errors.As(err, &found) {
		return err
	}
	v := c.veil(ctx)
	for i := range found.Messages {
		m := &found.Messages[i]
		for _, part := range []*string{&m.Title, &m.Message, &m.Details} {
			*part = v.text(*part)
		}
		if codes[m.Code] == nil {
			m.Code = v.text(m.Code)
		}
	}
	return err
}

// serverMessages keeps the errors, and everything when no entry is marked as one.
func serverMessages(entries []any) []ServerMessage {
	all := parseMessages(entries)
	errs := slices.DeleteFunc(slices.Clone(all), func(m ServerMessage) bool { return m.Severity != severityError })
	if len(errs) > 0 {
		return errs
	}
	return all
}

const severityError = "ERROR"

// Messages are all entries of an envelope, in the member "messages" or the answer itself. Fatal ones have the severity
// ERROR.
func Messages(answer any) []ServerMessage {
	envelope, _ := answer.(Document)
	if inner, ok := envelope["messages"].(Document); ok {
		envelope = inner
	}
	entries, _ := envelope["messages"].([]any)
	return parseMessages(entries)
}

func parseMessages(entries []any) []ServerMessage {
	var all []ServerMessage
	for _, entry := range entries {
		document, ok := entry.(Document)
		if !ok {
			continue
		}
		message := ServerMessage{
			Severity: Text(document, "severity"), Code: Text(document, "code"), Title: Text(document, "title"),
			Message: Text(document, "message"), Details: Text(document, "details"),
		}
		if document["isFatal"] == true {
			message.Severity = severityError
		}
		all = append(all, message)
	}
	return all
}

// pluginError reads the error of a plugin action: a text or an object (dss-admin.md 2.3).
func pluginError(value any) (ServerMessage, bool) {
	switch value := value.(type) {
	case string:
		return ServerMessage{Severity: severityError, Message: value}, value != ""
	case Document:
		return ServerMessage{
			Severity: severityError, Code: Text(value, "code"),
			Message: Text(value, "message"), Details: Text(value, "detailedMessage"),
		}, true
	}
	return ServerMessage{}, false
}

// CheckBulk looks at every item of a bulk answer, an array of {login, status, error} that arrives with status
// 200 whatever happened (dss-admin.md 2.3). All failed items are in the error.
func CheckBulk(answer any) error {
	items, ok := answer.([]any)
	if !ok {
		return fmt.Errorf("%w: a bulk call answered %s", ErrMalformed, kindOf(answer))
	}
	var failures []error
	for _, item := range items {
		document, ok := item.(Document)
		if !ok {
			return fmt.Errorf("%w: an item of a bulk answer is %s", ErrMalformed, kindOf(item))
		}
		if Text(document, "status") != "SUCCESS" {
			failures = append(failures, fmt.Errorf("%s: %s", Text(document, "login"), Text(document, "error")))
		}
	}
	return errors.Join(failures...)
}
