package settings

import (
	"context"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// replay compares what call sends with what the vendor's client sends for the operation.
func replay(t *testing.T, operation string, answer any, call func(*Settings) error) {
	t.Helper()
	clienttest.Replay(t, operation, answer, func(base *client.Client) error { return call(Over(base, client.Members("ldapSettings"))) })
}

func TestGeneralSettingsCalls(t *testing.T) {
	ctx := context.Background()
	read := func(s *Settings) error { _, err := s.GeneralSettings(ctx); return err }
	replay(t, "general_settings.get", Document{"udr": true, "ldapSettings": Document{}}, read)
	replay(t, "govern.general_settings.get", Document{"udr": true, "ldapSettings": Document{}}, read)
	replay(t, "general_settings.update", Document{"udr": true, "ldapSettings": Document{}}, func(s *Settings) error {
		return s.PutGeneralSettings(ctx, Document{"udr": true})
	})
}
