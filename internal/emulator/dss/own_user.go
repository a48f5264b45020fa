package dss

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// handleOwnUser serves the user behind the key (dss-admin.md 5.2): the own document without adminProperties.
func handleOwnUser(n *emulator.Node) {
	n.Handle("GET /current-user", func(c *emulator.Call) (any, error) {
		user, err := ownUser(c)
		delete(user, "adminProperties")
		return user, err
	})
	n.Handle("PUT /current-user", func(c *emulator.Call) (any, error) {
		user, err := ownUser(c)
		if err != nil {
			return nil, err
		}
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		own := []string{"userProperties", "secrets", "credentials", "preferences"}
		if mayRenameThemselves(c) {
			own = append(own, "displayName", "email")
		}
		for _, member := range own {
			keep(user, body, member)
		}
		return emulator.Empty{}, replaceUser(n, text(user, "login"), user)
	})
}

// mayRenameThemselves tells whether a caller may change the own display name and e-mail address (dss-admin.md 5.4).
func mayRenameThemselves(c *emulator.Call) bool {
	settings, _ := c.Node.Store.Collection(singletons).Get(generalSettings)
	allowed := object(settings, "security")["enableEmailAndDisplayNameModification"] == true
	return allowed || c.Identity.Admin || !c.Node.AtLeast("13.2.0")
}

func ownUser(c *emulator.Call) (Document, error) {
	if c.Identity.Login == "" {
		return nil, emulator.Forbidden("This call needs a user, and the API key has none")
	}
	return findUser(c.Node, c.Identity.Login)
}
