package instance_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/instance"
)

// read is the data source for a node that answers so.
func read(t *testing.T, status string) attr.Values {
	t.Helper()
	server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(status)) })))
	defer server.Close()
	c, err := dss.New(client.Config{URL: server.URL, APIKey: "key-of-the-test"})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := instance.License.Get(t.Context(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	v, err := attr.Reader{Imported: true}.Read(doc, instance.License.Attributes)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The status of version 15, and the one of versions before, with the content of the licence (observed.md 4).
func TestLicenceOfVersions(t *testing.T) {
	newer := read(t, `{
		"base": {"hasLicense": true, "valid": true, "expired": false, "expiresOn": 1819756800000, "userProfiles": ["FULL_DESIGNER", "READER"]},
		"limits": {
			"profileLimits": {"FULL_DESIGNER": {"licensed": {"licensedLimit": 10, "mayX": true}, "directCount": 2, "countWithDemotedTo": 3, "trials": 1, "overQuota": true}},
			"licensedProfiles": {"FULL_DESIGNER": {"licensedLimit": 10}, "READER": {"licensedLimit": -1}}
		},
		"features": {"allowedConnectionTypes": ["ALL"], "other": 9007199254740993},
		"community": false, "ceEnterprise": true
	}`)
	limits := newer.Objects("profile_limits")
	designer, reader := limits["FULL_DESIGNER"], limits["READER"]
	if designer.Int("licensed_limit") != 10 || designer.Int("direct_count") != 2 || designer.Int("count_with_demoted_to") != 3 ||
		designer.Int("trials") != 1 || !designer.Bool("over_quota") {
		t.Errorf("the designers are %v", designer)
	}
	if reader.Int("licensed_limit") != -1 || reader.Known("direct_count") {
		t.Errorf("the readers are %v", reader)
	}
	if !newer.Bool("valid") || newer.Int("expires_on") != 1819756800000 || newer.Known("kind") || !newer.Bool("ce_enterprise") ||
		!slices.Equal(newer.Strings("user_profiles"), []string{"FULL_DESIGNER", "READER"}) ||
		newer.String("features_json") != `{"allowedConnectionTypes":["ALL"],"other":9007199254740993}` {
		t.Errorf("the licence is %v", newer)
	}

	older := read(t, `{
		"base": {"hasLicense": true, "valid": true, "expired": false, "licenseContent": {"licenseKind": "ENTERPRISE", "properties": {}}},
		"limits": {"profileLimits": {"DESIGNER": {"licensed": {"licensedLimit": -1}, "directCount": 1}}},
		"community": false
	}`)
	if older.String("kind") != "ENTERPRISE" || !slices.Equal(older.Strings("user_profiles"), []string{"DESIGNER"}) ||
		older.Known("expires_on") || older.Known("features_json") || older.Objects("profile_limits")["DESIGNER"].Int("direct_count") != 1 {
		t.Errorf("the licence is %v", older)
	}

	if none := read(t, `{"base": {}, "community": true}`); !none.Bool("community") || none.Known("valid") {
		t.Errorf("the licence is %v", none)
	}
}
