package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ScriptedScenario is the type of the scenarios that are a Python script.
const ScriptedScenario = "custom_python"

// scenarioMembers are the members of a scenario that this client keeps beside "definition", which holds the others.
var scenarioMembers = []string{
	"projectKey", "id", "name", "type", "active", "runAsUser", "shortDesc", "description", "tags", "versionTag", "creationTag",
}

// IsScenarioMember tells whether a member of the API's document lies beside "definition".
func IsScenarioMember(name string) bool { return slices.Contains(scenarioMembers, name) }

// Scenario returns what this client calls a scenario: its name and the like, the rest as "definition" and, where it is a
// script, that as "script", which the API has apart: two calls (dss-project.md 28).
func (c *Client) Scenario(ctx context.Context, key, id string) (Document, error) {
	document, err := c.Read(ctx, client.Path("projects", key, "scenarios", id), client.Identity("id", id))
	if err != nil {
		return nil, c.projectError(ctx, key, err)
	}
	scenario := client.Pick(document, scenarioMembers...)
	maps.DeleteFunc(document, func(member string, _ any) bool { return IsScenarioMember(member) })
	scenario["definition"] = document
	if client.Text(scenario, "type") != ScriptedScenario {
		return scenario, nil
	}
	payload, err := c.Read(ctx, client.Path("projects", key, "scenarios", id, "payload"), client.Members("script"))
	if err != nil {
		return nil, c.projectError(ctx, key, err)
	}
	scenario["script"] = client.Text(payload, "script")
	return scenario, nil
}

// Scenarios lists the scenarios of a project without definitions and scripts.
func (c *Client) Scenarios(ctx context.Context, key string) iter.Seq2[Document, error] {
	all, err := c.List(ctx, client.Path("projects", key, "scenarios"), client.Named("id"))
	for i := range all {
		all[i] = client.Pick(all[i], scenarioMembers...)
		all[i]["projectKey"] = key
	}
	return client.Each(all, err)
}

// CreateScenario makes a scenario of a whole definition (dss-project.md 28) and returns its id. An id beside an error says
// that the scenario was made, and its script was not written.
func (c *Client) CreateScenario(ctx context.Context, key string, scenario Document) (string, error) {
	body, wanted := scenarioBody(scenario), client.CloneDocument(scenario)
	delete(body, "projectKey")
	delete(wanted, "script")
	if body["params"] == nil {
		body["params"] = Document{}
	}
	var answer Document
	get := func(ctx context.Context) (Document, error) {
		found, err := c.Scenario(ctx, key, client.Text(body, "id"))
		answer = Document{"id": found["id"]}
		return found, err
	}
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"projects", key, "scenarios"}, Body: body, Landed: client.LandedAs(get, wanted),
		Holds: client.Named("id"),
	}, &answer)
	if errors.Is(err, client.ErrInvalid) && client.Text(body, "id") != "" {
		// In which words a used id is refused is not known.
		if _, look := c.Scenario(ctx, key, client.Text(body, "id")); look == nil {
			err = fmt.Errorf("%w: %w", client.ErrAlreadyExists, err)
		}
	}
	if err != nil {
		return "", err
	}
	id := client.Text(answer, "id")
	if client.Text(scenario, "script") == "" {
		return id, nil
	}
	return id, c.putScenarioScript(ctx, key, id, scenario)
}

// PutScenario writes what differs between two states of a scenario: its definition, its script, or both.
func (c *Client) PutScenario(ctx context.Context, key, id string, before, after Document) error {
	if body := scenarioBody(after); !client.Equal(scenarioBody(before), body) {
		if err := c.Put(ctx, client.Path("projects", key, "scenarios", id), body); err != nil {
			return err
		}
	}
	if client.Text(before, "script") == client.Text(after, "script") {
		return nil
	}
	return c.putScenarioScript(ctx, key, id, after)
}

func (c *Client) putScenarioScript(ctx context.Context, key, id string, scenario Document) error {
	return c.Put(ctx, client.Path("projects", key, "scenarios", id, "payload"), Document{"script": client.Text(scenario, "script"), "extension": "py"})
}

// DeleteScenario deletes a scenario.
func (c *Client) DeleteScenario(ctx context.Context, key, id string) error {
	if err := c.Remove(ctx, client.Path("projects", key, "scenarios", id)); err != nil {
		return c.projectError(ctx, key, err)
	}
	return nil
}

// scenarioBody is the document of the API, without the echoes of the server in steps and triggers (dss-project.md 28).
func scenarioBody(scenario Document) Document {
	body := client.Pick(client.CloneDocument(scenario), scenarioMembers...)
	definition, _ := client.CloneDocument(scenario)["definition"].(Document)
	maps.Copy(body, definition)
	params, _ := body["params"].(Document)
	for _, list := range []any{params["steps"], body["triggers"]} {
		items, _ := list.([]any)
		for _, item := range items {
			if object, ok := item.(Document); ok {
				delete(object, "rawParams")
			}
		}
	}
	return body
}
