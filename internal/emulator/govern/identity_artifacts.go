package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// Users and groups are also artifacts, and references point to those (govern.md 3.2).
const (
	userBlueprint  = "bp.system.user"
	groupBlueprint = "bp.system.group"
)

// identityArtifacts maps "bp.system.user/alice" to the artifact of alice.
const identityArtifacts = "identity-artifacts"

// putIdentityArtifact makes or renames the artifact of a user or group.
func putIdentityArtifact(n *emulator.Node, blueprintID, id, name string) {
	index := n.Store.Collection(identityArtifacts)
	key := blueprintID + "/" + id
	artifactID, ok := index.Value(key).(string)
	if !ok {
		artifactID = counted(n, "ar.")
		index.Put(key, artifactID)
	}
	if name == "" {
		name = id
	}
	n.Store.Collection(artifacts).Put(artifactID, Document{
		"id": artifactID, "name": name,
		"blueprintVersionId": Document{"blueprintId": blueprintID, "versionId": systemVersion},
		"fields":             Document{}, "workflow": Document{"steps": Document{}},
		"status": Document{"stepId": nil, "archived": false},
	})
}

func deleteIdentityArtifact(n *emulator.Node, blueprintID, id string) {
	key := blueprintID + "/" + id
	if artifactID, ok := n.Store.Collection(identityArtifacts).Value(key).(string); ok {
		removeArtifact(n, artifactID)
	}
	n.Store.Collection(identityArtifacts).Delete(key)
}
