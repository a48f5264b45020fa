package dss

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Collections of the user family. Passwords are apart because no document ever holds them.
const (
	users         = "users"
	userActivity  = "user_activity"
	userPasswords = "user_passwords"
)

// nameForm is what logins and group names may hold (dss-admin.md 5.1, 6).
var nameForm = regexp.MustCompile(`^[\p{L}\p{N}@.+_-]{1,80}$`)

// readOnlyUserMembers are kept by a PUT whatever it says (dss-admin.md 5.3).
var readOnlyUserMembers = []string{
	"login", "creationDate", "trialStatus", "codeAllowed", "objectImgHash", "activeWebSocketSesssions",
}

var userSourceTypes = []string{"LOCAL", "LOCAL_NO_AUTH", "LDAP", "SAAS", "PAM", "AZURE_AD", "CUSTOM"}

func handleUsers(n *emulator.Node) {
	n.Store.Collection(users).Put("admin", newUser(n, Document{
		"login": "admin", "displayName": "Administrator", "groups": []any{"administrators"}, "userProfile": "FULL_DESIGNER",
	}))
	n.Handle("GET /admin/users", func(c *emulator.Call) (any, error) { return listUsers(c), nil })
	n.Handle("POST /admin/users", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		if err := createUser(n, body); err != nil {
			return nil, err
		}
		return emulator.Status{Code: 201, Body: Document{"msg": "Created user " + text(body, "login")}}, nil
	}))
	n.Handle("GET /admin/users/{login}", func(c *emulator.Call) (any, error) { return findUser(n, c.Arg("login")) })
	n.Handle("PUT /admin/users/{login}", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		return Document{"msg": "Updated user " + c.Arg("login")}, replaceUser(n, c.Arg("login"), body)
	}))
	n.Handle("DELETE /admin/users/{login}", emulator.NotOnCloud(func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, deleteUser(c, c.Arg("login"))
	}))
	n.Handle("GET /users", func(*emulator.Call) (any, error) {
		list := []any{}
		for _, user := range n.Store.Collection(users).All() {
			list = append(list, userInfo(user))
		}
		return list, nil
	}, emulator.Since("14.0.0"))
	n.Handle("GET /users/{login}", func(c *emulator.Call) (any, error) {
		user, err := findUser(n, c.Arg("login"))
		return userInfo(user), err
	}, emulator.Since("14.0.0"))
	handleUserActivity(n)
	handleBulkUsers(n)
	handleUserSuppliers(n)
}

func listUsers(c *emulator.Call) []any {
	list := []any{}
	full := c.Node.AtLeast("14.2.0") && c.Flag("includeSettings", false)
	connected := c.Node.AtLeast("15.0.0") && c.Flag("connected", false)
	for _, user := range c.Node.Store.Collection(users).All() {
		if connected && fmt.Sprint(user["activeWebSocketSesssions"]) == "0" {
			continue
		}
		if !full {
			user = pick(user, "login", "displayName", "groups", "sourceType", "userProfile", "enabled", "email", "trialStatus",
				"creationDate", "activeWebSocketSesssions")
		}
		list = append(list, user)
	}
	return list
}

// userInfo is what everybody may know of a user (dss-admin.md 5.2).
func userInfo(user Document) Document {
	return pick(user, "login", "displayName", "groups", "email", "enabled")
}

func findUser(n *emulator.Node, login string) (Document, error) {
	user, ok := n.Store.Collection(users).Get(login)
	if !ok {
		return nil, emulator.NotFound("User '" + login + "' does not exist")
	}
	return user, nil
}

// emptyUser has every member of dss-admin.md 5.3 with the value of a document that does not name it.
func emptyUser(n *emulator.Node) Document {
	return Document{
		"sourceType": "LOCAL", "displayName": "", "email": "", "groups": []any{}, "userProfile": fallbackProfile(n), "enabled": true,
		"adminProperties": Document{}, "userProperties": Document{}, "secrets": []any{}, "credentials": Document{},
		"preferences": defaultPreferences(),
	}
}

