package chaos

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// writers are ten objects of each kind in one document each: a user, a project's permissions, a project's variables. The
// settings of identity sources are parts of the general settings under addresses of their own.
const writers = `
terraform {
  required_providers {
    dataiku = { source = "terraform-provider-dataiku/dataiku" }
  }
}
resource "dataiku_user" "shared" {
  login       = "shared"
  source_type = "LOCAL_NO_AUTH"
}
resource "dataiku_project" "shared" {
  project_key         = "SHARED"
  name                = "Shared"
  owner               = "admin"
  deletion_protection = false
}
resource "dataiku_group" "team" {
  count = 10
  name  = "team-${count.index}"
}
resource "dataiku_group_member" "shared" {
  count = 10
  group = dataiku_group.team[count.index].name
  login = dataiku_user.shared.login
}
resource "dataiku_project_grant" "shared" {
  count                = 10
  project_key          = dataiku_project.shared.project_key
  principal_type       = "group"
  principal            = dataiku_group.team[count.index].name
  read_project_content = true
}
resource "dataiku_project_variable" "shared" {
  count       = 10
  project_key = dataiku_project.shared.project_key
  scope       = "standard"
  name        = "variable-${count.index}"
  value_json  = jsonencode(count.index)
}
resource "dataiku_instance_variable" "shared" {
  count      = 10
  name       = "variable-${count.index}"
  value_json = jsonencode(count.index)
}
resource "dataiku_general_settings" "shared" {
  settings_json = jsonencode({ maxRunningActivities = 7, security = { secureCookies = true } })
}
resource "dataiku_ldap_settings" "shared" {
  enabled = true
  url     = "ldaps://ldap.example.com"
}
resource "dataiku_sso_settings" "shared" {
  enabled  = true
  protocol = "OPENID"
}
resource "dataiku_azure_ad_settings" "shared" {
  enabled      = true
  groups_limit = 7
}
`

// TestTenWritersOfOneDocument lets Terraform write ten elements of one document at once on a slow node: each is
// written once, and none takes another's away.
func TestTenWritersOfOneDocument(t *testing.T) {
	site := newSite(t, buildProvider(t), fstest.MapFS{"main.tf": {Data: []byte(writers), Mode: 0o600}}, nil)
	dss := site.nodes[0]
	dss.SetLatency(20 * time.Millisecond)
	site.mustRun(t, "apply", "-auto-approve")
	puts := map[string]int{}
	for _, request := range dss.Requests() {
		if request.Method == "PUT" {
			puts[request.Route]++
		}
	}
	for _, route := range []string{
		"PUT /admin/users/{login}", "PUT /projects/{projectKey}/permissions", "PUT /projects/{projectKey}/variables", "PUT /admin/variables",
	} {
		if puts[route] != 10 {
			t.Errorf("%s was sent %d times, want 10", route, puts[route])
		}
	}
	for _, route := range []string{
		"PUT /admin/general-settings", "PUT /admin/iam/ldap-settings", "PUT /admin/iam/sso-settings", "PUT /admin/iam/azure-ad-settings",
	} {
		if puts[route] != 1 {
			t.Errorf("%s was sent %d times, want 1", route, puts[route])
		}
	}
	site.mustRun(t, "plan", "-detailed-exitcode")
}

// aliases are two configurations of the provider, which Terraform runs in a process each, that write one document.
const aliases = `
terraform {
  required_providers {
    dataiku = { source = "terraform-provider-dataiku/dataiku" }
  }
}
provider "dataiku" {}
provider "dataiku" {
  alias = "second"
}
resource "dataiku_group" "team" {
  count = 16
  name  = "team-${count.index}"
}
resource "dataiku_user" "shared" {
  login       = "shared"
  source_type = "LOCAL_NO_AUTH"
}
resource "dataiku_group_member" "first" {
  count = 8
  group = dataiku_group.team[count.index].name
  login = dataiku_user.shared.login
}
resource "dataiku_group_member" "second" {
  provider = dataiku.second
  count    = 8
  group    = dataiku_group.team[count.index + 8].name
  login    = dataiku_user.shared.login
}
`

// TestTwoProvidersWriteOneDocument lets two provider processes write memberships of one user at once: each is there in
// the end, and none is lost when all go at once again.
func TestTwoProvidersWriteOneDocument(t *testing.T) {
	site := newSite(t, buildProvider(t), fstest.MapFS{"main.tf": {Data: []byte(aliases), Mode: 0o600}}, nil)
	dss := site.nodes[0]
	groups := func() int {
		var user any
		dss.Do(func(store *emulator.Store) { user = store.Collection("users").Value("shared") })
		document, _ := user.(emulator.Document)
		list, _ := document["groups"].([]any)
		return len(list)
	}
	site.mustRun(t, "apply", "-auto-approve", "-target=dataiku_user.shared", "-target=dataiku_group.team")
	dss.SetLatency(20 * time.Millisecond)
	site.mustRun(t, "apply", "-auto-approve", "-parallelism=20")
	if got := groups(); got != 16 {
		t.Errorf("the user is in %d of 16 groups", got)
	}
	site.mustRun(t, "destroy", "-auto-approve", "-parallelism=20", "-target=dataiku_group_member.first", "-target=dataiku_group_member.second")
	if got := groups(); got != 0 {
		t.Errorf("the user is in %d groups after all memberships were destroyed", got)
	}
}
