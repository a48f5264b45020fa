package client

import "net/http"

// AuthMethod is the way the API key travels.
type AuthMethod string

// The three forms a node accepts (observed.md 1.1, dss-admin.md W2); the zero value means AuthBasic, the only
// one that every version of both products knows.
const (
	AuthBasic         AuthMethod = "basic"          // key as user name, empty password
	AuthBearer        AuthMethod = "bearer"         // DSS 13.1 and later
	AuthBasicPassword AuthMethod = "basic_password" // empty user name, key as password
)

func (c *Client) authorize(request *http.Request) {
	switch c.config.AuthMethod {
	case AuthBearer:
		request.Header.Set("Authorization", "Bearer "+c.config.APIKey)
	case AuthBasicPassword:
		request.SetBasicAuth("", c.config.APIKey)
	case AuthBasic:
		request.SetBasicAuth(c.config.APIKey, "")
	}
}
