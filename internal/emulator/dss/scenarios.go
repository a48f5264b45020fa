package dss

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// scenarios are stored by KEY/ID, with the script of a custom_python scenario as a member that only the calls of the payload
// tell (dss-project.md 28).
const scenarios = "scenarios"

// reservedScenarioIDs would shadow routes (dss-project.md 28).
var reservedScenarioIDs = []string{
	"trigger", "testing-status", "last-test-scenario-runs-report", "last-test-scenario-runs-html-report",
}

var notInScenarioID = regexp.MustCompile(`[^A-Za-z0-9_]`)

func handleScenarios(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/scenarios", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		list := []any{}
		for _, scenario := range itemsOf(n, scenarios, key) {
			item := pick(scenario, "id", "name", "projectKey", "type", "active", "markedAsTest", "shortDesc", "tags")
			addRunState(n, item)
			list = append(list, item)
		}
		return list, nil
	}))
	n.Handle("POST /projects/{projectKey}/scenarios", onProject("writeProjectContent", createScenario))
	n.Handle("GET /projects/{projectKey}/scenarios/{scenarioId}", onScenario("read", func(_ *emulator.Call, scenario Document) (any, error) {
		delete(scenario, "script")
		return scenario, nil
	}))
	n.Handle("PUT /projects/{projectKey}/scenarios/{scenarioId}", onScenario("writeProjectContent", replaceScenario))
	n.Handle("DELETE /projects/{projectKey}/scenarios/{scenarioId}", onScenario("writeProjectContent",
		func(_ *emulator.Call, scenario Document) (any, error) {
			n.Store.Collection(scenarios).Delete(scenarioID(scenario))
			forgetRuns(n, scenarioID(scenario))
			return Document{"msg": "Deleted scenario " + text(scenario, "id")}, nil
		}))
	n.Handle("GET /projects/{projectKey}/scenarios/{scenarioId}/light", onScenario("read", lightScenario))
	n.Handle("PUT /projects/{projectKey}/scenarios/{scenarioId}/light", onScenario("writeProjectContent",
		func(c *emulator.Call, scenario Document) (any, error) {
			changes, err := c.Typed(lightShape)
			if err != nil {
				return nil, err
			}
			maps.Copy(scenario, changes)
			return Document{"msg": "Updated scenario " + text(scenario, "id")}, storeScenario(c, scenario, scenario)
		}))
	n.Handle("GET /projects/{projectKey}/scenarios/{scenarioId}/payload", onScenario("read", scripted(
		func(_ *emulator.Call, scenario Document) (any, error) {
			return Document{"script": text(scenario, "script")}, nil
		})))
	n.Handle("PUT /projects/{projectKey}/scenarios/{scenarioId}/payload", onScenario("writeProjectContent", scripted(
		func(c *emulator.Call, scenario Document) (any, error) {
			body, err := c.Typed(emulator.Object(emulator.Members{"script": emulator.String}))
			if err != nil {
				return nil, err
			}
			script, given := body["script"].(string)
			if !given {
				return nil, emulator.IllegalArgument("Missing script")
			}
			scenario["script"] = script
			return Document{"msg": "Updated scenario " + text(scenario, "id")}, storeScenario(c, scenario, scenario)
		})))
}

// onScenario finds the scenario of the path and guards it by a right on the project.
func onScenario(right string, h func(c *emulator.Call, scenario Document) (any, error)) emulator.Handler {
	return onProject(right, func(c *emulator.Call, key string) (any, error) {
		scenario, ok := c.Node.Store.Collection(scenarios).Get(key + "/" + c.Arg("scenarioId"))
		if !ok { // how the server words it was not recorded
			return nil, emulator.NotFound("Scenario '" + key + "." + c.Arg("scenarioId") + "' does not exist")
		}
		return h(c, scenario)
	})
}

// scripted guards the calls of the script. How the server refuses other scenarios is a guess.
func scripted(h func(c *emulator.Call, scenario Document) (any, error)) func(*emulator.Call, Document) (any, error) {
	return func(c *emulator.Call, scenario Document) (any, error) {
		if text(scenario, "type") != "custom_python" {
			return nil, emulator.IllegalArgument("Scenario " + text(scenario, "id") + " has no script")
		}
		return h(c, scenario)
	}
}

