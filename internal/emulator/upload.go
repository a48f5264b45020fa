package emulator

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
)

// Upload returns the file name and the content of a part of a form, whatever the headers of the part: the official
// client sends an invalid content type there (govern.md 1.3).
func (c *Call) Upload(part string) (name string, content []byte, err error) {
	_, parameters, err := mime.ParseMediaType(c.Request.Header.Get("Content-Type"))
	if err != nil || parameters["boundary"] == "" {
		return "", nil, IllegalArgument("Expected a multipart body")
	}
	parts := multipart.NewReader(bytes.NewReader(c.Raw), parameters["boundary"])
	for {
		next, err := parts.NextPart()
		if err != nil {
			return "", nil, IllegalArgument("Required part '" + part + "' is not present")
		}
		if next.FormName() != part {
			continue
		}
		if content, err = io.ReadAll(next); err != nil {
			return "", nil, IllegalArgument("Truncated multipart body")
		}
		return next.FileName(), content, nil
	}
}
