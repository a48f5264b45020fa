package client

import (
	"errors"
	"fmt"
	"net"
	"testing"
)

// A name that nobody knows stays unknown; a resolver that does not answer may do so later.
func TestUnknownHosts(t *testing.T) {
	for err, want := range map[error]error{
		fmt.Errorf("dial: %w", &net.DNSError{Name: "dss.exmaple.com", IsNotFound: true}): ErrUnknownHost,
		fmt.Errorf("dial: %w", &net.DNSError{Name: "dss.example.com", IsTimeout: true}):  nil,
		errors.New("connection refused"):                                                 nil,
	} {
		if got := hopeless(err); got != want { //nolint:errorlint // the sentinel itself
			t.Errorf("%v is %v, want %v", err, got, want)
		}
	}
}
