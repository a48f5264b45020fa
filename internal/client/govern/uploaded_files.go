package govern

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// largestFile is the number of bytes that a downloaded file may have.
const largestFile = 1 << 30

// UploadedFile returns the description of a file (govern.md 25). The node keeps no hash, so the member "sha256" is added:
// hash when it is given, since files never change, and otherwise that of the content, which is downloaded for it.
func (c *Client) UploadedFile(ctx context.Context, id, hash string) (Document, error) {
	description, err := c.Read(ctx, client.Path("uploaded-file", id), client.Identity("id", id))
	if err != nil {
		return nil, err
	}
	if hash == "" {
		content, err := c.Text(ctx, client.Request{Method: http.MethodGet, Path: []string{"uploaded-file", id, "download"}, Largest: largestFile})
		if err != nil {
			return nil, err
		}
		if size, told := description["size"].(json.Number); told && size.String() != strconv.Itoa(len(content)) {
			return nil, fmt.Errorf("%w: the file %s has %s bytes, and %d came", client.ErrMalformed, id, size, len(content))
		}
		hash = HashOf([]byte(content))
	}
	description["sha256"] = hash
	return description, nil
}

// UploadFile stores a file and returns its description, as UploadedFile does. Files cannot be listed, so nobody can find
// out what became of an upload whose answer was lost. It is made again: a file that nothing refers to does no harm.
func (c *Client) UploadFile(ctx context.Context, name string, content []byte) (Document, error) {
	var description Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"uploaded-files"}, Body: client.File{Part: "file", Name: name, Content: content},
		Landed: client.SendAgain, Holds: client.Named("id"),
	}, &description)
	if err != nil {
		return nil, err
	}
	description["sha256"] = HashOf(content)
	return description, nil
}

// DeleteUploadedFile deletes a file.
func (c *Client) DeleteUploadedFile(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("uploaded-file", id))
}

// HashOf is the SHA-256 hash of a content in hexadecimal digits.
func HashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
