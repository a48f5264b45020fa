package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
)

// ErrWrongProduct is an address behind which the other product answers.
var ErrWrongProduct = errors.New("the node is of the other product")

// governNode is the nodeType of a Govern node; all others are of DSS (observed.md 6).
const governNode = "GOVERN"

// verification asks a node once what product it is.
type verification struct {
	mutex sync.Mutex
	done  bool
	err   error // of a node that is of the other product
}

// Verify asks the node, once, whether it is of the product that it is taken for: the two share addresses, so that a user made on
// the wrong node would look like a success. A node that does not tell, or not to this key, is believed. Any other failure is
// that of the node or of the key, and is asked about again. Without Config.VerifyProduct every node is believed.
func (c *Client) Verify(ctx context.Context) error {
	c.verified.mutex.Lock()
	defer c.verified.mutex.Unlock()
	if c.verified.done || !c.config.VerifyProduct {
		return c.verified.err
	}
	var info any
	err := c.JSON(ctx, Request{Method: http.MethodGet, Path: instanceInfo}, &info)
	switch {
	case err == nil, errors.Is(err, ErrForbidden), errors.Is(err, ErrUnsupported), errors.Is(err, ErrNotFound):
	default:
		return err
	}
	c.verified.done = true
	document, _ := info.(Document)
	c.noteInfo(document)
	nodeType := Text(document, "nodeType")
	if nodeType != "" && (nodeType == governNode) != (c.config.Product == ProductGovern) {
		c.verified.err = fmt.Errorf("%w: at %s answers a node of the type %s, and this object lives on %s", ErrWrongProduct, c.root.Host, nodeType, c.config.Product)
	}
	return c.verified.err
}

// instanceInfo is where a node tells what it is (dss-admin.md 4, govern.md 2).
var instanceInfo = []string{"instance-info"}

// mustVerify tells whether the product of the node has to be known before the request is sent.
func (c *Client) mustVerify(request Request) bool {
	return request.Method != http.MethodGet && !slices.Equal(request.Path, instanceInfo)
}
