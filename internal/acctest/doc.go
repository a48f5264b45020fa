// Package acctest runs the provider under real Terraform and OpenTofu against the emulator: every entity, every
// example, and what must never be written down. It holds tests only.
//
// The tests need no environment. A lane chooses the program: "new" (the default) is the Terraform that tools/build
// makes, which knows every feature; "old" is the terraform in PATH; "tofu" is OpenTofu. DATAIKU_ACC_LANE names the
// lane, TF_ACC_TERRAFORM_PATH another binary for it. A lane runs what its program can do, and a test that skips fails.
package acctest
