package dss

import (
	"context"
	"net/http"
	"slices"
	"testing"
)

func TestProfilesOf(t *testing.T) {
	limits := Document{"READER": Document{"licensedLimit": -1}, "FULL_DESIGNER": Document{}}
	for name, test := range map[string]struct {
		status Document
		want   []string
	}{
		"base":             {Document{"base": Document{"userProfiles": []any{"READER", "AI_CONSUMER"}}, "limits": Document{"licensedProfiles": limits}}, []string{"AI_CONSUMER", "READER"}},
		"licensed limits":  {Document{"base": Document{}, "limits": Document{"licensedProfiles": limits}}, []string{"FULL_DESIGNER", "READER"}},
		"profile limits":   {Document{"limits": Document{"profileLimits": limits}}, []string{"FULL_DESIGNER", "READER"}},
		"older content":    {Document{"base": Document{"licenseContent": Document{"licenseKind": "ENTERPRISE"}}}, nil},
		"nothing known":    {Document{}, nil},
		"no status at all": {nil, nil},
	} {
		if got := ProfilesOf(test.status); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// The plan of five hundred users asks for the licence once, also when the node refuses to tell.
func TestLicensedProfilesAreAskedOnce(t *testing.T) {
	for name, handle := range map[string]http.HandlerFunc{
		"answer":  answer(Document{"base": Document{"userProfiles": []any{"READER"}}}),
		"refusal": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
	} {
		calls := 0
		c := serve(t, func(w http.ResponseWriter, r *http.Request) { calls++; handle(w, r) })
		for range 5 {
			profiles, err := c.LicensedProfiles(context.Background())
			if (name == "answer") != (err == nil && slices.Equal(profiles, []string{"READER"})) {
				t.Errorf("%s: %v, %v", name, profiles, err)
			}
		}
		if calls != 1 {
			t.Errorf("%s: %d calls", name, calls)
		}
	}
}

func TestLicensedProfilesAreAskedAgainAfterACancelledRun(t *testing.T) {
	c := serve(t, answer(Document{"base": Document{"userProfiles": []any{"READER"}}}))
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.LicensedProfiles(cancelled); err == nil {
		t.Error("a cancelled call succeeded")
	}
	if profiles, err := c.LicensedProfiles(context.Background()); err != nil || len(profiles) != 1 {
		t.Errorf("got %v, %v", profiles, err)
	}
}
