package client

import (
	"bytes"
	"errors"
	"fmt"
)

// decode fills out and also gives the value itself. Its errors say what is wrong with the answer, and out is then left as
// it was.
func decode(got answer, request Request, out any) (any, error) {
	if got.isHTML() {
		return nil, errWebPage
	}
	if len(bytes.TrimSpace(got.body)) == 0 {
		return nil, errors.New("the answer is empty")
	}
	value, err := ParseJSON(got.body)
	if err != nil {
		return nil, fmt.Errorf("the answer is not JSON: %w", err)
	}
	if value == nil && request.Nullable {
		return nil, nil //nolint:nilnil // null is what came
	}
	fill, fits := fitting(value, out)
	if !fits {
		return nil, fmt.Errorf("the answer is %s, not what this call returns", kindOf(value))
	}
	_, isMap := out.(*map[string]Document)
	if _, err := request.Holds.tell(value, isMap); err != nil {
		return nil, err
	}
	fill()
	return value, nil
}

// fitting tells whether a value has the shape of out, and how to store it there.
func fitting(value, out any) (fill func(), fits bool) {
	switch out := out.(type) {
	case *any:
		return func() { *out = value }, value != nil
	case *Document:
		document, ok := value.(Document)
		return func() { *out = document }, ok
	case *[]Document:
		documents, ok := listOf[Document](value)
		return func() { *out = documents }, ok
	case *[]string:
		texts, ok := listOf[string](value)
		return func() { *out = texts }, ok
	case *map[string]Document:
		documents, ok := documentMap(value)
		return func() { *out = documents }, ok
	}
	panic(fmt.Sprintf("client: no answer is decoded into %T", out))
}

func listOf[T any](value any) ([]T, bool) {
	items, ok := value.([]any)
	if !ok {
		return nil, false
	}
	list := make([]T, len(items))
	for i, item := range items {
		if list[i], ok = item.(T); !ok {
			return nil, false
		}
	}
	return list, true
}

func documentMap(value any) (map[string]Document, bool) {
	members, ok := value.(Document)
	if !ok {
		return nil, false
	}
	documents := make(map[string]Document, len(members))
	for name, member := range members {
		if documents[name], ok = member.(Document); !ok {
			return nil, false
		}
	}
	return documents, true
}
