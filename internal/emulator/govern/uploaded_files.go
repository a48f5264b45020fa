package govern

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	uploadedFiles = "uploaded-files"
	// fileContents holds the bytes beside the descriptions, in base64 since the store is JSON.
	fileContents = "uploaded-file-contents"
)

func handleUploadedFiles(n *emulator.Node) {
	startCounting(n, "uf.")
	serve(n, anyone, "POST /uploaded-files", uploadFile)
	serve(n, anyone, "GET /uploaded-file/{uploadedFileId}", func(c *emulator.Call) (any, error) {
		return ownedDocument(c, uploadedFiles, c.Arg("uploadedFileId"), "Uploaded file")
	})
	serve(n, anyone, "GET /uploaded-file/{uploadedFileId}/download", func(c *emulator.Call) (any, error) {
		if _, err := ownedDocument(c, uploadedFiles, c.Arg("uploadedFileId"), "Uploaded file"); err != nil {
			return nil, err
		}
		content, _ := n.Store.Collection(fileContents).Value(c.Arg("uploadedFileId")).(string)
		data, err := base64.StdEncoding.DecodeString(content)
		return emulator.Binary{ContentType: "application/octet-stream", Data: data}, err
	})
	serve(n, anyone, "DELETE /uploaded-file/{uploadedFileId}", func(c *emulator.Call) (any, error) {
		if _, err := ownedDocument(c, uploadedFiles, c.Arg("uploadedFileId"), "Uploaded file"); err != nil {
			return nil, err
		}
		n.Store.Collection(uploadedFiles).Delete(c.Arg("uploadedFileId"))
		n.Store.Collection(fileContents).Delete(c.Arg("uploadedFileId"))
		return emulator.Empty{}, nil
	})
}

// ownedDocument is readable for its owner, managers and administrators (govern.md 25, 26).
func ownedDocument(c *emulator.Call, collection, id, what string) (Document, error) {
	document, ok := c.Node.Store.Collection(collection).Get(id)
	if !ok {
		return nil, emulator.NotFound(what + " '" + id + "' does not exist")
	}
	if !mayManage(c) && text(document, "owner") != author(c.Identity) {
		return nil, emulator.Forbidden("You may not access " + id)
	}
	return document, nil
}

// uploadFile takes the part named file, whatever its headers: the official client sends an invalid content type there
// (govern.md 1.3).
func uploadFile(c *emulator.Call) (any, error) {
	_, parameters, err := mime.ParseMediaType(c.Request.Header.Get("Content-Type"))
	if err != nil || parameters["boundary"] == "" {
		return nil, emulator.IllegalArgument("Expected a multipart body")
	}
	parts := multipart.NewReader(bytes.NewReader(c.Raw), parameters["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, emulator.IllegalArgument("Required part 'file' is not present")
		}
		if part.FormName() != "file" {
			continue
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, emulator.IllegalArgument("Truncated multipart body")
		}
		id := counted(c.Node, "uf.")
		description := Document{"id": id, "name": part.FileName(), "size": len(data), "owner": author(c.Identity)}
		c.Node.Store.Collection(uploadedFiles).Put(id, description)
		c.Node.Store.Collection(fileContents).Put(id, base64.StdEncoding.EncodeToString(data))
		return description, nil
	}
}
