package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

var logNames = []string{"audit.log", "backend.log", "governintegration.log", "ipython.log", "nginx.log"}

// handleLogs serves dss-admin.md 18. The body of a log is a JSON string, because the official client parses JSON.
func handleLogs(n *emulator.Node) {
	n.Handle("GET /admin/logs", func(*emulator.Call) (any, error) { return logNames, nil })
	n.Handle("GET /admin/logs/{name}", func(c *emulator.Call) (any, error) {
		if !slices.Contains(logNames, c.Arg("name")) {
			return nil, emulator.NotFound("Log file '" + c.Arg("name") + "' does not exist")
		}
		return "[INFO] emulated node, version " + n.Version + "\n", nil
	})
}
