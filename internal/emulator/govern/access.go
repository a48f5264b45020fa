package govern

import (
	"errors"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// access is what a route asks of its caller (govern.md 1.10).
type access int

const (
	anyone access = iota
	// manager is the Govern manager, called architect since 14.4.
	manager
	// blueprintDesigner and pageDesigner are managers on a node with the advanced licence.
	blueprintDesigner
	pageDesigner
	admin
)

// serve registers a route with its access rule, which is checked here and not in the core because managers also work
// below /admin.
func serve(n *emulator.Node, needs access, pattern string, h emulator.Handler, options ...emulator.RouteOption) {
	n.Handle(pattern, func(c *emulator.Call) (any, error) {
		if err := allow(c, needs); err != nil {
			return nil, err
		}
		answer, err := h(c)
		return answer, disguise(n, err)
	}, append(options, emulator.Open())...)
}

// disguise turns refusals into server errors where that quirk is on (govern.md 29).
func disguise(n *emulator.Node, err error) error {
	var refused *emulator.Error
	if !n.Quirks.GovernServerErrors || !errors.As(err, &refused) || refused.Status != 400 && refused.Status != 409 {
		return err
	}
	disguised := *refused
	disguised.Status = 500
	return &disguised
}

func allow(c *emulator.Call, needs access) error {
	if needs == anyone {
		return nil
	}
	if needs == admin && !c.Identity.Admin {
		return emulator.Forbidden("You may not perform administration actions")
	}
	if !mayManage(c) {
		return emulator.Forbidden("You may not perform Govern administration actions")
	}
	licensed := c.Node.Quirks.GovernLicensed
	if needs == blueprintDesigner && !licensed { // observed.md 17
		return emulator.Forbidden("Your license does not allow you to use the Govern Blueprint Designer")
	}
	if needs == pageDesigner && !licensed { // the text is by analogy with the one above
		return emulator.Forbidden("Your license does not allow you to use the Govern Custom Page Designer")
	}
	return nil
}

// managerFlags are the names of one right before and since 14.4; both are accepted where both exist.
var managerFlags = []string{"mayManageGovern", "isGovernArchitect"}

func mayManage(c *emulator.Call) bool { return slices.ContainsFunc(managerFlags, c.Identity.May) }
