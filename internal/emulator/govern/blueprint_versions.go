package govern

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// blueprintVersions holds {blueprintVersion, blueprintVersionTrace} under "bp.x/bv.y".
const blueprintVersions = "blueprint-versions"

var versionStatuses = []string{"DRAFT", "ACTIVE", "ARCHIVED"}

func handleBlueprintVersions(n *emulator.Node) {
	serve(n, anyone, "GET /blueprint/{blueprintId}/versions", func(c *emulator.Call) (any, error) { return listVersions(c, false) })
	serve(n, blueprintDesigner, "GET /admin/blueprint/{blueprintId}/versions", func(c *emulator.Call) (any, error) { return listVersions(c, true) })
	serve(n, anyone, "GET /blueprint/{blueprintId}/version/{versionId}", func(c *emulator.Call) (any, error) {
		version, err := versionOfCall(c)
		if err == nil && versionStatus(version) == "DRAFT" {
			return nil, noVersion(c.Arg("blueprintId"), c.Arg("versionId"))
		}
		return wrapVersion(n, version), err
	})
	serve(n, blueprintDesigner, "GET /admin/blueprint/{blueprintId}/version/{versionId}", func(c *emulator.Call) (any, error) {
		version, err := versionOfCall(c)
		return wrapVersion(n, version), err
	})
	serve(n, blueprintDesigner, "POST /admin/blueprint/{blueprintId}/versions", createVersion)
	serve(n, blueprintDesigner, "PUT /admin/blueprint/{blueprintId}/version/{versionId}", replaceVersion)
	serve(n, blueprintDesigner, "DELETE /admin/blueprint/{blueprintId}/version/{versionId}", deleteVersion)
	serve(n, blueprintDesigner, "PUT /admin/blueprint/{blueprintId}/version/{versionId}/status", setVersionStatus)
	serve(n, blueprintDesigner, "GET /admin/blueprint/{blueprintId}/version/{versionId}/status", func(c *emulator.Call) (any, error) {
		version, err := versionOfCall(c)
		return versionStatus(version), err
	})
}

func versionKey(blueprintID, versionID string) string { return blueprintID + "/" + versionID }

// keyOf is the storage key of an {blueprintId, versionId} object.
func keyOf(id any) string {
	return versionKey(text(object(id), "blueprintId"), text(object(id), "versionId"))
}

func noVersion(blueprintID, versionID string) *emulator.Error {
	return emulator.NotFound("Blueprint version '" + versionID + "' of blueprint '" + blueprintID + "' does not exist")
}

func findVersion(n *emulator.Node, blueprintID, versionID string) (Document, error) {
	version, ok := n.Store.Collection(blueprintVersions).Get(versionKey(blueprintID, versionID))
	if !ok {
		return nil, noVersion(blueprintID, versionID)
	}
	return version, nil
}

func versionOfCall(c *emulator.Call) (Document, error) {
	return findVersion(c.Node, c.Arg("blueprintId"), c.Arg("versionId"))
}

func versionsOf(n *emulator.Node, blueprintID string) []Document {
	found := []Document{}
	for _, key := range n.Store.Collection(blueprintVersions).IDs() {
		if strings.HasPrefix(key, blueprintID+"/") {
			version, _ := n.Store.Collection(blueprintVersions).Get(key)
			found = append(found, version)
		}
	}
	return found
}

func versionStatus(version Document) string {
	return text(object(version["blueprintVersionTrace"]), "status")
}

// wrapVersion adds the blueprint, which answers carry beside the two documented members (sample govern-blueprint-version).
func wrapVersion(n *emulator.Node, version Document) Document {
	id := object(object(version["blueprintVersion"])["id"])
	if blueprint, err := findBlueprint(n, text(id, "blueprintId")); err == nil {
		version["blueprint"] = blueprint
	}
	return version
}

// listVersions hides drafts from readers (govern.md 14.1).
func listVersions(c *emulator.Call, drafts bool) (any, error) {
	if _, err := findBlueprint(c.Node, c.Arg("blueprintId")); err != nil {
		return nil, err
	}
	all := []any{}
	for _, version := range versionsOf(c.Node, c.Arg("blueprintId")) {
		if drafts || versionStatus(version) != "DRAFT" {
			all = append(all, wrapVersion(c.Node, version))
		}
	}
	return all, nil
}

// createVersion takes no body: an empty version, or a fork of another one of the same blueprint (govern.md 14.2).
func createVersion(c *emulator.Call) (any, error) {
	n, blueprintID := c.Node, c.Arg("blueprintId")
	if _, err := findBlueprint(n, blueprintID); err != nil {
		return nil, err
	}
	versionID, err := newIdentifier(c, "bv.")
	if err != nil {
		return nil, err
	}
	if n.Store.Collection(blueprintVersions).Has(versionKey(blueprintID, versionID)) {
		return nil, conflict("Blueprint version '" + versionID + "' already exists in blueprint '" + blueprintID + "'")
	}
	definition := Document{}
	originID := c.Query("originVersionId", "")
	if originID != "" {
		origin, err := findVersion(n, blueprintID, originID)
		if err != nil {
			return nil, err
		}
		definition = object(origin["blueprintVersion"])
	}
	definition["name"] = c.Query("name", "")
	version, err := newVersion(n, blueprintID, versionID, definition, originID)
	if err != nil {
		return nil, err
	}
	if originID != "" && !n.Quirks.GovernForkDropsSignoffs {
		copySignoffConfigurations(n, versionKey(blueprintID, originID), object(version["blueprintVersion"])["id"])
	}
	return wrapVersion(n, version), nil
}

