package instance

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// SanityCheck lets the node check itself (dss-admin.md 4).
var SanityCheck = &kit.Action[*dss.Client]{
	Type:    "sanity_check",
	Summary: "Lets a DSS node check itself, shows what it found, and fails the run on errors.",
	Detail:  "Needs an administrator's key. When it is cancelled or its time runs out, the check is aborted; it changes nothing.",
	Attributes: []attr.Attribute{
		attr.StringSet("exclude_codes", "Codes of findings to leave out, such as those of a check that does not apply to the node. The findings show their codes."),
		attr.Bool("fail_on_warnings", "Whether warnings fail the run too. Default: false."),
	},
	Object:  func(attr.Values) string { return "" },
	Timeout: 30 * time.Minute,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		found, err := c.SanityCheck(ctx, v.Strings("exclude_codes"), kit.Still("checking", progress))
		if err != nil {
			return err
		}
		var failed []string
		for _, finding := range found {
			line := finding.Severity + " " + finding.Code + ": " + finding.String()
			progress(line)
			if finding.Severity == "ERROR" || finding.Severity == "WARNING" && v.Bool("fail_on_warnings") {
				failed = append(failed, line)
			}
		}
		if len(failed) > 0 {
			return fmt.Errorf("the node found %d problems:\n%s\nexclude_codes leaves out what does not apply", len(failed), strings.Join(failed, "\n"))
		}
		progress(fmt.Sprintf("The sanity check ended with %d findings, none of which fails the run", len(found)))
		return nil
	},
}
