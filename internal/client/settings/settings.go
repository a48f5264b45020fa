// Package settings holds the calls about the settings of a node: the general ones and those of its identity sources. DSS
// and Govern serve them alike (dss-admin.md 11, 14; govern.md 7, 8).
package settings

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Document is a JSON object of the API.
type Document = client.Document

// Settings are the calls of one node. The clients of the products embed them.
type Settings struct {
	node    *client.Client
	general *client.Collection
	always  client.Holds // what general settings always hold
}

// Over makes the calls out of a client. The general settings of its product are known by what they always hold.
func Over(node *client.Client, always client.Holds) *Settings {
	s := &Settings{node: node, always: always}
	// A write of an identity source changes the general settings too, so any write of an administrator drops what was read.
	s.general = client.NewCollection(node, []string{"admin"}, s.generalOnce)
	return s
}

// theOne is the key of the general settings: the readers of the one document share a call as those of a list do.
const theOne = "general-settings"

// GeneralSettings returns the general settings: one document of many owners, with its secrets encrypted.
func (s *Settings) GeneralSettings(ctx context.Context) (Document, error) {
	return s.general.Get(ctx, theOne, s.readGeneral)
}

func (s *Settings) readGeneral(ctx context.Context) (Document, error) {
	return s.node.Read(ctx, client.Path("admin", "general-settings"), s.always)
}

func (s *Settings) generalOnce(ctx context.Context) (map[string]Document, error) {
	all, err := s.readGeneral(ctx)
	return map[string]Document{theOne: all}, err
}

// PutGeneralSettings replaces the general settings, which must come from GeneralSettings. Members that the node does not
// know are dropped without a word, and missing ones get defaults (dss-admin.md 14).
func (s *Settings) PutGeneralSettings(ctx context.Context, settings Document) error {
	return s.node.Put(ctx, client.Path("admin", "general-settings"), settings)
}
