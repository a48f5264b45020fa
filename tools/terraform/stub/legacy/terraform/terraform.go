// Package terraform is empty: only tests of Terraform import the original.
package terraform
