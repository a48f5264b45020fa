package dss

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// appManifests holds the manifests of projects. Whether a project is the template of an application, or an instance of one,
	// is its `projectAppType`; no call changes it: PUT /emulator/documents/projects/KEY does.
	appManifests = "app_manifests"
	// appPrefix begins the identifier of an application that is made from a project (dss-project.md 16).
	appPrefix = "PROJECT_"
)

// handleApps serves dss-project.md 16.
func handleApps(n *emulator.Node) {
	n.Handle("GET /apps", func(c *emulator.Call) (any, error) {
		list := []any{}
		for _, key := range n.Store.Collection(projects).IDs() {
			if appType(n, key) == "APP_TEMPLATE" && mayInstantiate(c, key) {
				item := pick(appManifest(n, key), "label", "shortDesc", "tags", "version")
				item["appId"] = appPrefix + key
				list = append(list, item)
			}
		}
		return list, nil
	})
	n.Handle("GET /apps/{appId}", onApp(func(_ *emulator.Call, key string) (any, error) {
		return appManifest(n, key), nil
	}))
	n.Handle("GET /apps/{appId}/instances", onApp(func(c *emulator.Call, key string) (any, error) {
		list := []any{}
		for _, project := range n.Store.Collection(projects).All() {
			if instance := text(project, "projectKey"); project["appId"] == appPrefix+key && mayProject(c, instance, "read") {
				list = append(list, projectSummary(n, instance))
			}
		}
		return list, nil
	}))
	n.Handle("POST /apps/{appId}/instances", onApp(instantiateApp))
	n.Handle("GET /projects/{projectKey}/app-manifest", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		if appType(n, key) != "REGULAR" {
			return appManifest(n, key), nil
		}
		return nil, emulator.IllegalArgument("Project " + key + " is neither an application template nor an application instance")
	}))
	n.Handle("PUT /projects/{projectKey}/app-manifest", onProject("admin", func(c *emulator.Call, key string) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		n.Store.Collection(appManifests).Put(key, body)
		return emulator.Empty{}, nil
	}))
}

func appType(n *emulator.Node, key string) string {
	project, _ := n.Store.Collection(projects).Get(key)
	return text(project, "projectAppType")
}

// mayInstantiate follows `instantiationPermission` (client 11.4).
func mayInstantiate(c *emulator.Call, key string) bool {
	return text(appManifest(c.Node, key), "instantiationPermission") == "EVERYBODY" || mayProject(c, key, "executeApp")
}

// onApp finds the project behind an application. Only those that the caller may instantiate are shown, which is a guess.
func onApp(h func(c *emulator.Call, key string) (any, error)) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		key, isProject := strings.CutPrefix(c.Arg("appId"), appPrefix)
		if !isProject || appType(c.Node, key) != "APP_TEMPLATE" || !mayInstantiate(c, key) {
			return nil, emulator.NotFound("Application '" + c.Arg("appId") + "' does not exist")
		}
		return h(c, key)
	}
}

// appManifest is a manifest with what every one has (project-documents.md 8).
func appManifest(n *emulator.Node, key string) Document {
	manifest, known := n.Store.Collection(appManifests).Get(key)
	if !known {
		manifest = Document{}
	}
	metadata, _ := n.Store.Collection(projectMetadata).Get(key)
	complete(manifest, Document{
		"label": metadata["label"], "shortDesc": "", "tags": []any{}, "version": "",
		"instantiationPermission": "USE_APP_MASTER_PERMISSIONS", "homepageSections": []any{}, "instanceFeatures": Document{},
		"projectExportManifest": Document{},
	})
	return manifest
}

// instantiateApp copies the template. An instance is a project (dss-project.md 16).
func instantiateApp(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	target := text(body, "targetProjectKey")
	if err := checkNewProject(c.Node, Document{
		"projectKey": target, "name": body["targetProjectName"], "owner": caller(c),
	}); err != nil {
		return nil, err
	}
	return c.Future("Instantiate "+c.Arg("appId"), func() (any, error) {
		if err := copyProject(c, key, body); err != nil {
			return nil, err
		}
		n := c.Node
		project, _ := n.Store.Collection(projects).Get(target)
		project["projectAppType"], project["appId"] = "APP_INSTANCE", appPrefix+key
		project["isTemporaryAppInstance"] = body["isTemporaryAppInstance"] == true
		n.Store.Collection(projects).Put(target, project)
		n.Store.Collection(appManifests).Put(target, appManifest(n, key))
		return projectSummary(n, target), nil
	})
}
