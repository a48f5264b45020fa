package client

import (
	"bytes"
	"errors"
	"fmt"
)

// decoded is an answer that fits into the output of its call.
type decoded struct {
	value any
	fill  func() // puts it there; nil when there is nothing to put
	// told says that something in it tells it from an answer of somebody else, unproven that nothing at all does.
	told, unproven bool
}

// decode makes of an answer what fills out. Its errors say what is wrong with the answer.
func decode(got answer, request Request, out any) (decoded, error) {
	value, err := parse(got, request)
	if err != nil {
		return decoded{}, err
	}
	read := decoded{value: value, unproven: !got.signed()}
	if value == nil {
		return read, nil
	}
	fits := false
	if read.fill, fits = fitting(value, out); !fits {
		return decoded{}, fmt.Errorf("the answer is %s, not what this call returns", kindOf(value))
	}
	_, isMap := out.(*map[string]Document)
	if read.told, err = request.Holds.tell(value, isMap); err != nil {
		return decoded{}, err
	}
	read.unproven = read.unproven && !read.told
	return read, nil
}

// parse reads the one JSON value of an answer. It is nil where null may come.
func parse(got answer, request Request) (any, error) {
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
	if value == nil && !request.Nullable {
		return nil, errors.New("the answer is null")
	}
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
