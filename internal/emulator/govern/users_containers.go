package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// containerMembers names the member of each users container (govern.md 16).
var containerMembers = map[string]string{"role": "roleId", "global-api-key": "keyId", "user": "login", "group": "groupName"}

// containerTypes is the list of the server's refusal (govern.md 1.6).
var containerTypes = []string{"role", "global-api-key", "user", "group"}

// usersContainer checks one container and drops what does not belong to it.
func usersContainer(value any) (Document, error) {
	container, ok := value.(Document)
	if !ok || container["type"] == nil {
		return nil, emulator.NullPointer()
	}
	kind := text(container, "type")
	member, known := containerMembers[kind]
	if !known {
		return nil, unknownType("UsersContainer", kind, containerTypes)
	}
	if text(container, member) == "" {
		return nil, emulator.NullPointer()
	}
	return pick(container, "type", member), nil
}
