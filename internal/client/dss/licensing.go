package dss

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// LicensingStatus returns the status of the licence (dss-admin.md 17).
func (c *Client) LicensingStatus(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("admin", "licensing", "status"), client.Members("base"))
}

// profileCache holds what the licence said once.
type profileCache struct {
	mutex    sync.Mutex
	asked    bool
	profiles []string
	err      error
}

// LicensedProfiles returns the user profiles of the licence, sorted; none when the status does not tell them. The node
// is asked once in the life of the client, also when it refuses to answer.
func (c *Client) LicensedProfiles(ctx context.Context) ([]string, error) {
	cache := &c.profiles
	cache.mutex.Lock()
	defer cache.mutex.Unlock()
	if cache.asked {
		return cache.profiles, cache.err
	}
	status, err := c.LicensingStatus(ctx)
	if ctx.Err() != nil {
		return nil, err
	}
	cache.asked, cache.profiles, cache.err = true, ProfilesOf(status), err
	return cache.profiles, cache.err
}

// ProfilesOf finds the user profiles in a licensing status: in the base, or in the limits of nodes whose base lacks
// them (observed.md 4).
func ProfilesOf(status Document) []string {
	var profiles []string
	listed, _ := client.Lookup(status, "base", "userProfiles")
	names, _ := listed.([]any)
	for _, name := range names {
		if profile, ok := name.(string); ok {
			profiles = append(profiles, profile)
		}
	}
	for _, member := range []string{"licensedProfiles", "profileLimits"} {
		if limits, _ := client.Lookup(status, "limits", member); len(profiles) == 0 {
			byProfile, _ := limits.(Document)
			profiles = slices.Collect(maps.Keys(byProfile))
		}
	}
	slices.Sort(profiles)
	return profiles
}
