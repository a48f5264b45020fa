package govern

import (
	"context"
	"testing"
)

func TestUploadedFileCalls(t *testing.T) {
	ctx := context.Background()
	description := Document{"id": "uf1", "name": "a.txt"}
	replay(t, "govern.uploaded_file.upload", description, func(c *Client) error {
		stored, err := c.UploadFile(ctx, "a.txt", []byte("abc"))
		if err == nil && stored["sha256"] != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
			t.Errorf("stored %v", stored)
		}
		return err
	})
	replay(t, "govern.uploaded_file.get", description, func(c *Client) error {
		_, err := c.UploadedFile(ctx, "uf1", "known")
		return err
	})
	replay(t, "govern.uploaded_file.delete", Document{}, func(c *Client) error { return c.DeleteUploadedFile(ctx, "uf1") })
}
