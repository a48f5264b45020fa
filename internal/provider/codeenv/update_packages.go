package codeenv

import (
	"context"
	"errors"
	"fmt"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// UpdatePackages installs what an environment asks for, now.
var UpdatePackages = &kit.Action[*dss.Client]{
	Type:    "code_env_update_packages",
	Summary: "Updates a code environment, so that what is installed matches what it asks for.",
	Detail: "The resource does so by itself when what it asks for changes. This action is for the times in between; with `force_rebuild_env` " +
		"the environment is built anew and gets the newest releases that fit. When it is cancelled or its time runs out, the work on the " +
		"node is aborted and the environment may hold some of the new packages: run it again, with `force_rebuild_env` if it does not recover.",
	Attributes: append(target(),
		attr.Bool("force_rebuild_env", "Whether the environment is built anew. Default: false."),
		attr.String("version_to_update", "Version to update of an `AUTOMATION_VERSIONED` environment of an automation node."),
	),
	Object:  targetOf,
	Timeout: buildTime,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		lang, name := v.String("lang"), v.String("name")
		progress("Updating the packages of " + targetOf(v))
		o := dss.PackagesUpdate{Rebuild: v.Bool("force_rebuild_env"), Version: v.String("version_to_update")}
		answer, err := c.UpdateCodeEnvPackages(ctx, lang, name, o, kit.Still("updating", progress))
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("the update did not end; the environment may hold some of the new packages: %w", err)
		}
		if err != nil {
			return err
		}
		for _, line := range messages(answer) {
			progress(line)
		}
		return nil
	},
}
