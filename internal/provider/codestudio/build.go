package codestudio

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Build builds the images of a template (dss-admin.md 25).
var Build = &kit.Action[*dss.Client]{
	Type:    "code_studio_template_build",
	Summary: "Builds the container images of a code studio template.",
	Detail: "It needs a user behind the API key: a personal API key, or a global one that impersonates a user. When the action is cancelled or its " +
		"time runs out, the build is aborted; run it again.",
	Attributes: []attr.Attribute{
		attr.String("template_id", "Identifier of the template.").Required().Validate(attr.Name()),
		attr.Bool("with_no_cache", "Whether the images are built without the cache of Docker. Default: false."),
	},
	Object:  func(v attr.Values) string { return v.String("template_id") },
	Timeout: time.Hour,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		id := v.String("template_id")
		progress("Building the code studio template " + id)
		_, err := c.BuildCodeStudioTemplate(ctx, id, v.Bool("with_no_cache"), kit.Still("building", progress))
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("the build did not end: %w", err)
		}
		return err
	},
}
