package kittest

import (
	"context"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const (
	protectionName = "deletion_protection"
	timeoutsName   = "timeouts"
	idName         = "id"
)

// Start makes the provider anew, as a new process does. Its client must not sleep.
type Start func() tfprotov6.ProviderServer

// subject is the entity under test.
type subject struct {
	description kit.Description
	sample      *Sample
	start       Start

	typeName     string
	schemas      *tfprotov6.GetProviderSchemaResponse
	schema       *tfprotov6.Schema
	objectType   tftypes.Object
	identityType tftypes.Object
	// secrets are the write-only values of the samples, sensitive those that only output and logs must not show.
	secrets, sensitive []string
}

func newSubject(ctx context.Context, start Start, d kit.Description) (*subject, error) {
	s := &subject{description: d, start: start, typeName: kit.Prefix + d.Type}
	server := start()
	var err error
	if s.schemas, err = server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		return nil, err
	}
	if problems := (diagnostics{s.schemas.Diagnostics}); problems.failed() {
		return nil, fmt.Errorf("the schema of the provider is invalid:\n%s", problems.text())
	}
	s.schema = s.schemas.ResourceSchemas[s.typeName]
	if s.schema == nil {
		return nil, fmt.Errorf("the provider does not serve %s", s.typeName)
	}
	s.objectType, _ = s.schema.ValueType().(tftypes.Object)
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, err
	}
	identity := identities.IdentitySchemas[s.typeName]
	if identity == nil {
		return nil, fmt.Errorf("%s has no identity", s.typeName)
	}
	s.identityType, _ = identity.ValueType().(tftypes.Object)
	return s, nil
}

// attribute returns the declaration of a top-level attribute.
func (s *subject) attribute(name string) (attr.Attribute, bool) {
	return attr.Find(s.description.Attributes, name)
}

// secretsAndVersions names the write-only attributes and those that make them be sent again.
func (s *subject) secretsAndVersions() (secrets, versions []string) {
	for _, a := range s.description.Attributes {
		if a.IsSecret() {
			secrets, versions = append(secrets, a.Name), append(versions, a.VersionName())
		}
	}
	return secrets, versions
}

// locals names the attributes that only Terraform knows.
func (s *subject) locals() []string {
	var names []string
	for _, a := range s.description.Attributes {
		if a.IsLocal() {
			names = append(names, a.Name)
		}
	}
	return names
}

// madeByServer tells whether the server chooses a part of the identity, so that two objects never collide.
func (s *subject) madeByServer() bool {
	for _, name := range s.description.Identity {
		if a, ok := s.attribute(name); ok && a.IsComputed() {
			return true
		}
	}
	return false
}

// world is one entity with its nodes, ready for one check after another.
type world struct {
	*subject
	nodes *nodes
}

// check runs one part of the suite on fresh nodes.
func (w *world) check(t *testing.T, name string, f func(tf *terraform)) {
	t.Run(name, func(t *testing.T) {
		w.nodes.restore(w.nodes.base)
		f(&terraform{T: t, subject: w.subject, nodes: w.nodes, ctx: t.Context()})
	})
}
