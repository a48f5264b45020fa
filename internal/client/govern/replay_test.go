package govern

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

// replay compares what call sends with what the vendor's client sends for the operation.
func replay(t *testing.T, operation string, answer any, call func(*Client) error) {
	t.Helper()
	clienttest.Replay(t, operation, answer, func(base *client.Client) error { return call(over(base)) })
}
