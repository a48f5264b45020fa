// Command terraform-provider-dataiku serves the provider to Terraform and OpenTofu.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// version is set when a release is built.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve to a debugger")
	flag.Parse()
	quietLogs()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	err := tf6server.Serve("registry.terraform.io/terraform-provider-dataiku/dataiku", provider.Server(version), options...)
	if err != nil {
		log.Fatal(err)
	}
}

// quietLogs stops the framework from formatting trace lines that nobody asked for: they cost more than a third of a
// plan. With any log variable set every line is there.
func quietLogs() {
	for _, name := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_PROVIDER_DATAIKU", "TF_ACC_LOG"} {
		if os.Getenv(name) != "" {
			return
		}
	}
	_ = os.Setenv("TF_LOG_SDK", "ERROR")
}
