package settings

import (
	"context"
	"errors"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Source is an identity source by the address of its settings (dss-admin.md 11, govern.md 8).
type Source string

// The identity sources.
const (
	LDAP    Source = "ldap-settings"
	SSO     Source = "sso-settings"
	AzureAD Source = "azure-ad-settings"
)

// IdentitySource returns the settings of an identity source, which on DSS are a block of the general settings.
func (s *Settings) IdentitySource(ctx context.Context, source Source) (Document, error) {
	return s.node.Read(ctx, client.Path("admin", "iam", string(source)), client.Members("enabled"))
}

// PutIdentitySource replaces the settings of an identity source, which must come from IdentitySource. The vendor's client
// sends this address with a double slash. That nodes take a single one is very likely and was not seen, so a node that
// does not know the address is asked again in the vendor's way (dss-admin.md 11).
func (s *Settings) PutIdentitySource(ctx context.Context, source Source, settings Document) error {
	if source == SSO { // the vendor's client never leaves these out
		for _, member := range []string{"openIDParams", "samlSPParams"} {
			if settings[member] == nil {
				settings = client.CloneDocument(settings)
				settings[member] = Document{}
			}
		}
	}
	request := client.Request{Method: http.MethodPut, Path: []string{"admin", "iam", string(source)}, Body: settings}
	err := s.node.Send(ctx, request)
	if !errors.Is(err, client.ErrUnsupported) {
		return err
	}
	request.DoubleSlash = true
	if s.node.Send(ctx, request) == nil {
		return nil
	}
	return err
}
