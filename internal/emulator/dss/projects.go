package dss

import (
	"reflect"
	"regexp"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// A project is one small document and five sub-documents, each with routes of its own (dss-project.md 4).
const (
	projects           = "projects"
	projectMetadata    = "project_metadata"
	projectPermissions = "project_permissions"
	projectSettings    = "project_settings"
	projectTags        = "project_tags"
)

// projectParts are the collections with one document per project.
var projectParts = []string{
	projects, projectMetadata, projectPermissions, projectSettings, projectVariables, projectTags, projectLocations,
	standardsReports, librarySettings, projectGit, appManifests, projectParams,
}

// projectItems are the collections of what is in projects, stored by KEY/ID.
var projectItems = []string{
	scenarios, libraryItems, datasets, managedFolders, recipes, recipePayloads, flowZones, itemStates, itemFiles, projectFiles,
	flowTools, flowDocuments,
	"saved_models", "model_evaluation_stores", "knowledge_banks", labelingTasks,
	jobs, runningJobs, recipeSchemas, continuousActivities, scenarioRuns, runningScenarios, triggerFires,
}

var projectKeyForm = regexp.MustCompile(`^[A-Za-z0-9_]+$`)

func handleProjects(n *emulator.Node) {
	n.Handle("GET /projects", func(c *emulator.Call) (any, error) { return listProjects(c), nil })
	n.Handle("POST /projects", func(c *emulator.Call) (any, error) {
		body, err := c.Typed(newProjectShape(n))
		if err != nil {
			return nil, err
		}
		if err := createProject(c, body, c.Query("projectFolderId", rootFolder)); err != nil {
			return nil, err
		}
		return Document{"msg": "Created project " + text(body, "projectKey")}, nil
	})
	n.Handle("GET /projects/{projectKey}", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		return projectSummary(n, key), nil
	}))
	n.Handle("DELETE /projects/{projectKey}", onProject("admin", deleteProject))
	handleProjectMetadata(n)
	handleProjectPermissions(n)
	handleProjectSettings(n)
	handleProjectVariables(n)
	handleProjectTransfer(n)
	handleProjectReads(n)
}

func listProjects(c *emulator.Call) []any {
	list, wanted := []any{}, c.QueryAll("tags")
	for _, key := range c.Node.Store.Collection(projects).IDs() {
		if !mayProject(c, key, "read") {
			continue
		}
		item := projectSummary(c.Node, key)
		tags := texts(item["tags"])
		if len(wanted) > 0 && !slices.ContainsFunc(wanted, func(tag string) bool { return slices.Contains(tags, tag) }) {
			continue
		}
		if c.Flag("includeLocation", false) {
			item["projectLocation"] = folderPath(c.Node, projectFolder(c.Node, key))
		}
		list = append(list, item)
	}
	return list
}

// projectSummary is a list item and the answer of GET: read-only, gathered from the sub-documents (observed.md 5).
func projectSummary(n *emulator.Node, key string) Document {
	metadata, _ := n.Store.Collection(projectMetadata).Get(key)
	permissions, _ := n.Store.Collection(projectPermissions).Get(key)
	settings, _ := n.Store.Collection(projectSettings).Get(key)
	owner, _ := n.Store.Collection(users).Get(text(permissions, "owner"))
	summary, _ := n.Store.Collection(projects).Get(key)
	summary["name"] = metadata["label"]
	for _, member := range []string{"shortDesc", "description", "tags"} {
		summary[member] = metadata[member]
	}
	summary["ownerLogin"], summary["ownerDisplayName"] = permissions["owner"], text(owner, "displayName")
	summary["projectStatus"] = settings["projectStatus"]
	return summary
}

// newProjectShape is the body of a creation (dss-project.md 4).
func newProjectShape(n *emulator.Node) emulator.Shape {
	return emulator.Like(Document{"projectKey": "", "name": "", "owner": "", "description": "", "tags": []any{""}}, emulator.Members{
		"settings": projectSettingsShape(n).Member("settings"), "permissions": permissionsShape.Member("permissions"),
	})
}

