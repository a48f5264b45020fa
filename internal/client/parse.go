package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// deepest is how far objects and lists may be nested. No document of the API comes near it.
const deepest = 500

// ParseJSON decodes exactly one JSON value without losing number digits. What readers may understand differently is refused:
// two values of one member, and bytes that are not UTF-8.
func ParseJSON(data []byte) (any, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("bytes that are not UTF-8")
	}
	p := parser{json.NewDecoder(bytes.NewReader(data))}
	p.UseNumber()
	value, err := p.value(0)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	if _, err := p.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("unexpected text after the JSON value")
	}
	return value, nil
}

// parser makes values out of the tokens of a decoder, which checks that they follow each other as they must.
type parser struct{ *json.Decoder }

func (p parser) value(depth int) (any, error) {
	token, err := p.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return p.object(depth + 1)
	case json.Delim('['):
		return p.list(depth + 1)
	}
	return token, nil
}

func (p parser) object(depth int) (Document, error) {
	if depth > deepest {
		return nil, errTooDeep
	}
	d := Document{}
	for p.More() {
		token, err := p.Token()
		if err != nil {
			return nil, err
		}
		name, ok := token.(string)
		if !ok {
			return nil, errors.New("a member without a name")
		}
		if _, twice := d[name]; twice {
			return nil, fmt.Errorf("two values of the member %q", shortName(name))
		}
		if d[name], err = p.value(depth); err != nil {
			return nil, err
		}
	}
	_, err := p.Token()
	return d, err
}

func (p parser) list(depth int) ([]any, error) {
	if depth > deepest {
		return nil, errTooDeep
	}
	list := []any{}
	for p.More() {
		item, err := p.value(depth)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	_, err := p.Token()
	return list, err
}

var errTooDeep = fmt.Errorf("objects and lists are nested deeper than %d", deepest)

// ParseDocument decodes a JSON object.
func ParseDocument(data []byte) (Document, error) {
	value, err := ParseJSON(data)
	if err != nil {
		return nil, err
	}
	document, ok := value.(Document)
	if !ok {
		return nil, fmt.Errorf("expected a JSON object, got %s", kindOf(value))
	}
	return document, nil
}
