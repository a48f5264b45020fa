package client_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// A node of the other product is found out before anything is written, and asked once.
func TestProductIsVerifiedBeforeTheFirstChange(t *testing.T) {
	for name, test := range map[string]struct {
		product client.Product
		status  int
		info    string
		fails   error
		asked   int
	}{
		"right":            {client.ProductDSS, 200, `{"nodeType": "DEPLOYER"}`, nil, 1},
		"Govern for DSS":   {client.ProductDSS, 200, `{"nodeType": "GOVERN"}`, client.ErrWrongProduct, 1},
		"DSS for Govern":   {client.ProductGovern, 200, `{"nodeType": "DESIGN"}`, client.ErrWrongProduct, 1},
		"does not tell":    {client.ProductGovern, 200, `{}`, nil, 1},
		"not for this key": {client.ProductDSS, 403, `{"errorType": "UnauthorizedException"}`, nil, 1},
		"unknown call":     {client.ProductDSS, 404, `<html></html>`, nil, 1},
		"unknown key":      {client.ProductDSS, 401, `{}`, client.ErrUnauthenticated, 2},
	} {
		asked, written := 0, 0
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet {
				written++
				return
			}
			asked++
			w.WriteHeader(test.status)
			_, _ = w.Write([]byte(test.info))
		}, func(c *client.Config) { c.Product, c.VerifyProduct = test.product, true })
		for range 2 {
			if err := c.Send(t.Context(), client.Request{Method: http.MethodPost, Path: []string{"things"}}); !errors.Is(err, test.fails) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		if asked != test.asked || (written == 2) != (test.fails == nil) {
			t.Errorf("%s: asked %d times, %d were written", name, asked, written)
		}
	}
}