func createProject(c *emulator.Call, body Document, folder string) error {
	if !c.Identity.May("mayCreateProjects") {
		return emulator.Forbidden("You may not create projects")
	}
	if err := checkNewProject(c.Node, body); err != nil {
		return err
	}
	if _, err := writableFolder(c, folder); err != nil {
		return err
	}
	permissions, err := newPermissions(c.Node, body, nil)
	if err != nil {
		return err
	}
	settings := pick(body, "settings")
	complete(settings, defaultProjectSettings(c.Node))
	metadata := newMetadata(Document{
		"label": body["name"], "description": body["description"], "tags": body["tags"],
	})
	storeProject(c, text(body, "projectKey"), folder, map[string]any{
		projectMetadata: metadata, projectPermissions: permissions, projectSettings: settings,
		projectVariables: Document{"standard": Document{}, "local": Document{}},
		projectTags:      Document{"tags": Document{}},
	})
	return nil
}

func checkNewProject(n *emulator.Node, body Document) error {
	key := text(body, "projectKey")
	switch {
	case text(body, "owner") == "":
		return emulator.IllegalArgument("Project owner is required")
	case !projectKeyForm.MatchString(key):
		return emulator.Coded("ERR_PROJECT_INVALID_PROJECT_KEY", "Invalid project key: '"+key+"'")
	case n.Store.Collection(projects).Has(key):
		return emulator.Coded("ERR_PROJECT_INVALID_PROJECT_KEY", "Project key '"+key+"' is already in use")
	case text(body, "name") == "":
		return emulator.IllegalArgument("Project name is required")
	}
	return nil
}

// storeProject stores a new project with its sub-documents, and nothing of one that was taken out of the store alone.
func storeProject(c *emulator.Call, key, folder string, parts map[string]any) {
	forgetProject(c.Node, key)
	tag := newTag(c.Node, caller(c))
	tag["extendedProperties"] = Document{}
	c.Node.Store.Collection(projects).Put(key, Document{
		"projectKey": key, "projectType": "REGULAR", "projectAppType": "REGULAR", "versionTag": tag, "creationTag": tag,
	})
	newLibrary(c.Node, key)
	for collection, part := range parts {
		c.Node.Store.Collection(collection).Put(key, part)
	}
	c.Node.Store.Collection(projectLocations).Put(key, folder)
}

// readProjectPart serves a sub-document. The server trips over one that is not there.
func readProjectPart(collection string) emulator.Handler {
	return onProject("read", func(c *emulator.Call, key string) (any, error) {
		part, ok := c.Node.Store.Collection(collection).Get(key)
		if !ok {
			return nil, emulator.NullPointer()
		}
		return part, nil
	})
}

// saveProjectPart replaces a sub-document, which counts as a change of the project.
func saveProjectPart(c *emulator.Call, collection, key string, part Document) {
	c.Node.Store.Collection(collection).Put(key, part)
	project, _ := c.Node.Store.Collection(projects).Get(key)
	project["versionTag"] = nextTag(c, object(project, "versionTag"))
	c.Node.Store.Collection(projects).Put(key, project)
}

// deleteProject answers a state that looks like a future, also when it waited (sample project-delete-response).
func deleteProject(c *emulator.Call, key string) (any, error) {
	created, _ := c.Node.Store.Collection(projects).Get(key)
	remove := func() (any, error) {
		// A real task begins at once, so that it never meets a project that was made after it.
		if now, _ := c.Node.Store.Collection(projects).Get(key); !reflect.DeepEqual(now["creationTag"], created["creationTag"]) {
			return infoMessages(), nil
		}
		forgetProject(c.Node, key)
		return infoMessages(), nil
	}
	if !c.Flag("wait", true) {
		return c.Future("Delete project "+key, remove)
	}
	result, err := remove()
	return Document{"alive": false, "hasResult": true, "aborted": false, "unknown": false, "result": result}, err
}

func forgetProject(n *emulator.Node, key string) {
	for _, collection := range projectParts {
		n.Store.Collection(collection).Delete(key)
	}
	for _, collection := range projectItems {
		for _, id := range idsOf(n, collection, key) {
			n.Store.Collection(collection).Delete(key + "/" + id)
		}
	}
	for _, plugin := range n.Store.Collection(plugins).IDs() {
		n.Store.Collection(pluginSettings).Delete(plugin + "/" + key)
	}
}
