// Package govern emulates a Govern node: one file per API family, named as in client/govern.
package govern

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Document is a JSON object with exact numbers.
type Document = emulator.Document

// New makes a Govern node with the documents of a fresh installation.
func New(o emulator.Options) *emulator.Node {
	n := emulator.NewNode("govern", o)
	handleAuthentication(n)
	seedBlueprints(n) // before groups and users, which are artifacts too
	seedRoles(n)
	handleInstance(n)
	handleLicensing(n)
	handleGroups(n)
	handleUsers(n)
	handleBulkUsers(n)
	handleSuppliers(n)
	handleAPIKeys(n)
	handleSettings(n)
	handleBlueprints(n)
	handleBlueprintVersions(n)
	handleVersionImport(n)
	handleSignoffConfigurations(n)
	handleRoles(n)
	handleRoleAssignments(n)
	handleRolesAudit(n)
	handlePermissions(n)
	handleCustomPages(n)
	handleArtifacts(n)
	handleArtifactSearch(n)
	handleSignoffs(n)
	handleReviews(n)
	handleUploadedFiles(n)
	handleTimeSeries(n)
	return n
}
