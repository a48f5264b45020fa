package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
)

// Shape is the class into which the server reads a JSON value. What the class lacks is dropped without a word, at every
// depth (observed.md 10, govern.md 1.9, dss-project.md 60.6); a value of another JSON type is refused, which is what a
// typed document means. Each family declares the shapes of its documents as data, from the contract.
type Shape struct {
	token   string // of a JSON reader; empty for anything
	members Members
	open    bool   // keeps members that are not named
	item    *Shape // of a list, and of the members that are not named
	digits  bool   // a number that may come as text
}

// Members are the members of an object by name.
type Members map[string]Shape

// Tokens are named as the server's JSON library does in its refusals.
const (
	beginObject = "BEGIN_OBJECT"
	beginArray  = "BEGIN_ARRAY"
	stringToken = "STRING"
	numberToken = "NUMBER"
	boolToken   = "BOOLEAN"
)

// Shapes of single values.
var (
	// Any is any JSON value, kept as it is: what the contract calls open or does not know.
	Any    = Shape{}
	String = Shape{token: stringToken}
	Number = Shape{token: numberToken}
	Bool   = Shape{token: boolToken}
	// Port is a number that some clients write as text and every answer has as a number (observed.md 8.2).
	Port = Shape{token: numberToken, digits: true}
)

// List is an array of items of one shape.
func List(item Shape) Shape { return Shape{token: beginArray, item: &item} }

// Map is an object whose members have free names and one shape.
func Map(item Shape) Shape { return Shape{token: beginObject, open: true, item: &item} }

// Object is an object of the named members, which lacks all others.
func Object(members Members) Shape { return Shape{token: beginObject, members: members} }

// OpenObject is an object of which the contract knows some members only; others are kept as they are.
func OpenObject(members Members) Shape {
	return Shape{token: beginObject, members: members, open: true, item: &Any}
}

// Like is the shape of a sample, usually the defaults of a document: objects with members lack all others, empty objects
// and the items of empty lists are open. More adds members that the sample lacks and replaces those that are more than
// it shows, also deeper inside where both are objects, and opens one with OpenObject.
func Like(sample any, more ...Members) Shape {
	shape := like(Clone(sample))
	for _, members := range more {
		shape = shape.with(Object(members))
	}
	return shape
}

func like(sample any) Shape {
	switch v := sample.(type) {
	case Document:
		if len(v) == 0 {
			return Map(Any)
		}
		members := Members{}
		for name, value := range v {
			members[name] = like(value)
		}
		return Object(members)
	case []any:
		if len(v) == 0 {
			return List(Any)
		}
		return List(like(v[0]))
	}
	return Shape{token: tokenOf(sample)}
}

func (s Shape) with(more Shape) Shape {
	if s.members == nil || more.members == nil {
		return more
	}
	members := Members{}
	for name, member := range s.members {
		members[name] = member
	}
	for name, member := range more.members {
		members[name] = member
		if known, ok := s.members[name]; ok {
			members[name] = known.with(member)
		}
	}
	s.members = members
	if more.open {
		s.open, s.item = true, more.item
	}
	return s
}

// Opened is the shape with all its objects open: they keep members that are not named. A shape that holds itself cannot be
// opened so.
func (s Shape) Opened() Shape {
	if s.item != nil {
		item := s.item.Opened()
		s.item = &item
	}
	if s.members == nil {
		return s
	}
	members := Members{}
	for name, member := range s.members {
		members[name] = member.Opened()
	}
	return OpenObject(members)
}

// Member is the shape of a member of an object, for documents that hold a part of another one.
func (s Shape) Member(name string) Shape { return s.members[name] }

