package govern

import (
	"context"
	"testing"
)

func TestInstanceCalls(t *testing.T) {
	info := Document{"nodeId": "govern-1", "nodeType": "GOVERN"}
	replay(t, "govern.instance.info", info, func(c *Client) error {
		got, err := c.InstanceInfo(context.Background())
		if err == nil && got["nodeType"] != "GOVERN" {
			t.Errorf("got %v", got)
		}
		return err
	})
}

// The recording is that of DSS, whose matrix has the same address.
func TestAuthorizationMatrixCall(t *testing.T) {
	replay(t, "authorization_matrix.get", Document{"perUser": []any{}, "perGroup": []any{}}, func(c *Client) error {
		_, err := c.AuthorizationMatrix(context.Background())
		return err
	})
}
