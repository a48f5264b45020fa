package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// flowZones are stored by KEY/ID (dss-project.md 18, project-documents.md 7).
	flowZones = "flow_zones"
	// defaultZone always exists; it is stored only once it was changed. Its items are those that no other zone has.
	defaultZone = "default"
)

func handleFlowZones(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/flow/zones", onZones("read", func(_ *emulator.Call, key string) (any, error) {
		return zonesOf(n, key), nil
	}))
	n.Handle("POST /projects/{projectKey}/flow/zones", onZones("writeProjectContent", createZone))
	n.Handle("GET /projects/{projectKey}/flow/zones/{zoneId}", onZone("read",
		func(_ *emulator.Call, zone Document) (any, error) { return zone, nil }))
	n.Handle("PUT /projects/{projectKey}/flow/zones/{zoneId}", onZone("writeProjectContent", replaceZone))
	n.Handle("DELETE /projects/{projectKey}/flow/zones/{zoneId}", onZone("writeProjectContent",
		func(c *emulator.Call, zone Document) (any, error) {
			if text(zone, "id") == defaultZone {
				return nil, emulator.IllegalArgument("The default zone may not be deleted")
			}
			n.Store.Collection(flowZones).Delete(c.Arg("projectKey") + "/" + text(zone, "id"))
			return emulator.Empty{}, nil
		}))
	handleZoneItems(n)
}

// zonesOf lists the zones of a project, the default zone first.
func zonesOf(n *emulator.Node, key string) []any {
	zone, _ := findZone(n, key, defaultZone)
	list := []any{zone}
	for _, zone := range itemsOf(n, flowZones, key) {
		if text(zone, "id") != defaultZone {
			list = append(list, zone)
		}
	}
	return list
}

func findZone(n *emulator.Node, key, id string) (Document, error) {
	zone, ok := n.Store.Collection(flowZones).Get(key + "/" + id)
	switch {
	case ok:
		return zone, nil
	case id == defaultZone:
		return newZone(key, defaultZone, "Default", "#2ab1ac"), nil
	}
	return nil, emulator.NotFound("Zone " + id + " does not exist")
}

// newZone has the members of project-documents.md 7.
func newZone(key, id, name, color string) Document {
	return Document{
		"projectKey": key, "id": id, "name": name, "color": color, "items": []any{}, "shared": []any{}, "tags": []any{},
		"customFields": Document{}, "checklists": Document{"checklists": []any{}}, "position": Document{},
	}
}

// onZones guards the zones of a project. Nodes without a paid licence answer 404 (observed.md 1.4); their text is a guess.
func onZones(right string, h func(c *emulator.Call, key string) (any, error)) emulator.Handler {
	return onProject(right, func(c *emulator.Call, key string) (any, error) {
		if c.Node.Quirks.Community {
			return nil, emulator.NotFound("Flow zones are not available with your license")
		}
		return h(c, key)
	})
}

// onZone finds the zone of the path and guards it by a right on the project.
func onZone(right string, h func(c *emulator.Call, zone Document) (any, error)) emulator.Handler {
	return onZones(right, func(c *emulator.Call, key string) (any, error) {
		zone, err := findZone(c.Node, key, c.Arg("zoneId"))
		if err != nil {
			return nil, err
		}
		return h(c, zone)
	})
}

func putZone(n *emulator.Node, key string, zone Document) {
	n.Store.Collection(flowZones).Put(key+"/"+text(zone, "id"), zone)
}

func createZone(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	name, color := text(body, "name"), text(body, "color")
	if name == "" {
		return nil, emulator.IllegalArgument("Zone name is required")
	}
	if color == "" {
		color = "#2ab1ac"
	}
	zone := newZone(key, c.Node.RandomID(7), name, color)
	putZone(c.Node, key, zone)
	return zone, nil
}

// replaceZone ignores items and shared: membership has routes of its own.
func replaceZone(c *emulator.Call, stored Document) (any, error) {
	body, err := c.Typed(zoneShape.Knowing(stored))
	if err != nil {
		return nil, err
	}
	if text(body, "name") == "" {
		return nil, emulator.IllegalArgument("Zone name is required")
	}
	for _, member := range []string{"projectKey", "id", "items", "shared"} {
		keep(body, stored, member)
	}
	restore(body, stored, newZone("", "", "", "#2ab1ac"))
	if _, has := body["tags"]; has {
		body["tags"] = sortedSet(texts(body["tags"]))
	}
	putZone(c.Node, c.Arg("projectKey"), body)
	return emulator.Empty{}, nil
}

// isZoneItem tells whether an entry of items or shared is the object. Objects of the project have no projectKey
// (dss-project.md 18).
func isZoneItem(key string, item Document, ref itemRef) bool {
	project := text(item, "projectKey")
	if project == "" {
		project = key
	}
	return text(item, "objectType") == ref.kind && project == ref.project && text(item, "objectId") == ref.name
}

// zoneItem is the entry of an object in the zones of a project.
func zoneItem(key string, ref itemRef) Document {
	item := Document{"objectId": ref.name, "objectType": ref.kind}
	if ref.project != key {
		item["projectKey"] = ref.project
	}
	return item
}

// zoneOf is the id of the zone of an object.
func zoneOf(n *emulator.Node, key string, ref itemRef) string {
	for _, zone := range itemsOf(n, flowZones, key) {
		if slices.ContainsFunc(objects(zone, "items"), func(item Document) bool { return isZoneItem(key, item, ref) }) {
			return text(zone, "id")
		}
	}
	return defaultZone
}

// eachZoneList lets change edit items and shared of every stored zone; it answers whether it changed something.
func eachZoneList(n *emulator.Node, change func(key string, list []any) ([]any, bool)) {
	zones := n.Store.Collection(flowZones)
	for _, id := range zones.IDs() {
		zone, _ := zones.Get(id)
		touched := false
		for _, member := range []string{"items", "shared"} {
			list, _ := zone[member].([]any)
			if edited, changed := change(text(zone, "projectKey"), list); changed {
				zone[member], touched = edited, true
			}
		}
		if touched {
			zones.Put(id, zone)
		}
	}
}

// leaveZones removes an object that is gone.
func leaveZones(n *emulator.Node, ref itemRef) {
	eachZoneList(n, func(key string, list []any) ([]any, bool) {
		edited := slices.DeleteFunc(slices.Clone(list), func(item any) bool {
			entry, _ := item.(Document)
			return isZoneItem(key, entry, ref)
		})
		return edited, len(edited) != len(list)
	})
}

func renameInZones(n *emulator.Node, ref itemRef, name string) {
	eachZoneList(n, func(key string, list []any) ([]any, bool) {
		changed := false
		for _, item := range list {
			if entry, _ := item.(Document); isZoneItem(key, entry, ref) {
				entry["objectId"], changed = name, true
			}
		}
		return list, changed
	})
}
