package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

const roles = "roles"

var roleShape = emulator.Like(Document{"id": "", "label": "", "description": ""})

func handleRoles(n *emulator.Node) {
	serve(n, manager, "GET /admin/roles", func(*emulator.Call) (any, error) { return n.Store.Collection(roles).All(), nil })
	serve(n, manager, "POST /admin/roles", func(c *emulator.Call) (any, error) {
		id, err := newIdentifier(c, "ro.")
		if err != nil {
			return nil, err
		}
		body, err := c.Typed(roleShape)
		if err != nil {
			return nil, err
		}
		if n.Store.Collection(roles).Has(id) {
			return nil, conflict("Role '" + id + "' already exists")
		}
		if body["id"] != nil {
			return nil, validation("role.id must not be set in creation")
		}
		return storeRole(n, id, body)
	})
	serve(n, manager, "GET /admin/role/{roleId}", func(c *emulator.Call) (any, error) { return findRole(n, c.Arg("roleId")) })
	serve(n, manager, "PUT /admin/role/{roleId}", func(c *emulator.Call) (any, error) {
		if _, err := findRole(n, c.Arg("roleId")); err != nil {
			return nil, err
		}
		body, err := c.Typed(roleShape)
		if err != nil {
			return nil, err
		}
		if body["id"] != nil && body["id"] != c.Arg("roleId") {
			return nil, emulator.IllegalArgument("Role IDs do not match")
		}
		return storeRole(n, c.Arg("roleId"), body)
	})
	// Rules, permissions and sign-offs that name the role are left dangling (govern.md 18).
	serve(n, manager, "DELETE /admin/role/{roleId}", func(c *emulator.Call) (any, error) {
		_, err := findRole(n, c.Arg("roleId"))
		n.Store.Collection(roles).Delete(c.Arg("roleId"))
		return emulator.Empty{}, err
	})
}

func findRole(n *emulator.Node, id string) (Document, error) {
	role, ok := n.Store.Collection(roles).Get(id)
	if !ok {
		return nil, emulator.NotFound("Role '" + id + "' does not exist")
	}
	return role, nil
}

func storeRole(n *emulator.Node, id string, body Document) (any, error) {
	if text(body, "label") == "" {
		return nil, validation("Role label is required")
	}
	role := Document{"id": id, "label": body["label"], "description": text(body, "description")}
	n.Store.Collection(roles).Put(id, role)
	return role, nil
}