// defaultPreferences has all that the official client reads, unguarded (dss-admin.md 5.7).
func defaultPreferences() Document {
	preferences := Document{"uiLanguage": "en"}
	for _, member := range []string{
		"mentionEmails", "discussionEmails", "accessRequestEmails", "grantedAccessEmails", "grantedPluginRequestEmails",
		"pluginRequestEmails", "instanceAccessRequestsEmails", "profileUpgradeRequestsEmails", "codeEnvCreationRequestEmails",
		"grantedCodeEnvCreationRequestEmails", "dailyDigestsEmails", "offlineActivityEmails", "rememberPositionFlow",
		"loginLogoutNotifications", "watchedObjectsEditionsNotifications", "objectOnCurrentProjectCreatedDeletedNotifications",
		"anyObjectOnCurrentProjectEditedNotifications", "watchStarOnCurrentProjectNotifications",
		"otherUsersJobsTasksNotifications", "requestAccessNotifications", "scenarioRunNotifications",
	} {
		preferences[member] = true
	}
	return preferences
}

// newUser makes the document of a creation body. `enabled` is not taken at creation, `email` since 13.4.3.
func newUser(n *emulator.Node, body Document) Document {
	user := emptyUser(n)
	user["creationDate"], user["codeAllowed"], user["objectImgHash"] = n.Millis(), true, 0
	user["activeWebSocketSesssions"] = 0
	user["trialStatus"] = Document{"exists": false, "expired": false, "valid": false}
	taken := []string{"login", "displayName", "sourceType", "groups", "userProfile"}
	if n.AtLeast("13.4.3") {
		taken = append(taken, "email")
	}
	for _, member := range taken {
		if value := body[member]; value != nil {
			user[member] = value
		}
	}
	user["groups"] = sortedSet(texts(user["groups"]))
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
	if err := checkUser(n, body, nil); err != nil {
		return err
	}
	user := newUser(n, body)
	if text(user, "sourceType") == "LOCAL" && text(body, "password") == "" {
		return invalidPassword()
	}
	if err := setPassword(n, user, body); err != nil {
		return err
	}
	if extra := n.Quirks.DefaultGroup; extra != "" {
		user["groups"] = sortedSet(append(texts(user["groups"]), extra))
	}
	n.Store.Collection(users).Put(login, user)
	return nil
}

// checkUser refuses bad enumerations, profiles outside the licence and lists of the wrong type.
func checkUser(n *emulator.Node, body, stored Document) error {
	if sourceType := text(body, "sourceType"); sourceType != "" && !slices.Contains(userSourceTypes, sourceType) {
		return emulator.IllegalArgument("No enum constant com.dataiku.dip.security.UserSourceType." + sourceType)
	}
	profile := text(body, "userProfile")
	if profile != "" && profile != text(stored, "userProfile") && !slices.Contains(licensedProfiles(n), profile) {
		return emulator.IllegalArgument("User profile '" + profile + "' is not allowed by the license")
	}
	if groups := body["groups"]; groups != nil {
		if _, ok := groups.([]any); !ok {
			return emulator.IllegalArgument("Expected a list of groups")
		}
	}
	return nil
}

// setPassword takes the password of a body. A blank one clears it; other source types have none (dss-admin.md 5.3).
func setPassword(n *emulator.Node, user, body Document) error {
	if body["password"] == nil || text(user, "sourceType") != "LOCAL" {
		return nil
	}
	password := text(body, "password")
	if password == "" {
		n.Store.Collection(userPasswords).Delete(text(user, "login"))
		return nil
	}
	if len([]rune(password)) < 5 {
		return invalidPassword()
	}
	n.Store.Collection(userPasswords).Put(text(user, "login"), password)
	return nil
}

