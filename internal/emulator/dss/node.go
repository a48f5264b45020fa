// Package dss emulates a DSS node: one file per API family, named as in client/dss.
package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Document is a JSON object with exact numbers.
type Document = emulator.Document

// New makes a DSS node with the documents of a fresh installation.
func New(o emulator.Options) *emulator.Node {
	n := emulator.NewNode("dss", o)
	handleLicensing(n) // first: users need its profiles
	handleAuthentication(n)
	handleUsers(n)
	handleOwnUser(n)
	handleGroups(n)
	handleAuthorizationMatrix(n)
	handleGlobalAPIKeys(n)
	handlePersonalAPIKeys(n)
	handleInstance(n)
	handleFootprints(n)
	handleLogs(n)
	handleLLMCost(n)
	handleConnections(n)
	handleCodeEnvs(n)
	handleClusters(n)
	handleGeneralSettings(n)
	handleIAM(n)
	handleProjectFolders(n)
	handleProjects(n)
	handleDatasets(n)
	handleManagedFolders(n)
	handleRecipes(n)
	handleFlowZones(n)
	handleFlow(n)
	handleMetrics(n)
	handleDataQuality(n)
	handleJobs(n)
	handleContinuousActivities(n)
	handleScenarios(n)
	handleScenarioRuns(n)
	handleLibraries(n)
	handleGitLibraries(n)
	handleProjectGit(n)
	handleApps(n)
	handleVariables(n)
	handleMeanings(n)
	handleMessagingChannels(n)
	handleCodeStudioTemplates(n)
	handleWorkspaces(n)
	handleDataCollections(n)
	handleProjectStandards(n)
	handlePlugins(n)
	return n
}
