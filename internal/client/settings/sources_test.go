package settings

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func TestIdentitySourceCalls(t *testing.T) {
	ctx := context.Background()
	for operation, source := range map[string]Source{"iam.ldap": LDAP, "iam.sso": SSO, "iam.azure_ad": AzureAD} {
		answer := Document{"enabled": false}
		replay(t, operation+".get", answer, func(s *Settings) error { _, err := s.IdentitySource(ctx, source); return err })
		replay(t, operation+".save", answer, func(s *Settings) error {
			settings, err := s.IdentitySource(ctx, source)
			if err != nil {
				return err
			}
			return s.PutIdentitySource(ctx, source, settings)
		})
	}
}

// putWith answers with the statuses, by path.
func putWith(t *testing.T, statuses map[string]int) ([]string, error) {
	t.Helper()
	var paths []string
	server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		paths = append(paths, r.URL.Path)
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(statuses[r.URL.Path])
	})))
	defer server.Close()
	node, err := client.New(client.Config{URL: server.URL, APIKey: "key-of-the-test", MaxRetries: -1})
	if err != nil {
		t.Fatal(err)
	}
	err = Over(node, client.Anything).PutIdentitySource(context.Background(), LDAP, Document{})
	return paths, err
}

func TestDoubleSlashWhereTheSingleOneIsUnknown(t *testing.T) {
	const single, double = "/public/api/admin/iam/ldap-settings", "/public/api/admin//iam/ldap-settings"
	for name, test := range map[string]struct {
		statuses map[string]int
		paths    []string
		fails    error
	}{
		"single":  {map[string]int{single: 204}, []string{single}, nil},
		"double":  {map[string]int{single: 404, double: 204}, []string{single, double}, nil},
		"neither": {map[string]int{single: 404, double: 500}, []string{single, double}, client.ErrUnsupported},
		"refused": {map[string]int{single: 403}, []string{single}, client.ErrForbidden},
	} {
		paths, err := putWith(t, test.statuses)
		if !slices.Equal(paths, test.paths) || !errors.Is(err, test.fails) {
			t.Errorf("%s: sent %v, got %v", name, paths, err)
		}
	}
}
