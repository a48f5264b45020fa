package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

const (
	// permissions holds the overrides, one per blueprint (govern.md 20).
	permissions = "blueprint-permissions"
	// defaultPermissions holds the one document for all other blueprints.
	defaultPermissions = "default-permissions"
)

// permissionsShape has objects whose inner names are not verified, so they are kept as given (govern.md 20.1, 29).
var permissionsShape = emulator.OpenObject(emulator.Members{
	"blueprintId": emulator.String, "everyonePermissions": emulator.Map(emulator.Any),
	"rolePermissions": emulator.Map(emulator.Map(emulator.Any)),
})

func handlePermissions(n *emulator.Node) {
	n.Store.Collection(defaultPermissions).Put("default", Document{"everyonePermissions": Document{}, "rolePermissions": Document{}})
	serve(n, manager, "GET /admin/blueprint-permissions/default", func(*emulator.Call) (any, error) {
		return n.Store.Collection(defaultPermissions).Value("default"), nil
	})
	serve(n, manager, "PUT /admin/blueprint-permissions/default", func(c *emulator.Call) (any, error) {
		body, err := c.Typed(permissionsShape)
		if err != nil {
			return nil, err
		}
		n.Store.Collection(defaultPermissions).Put("default", body)
		return body, nil
	})
	serveBlueprintDocuments(n, blueprintDocuments{
		collection: permissions, path: "/admin/blueprint-permissions", what: "Permissions", shape: permissionsShape,
		complete: func(Document) error { return nil },
	})
}
