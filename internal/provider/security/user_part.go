package security

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// What memberships, secrets and credentials share: each is a part of the document of one user.

// partsOfUsers lists what parts finds in the document of each user.
func partsOfUsers(parts func(user client.Document) []client.Document) func(context.Context, *dss.Client, attr.Values) iter.Seq2[client.Document, error] {
	return func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return func(yield func(client.Document, error) bool) {
			for user, err := range c.Users(ctx) {
				if err != nil {
					yield(nil, err)
					return
				}
				for _, part := range parts(user) {
					if !yield(part, nil) {
						return
					}
				}
			}
		}
	}
}

// with returns a copy of a document with one more member.
func with(d client.Document, member string, value any) client.Document {
	out := client.CloneDocument(d)
	out[member] = value
	return out
}

// without returns a copy of a document that lacks the members.
func without(d client.Document, members ...string) client.Document {
	out := client.CloneDocument(d)
	for _, member := range members {
		delete(out, member)
	}
	return out
}

// neededAtCreation refuses a new object that lacks a write-only value. An imported one does without.
func neededAtCreation(p kit.Planned, secret, why string) []kit.Problem {
	if p.State != nil || !p.Config[secret].IsNull() {
		return nil
	}
	return []kit.Problem{{Attribute: secret, Summary: secret + " is missing", Detail: why}}
}
