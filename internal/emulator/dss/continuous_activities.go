package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// continuousActivities holds the state of the continuous recipes that were started once, by KEY/RECIPE (dss-project.md 26).
const continuousActivities = "continuous_activities"

// continuousTypes are the recipes that run without end (client 11.4).
var continuousTypes = []string{"csync", "cpython", "ksql", "streaming_spark_scala"}

func handleContinuousActivities(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/continuous-activities", onProject("read", func(_ *emulator.Call, key string) (any, error) {
		list := []any{}
		for _, recipe := range itemsOf(n, recipes, key) {
			if slices.Contains(continuousTypes, text(recipe, "type")) {
				list = append(list, continuousActivity(n, recipe))
			}
		}
		return list, nil
	}))
	const activity = "/projects/{projectKey}/continuous-activities/{recipeId}"
	n.Handle("GET "+activity, onContinuousRecipe("read", func(_ *emulator.Call, recipe Document) (any, error) {
		return continuousActivity(n, recipe), nil
	}))
	n.Handle("POST "+activity+"/start", onContinuousRecipe("writeProjectContent", startActivity))
	n.Handle("POST "+activity+"/stop", onContinuousRecipe("writeProjectContent", func(_ *emulator.Call, recipe Document) (any, error) {
		state := continuousActivity(n, recipe)
		n.End(text(object(state, "mainLoopState"), "futureId"), nil)
		stopActivity(n, recipe)
		return emulator.Empty{}, nil
	}))
}

// onContinuousRecipe finds the recipe of the path. How others are refused is a guess.
func onContinuousRecipe(right string, h func(c *emulator.Call, recipe Document) (any, error)) emulator.Handler {
	return onProject(right, func(c *emulator.Call, key string) (any, error) {
		recipe, ok := c.Node.Store.Collection(recipes).Get(key + "/" + c.Arg("recipeId"))
		switch {
		case !ok:
			return nil, recipeMissing(key, c.Arg("recipeId"))
		case !slices.Contains(continuousTypes, text(recipe, "type")):
			return nil, emulator.IllegalArgument("Recipe " + key + "." + c.Arg("recipeId") + " is not continuous")
		}
		return h(c, recipe)
	})
}

func continuousActivity(n *emulator.Node, recipe Document) Document {
	state, known := n.Store.Collection(continuousActivities).Get(text(recipe, "projectKey") + "/" + text(recipe, "name"))
	if !known {
		state = Document{"desiredState": "STOPPED", "loopParams": Document{}, "mainLoopState": Document{}}
	}
	state["projectKey"], state["recipeId"], state["recipeType"] = recipe["projectKey"], recipe["name"], recipe["type"]
	return state
}

// startActivity starts the recipe, again when it runs already. A quirk that makes the recipe fail lets it crash at once.
func startActivity(c *emulator.Call, recipe Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	n, id := c.Node, text(recipe, "projectKey")+"/"+text(recipe, "name")
	loop := pick(body, "abortAfterCrashes", "initialRestartDelayMS", "restartDelayIncMS", "maxRestartDelayMS")
	complete(loop, Document{"abortAfterCrashes": -1, "initialRestartDelayMS": 0, "restartDelayIncMS": 0, "maxRestartDelayMS": 0})
	future := n.Watch(&emulator.Watched{
		Name: "Run " + id, Owner: c.Identity.ID, Poll: func() {}, Abort: func() { stopActivity(n, recipe) },
	})
	run := Document{
		"runId": n.RandomID(8), "attemptId": n.RandomID(8), "futureId": future,
		"futureInfo": Document{"jobId": future, "alive": true, "hasResult": false, "aborted": false, "unknown": false},
	}
	if slices.Contains(n.Quirks.FailingRecipes, text(recipe, "name")) {
		failure := "Error in recipe " + text(recipe, "name") + ": the process exited with code 1"
		run["lastError"] = Document{"message": failure, "detailedMessage": failure}
		run["lastCrashLogTail"] = Document{"totalLines": 1, "lines": []any{failure}, "status": []any{3}}
	}
	n.Store.Collection(continuousActivities).Put(id, Document{"desiredState": "STARTED", "loopParams": loop, "mainLoopState": run})
	return continuousActivity(n, recipe), nil
}

func stopActivity(n *emulator.Node, recipe Document) {
	state := continuousActivity(n, recipe)
	state["desiredState"] = "STOPPED"
	if run := object(state, "mainLoopState"); run["futureInfo"] != nil {
		run["futureInfo"] = Document{"jobId": run["futureId"], "alive": false, "hasResult": false, "aborted": true, "unknown": false}
	}
	n.Store.Collection(continuousActivities).Put(text(recipe, "projectKey")+"/"+text(recipe, "name"), state)
}
