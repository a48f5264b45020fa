package instance

import (
	"context"
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// License is the status of the licence of a DSS node (dss-admin.md 17, observed.md 4).
var License = &kit.DataSource[*dss.Client]{
	Type:    "license",
	Summary: "The status of the licence of a DSS node: validity, user profiles, limits and features.",
	Detail:  "What the status holds depends on the version of the node; what it does not hold is null.",
	Attributes: []attr.Attribute{
		attr.Bool("has_license", "Whether there is a licence.").Computed().At("base.hasLicense"),
		attr.Bool("valid", "Whether the licence is valid.").Computed().At("base.valid"),
		attr.Bool("expired", "Whether the licence has expired.").Computed().At("base.expired"),
		attr.Int("expires_on", "When the licence expires, in milliseconds since the epoch.").Computed().At("base.expiresOn"),
		attr.String("kind", "Kind of the licence, such as `ENTERPRISE`. Nodes before version 15 tell it.").Computed().At("base.licenseContent.licenseKind"),
		attr.Bool("community", "Whether the node runs without a paid licence.").Computed(),
		attr.Bool("ce_enterprise", "The flag `ceEnterprise` of the status.").Computed(),
		attr.StringSet("user_profiles", "User profiles of the licence, for `user_profile` of `dataiku_user`.").Computed(),
		attr.ObjectMap("profile_limits", "profile", "Limits and use by user profile.",
			attr.Int("licensed_limit", "How many users may have the profile; -1 for any number.").Computed().At("licensed.licensedLimit"),
			attr.Int("direct_count", "How many users have the profile.").Computed(),
			attr.Int("count_with_demoted_to", "How many users count for the profile, with those that were demoted to it.").Computed(),
			attr.Int("trials", "How many users have the profile on trial.").Computed(),
			attr.Bool("over_quota", "Whether more users have the profile than the licence allows.").Computed(),
		).Computed(),
		attr.StringSet("allowed_connection_types", "Connection types of the licence; `ALL` for every type.").Computed().At("features.allowedConnectionTypes"),
		attr.JSON("features", "All features of the licence as JSON.").Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		status, err := c.LicensingStatus(ctx)
		if err != nil {
			return nil, err
		}
		status["userProfiles"], status["profileLimits"] = client.Clone(dss.ProfilesOf(status)), profileLimits(status)
		return status, nil
	},
}

// profileLimits turns the limits by profile into a list. Where the status has no use by profile, the licensed limits
// alone are known.
func profileLimits(status client.Document) []any {
	byProfile := client.Document{}
	licensed, _ := client.Lookup(status, "limits", "licensedProfiles")
	if limits, ok := licensed.(client.Document); ok {
		for profile, limit := range limits {
			byProfile[profile] = client.Document{"licensed": limit}
		}
	}
	used, _ := client.Lookup(status, "limits", "profileLimits")
	if limits, ok := used.(client.Document); ok {
		maps.Copy(byProfile, limits)
	}
	list := []any{}
	for _, profile := range slices.Sorted(maps.Keys(byProfile)) {
		if limit, ok := byProfile[profile].(client.Document); ok {
			limit = client.CloneDocument(limit)
			limit["profile"] = profile
			list = append(list, limit)
		}
	}
	return list
}
