package dss

import (
	"regexp"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Collections of the user family.
const users = "users"

// nameForm is what logins and group names may hold (dss-admin.md 5.1, 6).
var nameForm = regexp.MustCompile(`^[\p{L}\p{N}@.+_-]{1,80}$`)

// readOnlyUserMembers are kept by a PUT whatever it says (dss-admin.md 5.3).
var readOnlyUserMembers = []string{"login", "creationDate", "trialStatus", "codeAllowed", "objectImgHash", "activeWebSocketSesssions"}

// userMembers are the members a user document may have; others are dropped without a word.
var userMembers = []string{
	"login", "displayName", "email", "sourceType", "groups", "userProfile", "enabled", "adminProperties",
	"userProperties", "secrets", "credentials", "preferences", "creationDate", "trialStatus", "codeAllowed",
	"objectImgHash", "activeWebSocketSesssions",
}

var userSourceTypes = []string{"LOCAL", "LOCAL_NO_AUTH", "LDAP", "SAAS", "PAM", "AZURE_AD", "CUSTOM"}

func handleUsers(n *emulator.Node) {
	n.Store.Collection(users).Put("admin", newUser(n, Document{
		"login": "admin", "displayName": "Administrator", "groups": []any{"administrators"}, "userProfile": "FULL_DESIGNER",
	}))
	n.Handle("GET /admin/users", func(c *emulator.Call) (any, error) {
		list := []any{}
		for _, user := range n.Store.Collection(users).All() {
			if !c.Flag("includeSettings", false) {
				user = userSummary(user)
			}
			list = append(list, user)
		}
		return list, nil
	})
	n.Handle("POST /admin/users", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		if err := createUser(n, body); err != nil {
			return nil, err
		}
		return emulator.Status{Code: 201, Body: Document{"msg": "Created user " + text(body, "login")}}, nil
	})
	n.Handle("GET /admin/users/{login}", func(c *emulator.Call) (any, error) { return findUser(n, c.Arg("login")) })
	n.Handle("PUT /admin/users/{login}", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		return Document{"msg": "Updated user " + c.Arg("login")}, replaceUser(n, c.Arg("login"), body)
	})
	n.Handle("DELETE /admin/users/{login}", func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, deleteUser(c, c.Arg("login"))
	})
}

func findUser(n *emulator.Node, login string) (Document, error) {
	user, ok := n.Store.Collection(users).Get(login)
	if !ok {
		return nil, emulator.NotFound("User '" + login + "' does not exist")
	}
	return user, nil
}

// newUser completes a creation body with the defaults of the server. `enabled` is not taken at creation.
func newUser(n *emulator.Node, body Document) Document {
	user := Document{
		"sourceType": "LOCAL", "displayName": "", "groups": []any{}, "userProfile": "READER", "enabled": true,
		"adminProperties": Document{}, "userProperties": Document{}, "secrets": []any{}, "credentials": Document{},
		"preferences":  Document{"uiLanguage": "en", "mentionEmails": true, "discussionEmails": true},
		"creationDate": n.Millis(), "codeAllowed": true, "objectImgHash": 0,
		"trialStatus": Document{"exists": false, "expired": false, "valid": false},
	}
	for _, member := range []string{"login", "displayName", "sourceType", "groups", "userProfile", "email"} {
		if value := body[member]; value != nil {
			user[member] = value
		}
	}
	if extra := n.Quirks.DefaultGroup; extra != "" {
		user["groups"] = append(slices.Clone(user["groups"].([]any)), extra)
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
	n.Store.Collection(users).Put(login, newUser(n, body))
	return nil
}

// checkUser refuses bad enumerations, profiles outside the licence and lists of the wrong type.
func checkUser(n *emulator.Node, body Document) error {
	if sourceType := text(body, "sourceType"); sourceType != "" && !slices.Contains(userSourceTypes, sourceType) {
		return emulator.IllegalArgument("No enum constant com.dataiku.dip.security.UserSourceType." + sourceType)
	}
	if profile := text(body, "userProfile"); profile != "" && !slices.Contains(licensedProfiles(n), profile) {
		return emulator.IllegalArgument("User profile '" + profile + "' is not allowed by the license")
	}
	if groups, given := body["groups"]; given && groups != nil {
		if _, ok := groups.([]any); !ok {
			return emulator.IllegalArgument("Expected a list of groups")
		}
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
	for _, member := range readOnlyUserMembers {
		keep(body, stored, member)
	}
	for member := range body {
		if !slices.Contains(userMembers, member) { // also drops the password: it is set, never kept
			delete(body, member)
		}
	}
	n.Store.EncryptMembers(body["credentials"], isSecretMember)
	n.Store.EncryptMembers(body["secrets"], isSecretMember)
	n.Store.Collection(users).Put(login, body)
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
	return nil
}

func userSummary(user Document) Document {
	return pick(user, "login", "displayName", "groups", "sourceType", "userProfile", "enabled", "email", "trialStatus",
		"creationDate", "activeWebSocketSesssions")
}

// licensedProfiles are the profiles of the licence.
func licensedProfiles(*emulator.Node) []string {
	return []string{"FULL_DESIGNER", "DATA_DESIGNER", "ADVANCED_ANALYTICS_DESIGNER", "DESIGNER", "DATA_SCIENTIST",
		"DATA_ANALYST", "AI_CONSUMER", "AI_ACCESS_USER", "GOVERNANCE_MANAGER", "TECHNICAL_ACCOUNT", "EXPLORER",
		"READER", "PLATFORM_ADMIN", "NONE"}
}
