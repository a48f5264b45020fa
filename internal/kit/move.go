package kit

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// moveProvider is the last part of the addresses of providers whose objects can be moved here: this provider, wherever
// it is published, and the provider amrutp24/dataiku, whose types of the same name identify their objects alike.
const moveProvider = "dataiku"

// MoveState implements resource.ResourceWithMoveState. An object that another provider of the same name managed, or
// another type that MovesFrom names, is taken over by its `id`, as an import would: what else the old state
// holds, secrets among it, is left behind, and the refresh that follows reads the object anew.
func (m *managed[C]) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: m.moveState}}
}

func (m *managed[C]) moveState(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	address := strings.Split(req.SourceProviderAddress, "/")
	source := strings.TrimPrefix(req.SourceTypeName, Prefix)
	if address[len(address)-1] != moveProvider || source != m.spec.Type && !slices.Contains(m.spec.MovesFrom, source) {
		return
	}
	d := &resp.Diagnostics
	var old struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(req.SourceRawState.JSON, &old); err != nil || old.ID == "" {
		d.AddError("Unable to move "+req.SourceTypeName,
			fmt.Sprintf("The state of the provider %s holds no id of it. Remove it from the state and import it instead.", req.SourceProviderAddress))
		return
	}
	v := m.identified(old.ID, d)
	if d.HasError() {
		return
	}
	m.setState(ctx, v, &resp.TargetState, resp.TargetIdentity, d)
}