func invalidPassword() error {
	return emulator.Coded("ERR_SECURITY_INVALID_NEW_PASSWORD", "The password must have at least 5 characters")
}

// replaceUser stores a full document (dss-admin.md 5.4): what the body does not name falls back to the empty value,
// what the document does not know is dropped without a word, and so is the password.
func replaceUser(n *emulator.Node, login string, body Document) error {
	stored, err := findUser(n, login)
	if err != nil {
		return err
	}
	if err := checkUser(n, body, stored); err != nil {
		return err
	}
	user := emptyUser(n)
	for member := range user {
		if value := body[member]; value != nil {
			user[member] = value
		}
	}
	if preferences := object(user, "preferences"); preferences != nil {
		complete(preferences, defaultPreferences())
	}
	for _, member := range readOnlyUserMembers {
		keep(user, stored, member)
	}
	user["groups"] = sortedSet(texts(user["groups"]))
	protectUser(n, user, stored)
	if err := setPassword(n, user, body); err != nil {
		return err
	}
	n.Store.Collection(users).Put(login, user)
	return nil
}

// protectUser encrypts new secrets and credentials and stamps credentials that changed (dss-admin.md 5.5, 5.6).
func protectUser(n *emulator.Node, user, stored Document) {
	for _, secret := range objects(user, "secrets") {
		secret["secret"] = true
	}
	n.Store.EncryptMembers(user["secrets"], isSecretMember)
	before := object(stored, "credentials")
	for name, value := range object(user, "credentials") {
		if credential, ok := value.(Document); ok && !reflect.DeepEqual(credential, before[name]) {
			n.Store.EncryptMembers(credential, isSecretMember)
			credential["lastUpdate"] = n.Millis()
		}
	}
}

func deleteUser(c *emulator.Call, login string) error {
	n := c.Node
	if _, err := findUser(n, login); err != nil {
		return err
	}
	if login == c.Identity.Login && !c.Flag("allowSelfDeletion", false) {
		return emulator.IllegalArgument("You may not delete your own user")
	}
	for _, collection := range []string{users, userActivity, userPasswords} {
		n.Store.Collection(collection).Delete(login)
	}
	return nil
}

func handleUserActivity(n *emulator.Node) {
	n.Store.Collection(userActivity).Put("admin", Document{
		"lastSuccessfulLogin": n.Millis(), "lastFailedLogin": 0, "lastSessionActivity": n.Millis(),
	})
	n.Handle("GET /admin/users/{login}/activity", func(c *emulator.Call) (any, error) {
		user, err := findUser(n, c.Arg("login"))
		return activityOf(n, user), err
	})
	n.Handle("GET /admin/users-activity", func(c *emulator.Call) (any, error) {
		list := []any{}
		for _, user := range n.Store.Collection(users).All() {
			if user["enabled"] == true || !c.Flag("enabledUsersOnly", false) {
				list = append(list, activityOf(n, user))
			}
		}
		return list, nil
	})
	n.Handle("GET /admin/list-trial-expired-users", func(*emulator.Call) (any, error) {
		list := []any{}
		for _, user := range n.Store.Collection(users).All() {
			if object(user, "trialStatus")["expired"] == true {
				list = append(list, user)
			}
		}
		return list, nil
	}, emulator.Since("12.5.0"))
}

// activityOf answers 0 for "never", because the official client reads the members unguarded (dss-admin.md 5.8).
func activityOf(n *emulator.Node, user Document) Document {
	activity := Document{"lastSuccessfulLogin": 0, "lastFailedLogin": 0, "lastSessionActivity": 0}
	if n.AtLeast("15.0.0") {
		activity["lastLoaded"] = n.Millis()
	}
	seen, _ := n.Store.Collection(userActivity).Get(text(user, "login"))
	for member := range activity {
		if value := seen[member]; value != nil {
			activity[member] = value
		}
	}
	activity["login"] = text(user, "login")
	return activity
}
