package govern

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const licensing = "licensing"

var licensedProfiles = []any{
	"FULL_DESIGNER", "DATA_DESIGNER", "ADVANCED_ANALYTICS_DESIGNER", "DESIGNER", "DATA_SCIENTIST", "DATA_ANALYST",
	"AI_CONSUMER", "AI_ACCESS_USER", "GOVERNANCE_MANAGER", "TECHNICAL_ACCOUNT", "EXPLORER", "READER", "PLATFORM_ADMIN", "NONE",
}

func handleLicensing(n *emulator.Node) {
	limits := Document{}
	for _, profile := range licensedProfiles {
		if name, ok := profile.(string); ok {
			limits[name] = Document{"licensedLimit": -1}
		}
	}
	n.Store.Collection(licensing).Put("status", Document{
		"base": Document{
			"hasLicense": true, "valid": true, "expired": false, "expiresOn": n.Now().AddDate(1, 0, 0).UnixMilli(),
			"userProfiles": licensedProfiles,
		},
		"limits":    Document{"licensedProfiles": limits},
		"community": false, "ceEnterprise": false,
	})
	serve(n, admin, "GET /admin/licensing/status", func(*emulator.Call) (any, error) {
		return n.Store.Collection(licensing).Value("status"), nil
	})
	// The body is the parsed content of the licence file (govern.md 11).
	serve(n, admin, "POST /admin/licensing/license", func(c *emulator.Call) (any, error) {
		license, err := c.Object()
		if err != nil {
			return nil, err
		}
		n.Store.Collection(licensing).Put("license", license)
		return emulator.Empty{}, nil
	})
}

// profiles are the user profiles of the licence.
func profiles(n *emulator.Node) []string {
	status, _ := n.Store.Collection(licensing).Get("status")
	return stringList(object(status["base"])["userProfiles"])
}
