package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// standardsReports has the last report of each project that had a run.
const standardsReports = "project_standards_reports"

// handleStandardsRuns serves what projects have of project standards (dss-admin.md 26, dss-project.md 15).
func handleStandardsRuns(n *emulator.Node) {
	since := emulator.Since("14.1.2")
	n.Handle("POST /projects/{projectKey}/project-standards/actions/run", onProject("read", runStandards), since)
	n.Handle("GET /projects/{projectKey}/project-standards/last-report", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		if report, ok := n.Store.Collection(standardsReports).Get(key); ok {
			return report, nil
		}
		return emulator.Empty{}, nil
	}), since)
	n.Handle("GET /projects/{projectKey}/project-standards/scope", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return emulator.Text(scopeOfProject(n, key)), nil
	}), since)
}

// scopeOfProject is the first scope that selects the project.
func scopeOfProject(n *emulator.Node, key string) string {
	metadata, _ := n.Store.Collection(projectMetadata).Get(key)
	// That a folder stands for those in it too is a guess.
	having := map[string][]string{"BY_PROJECT": {key}, "BY_TAG": texts(metadata["tags"]), "BY_FOLDER": {rootFolder}}
	for _, folder := range objects(Document{"path": folderPath(n, projectFolder(n, key))}, "path") {
		having["BY_FOLDER"] = append(having["BY_FOLDER"], text(folder, "id"))
	}
	for _, name := range scopeOrder(n) {
		scope, _ := n.Store.Collection(standardsScopes).Get(name)
		method := text(scope, "selectionMethod")
		selected := texts(scope[scopeSelections[method]])
		if slices.ContainsFunc(having[method], func(has string) bool { return slices.Contains(selected, has) }) {
			return name
		}
	}
	return defaultScope
}

// runStandards lets every check succeed. The report calls its map as it was called before 14.1.2.
func runStandards(c *emulator.Call, key string) (any, error) {
	n, scope := c.Node, scopeOfProject(c.Node, key)
	ids := c.QueryAll("checkIds")
	if len(ids) == 0 {
		document, _ := n.Store.Collection(standardsScopes).Get(scope)
		ids = texts(document["checks"])
	}
	started := n.Millis()
	return c.Future("Run project standards checks on "+key, func() (any, error) {
		results := Document{}
		for _, id := range ids {
			check, ok := n.Store.Collection(standardsChecks).Get(id)
			if !ok {
				continue
			}
			results[id] = Document{
				"check": check, "durationMs": 0, "expandedCheckParams": check["checkParams"],
				"result": Document{"status": "RUN_SUCCESS", "severity": 0, "message": "", "details": Document{}},
			}
		}
		report := Document{
			"projectKey": key, "scope": scope, "requester": caller(c), "startTime": started, "totalDurationMs": n.Millis() - started,
			"bundleChecksRunInfo": results,
		}
		n.Store.Collection(standardsReports).Put(key, report)
		return report, nil
	})
}
