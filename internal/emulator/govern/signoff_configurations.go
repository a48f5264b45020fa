package govern

import (
	"reflect"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// signoffConfigurations are stored under "bp.x/bv.y/step", at most one per step (govern.md 15).
const signoffConfigurations = "signoff-configurations"

func handleSignoffConfigurations(n *emulator.Node) {
	const version = "/admin/blueprint/{blueprintId}/version/{versionId}"
	const one = version + "/workflow/step/{stepId}/signoff"
	serve(n, blueprintDesigner, "GET "+version+"/signoffs", func(c *emulator.Call) (any, error) {
		if _, err := versionOfCall(c); err != nil {
			return nil, err
		}
		all := []any{}
		for _, id := range signoffConfigurationsOf(n, versionKey(c.Arg("blueprintId"), c.Arg("versionId"))) {
			all = append(all, n.Store.Collection(signoffConfigurations).Value(id))
		}
		return all, nil
	})
	serve(n, blueprintDesigner, "POST "+one, createSignoffConfiguration)
	serve(n, blueprintDesigner, "GET "+one, func(c *emulator.Call) (any, error) { return signoffConfigurationOfCall(c) })
	serve(n, blueprintDesigner, "PUT "+one, func(c *emulator.Call) (any, error) {
		stored, err := signoffConfigurationOfCall(c)
		if err != nil {
			return nil, err
		}
		body, err := c.Typed(signoffConfigurationShape)
		if err != nil {
			return nil, err
		}
		if body["id"] != nil && !reflect.DeepEqual(body["id"], stored["id"]) {
			return nil, emulator.IllegalArgument("Signoff configuration IDs do not match")
		}
		return storeSignoffConfiguration(c, body, stored)
	})
	serve(n, blueprintDesigner, "DELETE "+one, func(c *emulator.Call) (any, error) {
		_, err := signoffConfigurationOfCall(c)
		n.Store.Collection(signoffConfigurations).Delete(signoffConfigurationKey(c))
		return emulator.Empty{}, err
	})
}

func signoffConfigurationKey(c *emulator.Call) string {
	return versionKey(c.Arg("blueprintId"), c.Arg("versionId")) + "/" + c.Arg("stepId")
}

func signoffConfigurationOfCall(c *emulator.Call) (Document, error) {
	configuration, ok := c.Node.Store.Collection(signoffConfigurations).Get(signoffConfigurationKey(c))
	if !ok {
		return nil, emulator.NotFound("Signoff configuration of step '" + c.Arg("stepId") + "' does not exist")
	}
	return configuration, nil
}

// signoffConfigurationsOf lists the storage keys of a version's configurations.
func signoffConfigurationsOf(n *emulator.Node, version string) []string {
	return slices.DeleteFunc(n.Store.Collection(signoffConfigurations).IDs(), func(id string) bool {
		return !strings.HasPrefix(id, version+"/")
	})
}

// copySignoffConfigurations gives a fork those of its origin (govern.md 29).
func copySignoffConfigurations(n *emulator.Node, origin string, versionID any) {
	for _, id := range signoffConfigurationsOf(n, origin) {
		configuration, _ := n.Store.Collection(signoffConfigurations).Get(id)
		stepID := object(configuration["id"])["stepId"]
		configuration["id"] = Document{"blueprintVersionId": versionID, "stepId": stepID}
		n.Store.Collection(signoffConfigurations).Put(keyOf(versionID)+strings.TrimPrefix(id, origin), configuration)
	}
}

func createSignoffConfiguration(c *emulator.Call) (any, error) {
	version, err := versionOfCall(c)
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(signoffConfigurationShape)
	if err != nil {
		return nil, err
	}
	if body["id"] != nil {
		return nil, validation("signoffConfiguration.id must not be set in creation")
	}
	if !slices.Contains(stepIDs(object(version["blueprintVersion"])), c.Arg("stepId")) {
		return nil, emulator.NotFound("Workflow step '" + c.Arg("stepId") + "' does not exist")
	}
	if c.Node.Store.Collection(signoffConfigurations).Has(signoffConfigurationKey(c)) {
		return nil, conflict("Signoff configuration of step '" + c.Arg("stepId") + "' already exists")
	}
	return storeSignoffConfiguration(c, body, Document{})
}

func storeSignoffConfiguration(c *emulator.Call, body, stored Document) (any, error) {
	versionID := Document{"blueprintId": c.Arg("blueprintId"), "versionId": c.Arg("versionId")}
	configuration, err := completeSignoffConfiguration(c, body, stored)
	if err != nil {
		return nil, err
	}
	configuration["id"] = Document{"blueprintVersionId": versionID, "stepId": c.Arg("stepId")}
	c.Node.Store.Collection(signoffConfigurations).Put(signoffConfigurationKey(c), configuration)
	return configuration, nil
}

// completeSignoffConfiguration drops unknown members: a misspelt list is an empty one (govern.md 15.1, 29).
func completeSignoffConfiguration(c *emulator.Call, body, stored Document) (Document, error) {
	if text(body, "title") == "" {
		return nil, validation("SignoffConfiguration title is required")
	}
	feedback := []any{}
	for _, item := range list(body["feedbackUsersGroups"]) {
		group := pick(object(item), "id", "title")
		if text(group, "title") == "" {
			return nil, validation("Users group title is required")
		}
		if text(group, "id") == "" {
			return nil, validation("Users group id is required")
		}
		users, err := signoffUsers(c, object(item)["users"], feedbackGroup(stored, text(group, "id"))["users"])
		if err != nil {
			return nil, err
		}
		group["users"] = users
		feedback = append(feedback, group)
	}
	approvers, err := signoffUsers(c, body["approvers"], stored["approvers"])
	if err != nil {
		return nil, err
	}
	recurrence, err := recurrenceOf(object(body["recurrenceConfiguration"]))
	if err != nil {
		return nil, err
	}
	return Document{
		"title": body["title"], "description": text(body, "description"), "mandatory": body["mandatory"] == true,
		"feedbackUsersGroups": feedback, "approvers": approvers, "recurrenceConfiguration": recurrence,
	}, nil
}

// feedbackGroup finds a group of a configuration, an empty one when it is not there.
func feedbackGroup(configuration Document, id string) Document {
	for _, item := range list(configuration["feedbackUsersGroups"]) {
		if text(object(item), "id") == id {
			return object(item)
		}
	}
	return Document{}
}

// signoffUsers stamps who added a user and when; those that were there before keep their stamps.
func signoffUsers(c *emulator.Call, value, stored any) ([]any, error) {
	all := []any{}
	for _, item := range list(value) {
		container, err := usersContainer(object(item)["usersContainer"])
		if err != nil {
			return nil, err
		}
		user := Document{
			"usersContainer": container, "addedBy": author(c.Identity),
			"addedOn": c.Node.Now().UTC().Format("2006-01-02T15:04:05.000000Z"),
		}
		for _, old := range list(stored) {
			if reflect.DeepEqual(object(old)["usersContainer"], any(container)) {
				user = object(old)
			}
		}
		all = append(all, user)
	}
	return all, nil
}

// author is how stamps name an identity: a key by itself, also one that acts for a user (govern.md 1.2).
func author(identity emulator.Identity) string {
	if identity.Source == fromKey {
		return "api:" + identity.ID
	}
	return identity.Login
}

var recurrencePeriods = []string{"days", "weeks", "months", "years"}

func recurrenceOf(body Document) (Document, error) {
	recurrence := Document{"activated": body["activated"] == true, "reloadConf": body["reloadConf"] == true}
	sum := int64(0)
	for _, period := range recurrencePeriods {
		recurrence[period] = integer(body[period])
		sum += integer(body[period])
	}
	if recurrence["activated"] == true && sum <= 0 {
		return nil, validation("The recurrence of a signoff needs a positive period")
	}
	return recurrence, nil
}
