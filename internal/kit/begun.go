package kit

import (
	"context"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// AsNew is a Begun for objects that the creation makes with a few settings and a second call fills: whatever differs
// from the configuration is still as the server makes it, which is empty, false or 0 unless fresh knows better.
func AsNew[C Client](fresh func(member string, value any) bool) func(context.Context, C, client.Document, client.Document) (bool, error) {
	return func(_ context.Context, _ C, found, wanted client.Document) (bool, error) {
		return !slices.ContainsFunc(client.Unlike(found, wanted), func(member string) bool {
			return !client.IsBlank(found[member]) && !fresh(member, found[member])
		}), nil
	}
}
