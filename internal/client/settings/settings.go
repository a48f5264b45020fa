// Package settings holds the calls about the settings of a node: the general ones and those of its identity sources. DSS
// and Govern serve them alike (dss-admin.md 11, 14; govern.md 7, 8).
package settings

import (
	"context"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Document is a JSON object of the API.
type Document = client.Document

// Settings are the calls of one node. The clients of the products embed them.
type Settings struct {
	node    *client.Client
	general *client.Collection
}

// Over makes the calls out of a client.
func Over(node *client.Client) *Settings {
	s := &Settings{node: node}
	// A write of an identity source changes the general settings too, so any write of an administrator drops what was read.
	s.general = client.NewCollection(node, []string{"admin"}, s.generalOnce)
	return s
}

// theOne is the key of the general settings: the readers of the one document share a call as those of a list do.
const theOne = "general-settings"

// GeneralSettings returns the general settings: one document of many owners, with its secrets encrypted.
func (s *Settings) GeneralSettings(ctx context.Context) (Document, error) {
	return s.general.Get(ctx, theOne, func(ctx context.Context) (Document, error) {
		return s.read(ctx, "admin", "general-settings")
	})
}

func (s *Settings) generalOnce(ctx context.Context) (map[string]Document, error) {
	all, err := s.read(ctx, "admin", "general-settings")
	return map[string]Document{theOne: all}, err
}

// PutGeneralSettings replaces the general settings, which must come from GeneralSettings. Members that the node does not
// know are dropped without a word, and missing ones get defaults (dss-admin.md 14).
func (s *Settings) PutGeneralSettings(ctx context.Context, settings Document) error {
	return s.put(ctx, settings, "admin", "general-settings")
}

// read gets an object.
func (s *Settings) read(ctx context.Context, path ...string) (Document, error) {
	var d Document
	err := s.node.JSON(ctx, client.Request{Method: http.MethodGet, Path: path}, &d)
	return d, err
}

// put replaces an object.
func (s *Settings) put(ctx context.Context, body any, path ...string) error {
	return s.node.Send(ctx, client.Request{Method: http.MethodPut, Path: path, Body: body})
}
