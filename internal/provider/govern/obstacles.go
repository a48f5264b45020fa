package govern

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// obstacles is how many artifacts an error names.
const obstacles = 5

// obstructed adds to a refused deletion what is in its way. That is looked up only then: what the same run deletes first
// is still there while the plan is made.
func obstructed(ctx context.Context, err error, find func() []string) error {
	for _, other := range []error{client.ErrNotFound, client.ErrUnauthenticated, client.ErrForbidden, client.ErrUnlicensed, client.ErrUnavailable} {
		if errors.Is(err, other) {
			return err
		}
	}
	if err == nil || ctx.Err() != nil {
		return err
	}
	if found := find(); len(found) > 0 {
		return fmt.Errorf("%w\n\nThese are in the way: %s", err, strings.Join(found, ", "))
	}
	return err
}

// artifactNames says which artifacts they are; when they could not be read, none.
func artifactNames(artifacts []client.Document, err error) []string {
	if err != nil {
		return nil
	}
	var names []string
	for _, artifact := range artifacts {
		names = append(names, fmt.Sprintf("artifact %s (%s)", client.Text(artifact, "id"), client.Text(artifact, "name")))
	}
	if len(artifacts) == obstacles {
		names = append(names, "perhaps more")
	}
	return names
}

// versionNames says which versions they are.
func versionNames(versions iter.Seq2[client.Document, error]) []string {
	var names []string
	for version, err := range versions {
		if err != nil {
			return names
		}
		names = append(names, fmt.Sprintf("version %s (%s)", client.Text(version, "versionId"), client.Text(version, "status")))
	}
	return names
}