// newVersion stores a definition as a DRAFT.
func newVersion(n *emulator.Node, blueprintID, versionID string, definition Document, originID string) (Document, error) {
	id := Document{"blueprintId": blueprintID, "versionId": versionID}
	completed, err := completeDefinition(n, id, definition)
	if err != nil {
		return nil, err
	}
	trace := Document{"blueprintVersionId": id, "originVersionId": nil, "status": "DRAFT"}
	if originID != "" {
		trace["originVersionId"] = originID
	}
	version := Document{"blueprintVersion": completed, "blueprintVersionTrace": trace}
	n.Store.Collection(blueprintVersions).Put(versionKey(blueprintID, versionID), version)
	return version, nil
}

func replaceVersion(c *emulator.Call) (any, error) {
	n := c.Node
	version, err := versionOfCall(c)
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(definitionShape(n))
	if err != nil {
		return nil, err
	}
	key := versionKey(c.Arg("blueprintId"), c.Arg("versionId"))
	if body["id"] != nil && keyOf(body["id"]) != key {
		return nil, emulator.IllegalArgument("Blueprint version IDs do not match")
	}
	if isSystem(c.Arg("versionId")) {
		return nil, emulator.Forbidden("Blueprint version '" + key + "' is delivered with the product and cannot be changed")
	}
	old := object(version["blueprintVersion"])
	definition, err := completeDefinition(n, object(old["id"]), body)
	if err != nil {
		return nil, err
	}
	if err := passDangerZone(c, key, old, definition); err != nil {
		return nil, err
	}
	version["blueprintVersion"] = definition
	n.Store.Collection(blueprintVersions).Put(key, version)
	return wrapVersion(n, version), nil
}

// passDangerZone refuses to lose values of artifacts without consent, and loses them with it (govern.md 14.2).
func passDangerZone(c *emulator.Call, key string, old, definition Document) error {
	using := artifactsOf(c.Node, key)
	if len(using) == 0 {
		return nil
	}
	lost := lostFields(old, definition)
	if !c.Flag("dangerZoneAccepted", false) && (len(lost) > 0 || c.Node.Quirks.GovernStrictDangerZone) {
		return conflict("Artifacts use this blueprint version: the change needs dangerZoneAccepted=true. Fields whose values would be lost: [" +
			strings.Join(lost, ", ") + "]")
	}
	for _, artifact := range using {
		fields := object(artifact["fields"])
		for _, field := range lost {
			delete(fields, field)
		}
		artifact["fields"] = fields
		artifact["workflow"] = workflowFor(definition, object(artifact["workflow"]))
		c.Node.Store.Collection(artifacts).Put(text(artifact, "id"), artifact)
	}
	return nil
}

// lostFields are those that a new definition removes, retypes, or makes (or no longer makes) a list.
func lostFields(old, definition Document) []string {
	lost := []string{}
	now := object(definition["fieldDefinitions"])
	for id, before := range object(old["fieldDefinitions"]) {
		was, is := object(before), object(now[id])
		if was["fieldType"] != is["fieldType"] || (was["listConfig"] == nil) != (is["listConfig"] == nil) {
			lost = append(lost, id)
		}
	}
	slices.Sort(lost)
	return lost
}

func deleteVersion(c *emulator.Call) (any, error) {
	if _, err := versionOfCall(c); err != nil {
		return nil, err
	}
	key := versionKey(c.Arg("blueprintId"), c.Arg("versionId"))
	if isSystem(c.Arg("versionId")) {
		return nil, emulator.Forbidden("Blueprint version '" + key + "' is delivered with the product and cannot be deleted")
	}
	if len(artifactsOf(c.Node, key)) > 0 {
		return nil, conflict("Blueprint version '" + key + "' is used by artifacts and cannot be deleted")
	}
	for _, id := range signoffConfigurationsOf(c.Node, key) {
		c.Node.Store.Collection(signoffConfigurations).Delete(id)
	}
	c.Node.Store.Collection(blueprintVersions).Delete(key)
	return emulator.Empty{}, nil
}

// setVersionStatus takes a bare JSON string; no transition is known to be refused (govern.md 14.2, 14.3).
func setVersionStatus(c *emulator.Call) (any, error) {
	version, err := versionOfCall(c)
	if err != nil {
		return nil, err
	}
	body, err := c.JSON()
	if err != nil {
		return nil, err
	}
	status, ok := body.(string)
	if !ok {
		return nil, &emulator.Error{Status: 400, Type: "com.google.gson.JsonSyntaxException", Message: "Expected a JSON string"}
	}
	if !slices.Contains(versionStatuses, status) {
		return nil, badEnum("BlueprintVersionStatus", status)
	}
	trace := object(version["blueprintVersionTrace"])
	trace["status"] = status
	c.Node.Store.Collection(blueprintVersions).Put(versionKey(c.Arg("blueprintId"), c.Arg("versionId")), version)
	return wrapVersion(c.Node, version), nil
}
