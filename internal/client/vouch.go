package client

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
)

// signed tells whether an answer says of which version the node is, as every answer of a node does (observed.md 1.1).
// Failures may lose headers on their way (observed.md 1.1), so only answers of success are judged by it.
func (a answer) signed() bool {
	return a.header.Get("DSS-Version") != "" || a.header.Get("DSS-API-Version") != ""
}

// note remembers what an answer says of the node.
func (c *Client) note(got answer) {
	if version := got.header.Get("DSS-Version"); version != "" {
		c.version.Store(&version)
	}
	if got.signed() {
		c.signs.Store(true)
	}
}

// noteInfo remembers the version that a node tells where a gateway takes its header away (observed.md 4).
func (c *Client) noteInfo(info Document) {
	if version := Text(info, "dssVersion"); version != "" && c.Version() == "" {
		c.version.Store(&version)
	}
}

// Signs tells whether an answer of the node has named its version. Then all do, and an answer of success without it is not
// of the node. It never does behind a gateway that takes the header away: there, what is empty proves nothing.
func (c *Client) Signs() bool { return c.signs.Load() }

// accepted is an answer that has the right form.
type accepted struct {
	told bool   // something in it tells it from an answer of somebody else
	take func() // hands it out
}

// vouch says what is wrong with an answer of the right form that need not be of the node. Whether a gateway takes the
// header away is found out by a call whose answer tells, at most once.
func (c *Client) vouch(ctx context.Context, got answer, told bool) error {
	switch {
	case got.signed():
		return nil
	case c.signs.Load():
		return errUnsigned
	case told:
		c.strips.Store(true)
		return nil
	case c.strips.Load():
		return nil
	}
	back := c.askNode(ctx)
	switch {
	case c.signs.Load():
		return errUnsigned
	case back == nil:
		return nil
	case back.err.ErrorType != "": // the node itself refuses
		c.strips.Store(true)
		return nil
	}
	return fmt.Errorf("nothing in the answer tells that the node has sent it, and the node could not be asked: %w", back.err)
}

// askNode makes one attempt at a call that every key may make and whose answer tells.
func (c *Client) askNode(ctx context.Context) *setback {
	call, err := c.prepare(ctx, Request{Method: http.MethodGet, Path: instanceInfo, Holds: Members("nodeType")})
	if err != nil {
		return &setback{err: c.failure(call, 0, ErrInvalid, err.Error())}
	}
	return c.attempt(ctx, call, 1, func(got answer) (accepted, error) {
		read, err := decode(got, call.Request, &Document{})
		info, _ := read.value.(Document)
		return accepted{told: read.told, take: func() { c.noteInfo(info) }}, err
	})
}

var errUnsigned = errors.New("the answer lacks the header DSS-Version, which the node sends with every answer: something else has sent it")

// confirm reads once more what nothing tells from an answer of somebody else, and makes sure in between that the node
// is there. A gateway that answers now and then would not say the same.
func (c *Client) confirm(ctx context.Context, request Request, first any) error {
	if back := c.askNode(ctx); back != nil && back.err.ErrorType == "" {
		return c.malformed(ctx, request, "nothing in the answer tells that the node has sent it, and the node could not be asked: "+back.err.Error())
	}
	var second any
	again := request
	again.Holds, again.Nullable = Anything, true
	err := c.do(ctx, again, func(got answer) (accepted, error) {
		value, err := parse(got, again)
		return accepted{take: func() { second = value }}, err
	})
	if err == nil && !sameForm(first, second) {
		err = c.malformed(ctx, request, "two answers that followed each other have nothing in common")
	}
	return err
}

// sameForm compares the names of members, or whether there are items.
func sameForm(a, b any) bool {
	switch x := a.(type) {
	case Document:
		y, ok := b.(Document)
		return ok && maps.EqualFunc(x, y, func(any, any) bool { return true })
	case []any:
		y, ok := b.([]any)
		return ok && (len(x) == 0) == (len(y) == 0)
	}
	return kindOf(a) == kindOf(b)
}

func (c *Client) malformed(ctx context.Context, request Request, text string) error {
	return c.failure(&call{Request: request, veil: c.veil(ctx)}, http.StatusOK, ErrMalformed, text)
}
