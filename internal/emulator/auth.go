package emulator

import (
	"net/http"
	"strings"
)

// identify tells who calls: the key or ticket of the request, or the user that an administrator acts for.
func (n *Node) identify(r *http.Request) (Identity, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	identity, ok := n.lookUp(r)
	if !ok {
		return Identity{}, unknownKey()
	}
	login := r.Header.Get("X-DKU-ProxyUser") // dss-admin.md W3
	if login == "" {
		return identity, nil
	}
	if !identity.Admin {
		return Identity{}, Forbidden("Only administrators may act as another user")
	}
	if n.Impersonate != nil {
		if other, ok := n.Impersonate(login); ok {
			return other, nil
		}
	}
	return Identity{}, IllegalArgument("Unknown user '" + login + "' in X-DKU-ProxyUser")
}

func (n *Node) lookUp(r *http.Request) (Identity, bool) {
	if ticket := r.Header.Get("X-DKU-APITicket"); ticket != "" {
		identity, ok := n.tickets[ticket]
		return identity, ok
	}
	key := requestKey(r)
	if key == "" {
		return Identity{}, false
	}
	if key == n.APIKey {
		return n.Administrator, true
	}
	if n.Authenticate == nil {
		return Identity{}, false
	}
	return n.Authenticate(key)
}

// requestKey reads the three forms of dss-admin.md W2: key as user name, key as password, bearer.
func requestKey(r *http.Request) string {
	if user, password, ok := r.BasicAuth(); ok {
		if user == "" {
			return password
		}
		return user
	}
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return token
}

// IssueTicket makes an X-DKU-APITicket for an identity; it lives as long as the process.
func (n *Node) IssueTicket(identity Identity) string {
	ticket := n.RandomID(32)
	n.tickets[ticket] = identity
	return ticket
}

func unknownKey() *Error {
	return &Error{
		Status: 401, Type: "com.dataiku.dip.exceptions.NotAuthenticatedException", Message: "Unknown API Key",
	}
}
