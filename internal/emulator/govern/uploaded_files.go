package govern

import (
	"encoding/base64"

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

func uploadFile(c *emulator.Call) (any, error) {
	name, data, err := c.Upload("file")
	if err != nil {
		return nil, err
	}
	id := counted(c.Node, "uf.")
	description := Document{"id": id, "name": name, "size": len(data), "owner": author(c.Identity)}
	c.Node.Store.Collection(uploadedFiles).Put(id, description)
	c.Node.Store.Collection(fileContents).Put(id, base64.StdEncoding.EncodeToString(data))
	return description, nil
}
