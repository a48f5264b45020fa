package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// licensingStatus is a singleton: the status without the counts, which are computed.
const licensingStatus = "licensing_status"

// seededProfiles are all that were ever seen (observed.md 2), so that configurations of any age apply. The official
// client's default, DATA_SCIENTIST, is among them although modern licences lack it.
var seededProfiles = []string{
	"FULL_DESIGNER", "DATA_DESIGNER", "ADVANCED_ANALYTICS_DESIGNER", "DESIGNER", "DATA_SCIENTIST", "DATA_ANALYST",
	"AI_CONSUMER", "AI_ACCESS_USER", "GOVERNANCE_MANAGER", "TECHNICAL_ACCOUNT", "EXPLORER", "READER", "PLATFORM_ADMIN", "NONE",
}

func handleLicensing(n *emulator.Node) {
	base := Document{
		"hasLicense": true, "valid": true, "expired": false, "expiresOn": n.Now().AddDate(1, 0, 0).UnixMilli(),
		"userProfiles": seededProfiles,
	}
	if !n.AtLeast("15.0.0") { // gone in 15 (observed.md 4)
		base["licenseContent"] = Document{"licenseKind": "ENTERPRISE", "properties": Document{}}
	}
	n.Store.Collection(singletons).Put(licensingStatus, Document{
		"base": base, "features": Document{"allowedConnectionTypes": []any{"ALL"}}, "community": false, "ceEnterprise": false,
	})
	n.Handle("GET /admin/licensing/status", func(*emulator.Call) (any, error) {
		status, _ := n.Store.Collection(singletons).Get(licensingStatus)
		status["limits"] = profileLimits(n)
		if n.Quirks.Community {
			status["community"] = true
		}
		return status, nil
	})
	n.Handle("POST /admin/licensing/license", func(c *emulator.Call) (any, error) {
		license, err := c.Object()
		if err != nil {
			return nil, err
		}
		setLicense(n, license)
		return emulator.Empty{}, nil
	})
}

// setLicense takes a new licence. Its content is a secret of unknown shape that no call answers (dss-admin.md 17).
func setLicense(n *emulator.Node, license Document) {
	status, _ := n.Store.Collection(singletons).Get(licensingStatus)
	base := object(status, "base")
	base["hasLicense"], base["valid"], base["expired"] = true, true, false
	base["expiresOn"] = n.Now().AddDate(1, 0, 0).UnixMilli()
	if !n.AtLeast("15.0.0") {
		content := Document{"licenseKind": "ENTERPRISE", "properties": Document{}}
		for member := range content {
			if value := license[member]; value != nil {
				content[member] = value
			}
		}
		base["licenseContent"] = content
	}
	n.Store.Collection(singletons).Put(licensingStatus, status)
}

// licensedProfiles are the profiles of the licence.
func licensedProfiles(n *emulator.Node) []string {
	status, _ := n.Store.Collection(singletons).Get(licensingStatus)
	return texts(object(status, "base")["userProfiles"])
}

// checkConnectionType refuses a type of connection that the licence lacks, with the text and status of what a licence
// refuses (observed.md 1.4).
func checkConnectionType(n *emulator.Node, kind string) error {
	status, _ := n.Store.Collection(singletons).Get(licensingStatus)
	allowed := texts(object(status, "features")["allowedConnectionTypes"])
	if slices.Contains(allowed, "ALL") || slices.Contains(allowed, kind) {
		return nil
	}
	return &emulator.Error{Status: 500, Type: "java.lang.RuntimeException", Message: "Current license does not allow this operation"}
}

// fallbackProfile is the profile of a user whose creation names none (observed.md 2).
func fallbackProfile(n *emulator.Node) string {
	profiles := licensedProfiles(n)
	if len(profiles) == 0 || slices.Contains(profiles, "READER") {
		return "READER"
	}
	return profiles[len(profiles)-1]
}

func profileLimits(n *emulator.Node) Document {
	counts := map[string]int{}
	for _, user := range n.Store.Collection(users).All() {
		counts[text(user, "userProfile")]++
	}
	limits, licensed := Document{}, Document{}
	for _, profile := range licensedProfiles(n) {
		limit := Document{"licensedLimit": -1}
		licensed[profile] = limit
		limits[profile] = Document{
			"licensed": limit, "directCount": counts[profile], "countWithDemotedTo": counts[profile], "trials": 0,
			"overQuota": false,
		}
	}
	return Document{"profileLimits": limits, "licensedProfiles": licensed}
}
