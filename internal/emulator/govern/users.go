package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const users = "users"

// userShape is that of govern.md 3.1.
var userShape = emulator.Like(Document{
	"login": "", "displayName": "", "email": "", "groups": []any{""}, "userProfile": "", "sourceType": "", "password": "",
	"enabled": false, "creationDate": 0, "userProperties": Document{}, "adminProperties": Document{},
})

func handleUsers(n *emulator.Node) {
	putUser(n, newUser(n, Document{
		"login": "admin", "displayName": "Administrator", "groups": []any{"administrators"}, "userProfile": "FULL_DESIGNER",
	}))
	serve(n, admin, "GET /admin/users", func(c *emulator.Call) (any, error) {
		all := n.Store.Collection(users).All()
		if !c.Flag("includeSettings", false) {
			for i, user := range all {
				all[i] = pick(user, "login", "displayName", "groups", "sourceType", "userProfile", "enabled", "email", "creationDate")
			}
		}
		return all, nil
	})
	serve(n, admin, "POST /admin/users", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		body, err := c.Typed(userShape)
		if err != nil {
			return nil, err
		}
		return emulator.Text("Created user " + text(body, "login")), createUser(n, body)
	}))
	serve(n, admin, "GET /admin/users/{login}", func(c *emulator.Call) (any, error) { return findUser(n, c.Arg("login")) })
	serve(n, admin, "PUT /admin/users/{login}", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		body, err := c.Typed(userShape)
		if err != nil {
			return nil, err
		}
		return Document{"msg": "Updated user " + c.Arg("login")}, replaceUser(n, c.Arg("login"), body)
	}))
	serve(n, admin, "DELETE /admin/users/{login}", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, deleteUser(c, c.Arg("login"))
	}))
	handleUserReaders(n)
}

func handleUserReaders(n *emulator.Node) {
	serve(n, admin, "GET /admin/users-activity", func(c *emulator.Call) (any, error) {
		all := []any{}
		for _, user := range n.Store.Collection(users).All() {
			if user["enabled"] == true || !c.Flag("enabledUsersOnly", false) {
				all = append(all, userActivity(user))
			}
		}
		return all, nil
	})
	serve(n, admin, "GET /admin/users/{login}/activity", func(c *emulator.Call) (any, error) {
		user, err := findUser(n, c.Arg("login"))
		if err != nil {
			return nil, err
		}
		return userActivity(user), nil
	})
	serve(n, anyone, "GET /users", func(*emulator.Call) (any, error) {
		all := []any{}
		for _, user := range n.Store.Collection(users).All() {
			all = append(all, userInfo(user))
		}
		return all, nil
	})
	serve(n, anyone, "GET /users/{login}", func(c *emulator.Call) (any, error) {
		user, err := findUser(n, c.Arg("login"))
		if err != nil {
			return nil, err
		}
		return userInfo(user), nil
	})
	serve(n, anyone, "GET /current-user", currentUser)
	serve(n, anyone, "PUT /current-user", func(c *emulator.Call) (any, error) {
		user, err := currentUser(c)
		if err != nil {
			return nil, err
		}
		body, err := c.Typed(userShape)
		if err != nil {
			return nil, err
		}
		own := object(user)
		own["userProperties"] = object(body["userProperties"])
		n.Store.Collection(users).Put(c.Identity.Login, own)
		return emulator.Empty{}, nil
	})
}

// currentUser is refused to keys: only a user, proxied here, has one (govern.md 3.3).
func currentUser(c *emulator.Call) (any, error) {
	if c.Identity.Source != fromUser {
		return nil, &emulator.Error{
			Status: 401, Type: "com.dataiku.dip.exceptions.NotAuthenticatedException", Message: "Not authenticated as a user",
		}
	}
	return findUser(c.Node, c.Identity.Login)
}

func userInfo(user Document) Document {
	return pick(user, "login", "displayName", "groups", "email", "enabled")
}

// userActivity has 0 for "never": nobody logs in to an emulated node.
func userActivity(user Document) Document {
	return Document{"login": user["login"], "lastSuccessfulLogin": 0, "lastFailedLogin": 0, "lastSessionActivity": 0}
}

func findUser(n *emulator.Node, login string) (Document, error) {
	user, ok := n.Store.Collection(users).Get(login)
	if !ok {
		return nil, emulator.NotFound("User '" + login + "' does not exist")
	}
	return user, nil
}

// newUser has all members of a user document and takes those that a creation may give; unknown ones are dropped
// without a word (govern.md 1.9, 3.1).
func newUser(n *emulator.Node, body Document) Document {
	user := Document{
		"login": "", "displayName": "", "email": "", "groups": []any{}, "userProfile": "READER", "sourceType": "LOCAL",
		"enabled": true, "creationDate": n.Millis(), "userProperties": Document{}, "adminProperties": Document{},
	}
	for _, member := range []string{"login", "displayName", "email", "groups", "userProfile", "sourceType"} {
		if value := body[member]; value != nil {
			user[member] = value
		}
	}
	return user
}

func createUser(n *emulator.Node, body Document) error {
	login := text(body, "login")
	switch {
	case len([]rune(login)) < 3 || !nameForm.MatchString(login):
		return emulator.IllegalArgument("Invalid login: '" + login + "'")
	case n.Store.Collection(users).Has(login):
		return emulator.Coded("ERR_SECURITY_USER_EXISTS", "User '"+login+"' already exists")
	}
	if err := checkUser(n, body); err != nil {
		return err
	}
	if sourceType := text(body, "sourceType"); sourceType == "LOCAL" || sourceType == "" {
		if len(text(body, "password")) < 5 {
			return emulator.Coded("ERR_SECURITY_INVALID_NEW_PASSWORD", "The password must have at least 5 characters")
		}
	}
	putUser(n, newUser(n, body))
	return nil
}

func putUser(n *emulator.Node, user Document) {
	n.Store.Collection(users).Put(text(user, "login"), user)
	putIdentityArtifact(n, userBlueprint, text(user, "login"), text(user, "displayName"))
}

// checkUser refuses what every writer of users is refused: unknown enumerations, profiles outside the licence.
func checkUser(n *emulator.Node, body Document) error {
	if err := checkSourceType(body); err != nil {
		return err
	}
	if profile := text(body, "userProfile"); profile != "" && !slices.Contains(profiles(n), profile) {
		return emulator.IllegalArgument("User profile '" + profile + "' is not allowed by the license")
	}
	return nil
}

func replaceUser(n *emulator.Node, login string, body Document) error {
	stored, err := findUser(n, login)
	if err != nil {
		return err
	}
	if err := checkUser(n, body); err != nil {
		return err
	}
	// What the body leaves out falls back to its empty value. The password is set, never kept.
	user := newUser(n, body)
	user["login"], user["creationDate"] = stored["login"], stored["creationDate"]
	user["enabled"] = body["enabled"] == true
	user["userProperties"], user["adminProperties"] = object(body["userProperties"]), object(body["adminProperties"])
	putUser(n, user)
	return nil
}

func deleteUser(c *emulator.Call, login string) error {
	if _, err := findUser(c.Node, login); err != nil {
		return err
	}
	if login == c.Identity.Login && !c.Flag("allowSelfDeletion", false) {
		return emulator.IllegalArgument("You may not delete your own user")
	}
	c.Node.Store.Collection(users).Delete(login)
	deleteIdentityArtifact(c.Node, userBlueprint, login)
	return nil
}
