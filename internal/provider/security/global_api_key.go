package security

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// GlobalAPIKey is a global API key of a DSS node (dss-admin.md 8).
var GlobalAPIKey = principal.GlobalAPIKey[*dss.Client]("global_api_key", "DSS", abilities())

// EphemeralGlobalAPIKey makes a key for the run and deletes it at its end.
var EphemeralGlobalAPIKey = principal.EphemeralGlobalAPIKey[*dss.Client]("global_api_key", "DSS")
