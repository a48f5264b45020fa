package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestApps(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	p.project("A", "ROOT")
	p.refused(p.send("GET", "/projects/A/app-manifest", nil), 400, "IllegalArgumentException", "neither")
	p.must("PUT", "/projects/A/app-manifest", document{"label": "Sales", "homepageSections": []any{document{"tiles": []any{}}}})
	p.refused(p.send("GET", "/projects/A/app-manifest", nil), 400, "IllegalArgumentException", "neither")
	p.same("no app", p.must("GET", "/apps/", nil), []any{})

	p.node.Do(func(s *emulator.Store) {
		project, _ := s.Collection("projects").Get("A")
		project["projectAppType"] = "APP_TEMPLATE"
		s.Collection("projects").Put("A", project)
	})
	p.same("permission", p.get("/projects/A/app-manifest")["instantiationPermission"], "USE_APP_MASTER_PERMISSIONS")
	p.same("app", at(p.must("GET", "/apps/", nil), 0, "appId"), "PROJECT_A")
	p.same("manifest", p.get("/apps/PROJECT_A/")["label"], "Sales")

	p.must("POST", "/apps/PROJECT_A/instances", document{"targetProjectKey": "A_ONE", "targetProjectName": "One", "isTemporaryAppInstance": false})
	p.same("instance", at(p.must("GET", "/apps/PROJECT_A/instances/", nil), 0, "projectKey"), "A_ONE")
	p.same("its manifest", p.get("/projects/A_ONE/app-manifest")["label"], "Sales")
	p.refused(p.send("POST", "/apps/PROJECT_A/instances", document{"targetProjectKey": "A_ONE", "targetProjectName": "One"}),
		400, "CodedException", "ERR_PROJECT_INVALID_PROJECT_KEY")
	p.must("DELETE", "/projects/A_ONE", nil)
	p.same("gone", p.must("GET", "/apps/PROJECT_A/instances/", nil), []any{})

	jim := p.as(emulator.Identity{ID: "jim", Login: "jim"})
	p.refused(jim.send("GET", "/apps/PROJECT_A", nil), 404, "NotFoundException", "does not exist")
	p.must("PUT", "/projects/A/app-manifest", document{"label": "Sales", "instantiationPermission": "EVERYBODY"})
	jim.must("GET", "/apps/PROJECT_A", nil)
}
