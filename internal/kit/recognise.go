package kit

import (
	"context"
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
