package client

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// Each turns the answer of a list call into a sequence.
func Each(all []Document, err error) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		if err != nil {
			yield(nil, err)
			return
		}
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// LandedAs makes a Request.Landed of a read: the creation landed when the object is there as it was sent. Another
// object of that name is an ErrAlreadyExists.
func LandedAs(get func(context.Context) (Document, error), sent Document) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		found, err := get(ctx)
		if errors.Is(err, ErrNotFound) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if different := Unlike(found, sent); len(different) > 0 {
			return false, fmt.Errorf("%w, and differs in %v", ErrAlreadyExists, different)
		}
		return true, nil
	}
}

// SendAgain is Request.Landed of a call that does no harm when it is made twice.
func SendAgain(context.Context) (bool, error) { return false, nil }
