package dss

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// sharingFlags are the flags of a permission of a workspace or a data collection (dss-admin.md 23, 24).
var sharingFlags = []string{"admin", "write", "read"}

var colorForm = regexp.MustCompile(`^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

// maySharing tells whether the permissions give the caller the flag. A higher one gives the lower ones.
func maySharing(c *emulator.Call, document Document, flag string) bool {
	if c.Identity.Admin {
		return true
	}
	enough := sharingFlags[:slices.Index(sharingFlags, flag)+1]
	return slices.ContainsFunc(objects(document, "permissions"), func(entry Document) bool {
		login, group := text(entry, "user"), text(entry, "group")
		if login != "" && login != c.Identity.Login || login == "" && !inGroups(c, []string{group}) {
			return false
		}
		return slices.ContainsFunc(enough, func(flag string) bool { return entry[flag] == true })
	})
}

// sharingDocument checks and completes what a creation or an update stores. Flags are stored as they are sent; which
// of them the server adds is not known. Permissions that are not sent are wiped.
func sharingDocument(n *emulator.Node, body Document, members ...string) (Document, error) {
	stored := pick(body, append(members, "displayName", "description")...)
	if text(stored, "displayName") == "" {
		return nil, emulator.IllegalArgument("The display name is required")
	}
	stored["description"] = text(stored, "description")
	stored["color"] = text(body, "color")
	if stored["color"] == "" {
		id := n.RandomID(3)
		stored["color"] = fmt.Sprintf("#%02x%02x%02x", id[0], id[1], id[2])
	} else if !colorForm.MatchString(text(stored, "color")) {
		return nil, emulator.IllegalArgument("Invalid color: '" + text(stored, "color") + "'") // a guess
	}
	permissions := []any{}
	for _, entry := range objects(body, "permissions") {
		if (text(entry, "user") == "") == (text(entry, "group") == "") {
			return nil, emulator.IllegalArgument("A permission needs either a user or a group")
		}
		for _, flag := range sharingFlags {
			entry[flag] = entry[flag] == true
		}
		permissions = append(permissions, entry)
	}
	stored["permissions"] = permissions
	return stored, nil
}

// shownSharing leaves the permissions out for callers who are not administrators of the object.
func shownSharing(c *emulator.Call, document Document) Document {
	if !maySharing(c, document, "admin") {
		delete(document, "permissions")
	}
	return document
}
