package dss

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// sendMail takes the form of dss-admin.md 21: the part `message` holds JSON, and any number of parts `attachments`
// follow. Nothing leaves the emulator; the journal shows what would have been sent.
func sendMail(c *emulator.Call, channel Document) (any, error) {
	key := c.Query("projectKey", "")
	switch {
	case key == "":
		return nil, emulator.IllegalArgument("Missing parameter: projectKey")
	case !mayProject(c, key, "writeProjectContent"):
		return nil, emulator.Forbidden("You lack the permission writeProjectContent on project " + key)
	case !mayUseChannel(c, channel):
		return nil, emulator.Forbidden("You may not use messaging channel " + text(channel, "id"))
	case channelSummary(channel)["family"] != mailFamily:
		return nil, emulator.IllegalArgument("Messaging channel '" + text(channel, "id") + "' does not send mail")
	}
	message, err := mailMessage(c)
	if err != nil {
		return nil, err
	}
	if len(texts(message["to"]))+len(texts(message["cc"]))+len(texts(message["bcc"])) == 0 {
		return nil, emulator.IllegalArgument("The message has no recipient")
	}
	return emulator.Empty{}, nil
}

// mayUseChannel follows the permissions; none mean everybody.
func mayUseChannel(c *emulator.Call, channel Document) bool {
	entries := objects(channel, "permissions")
	if len(entries) == 0 || c.Identity.Admin {
		return true
	}
	for _, entry := range entries {
		isUser := c.Identity.Login != "" && text(entry, "user") == c.Identity.Login
		if entry["canUse"] == true && (isUser || inGroups(c, []string{text(entry, "group")})) {
			return true
		}
	}
	return false
}

func mailMessage(c *emulator.Call) (Document, error) {
	_, parameters, err := mime.ParseMediaType(c.Request.Header.Get("Content-Type"))
	if err != nil || parameters["boundary"] == "" {
		return nil, emulator.IllegalArgument("Expected a multipart body")
	}
	parts := multipart.NewReader(bytes.NewReader(c.Raw), parameters["boundary"])
	var message Document
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, emulator.IllegalArgument("Truncated multipart body")
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return nil, emulator.IllegalArgument("Truncated multipart body")
		}
		if part.FormName() == "message" {
			value, _ := emulator.ParseJSON(content)
			message, _ = value.(Document)
		}
	}
	if message == nil {
		return nil, emulator.IllegalArgument("The form lacks the part message, a JSON object")
	}
	return message, nil
}
