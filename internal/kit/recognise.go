package kit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// get reads the document and refuses that of another object: laid over and put back, it would make one of the other.
func (s *Resource[C]) get(ctx context.Context, c C, v attr.Values) (client.Document, error) {
	doc, err := s.Get(ctx, c, v)
	if err != nil || s.Member != nil {
		return doc, err // an element is found by its identity
	}
	for _, name := range s.Identity {
		a, _ := attr.Find(s.Attributes, name)
		found, lies := a.TextIn(doc)
		if lies && v.Known(name) && !strings.EqualFold(found, v.String(name)) {
			return nil, fmt.Errorf("%w: the %s of the answer is %q and should be %q", client.ErrMalformed, name, found, v.String(name))
		}
	}
	return doc, nil
}

// signer is a client that knows the answers of its node from those of others.
type signer interface{ Signs() bool }

// surely deletes and, where nothing tells an empty answer of the node from one of somebody else, looks whether that has
// worked. What stays on the node in any case cannot be looked for.
func (m *managed[C]) surely(ctx context.Context, c C, v attr.Values, remove func() error) error {
	node, _ := any(c).(signer)
	for range 3 {
		err := remove()
		if err != nil || node == nil || node.Signs() || m.spec.Stays != "" || m.spec.Singleton != nil {
			return err
		}
		_, _, err = m.spec.fetch(ctx, c, v)
		if errors.Is(err, client.ErrNotFound) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("whether it is deleted could not be found out: %w", err)
		}
	}
	return fmt.Errorf("%w: the deletion was answered as a success, and the object is still there", client.ErrMalformed)
}
