// Package content declares what the projects of a node share: meanings of columns and channels for messages.
package content

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"

// Entities are the entities of this area.
func Entities() []kit.Entity {
	return append([]kit.Entity{
		Meaning,
		AnyChannel,
		SendMail,
	}, channelResources()...)
}
