package connection

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// SyncACLs lets the node set the access rights of files behind a connection (dss-admin.md 10.2).
var SyncACLs = &kit.Action[*dss.Client]{
	Type:    "connection_sync_acls",
	Summary: "Lets the node set the access rights of the root directory of a connection, as its permissions in DSS ask for.",
	Detail: "Useful for HDFS connections of a node with user isolation. The run waits until the node is done; when it is cancelled or its time " +
		"runs out, the work on the node is aborted and some of the rights may be set: run it again.",
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the connection.").Required().Validate(attr.Name()),
	},
	Object:  func(v attr.Values) string { return v.String("name") },
	Timeout: time.Hour,
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		name := v.String("name")
		err := c.SyncConnectionACLs(ctx, name, nil)
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("the work did not end; some of the access rights may be set: %w", err)
		}
		if err != nil {
			return err
		}
		progress("The access rights of connection " + name + " are set")
		return nil
	},
}
