package govern

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// UploadedFile is a file on a Govern node (govern.md 25).
var UploadedFile = &kit.Resource[*govern.Client]{
	Type:    "govern_uploaded_file",
	Summary: "A file that is uploaded to a Govern node, for fields of artifacts that hold files.",
	Detail: "A file never changes on the node: another content is uploaded as a new file and the old one is deleted. Uploading attaches " +
		"it to nothing: set its `id` in a field of an artifact; with `create_before_destroy` the field never holds a file that is gone. Files cannot be listed, so after an upload that was interrupted a " +
		"file may stay on the node that nothing refers to.",
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier, such as `uf.7`, made by the server.").Stable(),
		attr.String("source", "Path of the file to upload. Excludes `content`. The file is read by each plan; only its hash is stored.").Local(nil),
		attr.String("content", "Content to upload, as text. Excludes `source`. It is stored in the state in clear.").Local(nil),
		attr.String("name", "Name of the file on the node. Default: the last part of `source`.").Replaces().Validate(attr.Name()),
		attr.String("sha256", "SHA-256 hash of the content, in hexadecimal digits. A change replaces the file.").Stable(),
		attr.Int("size", "Size in bytes, where the node tells it.").Stable(),
		attr.String("owner", "Who uploaded the file, where the node tells it. Others need the rights of a manager to read it.").Stable(),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.UploadedFile(ctx, v.String("id"), v.String("sha256"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		content, err := contentOf(w.Values)
		if err != nil {
			return nil, err
		}
		name := w.Values.String("name")
		if name == "" {
			name = filepath.Base(w.Values.String("source"))
		}
		return c.UploadFile(ctx, name, content)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.DeleteUploadedFile(ctx, v.String("id"))
	},
	Lock: func(v attr.Values) string { return "govern_uploaded_file/" + v.String("id") + "/" + v.String("name") },
	Replace: func(state, plan attr.Values) []string {
		if plan["source"].IsUnknown() || plan["content"].IsUnknown() {
			return []string{"sha256"} // it may be another content
		}
		if !plan.Known("source") && !plan.Known("content") {
			return nil
		}
		content, err := contentOf(plan)
		if err != nil || govern.HashOf(content) == state.String("sha256") {
			return nil // a file that is not there yet, or no more, is no new content
		}
		return []string{"sha256"}
	},
	Validate: validateUploadedFile,
	Plan:     checkNewFile,
}

// contentOf is what to upload.
func contentOf(v attr.Values) ([]byte, error) {
	if v.Known("content") {
		return []byte(v.String("content")), nil
	}
	content, err := os.ReadFile(v.String("source"))
	if err != nil {
		return nil, fmt.Errorf("%w: the file to upload cannot be read: %w", client.ErrInvalid, err)
	}
	return content, nil
}

// validateUploadedFile refuses two contents at once.
func validateUploadedFile(config attr.Values) []kit.Problem {
	if config["source"].IsNull() || config["content"].IsNull() {
		return nil
	}
	return []kit.Problem{{
		Attribute: "source", Summary: "Two contents",
		Detail: "Set either `source`, the path of a file, or `content`, the content itself.",
	}}
}

// checkNewFile wants a content, which an imported file has already, and a name when no path gives one.
func checkNewFile(_ context.Context, _ *govern.Client, p kit.Planned) []kit.Problem {
	switch {
	case p.State != nil || p.Plan == nil || !p.Config["source"].IsNull():
		return nil
	case p.Config["content"].IsNull():
		return []kit.Problem{{
			Attribute: "source", Summary: "File without a content",
			Detail: "Set `source`, the path of a file, or `content`, the content itself.",
		}}
	case p.Config["name"].IsNull():
		return []kit.Problem{{Attribute: "name", Summary: "File without a name", Detail: "A file that is given by its `content` needs a `name`."}}
	}
	return nil
}
