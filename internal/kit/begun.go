package kit

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// AsNew is a Begun for objects that the creation makes with a few settings and a second call fills: whatever differs
// from the configuration is still as the server makes it, which is empty, false or 0 unless fresh knows better.
func AsNew[C Client](fresh func(member string, value any) bool) func(context.Context, C, client.Document, client.Document) (bool, error) {
	return func(_ context.Context, _ C, found, wanted client.Document) (bool, error) {
		return !slices.ContainsFunc(client.Unlike(found, wanted), func(member string) bool {
			return !isBlank(found[member]) && !fresh(member, found[member])
		}), nil
	}
}

func isBlank(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case json.Number:
		return client.Equal(v, json.Number("0"))
	case []any:
		return len(v) == 0
	case client.Document:
		return len(v) == 0
	}
	return false
}
