package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/textproto"
)

// File is a body that is sent as a form of one part, as uploads are (govern.md 1.3).
type File struct {
	// Part is the name of the part, Name that of the file.
	Part, Name string
	// Type is the content type of the part, that of unknown bytes unless it is set.
	Type    string
	Content []byte
}

// encode returns a body as it is sent, and its content type.
func encode(body any) ([]byte, string, error) {
	file, isFile := body.(File)
	if !isFile {
		data, err := json.Marshal(body)
		return data, "application/json", err
	}
	var buffer bytes.Buffer
	form := multipart.NewWriter(&buffer)
	if file.Type == "" {
		file.Type = "application/octet-stream"
	}
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition(file.Part, file.Name)}, "Content-Type": {file.Type},
	})
	if err == nil {
		_, err = part.Write(file.Content)
	}
	err = errors.Join(err, form.Close())
	return buffer.Bytes(), form.FormDataContentType(), err
}
