package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

var (
	importRoles      = []string{"ALL", "EXISTING", "NONE"}
	importMigrations = []string{
		"FAIL_IMPORT_ON_EXISTING_MIGRATION_OR_MISSING_VERSION", "IGNORE_MIGRATION_ON_EXISTING_MIGRATION_OR_MISSING_VERSION",
		"IMPORT_WITHOUT_MIGRATIONS",
	}
)

// handleVersionImport serves a call that is not in the official client but was seen on 14.5 (govern.md 14.11).
func handleVersionImport(n *emulator.Node) {
	serve(n, blueprintDesigner, "POST /admin/blueprint/{blueprintId}/versions/import", importVersion)
}

// importVersion makes a DRAFT with content in one call. Migrations have no place in the API, so they are dropped.
func importVersion(c *emulator.Call) (any, error) {
	n, blueprintID := c.Node, c.Arg("blueprintId")
	if _, err := findBlueprint(n, blueprintID); err != nil {
		return nil, err
	}
	body, err := c.Typed(emulator.Object(emulator.Members{
		"blueprintVersion": definitionShape(n), "originVersionId": emulator.String,
		"signoffsConfigurations": emulator.List(signoffConfigurationShape), "migrationPaths": emulator.Any,
	}))
	if err != nil {
		return nil, err
	}
	rolesToKeep := c.Query("signoffImportRoles", "ALL")
	if !slices.Contains(importRoles, rolesToKeep) {
		return nil, badEnum("SignoffImportRoles", rolesToKeep)
	}
	if behaviour := c.Query("migrationPathImportBehavior", importMigrations[0]); !slices.Contains(importMigrations, behaviour) {
		return nil, badEnum("MigrationPathImportBehavior", behaviour)
	}
	definition := object(body["blueprintVersion"])
	id := object(definition["id"])
	versionID := text(id, "versionId")
	if text(id, "blueprintId") != blueprintID || versionID == "" {
		return nil, emulator.IllegalArgument("Blueprint version IDs do not match")
	}
	if n.Store.Collection(blueprintVersions).Has(keyOf(id)) {
		return nil, conflict("Blueprint version '" + versionID + "' already exists in blueprint '" + blueprintID + "'")
	}
	originID := text(body, "originVersionId")
	if _, err := findVersion(n, blueprintID, originID); originID != "" && err != nil && !c.Flag("ignoreOriginVersionErrors", false) {
		return nil, err
	}
	configurations, err := importedConfigurations(c, definition, list(body["signoffsConfigurations"]), rolesToKeep)
	if err != nil {
		return nil, err
	}
	version, err := newVersion(n, blueprintID, versionID, definition, originID)
	if err != nil {
		return nil, err
	}
	for _, configuration := range configurations {
		stepID := text(object(configuration["id"]), "stepId")
		n.Store.Collection(signoffConfigurations).Put(keyOf(id)+"/"+stepID, configuration)
	}
	return wrapVersion(n, version), nil
}

// importedConfigurations checks the gates of an import; only reviewers given as roles survive (govern.md 14.11).
func importedConfigurations(c *emulator.Call, definition Document, items []any, rolesToKeep string) ([]Document, error) {
	all := []Document{}
	for _, item := range items {
		body := object(item)
		id := object(body["id"])
		if keyOf(id["blueprintVersionId"]) != keyOf(definition["id"]) || !slices.Contains(stepIDs(definition), text(id, "stepId")) {
			return nil, emulator.IllegalArgument("Signoff configuration IDs do not match")
		}
		configuration, err := completeSignoffConfiguration(c, body, Document{})
		if err != nil {
			return nil, err
		}
		keep := func(user any) bool {
			container := object(object(user)["usersContainer"])
			role := text(container, "roleId")
			return role != "" && (rolesToKeep == "ALL" || rolesToKeep == "EXISTING" && c.Node.Store.Collection(roles).Has(role))
		}
		drop := func(user any) bool { return !keep(user) }
		configuration["id"] = id
		configuration["approvers"] = slices.DeleteFunc(list(configuration["approvers"]), drop)
		for _, group := range list(configuration["feedbackUsersGroups"]) {
			object(group)["users"] = slices.DeleteFunc(list(object(group)["users"]), drop)
		}
		all = append(all, configuration)
	}
	return all, nil
}
