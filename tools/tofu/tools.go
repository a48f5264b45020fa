//go:build tools

// Package tools pins OpenTofu's main package, so that `go mod tidy` keeps it.
package tools

import _ "github.com/opentofu/opentofu/cmd/tofu"
