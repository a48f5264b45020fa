package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleProjectReads serves what clients only look at (dss-project.md 14).
func handleProjectReads(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/interest", onProject("read", func(*emulator.Call, string) (any, error) {
		return Document{"starCount": 0, "watchCount": 0}, nil
	}))
	n.Handle("GET /projects/{projectKey}/timeline", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return projectTimeline(n, key), nil
	}))
	n.Handle("POST /projects/{projectKey}/actions/sync", onProject("read", func(c *emulator.Call, key string) (any, error) {
		if !c.Identity.Admin {
			return nil, emulator.Forbidden("You may not perform administration actions")
		}
		return c.Future("Synchronize permissions of "+key, func() (any, error) { return infoMessages(), nil })
	}))
}

// projectTimeline tells who made and who last changed the project; the emulator keeps no list of events.
func projectTimeline(n *emulator.Node, key string) Document {
	project, _ := n.Store.Collection(projects).Get(key)
	created, changed := object(project, "creationTag"), object(project, "versionTag")
	creator, modifier := object(created, "lastModifiedBy"), object(changed, "lastModifiedBy")
	return Document{
		"createdBy": creator, "createdOn": created["lastModifiedOn"],
		"lastModifiedBy": modifier, "lastModifiedOn": changed["lastModifiedOn"],
		"allContributors": sortedSet([]string{text(creator, "login"), text(modifier, "login")}), "items": []any{},
	}
}