// Knowing adds the members that a document holds already, at every depth: what a real node wrote, the server knows, also
// where the contract does not.
func (s Shape) Knowing(held any) Shape {
	switch v := held.(type) {
	case Document:
		if s.token != beginObject {
			return s
		}
		var more Members
		for name, value := range v {
			member, known := s.members[name]
			switch {
			case !known && s.open:
				member = *s.item
			case !known:
				member = Any
			}
			if known = known || s.open; known && member.single() {
				continue // so of nearly every member of a wide schema
			}
			if more == nil {
				more = maps.Clone(s.members)
			}
			if more == nil {
				more = Members{}
			}
			more[name] = member.Knowing(value)
		}
		if more != nil {
			s.members = more
		}
	case []any:
		if s.token != beginArray {
			return s
		}
		item := *s.item
		for _, value := range v {
			item = item.Knowing(value)
		}
		s.item = &item
	}
	return s
}

// single tells a shape without an inside.
func (s Shape) single() bool { return s.token != beginObject && s.token != beginArray }

// Read returns what the server makes of a value, as a copy. A member that is null counts as absent.
func (s Shape) Read(value any) (any, error) { return reader{}.read(s, value, "$") }

// reader reads values by their shapes; one that keeps unknown members only looks at the types of the others.
type reader struct{ keeps bool }

func (r reader) read(s Shape, value any, path string) (any, error) {
	if s.token == "" {
		return Clone(value), nil
	}
	if number, ok := digitsOf(value); ok && s.digits {
		value = number
	}
	if token := tokenOf(value); token != s.token {
		return nil, &Error{
			Status: 400, Type: "com.google.gson.JsonSyntaxException",
			Message: fmt.Sprintf("java.lang.IllegalStateException: Expected %s but was %s at path %s", s.token, token, path),
		}
	}
	switch v := value.(type) {
	case Document:
		return r.readObject(s, v, path)
	case []any:
		return r.readList(s, v, path)
	}
	return value, nil
}

func (r reader) readObject(s Shape, object Document, path string) (any, error) {
	out := Document{}
	for name, value := range object {
		member, known := s.members[name]
		switch {
		case !known && s.open:
			member = *s.item
		case !known && r.keeps:
			member = Any
		case !known:
			continue
		}
		if value == nil && member.token != "" {
			continue
		}
		read, err := r.read(member, value, path+"."+name)
		if err != nil {
			return nil, err
		}
		out[name] = read
	}
	return out, nil
}

// readList fails on an item that is null: the list of a typed document has none, and the server trips over it.
func (r reader) readList(s Shape, list []any, path string) (any, error) {
	out := []any{}
	for i, value := range list {
		if value == nil && s.item.token != "" {
			return nil, NullPointer()
		}
		read, err := r.read(*s.item, value, path+"["+strconv.Itoa(i)+"]")
		if err != nil {
			return nil, err
		}
		out = append(out, read)
	}
	return out, nil
}

func digitsOf(value any) (json.Number, bool) {
	text, ok := value.(string)
	if !ok {
		return "", false
	}
	number, err := strconv.Atoi(text)
	return json.Number(strconv.Itoa(number)), err == nil
}

func tokenOf(value any) string {
	switch value.(type) {
	case Document:
		return beginObject
	case []any:
		return beginArray
	case string:
		return stringToken
	case json.Number:
		return numberToken
	case bool:
		return boolToken
	}
	return "NULL"
}

// Typed returns the body as a document of that shape.
func (c *Call) Typed(shape Shape) (Document, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	return c.Node.Typed(shape, body)
}

// TypedList returns the body as a list of items of that shape.
func (c *Call) TypedList(item Shape) ([]any, error) {
	body, err := c.List()
	if err != nil {
		return nil, err
	}
	read, err := c.Node.reader().read(List(item), body, "$")
	list, _ := read.([]any)
	return list, err
}

// Typed is what the server makes of an object that was read already.
func (n *Node) Typed(shape Shape, object Document) (Document, error) {
	read, err := n.reader().read(shape, object, "$")
	document, _ := read.(Document)
	return document, err
}

func (n *Node) reader() reader { return reader{keeps: n.Quirks.KeepUnknownMembers} }
