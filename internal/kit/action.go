package kit

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Action declares something that is done, not had.
type Action[C Client] struct {
	Type, Summary, Detail string
	Attributes            []attr.Attribute
	// Object names what the action works on, for messages.
	Object func(v attr.Values) string
	// Timeout bounds the action; the attribute `timeout` overrides it. 0 leaves it to the client.
	Timeout time.Duration
	// Detached tells that the work on the node cannot be aborted: it goes on when the wait for it ends.
	Detached bool
	// Invoke does it. progress shows a line to the user.
	Invoke func(ctx context.Context, c C, v attr.Values, progress func(string)) error
}

// Register implements Entity.
func (s *Action[C]) Register(r *Registry) {
	r.Actions = append(r.Actions, func() action.Action { return &deed[C]{spec: s} })
}

type deed[C Client] struct {
	spec  *Action[C]
	nodes Nodes
}

var _ action.ActionWithConfigure = &deed[*dss.Client]{}

const timeoutName = "timeout"

// Metadata implements action.Action.
func (a *deed[C]) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = Prefix + a.spec.Type
}

// Schema implements action.Action.
func (a *deed[C]) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: page(a.spec.Summary, a.spec.Detail), Attributes: attr.ActionSchema(a.spec.Attributes)}
	if a.spec.Timeout > 0 {
		end := "is aborted then"
		if a.spec.Detached {
			end = "cannot be aborted and goes on then"
		}
		resp.Schema.Attributes[timeoutName] = schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "How long to wait at most, such as `30m`. Default: `" + shortDuration(a.spec.Timeout) + "`. The work on the node " + end + ".",
		}
	}
}

// Configure implements action.ActionWithConfigure.
func (a *deed[C]) Configure(_ context.Context, req action.ConfigureRequest, _ *action.ConfigureResponse) {
	if nodes, ok := req.ProviderData.(Nodes); ok {
		a.nodes = nodes
	}
}

// Invoke implements action.Action.
func (a *deed[C]) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	d := &resp.Diagnostics
	config := decodeObject(ctx, req.Config, d)
	if d.HasError() {
		return
	}
	ctx, conceal := discreet(ctx, d, a.spec.Attributes, nil, config)
	defer conceal()
	object := a.spec.Object(config)
	limit := a.spec.Timeout
	if text := config.String(timeoutName); text != "" {
		var err error
		if limit, err = time.ParseDuration(text); err != nil {
			d.AddError("Invalid timeout", err.Error())
			return
		}
	}
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	c, err := connect[C](a.nodes)
	if err == nil {
		err = a.spec.Invoke(ctx, c, config, func(line string) {
			resp.SendProgress(action.InvokeProgressEvent{Message: client.Redact(ctx, line)})
		})
	}
	if err != nil {
		fail(d, "invoke", a.spec.Type, object, err)
	}
}

// progressEvery is how often a task that goes on is reported.
const progressEvery = 10 * time.Second

// Still reports a task that goes on, now and then: doing is such as "updating".
func Still(doing string, progress func(string)) func(client.FutureState) {
	var reported time.Duration
	return func(task client.FutureState) {
		if task.RunningTime-reported >= progressEvery {
			reported = task.RunningTime
			progress(fmt.Sprintf("Still %s after %s", doing, task.RunningTime.Round(time.Second)))
		}
	}
}
