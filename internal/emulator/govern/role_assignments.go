package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// roleAssignments holds at most one document per blueprint (govern.md 19).
const roleAssignments = "blueprint-role-assignments"

// roleAssignmentsShape keeps unknown members beside the rules, where the inheritance is known to have changed its names
// (govern.md 19.1). Criteria are open: their form is not known.
var roleAssignmentsShape = emulator.OpenObject(emulator.Members{
	"blueprintId": emulator.String,
	"roleAssignmentsRules": emulator.Map(emulator.List(emulator.Object(emulator.Members{
		"criteria": emulator.List(emulator.Any), "userContainers": emulator.List(containerShape), "fieldIds": emulator.List(emulator.String),
	}))),
	"inheritBlueprintId": emulator.String, "inheritArtifactFieldId": emulator.String,
})

func handleRoleAssignments(n *emulator.Node) {
	serveBlueprintDocuments(n, blueprintDocuments{
		collection: roleAssignments, path: "/admin/blueprint-role-assignments", what: "Role assignments", shape: roleAssignmentsShape,
		complete: completeRoleAssignments,
	})
}

// completeRoleAssignments makes an empty list of what a rule lacks, be it misspelt (govern.md 19.2).
func completeRoleAssignments(body Document) error {
	rules := Document{}
	for roleID, value := range object(body["roleAssignmentsRules"]) {
		cleaned := []any{}
		for _, item := range list(value) {
			rule, err := roleRule(object(item))
			if err != nil {
				return err
			}
			cleaned = append(cleaned, rule)
		}
		rules[roleID] = cleaned
	}
	body["roleAssignmentsRules"] = rules
	for _, member := range []string{"inheritBlueprintId", "inheritArtifactFieldId"} {
		if _, given := body[member]; !given {
			body[member] = nil
		}
	}
	return nil
}

func roleRule(item Document) (Document, error) {
	containers := []any{}
	for _, value := range list(item["userContainers"]) {
		container, err := usersContainer(value)
		if err != nil {
			return nil, err
		}
		containers = append(containers, container)
	}
	return Document{"criteria": list(item["criteria"]), "userContainers": containers, "fieldIds": list(item["fieldIds"])}, nil
}

// blueprintDocuments is a family that has at most one document per blueprint.
type blueprintDocuments struct {
	collection, path, what string
	shape                  emulator.Shape
	complete               func(Document) error
}

func serveBlueprintDocuments(n *emulator.Node, of blueprintDocuments) {
	collection, path, what := of.collection, of.path, of.what
	find := func(id string) (Document, error) {
		document, ok := n.Store.Collection(collection).Get(id)
		if !ok {
			return nil, emulator.NotFound(what + " of blueprint '" + id + "' do not exist")
		}
		return document, nil
	}
	serve(n, manager, "GET "+path, func(*emulator.Call) (any, error) { return n.Store.Collection(collection).All(), nil })
	serve(n, manager, "POST "+path, func(c *emulator.Call) (any, error) {
		body, err := c.Typed(of.shape)
		if err != nil {
			return nil, err
		}
		id := text(body, "blueprintId")
		if _, err := findBlueprint(n, id); err != nil {
			return nil, err
		}
		if n.Store.Collection(collection).Has(id) {
			return nil, conflict(what + " of blueprint '" + id + "' already exist")
		}
		return storeCompleted(n, collection, id, body, of.complete)
	})
	serve(n, manager, "GET "+path+"/{blueprintId}", func(c *emulator.Call) (any, error) { return find(c.Arg("blueprintId")) })
	serve(n, manager, "PUT "+path+"/{blueprintId}", func(c *emulator.Call) (any, error) {
		id := c.Arg("blueprintId")
		if _, err := find(id); err != nil {
			return nil, err
		}
		body, err := c.Typed(of.shape)
		if err != nil {
			return nil, err
		}
		if body["blueprintId"] != nil && body["blueprintId"] != id {
			return nil, emulator.IllegalArgument("Blueprint IDs do not match")
		}
		return storeCompleted(n, collection, id, body, of.complete)
	})
	serve(n, manager, "DELETE "+path+"/{blueprintId}", func(c *emulator.Call) (any, error) {
		_, err := find(c.Arg("blueprintId"))
		n.Store.Collection(collection).Delete(c.Arg("blueprintId"))
		return emulator.Empty{}, err
	})
}

func storeCompleted(n *emulator.Node, collection, id string, body Document, complete func(Document) error) (any, error) {
	body["blueprintId"] = id
	if err := complete(body); err != nil {
		return nil, err
	}
	n.Store.Collection(collection).Put(id, body)
	return body, nil
}
