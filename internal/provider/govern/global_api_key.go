package govern

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// GlobalAPIKey is a global API key, the only kind of key of a Govern node (govern.md 6).
var GlobalAPIKey = principal.GlobalAPIKey[*govern.Client]("govern_global_api_key", "Govern", abilities())

// EphemeralGlobalAPIKey makes a key for the run and deletes it at its end.
var EphemeralGlobalAPIKey = principal.EphemeralGlobalAPIKey[*govern.Client]("govern_global_api_key", "Govern")
