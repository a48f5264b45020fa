// Command dataiku-emulator stands in for a DSS node and a Govern node over HTTP.
//
// It prints the URL of each node and then `ready` on stdout, one a line, and runs until SIGINT or SIGTERM.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(emulate())
}

// emulate returns the exit status.
func emulate() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := parseFlags(os.Args[1:], os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil: // parseFlags has said it
		return 2
	}
	if err := run(ctx, o, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "dataiku-emulator:", err)
		return 1
	}
	return 0
}
