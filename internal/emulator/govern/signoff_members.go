package govern

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// mayReview tells whether the caller is among the users of a sign-off, or one of them delegated to the caller.
func mayReview(c *emulator.Call, signoff Document, kind, group string, users any) bool {
	return slices.ContainsFunc(reviewers(c.Node, signoff, kind, group, users), func(container Document) bool {
		return isMember(c.Node, c.Identity, signoff, container)
	})
}

// reviewers are the containers of a configuration and those delegated to.
func reviewers(n *emulator.Node, signoff Document, kind, group string, users any) []Document {
	containers := []Document{}
	for _, user := range list(users) {
		containers = append(containers, object(object(user)["usersContainer"]))
	}
	state, _ := n.Store.Collection(signoffStates).Get(signoffKey(signoff))
	for _, container := range list(object(state[kind])[group]) {
		containers = append(containers, object(container))
	}
	return containers
}

// delegate adds the users container that is the body. There is no list and no undo but a reset (govern.md 24.3).
func delegate(c *emulator.Call, signoff Document, kind, group string) (any, error) {
	body, err := c.Typed(containerShape)
	if err != nil {
		return nil, err
	}
	container, err := usersContainer(body)
	if err != nil {
		return nil, err
	}
	states := c.Node.Store.Collection(signoffStates)
	stored, _ := states.Get(signoffKey(signoff))
	state := object(stored)
	delegates := object(state[kind])
	delegates[group] = append(list(delegates[group]), container)
	state[kind] = delegates
	states.Put(signoffKey(signoff), state)
	return signoff, nil
}

func isMember(n *emulator.Node, identity emulator.Identity, signoff, container Document) bool {
	switch text(container, "type") {
	case "user":
		return identity.Login != "" && identity.Login == text(container, "login")
	case "group":
		return slices.Contains(identity.Groups, text(container, "groupName"))
	case "global-api-key": // whether the value has the api: prefix is not confirmed (govern.md 16)
		return identity.ID == strings.TrimPrefix(text(container, "keyId"), "api:")
	case "role":
		artifact, err := findArtifact(n, text(object(signoff["signoffId"]), "artifactId"))
		if err != nil {
			return false
		}
		blueprint := text(object(artifact["blueprintVersionId"]), "blueprintId")
		return hasRole(n, identity, artifact, signoff, blueprint, text(container, "roleId"))
	}
	return false
}

// hasRole evaluates the rules of a blueprint. The forms of criteria and of inheritance are not known: the former always
// hold here, the latter adds nothing (govern.md 19.1).
func hasRole(n *emulator.Node, identity emulator.Identity, artifact, signoff Document, blueprint, role string) bool {
	assignments, _ := n.Store.Collection(roleAssignments).Get(blueprint)
	for _, item := range list(object(assignments["roleAssignmentsRules"])[role]) {
		rule := object(item)
		for _, container := range list(rule["userContainers"]) {
			if text(object(container), "type") != "role" && isMember(n, identity, signoff, object(container)) {
				return true
			}
		}
		for _, field := range stringList(rule["fieldIds"]) {
			if isReferenced(n, identity, object(artifact["fields"])[field]) {
				return true
			}
		}
	}
	return false
}

// isReferenced tells whether the value of a reference field names the identity or one of its groups.
func isReferenced(n *emulator.Node, identity emulator.Identity, value any) bool {
	targets := stringList(value)
	if one, ok := value.(string); ok {
		targets = []string{one}
	}
	own := []string{userBlueprint + "/" + identity.Login}
	for _, group := range identity.Groups {
		own = append(own, groupBlueprint+"/"+group)
	}
	return slices.ContainsFunc(own, func(key string) bool {
		artifactID, ok := n.Store.Collection(identityArtifacts).Value(key).(string)
		return ok && slices.Contains(targets, artifactID)
	})
}

// signoffDetails lists the users behind the containers, under other names than the configuration (govern.md 24.1).
func signoffDetails(c *emulator.Call) (any, error) {
	signoff, err := signoffOfCall(c)
	if err != nil {
		return nil, err
	}
	configuration := object(signoff["configuration"])
	feedback := []any{}
	for _, item := range list(configuration["feedbackUsersGroups"]) {
		group := pick(object(item), "id", "title")
		group["users"] = reviewingUsers(c.Node, signoff, reviewers(c.Node, signoff, "feedback", text(group, "id"), object(item)["users"]))
		feedback = append(feedback, group)
	}
	approvers := reviewers(c.Node, signoff, "approval", "approvers", configuration["approvers"])
	return Document{"feedbackGroups": feedback, "approvers": reviewingUsers(c.Node, signoff, approvers)}, nil
}

func reviewingUsers(n *emulator.Node, signoff Document, containers []Document) []any {
	found := []any{}
	for _, user := range n.Store.Collection(users).All() {
		identity, ok := userIdentity(n, text(user, "login"))
		if ok && slices.ContainsFunc(containers, func(container Document) bool { return isMember(n, identity, signoff, container) }) {
			found = append(found, pick(user, "login", "displayName"))
		}
	}
	return found
}
