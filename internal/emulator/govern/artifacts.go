package govern

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const artifacts = "artifacts"

// artifactShape is that of govern.md 22.1. Fields are judged by their definition, what is inside attachments and revisions
// is open.
var artifactShape = emulator.Object(emulator.Members{
	"id": emulator.String, "name": emulator.String, "blueprintVersionId": versionIDShape, "fields": emulator.Map(emulator.Any),
	"workflow":    emulator.Object(emulator.Members{"steps": emulator.Map(emulator.Like(Document{"status": "", "visible": false}))}),
	"status":      emulator.Like(Document{"stepId": "", "archived": false}),
	"attachments": emulator.Map(emulator.Any), "creationRevision": emulator.Any, "lastModificationRevision": emulator.Any,
})

func handleArtifacts(n *emulator.Node) {
	serve(n, anyone, "POST /artifacts", createArtifact)
	serve(n, anyone, "GET /artifact/{artifactId}", func(c *emulator.Call) (any, error) {
		artifact, err := findArtifact(n, c.Arg("artifactId"))
		return wrapArtifact(n, artifact), err
	})
	serve(n, anyone, "PUT /artifact/{artifactId}", replaceArtifact)
	serve(n, anyone, "DELETE /artifact/{artifactId}", func(c *emulator.Call) (any, error) {
		_, err := findArtifact(n, c.Arg("artifactId"))
		removeArtifact(n, c.Arg("artifactId"))
		return emulator.Empty{}, err
	})
}

func findArtifact(n *emulator.Node, id string) (Document, error) {
	artifact, ok := n.Store.Collection(artifacts).Get(id)
	if !ok {
		return nil, emulator.NotFound("Artifact '" + id + "' does not exist")
	}
	return artifact, nil
}

// artifactsOf lists the artifacts of one version, given as "bp.x/bv.y".
func artifactsOf(n *emulator.Node, version string) []Document {
	found := []Document{}
	for _, artifact := range n.Store.Collection(artifacts).All() {
		if keyOf(artifact["blueprintVersionId"]) == version {
			found = append(found, artifact)
		}
	}
	return found
}

func definitionOf(n *emulator.Node, artifact Document) Document {
	version, _ := n.Store.Collection(blueprintVersions).Get(keyOf(artifact["blueprintVersionId"]))
	return object(version["blueprintVersion"])
}

// wrapArtifact adds the siblings of sample govern-artifact.
func wrapArtifact(n *emulator.Node, artifact Document) Document {
	blueprint, _ := n.Store.Collection(blueprints).Get(text(object(artifact["blueprintVersionId"]), "blueprintId"))
	return Document{"artifact": artifact, "blueprint": blueprint, "blueprintVersion": definitionOf(n, artifact)}
}

// createArtifact uses up a number even when it refuses, as the texts of refusals name one (govern.md 1.6).
func createArtifact(c *emulator.Call) (any, error) {
	body, err := c.Typed(artifactShape)
	if err != nil {
		return nil, err
	}
	if body["id"] != nil {
		return nil, validation("artifact.id must not be set in creation")
	}
	versionID := object(body["blueprintVersionId"])
	version, err := findVersion(c.Node, text(versionID, "blueprintId"), text(versionID, "versionId"))
	if err != nil {
		return nil, err
	}
	if versionStatus(version) != "ACTIVE" {
		return nil, validation("Blueprint version '" + keyOf(versionID) + "' is not active")
	}
	if err := checkNotSynced(versionID); err != nil {
		return nil, err
	}
	id := counted(c.Node, "ar.")
	definition := object(version["blueprintVersion"])
	artifact, err := completeArtifact(c.Node, definition, id, body)
	if err != nil {
		return nil, err
	}
	configurations := configurationsByStep(c.Node, keyOf(versionID))
	if err := checkGates(definition, Document{}, artifact, unapprovedSteps(configurations, nil)); err != nil {
		return nil, err
	}
	stampRevision(c, artifact, nil)
	c.Node.Store.Collection(artifacts).Put(id, artifact)
	for _, stepID := range stepIDs(definition) {
		if configuration, ok := configurations[stepID]; ok {
			putSignoff(c.Node, newSignoff(id, stepID, configuration))
		}
	}
	return Document{"artifactId": id}, nil
}