// createScenario derives the id from the name unless one is given. How a taken one is refused is a guess.
func createScenario(c *emulator.Call, key string) (any, error) {
	scenario, err := c.Typed(scenarioShape)
	if err != nil {
		return nil, err
	}
	id := text(scenario, "id")
	if id == "" {
		id = notInScenarioID.ReplaceAllString(text(scenario, "name"), "_")
	}
	switch {
	case id == "":
		return nil, emulator.IllegalArgument("Scenario name is required")
	case slices.Contains(reservedScenarioIDs, id):
		return nil, emulator.IllegalArgument("Scenario id '" + id + "' is reserved")
	case !slices.Contains([]string{"step_based", "custom_python"}, text(scenario, "type")):
		return nil, emulator.IllegalArgument("Unknown scenario type: " + text(scenario, "type"))
	case c.Node.Store.Collection(scenarios).Has(key + "/" + id):
		return nil, emulator.IllegalArgument("Scenario '" + key + "." + id + "' already exists")
	}
	scenario["projectKey"], scenario["id"] = key, id
	scenario["creationTag"] = newTag(c.Node, caller(c))
	delete(scenario, "versionTag")
	complete(scenario, Document{"creationTag": Document{"extendedProperties": Document{}}})
	return Document{"id": id}, storeScenario(c, Document{}, scenario)
}

// replaceScenario keeps what cannot be changed. Whether the server refuses another type is not known.
func replaceScenario(c *emulator.Call, stored Document) (any, error) {
	scenario, err := c.Typed(scenarioShape.Knowing(stored))
	if err != nil {
		return nil, err
	}
	for _, member := range []string{"projectKey", "id", "type", "script", "versionTag", "creationTag"} {
		keep(scenario, stored, member)
	}
	return Document{"msg": "Updated scenario " + text(stored, "id")}, storeScenario(c, stored, scenario)
}

// storeScenario completes a scenario. Only administrators may let it run as another user.
func storeScenario(c *emulator.Call, before, scenario Document) error {
	if user := text(scenario, "runAsUser"); user != "" && user != text(before, "runAsUser") && !c.Identity.Admin {
		return emulator.Forbidden("Only administrators may change the user that a scenario runs as")
	}
	if text(scenario, "name") == "" {
		return emulator.IllegalArgument("Scenario name is required")
	}
	scenario["tags"] = sortedSet(texts(scenario["tags"]))
	if tag := object(scenario, "versionTag"); tag != nil {
		scenario["versionTag"] = nextTag(c, tag)
	}
	completeScenario(c.Node, scenario)
	c.Node.Store.Collection(scenarios).Put(text(scenario, "projectKey")+"/"+text(scenario, "id"), scenario)
	return nil
}

// addRunState says whether the scenario of an item runs. Triggers never fire by themselves, so there is no next run.
func addRunState(n *emulator.Node, item Document) {
	item["running"], item["nextRun"] = false, 0
	if run := runningOf(n, scenarioID(item)); run != nil {
		item["running"] = true
		if run.begun() {
			item["start"] = run.shown()["start"]
		}
		item["futureId"], item["trigger"] = run.doc["futureId"], run.shown()["trigger"]
	}
}

// lightScenario is the status.
func lightScenario(c *emulator.Call, scenario Document) (any, error) {
	light := pick(scenario, "projectKey", "id", "name", "type", "active", "automationLocal", "markedAsTest", "tags")
	light["unavailable"] = false
	addRunState(c.Node, light)
	var names []string
	for member, list := range map[string]string{"triggerDigestItems": "triggers", "reporterDigestItems": "reporters"} {
		digests := []any{}
		for _, item := range objects(scenario, list) {
			digests = append(digests, pick(item, "name", "description", "active"))
			if list == "triggers" {
				names = append(names, text(item, "name"))
			}
		}
		light[member] = digests
	}
	light["triggerDigest"] = strings.Join(names, ", ")
	for tag, members := range map[string][2]string{
		"creationTag": {"createdBy", "createdOn"}, "versionTag": {"lastModifiedBy", "lastModifiedOn"},
	} {
		login := text(object(object(scenario, tag), "lastModifiedBy"), "login")
		user, _ := c.Node.Store.Collection(users).Get(login)
		light[members[0]] = Document{"login": login, "displayName": text(user, "displayName")}
		light[members[1]] = object(scenario, tag)["lastModifiedOn"]
	}
	return light, nil
}
