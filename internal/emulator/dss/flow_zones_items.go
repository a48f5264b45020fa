package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// zoneTypes are the types of objects that zones hold (dss-project.md 2, project-documents.md 7).
var zoneTypes = []string{
	"DATASET", "MANAGED_FOLDER", "SAVED_MODEL", "RECIPE", "STREAMING_ENDPOINT", "LABELING_TASK", "MODEL_EVALUATION_STORE",
	"RETRIEVABLE_KNOWLEDGE",
}

func handleZoneItems(n *emulator.Node) {
	n.Handle("POST /projects/{projectKey}/flow/zones/{zoneId}/items", onZone("writeProjectContent",
		func(c *emulator.Call, zone Document) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			return moveToZone(c, zone, []any{body})
		}))
	n.Handle("POST /projects/{projectKey}/flow/zones/{zoneId}/add-items", onZone("writeProjectContent",
		func(c *emulator.Call, zone Document) (any, error) {
			body, err := c.List()
			if err != nil {
				return nil, err
			}
			return moveToZone(c, zone, body)
		}))
	n.Handle("POST /projects/{projectKey}/flow/zones/{zoneId}/shared", onZone("writeProjectContent",
		func(c *emulator.Call, zone Document) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			key := c.Arg("projectKey")
			ref, err := zoneRef(n, key, body)
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(objects(zone, "shared"), func(item Document) bool { return isZoneItem(key, item, ref) }) {
				shared, _ := zone["shared"].([]any)
				zone["shared"] = append(shared, zoneItem(key, ref))
				putZone(n, key, zone)
			}
			return zone, nil
		}))
	n.Handle("DELETE /projects/{projectKey}/flow/zones/{zoneId}/shared/{objectType}/{objectId}", onZone("writeProjectContent",
		func(c *emulator.Call, zone Document) (any, error) {
			key := c.Arg("projectKey")
			project, name := splitRef(key, c.Arg("objectId"))
			ref := itemRef{c.Arg("objectType"), project, name}
			shared, _ := zone["shared"].([]any)
			zone["shared"] = slices.DeleteFunc(shared, func(item any) bool {
				entry, _ := item.(Document)
				return isZoneItem(key, entry, ref)
			})
			putZone(n, key, zone)
			return zone, nil
		}))
	n.Handle("POST /projects/{projectKey}/flow/zones/{zoneId}/generate-ai-description", onZone("writeProjectContent",
		func(c *emulator.Call, zone Document) (any, error) {
			if err := checkDescriptionOptions(c); err != nil {
				return nil, err
			}
			description := "Generated description of zone " + text(zone, "name")
			if c.Flag("saveDescription", false) {
				zone["description"] = description
				putZone(n, c.Arg("projectKey"), zone)
			}
			return Document{"msg": description}, nil
		}))
}

// zoneRef reads {objectId, objectType, projectKey?}. An object that is not there is refused; how was not recorded. Objects of
// families that the node does not keep, and those of other projects, are believed.
func zoneRef(n *emulator.Node, key string, item Document) (itemRef, error) {
	ref := itemRef{text(item, "objectType"), text(item, "projectKey"), text(item, "objectId")}
	if ref.project == "" {
		ref.project = key
	}
	if !slices.Contains(zoneTypes, ref.kind) {
		return ref, emulator.IllegalArgument("Invalid object type: '" + ref.kind + "'")
	}
	collection := map[string]string{"DATASET": datasets, "MANAGED_FOLDER": managedFolders, "RECIPE": recipes}[ref.kind]
	if ref.project == key && collection != "" && !n.Store.Collection(collection).Has(ref.id()) {
		return ref, emulator.NotFound(ref.kind + " " + key + "." + ref.name + " does not exist")
	}
	return ref, nil
}

// moveToZone puts objects into a zone, out of the one where they are, each with the recipe that produces it.
func moveToZone(c *emulator.Call, zone Document, items []any) (any, error) {
	key, zoneID := text(zone, "projectKey"), text(zone, "id")
	var refs []itemRef
	for _, item := range items {
		entry, _ := item.(Document)
		ref, err := zoneRef(c.Node, key, entry)
		if err != nil {
			return nil, err
		}
		refs = append(refs, ref)
	}
	for _, ref := range refs {
		placeInZone(c.Node, key, ref, zoneID)
		if recipe, ok := producerOf(c.Node, ref); ok && ref.project == key {
			placeInZone(c.Node, key, itemRef{"RECIPE", key, recipe}, zoneID)
		}
	}
	return findZone(c.Node, key, zoneID)
}

// placeInZone moves one object; the default zone keeps no list.
func placeInZone(n *emulator.Node, key string, ref itemRef, zoneID string) {
	for _, zone := range itemsOf(n, flowZones, key) {
		items, _ := zone["items"].([]any)
		left := slices.DeleteFunc(slices.Clone(items), func(item any) bool {
			entry, _ := item.(Document)
			return isZoneItem(key, entry, ref)
		})
		if text(zone, "id") == zoneID && zoneID != defaultZone {
			left = append(left, zoneItem(key, ref))
		}
		if len(left) != len(items) || text(zone, "id") == zoneID {
			zone["items"] = left
			putZone(n, key, zone)
		}
	}
}

// followOutputs puts a recipe into the zone of its first output (project-documents.md 7).
func followOutputs(n *emulator.Node, recipe Document) {
	key := text(recipe, "projectKey")
	for _, ref := range refsOf(recipe, "outputs") {
		if output, ok := findItem(n, key, ref); ok && output.project == key {
			placeInZone(n, key, itemRef{"RECIPE", key, text(recipe, "name")}, zoneOf(n, key, output))
			return
		}
	}
}
