package govern

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func open(config client.Config) (any, error) { return New(config) }

// Every call has to end, in a value or in an error, whatever comes back.
func TestForeignAnswersToAllCalls(t *testing.T) { clienttest.CallAll(t, open) }

func FuzzCalls(f *testing.F) { clienttest.FuzzCalls(f, open) }
