package dss

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// handleFootprints serves the GETs that start a long task (dss-admin.md 4). An emulated node has no files.
func handleFootprints(n *emulator.Node) {
	since := emulator.Since("14.2.3")
	tree := func() Document { return Document{"size": 0, "nbFiles": 0, "nbFolders": 0, "nbErrors": 0} }
	answer := func(result func(c *emulator.Call) Document) emulator.Handler {
		return func(c *emulator.Call) (any, error) {
			return c.Future("Compute footprint", func() (any, error) { return result(c), nil })
		}
	}
	root := func(*emulator.Call) Document { return tree() }
	n.Handle("GET /directories-footprint/global", answer(root), since)
	n.Handle("GET /directories-footprint/all-dss", answer(root), since)
	n.Handle("GET /directories-footprint/unknown", answer(func(*emulator.Call) Document {
		return Document{"unknown": tree()}
	}), since)
	ofProject := answer(func(c *emulator.Call) Document {
		project := tree()
		project["projectKey"] = c.Arg("projectKey")
		return Document{"projects": Document{"items": []any{project}}}
	})
	n.Handle("GET /directories-footprint/projects/{projectKey}", onProject("read", func(c *emulator.Call, _ string) (any, error) {
		return ofProject(c)
	}), since)
	// Debugging aids of the official client: accepted, without effect.
	nothing := func(*emulator.Call) (any, error) { return emulator.Empty{}, nil }
	n.Handle("POST /directories-footprint/fake-fs-walk-with-datadir-listing", nothing, since)
	n.Handle("POST /directories-footprint/unfake-fs-walk-with-datadir-listing", nothing, since)
}
