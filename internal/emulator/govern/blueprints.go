package govern

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const blueprints = "blueprints"

// blueprintShape: blueprints have no status, fields or workflow (govern.md 13.3).
var blueprintShape = emulator.Like(Document{"id": "", "name": "", "icon": "", "color": "", "backgroundColor": ""})

func handleBlueprints(n *emulator.Node) {
	listAll := func(*emulator.Call) (any, error) {
		all := []any{}
		for _, blueprint := range n.Store.Collection(blueprints).All() {
			all = append(all, wrapBlueprint(blueprint))
		}
		return all, nil
	}
	get := func(c *emulator.Call) (any, error) {
		blueprint, err := findBlueprint(n, c.Arg("blueprintId"))
		return wrapBlueprint(blueprint), err
	}
	// The reader tree is the same for every caller here: what permission documents mean is open (govern.md 20.1).
	serve(n, anyone, "GET /blueprints", listAll)
	serve(n, anyone, "GET /blueprint/{blueprintId}", get)
	serve(n, blueprintDesigner, "GET /admin/blueprints", listAll)
	serve(n, blueprintDesigner, "GET /admin/blueprint/{blueprintId}", get)
	serve(n, blueprintDesigner, "POST /admin/blueprints", createBlueprint)
	serve(n, blueprintDesigner, "PUT /admin/blueprint/{blueprintId}", replaceBlueprint)
	serve(n, blueprintDesigner, "DELETE /admin/blueprint/{blueprintId}", func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, deleteBlueprint(n, c.Arg("blueprintId"))
	})
}

func wrapBlueprint(blueprint Document) Document {
	return Document{"blueprint": blueprint, "assignedRolesAndPermissionsCtx": Document{}}
}

func findBlueprint(n *emulator.Node, id string) (Document, error) {
	blueprint, ok := n.Store.Collection(blueprints).Get(id)
	if !ok {
		return nil, emulator.NotFound("Blueprint '" + id + "' does not exist")
	}
	return blueprint, nil
}

func createBlueprint(c *emulator.Call) (any, error) {
	id, err := newIdentifier(c, "bp.")
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(blueprintShape)
	if err != nil {
		return nil, err
	}
	if c.Node.Store.Collection(blueprints).Has(id) {
		return nil, conflict("Blueprint '" + id + "' already exists")
	}
	if body["id"] != nil {
		return nil, validation("blueprint.id must not be set in creation")
	}
	return storeBlueprint(c.Node, id, body)
}

func storeBlueprint(n *emulator.Node, id string, blueprint Document) (any, error) {
	if text(blueprint, "name") == "" {
		return nil, validation("Blueprint name is required")
	}
	blueprint["id"] = id
	n.Store.Collection(blueprints).Put(id, blueprint)
	return wrapBlueprint(blueprint), nil
}

func replaceBlueprint(c *emulator.Call) (any, error) {
	id := c.Arg("blueprintId")
	if _, err := findBlueprint(c.Node, id); err != nil {
		return nil, err
	}
	body, err := c.Typed(blueprintShape)
	if err != nil {
		return nil, err
	}
	if body["id"] != nil && body["id"] != id {
		return nil, emulator.IllegalArgument("Blueprint IDs do not match")
	}
	if isSystem(id) {
		return nil, emulator.Forbidden("Blueprint '" + id + "' is delivered with the product and cannot be changed")
	}
	return storeBlueprint(c.Node, id, body)
}

// deleteBlueprint never cascades to versions; permissions and role assignments go with the blueprint.
func deleteBlueprint(n *emulator.Node, id string) error {
	if _, err := findBlueprint(n, id); err != nil {
		return err
	}
	if isSystem(id) {
		return emulator.Forbidden("Blueprint '" + id + "' is delivered with the product and cannot be deleted")
	}
	if versions := versionsOf(n, id); len(versions) > 0 {
		return conflict("Blueprint '" + id + "' still has versions and cannot be deleted")
	}
	n.Store.Collection(blueprints).Delete(id)
	n.Store.Collection(roleAssignments).Delete(id)
	n.Store.Collection(permissions).Delete(id)
	return nil
}

// isSystem tells the objects of the product, whose identifiers have a second dot (govern.md 1.5).
func isSystem(id string) bool {
	_, name, _ := strings.Cut(id, ".")
	return strings.HasPrefix(name, "system.")
}