// replaceArtifact replaces everything: what the body leaves out is lost (govern.md 22.2).
func replaceArtifact(c *emulator.Call) (any, error) {
	id := c.Arg("artifactId")
	stored, err := findArtifact(c.Node, id)
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(artifactShape)
	if err != nil {
		return nil, err
	}
	if body["id"] != nil && body["id"] != id {
		return nil, emulator.IllegalArgument("Artifact IDs do not match")
	}
	if body["blueprintVersionId"] == nil {
		return nil, emulator.NullPointer()
	}
	if keyOf(body["blueprintVersionId"]) != keyOf(stored["blueprintVersionId"]) {
		return nil, validation("The blueprint version of artifact " + id + " cannot be changed")
	}
	if err := checkNotSynced(object(stored["blueprintVersionId"])); err != nil {
		return nil, err
	}
	definition := definitionOf(c.Node, stored)
	artifact, err := completeArtifact(c.Node, definition, id, body)
	if err != nil {
		return nil, err
	}
	signoffs := signoffsOf(c.Node, id)
	configurations := map[string]Document{}
	for _, signoff := range signoffs {
		configurations[stepOf(signoff)] = object(signoff["configuration"])
	}
	if err := checkGates(definition, stored, artifact, unapprovedSteps(configurations, signoffs)); err != nil {
		return nil, err
	}
	stampRevision(c, artifact, stored)
	c.Node.Store.Collection(artifacts).Put(id, artifact)
	return wrapArtifact(c.Node, artifact), nil
}

// checkNotSynced locks what the node itself keeps in step with other nodes, users and groups (govern.md 22.2).
func checkNotSynced(versionID Document) error {
	id := text(versionID, "blueprintId")
	if id == userBlueprint || id == groupBlueprint || strings.HasPrefix(id, "bp.system.dataiku_") {
		return emulator.Forbidden("Artifacts of blueprint '" + id + "' are synchronized and cannot be changed")
	}
	return nil
}

// completeArtifact is the document that the server makes of a body. Hooks are Python and do not run here, so nothing else
// changes a field (govern.md 14.8).
func completeArtifact(n *emulator.Node, definition Document, id string, body Document) (Document, error) {
	if text(body, "name") == "" {
		return nil, validation("Name is required for artifact: " + id)
	}
	fields, err := checkFields(n, definition, id, object(body["fields"]))
	if err != nil {
		return nil, err
	}
	if err := checkStepStatuses(object(body["workflow"])); err != nil {
		return nil, err
	}
	workflow := workflowFor(definition, object(body["workflow"]))
	artifact := pick(body, "name", "attachments")
	artifact["id"], artifact["blueprintVersionId"] = id, definition["id"]
	artifact["fields"], artifact["workflow"] = fields, workflow
	artifact["status"] = Document{
		"stepId": currentStep(definition, workflow), "archived": object(body["status"])["archived"] == true,
	}
	return artifact, nil
}

// stampRevision adds the members that the server keeps since 15; what is inside them is open (govern.md 22.1).
func stampRevision(c *emulator.Call, artifact, stored Document) {
	if !c.Node.AtLeast("15") {
		return
	}
	revision := Document{"author": author(c.Identity), "timestamp": c.Node.Millis()}
	artifact["lastModificationRevision"], artifact["creationRevision"] = revision, revision
	if stored != nil {
		artifact["creationRevision"] = stored["creationRevision"]
	}
}

func removeArtifact(n *emulator.Node, id string) {
	for _, signoff := range signoffsOf(n, id) {
		n.Store.Collection(signoffs).Delete(signoffKey(signoff))
		n.Store.Collection(signoffStates).Delete(signoffKey(signoff))
	}
	n.Store.Collection(artifacts).Delete(id)
}
