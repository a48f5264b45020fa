//go:build tools

// Package tools pins Terraform's main package, so that `go mod tidy` keeps it.
package tools

import _ "github.com/hashicorp/terraform"
